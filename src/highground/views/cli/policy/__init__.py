"""highground policy: one file a verb."""
