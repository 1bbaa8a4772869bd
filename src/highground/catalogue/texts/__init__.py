"""Policy texts: read page by page through strict doors, cut into passages under their headings, and compared with those already held."""
