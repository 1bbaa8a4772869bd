"""Flows between places: gravity, radiation and population potential for all pairs, and whole numbers that keep their margins.

`shares` needs numpy alone; import `gravity`, `radiation` and `potential` from their own modules, which load numba.
"""
