"""What institutions need, as a page says it in one language. No person is named."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from highground import __version__
from highground.basis.stakeholder import THEMES, WEIGHTS
from highground.basis.words import N_
from highground.response.capacity.people.register import Line
from highground.views.report.alphabet.words import Words
from highground.views.report.narrative.parts import Listing, Sheet, notice

TITLE: Final = N_("What institutions need")
SUBTITLE: Final = N_("Needs that were told to the training desk, by institution and theme")
ANSWER: Final = N_("Institutions that told needs: {institutions}. Needs told: {needs}, of them urgent: {urgent}.")
MOST: Final = N_("Most often told: {theme} ({most}).")
EVEN: Final = N_("No theme was told much more often than the others.")
TIED: Final = 2  # themes that may share the first place and still be named; judged
NOTE: Final = N_(
    "A theme without a line was not named by anybody; that does not mean that it is not needed. Needs are counted, not people."
)
COLOPHON: Final = N_(
    "Made by highground {version} from the register of stakeholders. Needs rest on what people said, not on claims of a run."
)


@dataclass(frozen=True, slots=True)
class Page(Sheet):
    """The page: needs by theme over all institutions, then by institution and theme."""

    tables: tuple[Listing, ...]


def build(lines: Sequence[Line], lang: str, made: date) -> Page:
    """The page of needs; `lines` holds at least one."""
    words = Words(lang, "people")
    themes = {theme: mine for theme in THEMES if (mine := [one for one in lines if one.theme == theme])}
    totals = {theme: sum(one.needs for one in mine) for theme, mine in themes.items()}
    most = max(totals.values())
    first = [words.t(THEMES[theme]) for theme, total in totals.items() if total == most]
    answer = words.t(
        ANSWER, institutions=len({one.institution for one in lines}), needs=sum(one.needs for one in lines), urgent=sum(one.urgent for one in lines)
    )  # fmt: skip
    lead = (len(first) <= TIED and most > 1) or len(totals) == 1
    answer += " " + (words.t(MOST, theme="; ".join(first), most=most) if lead else words.t(EVEN))
    counts = (words.t(N_("Needs")), words.t(WEIGHTS["3"]), words.t(WEIGHTS["2"]), words.t(WEIGHTS["1"]))
    by_theme = Listing(
        "themes", words.t(N_("By theme")), (words.t(N_("Theme")), words.t(N_("Institutions")), *counts),
        tuple((words.t(THEMES[theme]), words.number(len(mine)), *_counts(mine, words)) for theme, mine in themes.items()), words.t(NOTE),
    )  # fmt: skip
    rows = tuple((one.institution, words.t(THEMES[one.theme]), *_counts([one], words)) for one in lines)
    by_institution = Listing(
        "institutions",
        words.t(N_("By institution and theme")),
        (words.t(N_("Institution")), words.t(N_("Theme")), *counts),
        rows,
        words=(1,),
    )
    colophon = words.t(COLOPHON, version=__version__)
    return Page(
        lang,
        words.t(TITLE),
        words.t(SUBTITLE),
        words.date(made),
        __version__,
        notice(words),
        answer,
        colophon,
        (by_theme, by_institution),
    )


def _counts(lines: Sequence[Line], words: Words) -> tuple[str, ...]:
    """Needs in all, urgent, important, useful; a dash where nobody told one."""
    sums = (sum(getattr(one, name) for one in lines) for name in ("needs", "urgent", "important", "useful"))
    return tuple(words.number(total) if total else "–" for total in sums)
