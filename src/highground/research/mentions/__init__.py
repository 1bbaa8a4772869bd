"""Finds where a text speaks of a theme: words with their endings, what they need beside them, what silences and what denies them."""
