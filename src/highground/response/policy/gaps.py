"""What a country's instruments say by theme and where they are silent: from confirmed codes, and from source excerpts where no text was read.

A blank has three kinds here: the theme is not mentioned (a person read the whole text), the text was not read, or the theme does not apply.
Where coders disagree and nobody has settled it, the theme is neither there nor absent, and of two strengths the lower counts.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING, Final, Literal

from highground.basis.action import Action
from highground.basis.errors import BadData
from highground.basis.policy import WHOLE, Code, Instrument, Text, Theme
from highground.response.grounds import grounded, supported
from highground.response.policy.gaps_wording import WORDING

if TYPE_CHECKING:
    from highground.catalogue.runs import Run

State = Literal["coded", "absent", "disputed", "excerpt", "title", "memory", "unread", "beside"]
Known = Literal["weak", "uncoded", "disputed", "silent", "excerpt", "open"]
Place = tuple[str, int, str]  # text, passage, theme
KNOWN: Final[tuple[State, ...]] = ("excerpt", "title", "memory")  # said of an instrument by somebody else than its text
STRONG: Final = 2  # commitment from which a theme is no gap: an aim (0 mention, 1 context, 2 aim, 3 measure, 4 measure with all)


@dataclass(frozen=True, slots=True)
class Cell:
    """One theme in one instrument: what is known, how strong the commitment is (None: not coded), and the quotes' places."""

    state: State
    strength: int | None = None
    places: tuple[tuple[str, int | None, str], ...] = ()  # name of the text, page, quote
    uncoded: int = 0  # passages of which nobody said how strong


@dataclass(frozen=True, slots=True)
class Row:
    """One instrument with its texts and its cells by theme. `ended`: its period is over, so its silence is no gap."""

    instrument: Instrument
    texts: tuple[Text, ...]
    read: bool  # a person answered for the whole of each of its texts
    ended: bool
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Score:
    """One theme over the instruments in force to which it applies. `mean` is over coded strengths, None where there is none."""

    theme: str
    instruments: int
    read: int
    mention: int
    excerpt: int
    strongest: int | None
    mean: float | None
    disputed: int = 0
    uncoded: int = 0  # passages of which nobody said how strong


@dataclass(frozen=True, slots=True)
class Gap:
    """A theme with no strong commitment, what is known of it, and the ask that rests on claims (None where the run has no such claim)."""

    theme: str
    known: Known
    action: Action | None


