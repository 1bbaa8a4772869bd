"""How many people the first-level units of a country have, and a point among them: for tables of flows that give neither."""

from dataclasses import replace
from typing import Final

import numpy as np

from highground.basis.ensemble import Ensemble
from highground.basis.region import Region
from highground.catalogue.flows.places import Places
from highground.catalogue.regions import units_today
from highground.catalogue.shelf import Shelf
from highground.people import population
from highground.people.mobility import travel
from highground.research.chapters import people
from highground.research.material import gather

MEMBERS: Final = 100  # judged: of the ensemble that says how many people a unit has; its middle is used


def peopled(known: Places, shelf: Shelf, region: Region) -> Places:
    """Units of a country with the people that the profile gives them, and a point among their people in place of one inside the outline.

    A unit of today that shares its outline with others (Abai and East Kazakhstan) keeps its point and has no number of people.
    """
    material = gather(shelf, region, lambda *_: None)
    who = people.spread(material, Ensemble(members=MEMBERS))
    each = population.people_per_piece(who.patterns, who.weights, float(np.median(who.total)))
    lat, lon = travel.centres(material.pieces, each)
    here = np.bincount(material.pieces["unit"].to_numpy(), each, len(material.units))
    drawn = {row["code"]: row["geometry_code"] for row in units_today(shelf, region.iso3) if row["relation"] == "same"}
    order = {code: at for at, code in enumerate(material.units["code"])}
    at = [order.get(drawn.get(place.code, place.code)) for place in known.places]
    told = [
        place if one is None else replace(place, lat=float(lat[one]), lon=float(lon[one]), residents=float(here[one]))
        for place, one in zip(known.places, at, strict=True)
    ]
    return Places(tuple(told), known.spellings)
