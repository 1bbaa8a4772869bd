"""What changes if: the same chain with and without policy levers, member by member, and the difference between the two."""
