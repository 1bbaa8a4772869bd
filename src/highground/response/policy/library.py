"""The library of policy texts: a file becomes a text with its passages, is held against those already there, and is kept whole or not at all."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from highground.basis.errors import BadData
from highground.basis.event import Remark
from highground.basis.policy import UNKNOWN, Instrument, Text, TextPassage, text_id
from highground.basis.settings import LANGS
from highground.basis.words import N_
from highground.catalogue.texts.alike import SAME, alike, sketch
from highground.catalogue.texts.read import passages, read_text
from highground.response.policy.language import languages

MIXED: Final = 0.2  # share of the letters from which a second language is told; judged: a quoted title is less
TYPES: Final = ("NDC", "NAP", "law", "regulation", "strategy", "concept", "plan", "action plan", "constitution", "other")
OTHER_LANGUAGE: Final = N_(
    "No suggestions can be made for this text: its language is none of English, Russian, Kazakh and Spanish."
)
TWO_LANGUAGES: Final = N_("The text is in more than one language; the passages in {name} make {share} percent of it.")
STATED: Final = N_("The text was said to be in {said} and looks like {found}; it was taken as {said}.")
NO_INSTRUMENT: Final = N_("It is tied to no instrument of the table; --instrument names one.")

NO_COUNTRY: Final = N_("It names no country, so no analysis of gaps and no comparison counts it; --country names one.")


@dataclass(frozen=True, slots=True)
class Given:
    """What a person says of a text; blank is not said."""

    iso3: str = ""
    year: int | None = None
    type: str = ""
    sector: str = ""
    instrument: str = ""
    title: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A file read: the text, its passages, what is to be told, and texts of the library whose wording is nearly the same."""

    text: Text
    passages: tuple[TextPassage, ...]
    said: tuple[Remark, ...]
    near: tuple[tuple[Text, float], ...] = ()


def reading(path: Path, given: Given, known: Iterable[Instrument], held: Iterable[Text], *, today: str, who: str) -> Reading:
    """Read a file for the library. What the instrument's row says fills what the person did not say.

    Raises MissingSource and BadData as the door, and BadData for an instrument that is not in the table or is another country's.
    """
    draft = read_text(path)
    found = passages(draft)
    shares = languages(one.words for one in found)
    language = given.language or next(iter(shares))
    filled = _filled(given, {one.id: one for one in known})
    lacking = [Remark(text) for there, text in ((filled.instrument, NO_INSTRUMENT), (filled.iso3, NO_COUNTRY)) if not there]
    said = (*draft.said, *_languages(shares, given.language), *lacking)
    text = Text(
        text_id(draft.sha256), draft.name, draft.kind, draft.sha256, language, filled.iso3, filled.year, filled.type, filled.sector, filled.instrument,  # type: ignore[arg-type]
        draft.pages, today, who, filled.title or path.stem, tuple(str(one) for one in said), sketch(one.words for one in found),
    )  # fmt: skip
    return Reading(text, found, said, near(text, held))


def near(text: Text, held: Iterable[Text]) -> tuple[tuple[Text, float], ...]:
    """Texts whose wording is nearly the same, the nearest first, each with the share of common wording; the text itself is left out."""
    found = [(one, alike(text.shingles, one.shingles)) for one in held if one.sha256 != text.sha256]
    return tuple(sorted(((one, share) for one, share in found if share >= SAME), key=lambda pair: -pair[1]))


def same(text: Text, held: Sequence[Text]) -> Text | None:
    """The text of the library that has the same bytes, if one does."""
    return next((one for one in held if one.sha256 == text.sha256), None)


def _filled(given: Given, known: Mapping[str, Instrument]) -> Given:
    if given.type and given.type not in TYPES:
        raise BadData(f"--kind {given.type!r} is no kind of instrument; choose one of {', '.join(TYPES)}")
    if given.language and not re.fullmatch(r"[a-z]{2,3}", given.language):
        raise BadData(
            f"--written {given.language!r} is no code of a language; write en, ru, kk, es, or another of two letters such as fr"
        )
    if not given.instrument:
        return given
    row = known.get(given.instrument)
    if row is None:
        near_ids = [one for one in known if given.iso3 and one.startswith(given.iso3)] or list(known)
        raise BadData(f"there is no instrument {given.instrument!r}; the table has {', '.join(near_ids)}")
    if given.iso3 and given.iso3 != row.iso3:
        raise BadData(f"{row.id} is an instrument of {row.iso3}, and --country says {given.iso3}; mend one of the two")
    kind = row.kind if row.kind in TYPES else "other"
    return replace(given, iso3=row.iso3, year=given.year or row.year, type=given.type or kind, title=given.title or row.name)


def _languages(shares: Mapping[str, float], stated: str) -> tuple[Remark, ...]:
    found = next(iter(shares))
    said = [Remark(STATED, {"said": stated, "found": found})] if stated and stated != found else []
    said += [Remark(OTHER_LANGUAGE)] if (stated or found) not in LANGS else []
    others = [(name, share) for name, share in shares.items() if name not in (found, UNKNOWN) and share >= MIXED]
    return (*said, *(Remark(TWO_LANGUAGES, {"name": name, "share": round(100 * share)}) for name, share in others))
