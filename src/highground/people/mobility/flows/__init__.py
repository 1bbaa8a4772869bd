"""Flows between places: gravity, radiation and population potential for all pairs, and whole numbers that keep their margins.

Everything works on blocks of rows in plain numpy; `whole` alone loads numba. The three questions to ask of a flow:

- who leaves: `out` of each place is kept to the person, or the law says (unconstrained);
- how far: great circles between `Places`, or any table of costs, such as the hours of `travel`, infinite where there is no way;
- how much memory: all pairs as a table, or block by block, or the strongest flows of each place with the rest stated.
"""
