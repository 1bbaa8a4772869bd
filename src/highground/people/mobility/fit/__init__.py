"""How flows are fitted: Poisson estimates with effects of origins and destinations, how good they are, and tables from margins alone.

`poisson.fit` for recorded flows, `measures` for how well it does beside the historical mean, `margins` and `lifetime` where only
sums are known. numpy alone.
"""
