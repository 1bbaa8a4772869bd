"""highground teach: one file a verb."""
