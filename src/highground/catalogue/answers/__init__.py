"""Answers of participants: the bank that they belong to, and sheets that people typed, in rows or in lists."""
