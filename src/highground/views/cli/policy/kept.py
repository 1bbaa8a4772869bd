"""What stands in the records as the library of texts."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from highground.basis.policy import Text
    from highground.catalogue.store.records import Store
    from highground.response.policy.coding import Library


def texts(store: "Store", iso3: str = "") -> "tuple[Text, ...]":
    """The texts of the library, of one country where one is named, by country, year and title."""
    from highground.basis.policy import Text

    found = [kept.record for kept in (store.find(Text, iso3=iso3) if iso3 else store.find(Text))]
    return tuple(sorted(found, key=lambda one: (one.iso3, one.year or 0, one.title, one.id)))


def library(store: "Store", held: "Iterable[Text]") -> "Library":
    """The passages of texts."""
    from highground.basis.policy import TextPassage
    from highground.response.policy.coding import Library

    held = tuple(held)
    return Library.of(held, [kept.record for text in held for kept in store.find(TextPassage, text=text.id)])


def code_of(country: str | None) -> str:
    """The code of a country that is named; blank when none is. Raises UnknownRegion with the nearest names."""
    if not country:
        return ""
    from highground.catalogue.regions import find_country

    return find_country(country).iso3
