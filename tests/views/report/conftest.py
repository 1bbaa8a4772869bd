"""Two invented runs and their mirror. The second has no nival belt, no ice left to project and other regions."""

from dataclasses import replace

import pytest

from highground.catalogue.runs import Run
from highground.research.twins import Twins, mirror


def other(run: Run) -> Run:
    """A second invented country: smaller numbers, a blank belt, a hostile name."""
    evidence = run.evidence.copy()
    evidence.loc[evidence["place"] == "KAZ", "place"] = "ECU"
    evidence["group"] = evidence["group"].replace({"rgi:RGI13": "rgi:RGI16", "ar6:WCA": "ar6:NWS"})
    evidence.loc[evidence["indicator"] == "mountain_share", ["low", "mid", "high"]] *= 6.0
    evidence.loc[evidence["indicator"] == "growing_season", ["low", "mid", "high"]] = 365.0
    nival = evidence["group"] == "belt:nival"
    evidence.loc[nival, ["low", "mid", "high"]] = float("nan")
    evidence.loc[nival, "status"] = "not applicable"
    names = {"en": "Ecuador <i>&amp;</i>", "ru": "Эквадор", "kk": "Эквадор", "es": "Ecuador"}
    return replace(run, about={**run.about, "iso3": "ECU", "names": names, "note": ""}, evidence=evidence)


@pytest.fixture(scope="session")
def twins(sample_run: Run) -> Twins:
    """The mirror of two invented countries; do not change it in place."""
    return mirror(sample_run, other(sample_run))
