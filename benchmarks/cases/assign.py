"""Nearest places of many points."""

from cases import Case
from highground.people.impacts.assign import nearest


def assign(z):
    """Nearest of 100,000 places for a million points."""
    points, places, truth = (z["point_lat"], z["point_lon"]), (z["lat"], z["lon"]), z["truth"]
    return lambda: (nearest(*points, *places, within_km=5.0).place, truth)


CASES = {"assign-1M": Case("assignment", assign, lambda found: {"right": (found[0] == found[1]).sum()}, reps=3)}
