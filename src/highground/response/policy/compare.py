"""Groups of countries side by side: how many have texts that mention mobility, mountains or islands, or ask for finance, and how surely."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from statistics import fmean
from typing import Final, Literal

from highground.basis.errors import BadData
from highground.basis.policy import WHOLE, Code, Text
from highground.response.policy.compare_shares import Difference, Share, newcombe, wilson
from highground.response.policy.gaps import disputed, standing, strengths

Measure = Literal["mobility", "place", "finance"]
MEASURES: Final[Mapping[Measure, tuple[str, ...]]] = {  # what is counted -> the themes that count for it
    "mobility": ("migration", "displacement", "planned_relocation", "immobility"),
    "place": ("mountain", "islands"),
    "finance": ("finance",),
}


@dataclass(frozen=True, slots=True)
class Side:
    """One group: its countries, those with a text that was read in full, shares by measure, and the strongest commitment of each country.

    `used` and `unread` are its texts; `missing` are countries of which the library holds none. `doubtful` are countries left out of a
    share because coders disagree on their only mentions and nobody has settled it.
    """

    name: str
    countries: Mapping[str, str]  # ISO code -> grade of the membership
    read: tuple[str, ...]
    shares: Mapping[Measure, Share]
    strengths: Mapping[str, int]  # country -> strongest commitment on mobility, where one was coded
    used: tuple[Text, ...]
    unread: tuple[Text, ...]
    missing: tuple[str, ...]
    doubtful: Mapping[Measure, tuple[str, ...]] = field(default_factory=dict)

    @property
    def mean(self) -> float | None:
        """The mean of the countries' strongest commitments on mobility; None where none was coded."""
        return fmean(self.strengths.values()) if self.strengths else None


@dataclass(frozen=True, slots=True)
class Compared:
    """Two groups and their differences by measure; a difference is None where one side has no text that was read."""

    one: Side
    other: Side
    differences: Mapping[Measure, Difference | None]


def compare(
    names: tuple[str, str], groups: Mapping[str, Mapping[str, str]], texts: Iterable[Text], codes: Iterable[Code]
) -> Compared:
    """Two groups by confirmed codes. A country counts where a person has answered for the whole of a text, else mentions alone would count.

    Raises BadData for a group that there is not, a country in both, and where nobody has read a text of either group in full.
    """
    _check(names, groups)
    held, valid = tuple(texts), standing(codes)
    done = {code.text for code in valid if code.passage == WHOLE and not code.theme}
    one, other = (_side(name, groups[name], held, valid, done) for name in names)
    if not one.read and not other.read:
        raise BadData(
            f"nobody has read a text of {one.name} or {other.name} countries in full ({len(one.unread) + len(other.unread)} are in the library); "
            "add texts with `highground policy add`, and answer for each whole text with `highground policy code`"
        )
    return Compared(one, other, {measure: newcombe(one.shares[measure], other.shares[measure]) for measure in MEASURES})


def suggested(countries: Collection[str], texts: Iterable[Text], codes: Iterable[Code]) -> dict[Measure, Share]:
    """What suggestions alone would say of one group: countries with a text of which some passage was suggested. For the screen only.

    Nobody has confirmed anything of it, and words that the dictionary does not know are not found.
    """
    homes = {text.id: text.iso3 for text in texts if text.iso3 in countries}
    given = {(homes[code.text], code.theme) for code in codes if code.status == "suggested" and code.text in homes}
    held = set(homes.values())
    return {
        measure: wilson(len({home for home, theme in given if theme in themes}), len(held)) for measure, themes in MEASURES.items()
    }


def _check(names: tuple[str, str], groups: Mapping[str, Mapping[str, str]]) -> None:
    for name in names:
        if name not in groups:
            raise BadData(f"there is no group {name!r}; there are {', '.join(groups)}, and --group FILE adds your own")
    if both := sorted(set(groups[names[0]]) & set(groups[names[1]])):
        raise BadData(f"{both[0]} is in {names[0]} and in {names[1]}; groups that share a country cannot be compared")


def _side(name: str, countries: Mapping[str, str], texts: Collection[Text], codes: Collection[Code], done: Collection[str]) -> Side:
    mine = [text for text in texts if text.iso3 in countries]
    used = tuple(text for text in mine if text.id in done)
    homes = {text.id: text.iso3 for text in used}
    read = tuple(sorted(set(homes.values())))
    said = [code for code in codes if code.text in homes and code.published]
    open_ = disputed(codes)
    firm = [code for code in said if (code.text, code.passage, code.theme) not in open_]
    shares, doubtful = {}, {}
    for measure, themes in MEASURES.items():
        hits = {homes[code.text] for code in firm if code.theme in themes}
        doubtful[measure] = tuple(sorted({homes[code.text] for code in said if code.theme in themes} - hits))
        shares[measure] = wilson(len(hits), len(read) - len(doubtful[measure]))
    strong: dict[str, int] = {}
    for (text, _, theme), strength in strengths(firm).items():
        if theme in MEASURES["mobility"] and strength is not None:
            strong[homes[text]] = max(strong.get(homes[text], 0), strength)
    unread = tuple(text for text in mine if text.id not in done)
    missing = tuple(sorted(set(countries) - {text.iso3 for text in mine}))
    return Side(name, countries, read, shares, strong, used, unread, missing, doubtful)
