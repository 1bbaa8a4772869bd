"""Passages of a text: cut into 40 to 120 words at ends of sentences, and searched by their words (SQLite FTS5)."""