@dataclass(frozen=True, slots=True)
class Gaps:
    """The whole analysis of one country."""

    iso3: str
    themes: tuple[Theme, ...]
    rows: tuple[Row, ...]
    scores: tuple[Score, ...]
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Basis:
    """What is known besides a run: excerpts (instrument, theme) -> how it is known, claims by theme, landlocked countries, the themes."""

    excerpts: Mapping[tuple[str, str], State]
    claims: Mapping[str, tuple[str, ...]]
    landlocked: Collection[str]
    themes: tuple[Theme, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """What the library holds: instruments, texts, and codes (those that count are chosen here)."""

    instruments: tuple[Instrument, ...]
    texts: tuple[Text, ...] = ()
    codes: tuple[Code, ...] = ()


def gaps(run: "Run", held: Held, basis: Basis) -> Gaps:
    """The analysis of the run's country. Suggestions never count; adjudicated codes go before those of single coders.

    Raises BadData for a country of which neither an instrument nor a text is known.
    """
    iso3, year = run.about["iso3"], int(str(run.about["made_on"])[:4])
    mine = Held(held.instruments, tuple(text for text in held.texts if text.iso3 == iso3), standing(held.codes))
    rows = tuple(_row(one, mine, basis, year) for one in _listed(iso3, mine))
    if not rows:
        raise BadData(
            f"the table of instruments names none of {iso3}, and the library holds no text of it; add texts with "
            f"`highground policy add FILE --country {iso3}`, or give a table of your own with --instruments"
        )
    scores = tuple(_score(theme.id, rows) for theme in basis.themes)
    found = tuple(_gap(score, run, basis) for score in scores if _known(score) is not None)
    grounded([gap.action for gap in found if gap.action], [run])
    return Gaps(iso3, basis.themes, rows, scores, found)


def standing(codes: Iterable[Code]) -> tuple[Code, ...]:
    """The codes that count: of a place and theme the adjudicated one if there is one, otherwise those that people confirmed."""
    given = [code for code in codes if code.status != "suggested" and code.coder and code.present]
    settled = {(code.text, code.passage, code.theme) for code in given if code.status == "adjudicated"}
    return tuple(code for code in given if code.status == "adjudicated" or (code.text, code.passage, code.theme) not in settled)


def disputed(codes: Iterable[Code]) -> frozenset[Place]:
    """Where one coder says that the theme is there and another that it is not, and nobody has settled it."""
    said: dict[Place, set[str]] = {}
    for code in standing(codes):
        said.setdefault((code.text, code.passage, code.theme), set()).add(code.present)
    return frozenset(place for place, answers in said.items() if len(answers) > 1)


def strengths(codes: Iterable[Code]) -> dict[Place, int | None]:
    """How strong each passage is on a theme: the lowest that a coder gave, None where none did."""
    found: dict[Place, int | None] = {}
    for code in codes:
        place = (code.text, code.passage, code.theme)
        given = [one for one in (found.get(place), code.strength) if one is not None]
        found[place] = min(given, default=None)
    return found


def _listed(iso3: str, held: Held) -> list[Instrument]:
    """The country's instruments, and behind them each text that is tied to none."""
    listed = [one for one in held.instruments if one.iso3 == iso3]
    known = {one.id for one in listed}
    loose = [text for text in held.texts if text.instrument not in known]
    return [
        *listed,
        *(
            Instrument(text.id, iso3, text.title or text.name, text.type or "text", year=text.year, verified="yes")
            for text in loose
        ),
    ]


def _row(one: Instrument, held: Held, basis: Basis, year: int) -> Row:
    texts = tuple(text for text in held.texts if one.id in (text.instrument, text.id))
    names = {text.id: text.name for text in texts}
    mine = [code for code in held.codes if code.text in names]
    read = bool(texts) and names.keys() == {code.text for code in mine if code.passage == WHOLE and not code.theme}
    open_ = disputed(mine)
    ended = one.period_end is not None and one.period_end < year
    cells = {}
    for theme in basis.themes:
        said = [code for code in mine if code.theme == theme.id and code.published]
        hits = [code for code in said if (code.text, code.passage, code.theme) not in open_]
        cells[theme.id] = _coded(hits, names) if hits else Cell("disputed" if said else _state(one, theme.id, read, ended, basis))
    return Row(one, texts, read, ended, cells)


def _coded(hits: Sequence[Code], names: Mapping[str, str]) -> Cell:
    """What confirmed passages say: the strongest of them, and each place once."""
    strong = strengths(hits)
    places = dict.fromkeys((names[code.text], code.page, code.quote) for code in hits)
    given = [one for one in strong.values() if one is not None]
    return Cell("coded", max(given, default=None), tuple(places), len(strong) - len(given))


def _state(one: Instrument, theme: str, read: bool, ended: bool, basis: Basis) -> State:
    if theme == "islands" and one.iso3 in basis.landlocked:
        return "beside"
    if ended:
        return basis.excerpts.get((one.id, theme), "beside")
    if read:
        return "absent"
    return basis.excerpts.get((one.id, theme), "unread")


def _score(theme: str, rows: Sequence[Row]) -> Score:
    cells = [row.cells[theme] for row in rows if not row.ended and row.cells[theme].state != "beside"]
    strong = [cell.strength for cell in cells if cell.strength is not None]
    return Score(
        theme, len(cells), sum(cell.state in ("coded", "absent") for cell in cells), sum(cell.state == "coded" for cell in cells),
        sum(cell.state in KNOWN for cell in cells), max(strong, default=None), fmean(strong) if strong else None,
        sum(cell.state == "disputed" for cell in cells), sum(cell.uncoded for cell in cells),
    )  # fmt: skip


def _known(score: Score) -> Known | None:
    """What kind of gap a theme is; None where it does not apply or somebody commits to it. Silent is only what was read throughout."""
    if not score.instruments or (score.strongest is not None and score.strongest >= STRONG):
        return None
    if score.mention:
        return "uncoded" if score.uncoded else "weak"
    if score.disputed:
        return "disputed"
    if score.excerpt:
        return "excerpt"
    return "silent" if score.read == score.instruments else "open"


def _gap(score: Score, run: "Run", basis: Basis) -> Gap:
    grounds = supported(basis.claims.get(score.theme, ()), [run])
    wording = WORDING.get(score.theme)
    action = Action(f"ask.policy.{score.theme}", "ask", wording.draft, {}, grounds) if grounds and wording else None
    return Gap(score.theme, _known(score) or "open", action)
