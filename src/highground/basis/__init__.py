"""The nouns, units and errors that every floor shares. Standard library and numpy only."""
