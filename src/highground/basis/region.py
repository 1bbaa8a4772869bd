"""A country and its first-level units."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unit:
    """A first-level unit: ISO 3166-2 code and name as in the geometry."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Region:
    """A country: codes, names in the four languages, first-level units, and what its outline does not show."""

    iso3: str
    iso2: str
    names: dict[str, str]  # language code to name: en, ru, kk, es
    units: tuple[Unit, ...]
    note: str = ""  # about the geometry: old borders, missing islands

    def name(self, lang: str = "en") -> str:
        """The country's name in a language; English where there is none."""
        return self.names.get(lang, self.names["en"])
