"""What the formats say, once for all of them: the profile and the mirror as plain content."""
