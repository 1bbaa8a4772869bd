"""Policy: what texts say, how coders agree, where texts are silent, and the pack for negotiators."""
