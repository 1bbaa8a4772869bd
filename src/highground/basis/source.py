"""A source is a card before it is a file."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Grade = Literal["read", "computed", "unverified"]  # best to worst; an unverified fact stays marked so


@dataclass(frozen=True, slots=True)
class Source:
    """One provenance card: who made the data, under which terms, what it measures, and what to beware of."""

    id: str  # <producer>-<product>-<edition>
    producer: str
    title: str
    edition: str
    accessed: date
    url: str  # empty when the source has no public address
    licence: str
    citation: str
    sha256: str  # of the file; empty only for tables typed in by hand and for packages read at run time
    measures: str
    blank_means: str
    caveat: str
    file: str = ""  # name inside the bundle, a pack or the cache
    package: str = ""  # Python package that carries the bytes
    grade: Grade = "read"  # lowest grade of what it holds
    provides: str = ""  # role for which a pack replaces the bundled rule: population, elevation ...
    unit: str = ""  # of the values, for layers
