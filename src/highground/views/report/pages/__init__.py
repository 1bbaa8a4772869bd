"""The page and the printed brief."""
