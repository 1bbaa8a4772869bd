"""Doors for drafts (docx, pdf, text), and the rules and known figures they are read against."""
