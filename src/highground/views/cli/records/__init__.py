"""highground records: one file a verb."""
