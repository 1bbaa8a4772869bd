"""Speaking points for half a minute, one minute and three: whole sentences from claims, as many as can be said in the time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from highground.basis.action import Ground
from highground.basis.claim import Claim
from highground.basis.words import N_
from highground.research.claims.glaciers import CHOICE, SPANS
from highground.research.claims.hazards import GROWS, PLAIN_EVENT
from highground.response.policy.pack.made import Pack
from highground.views.report.alphabet.words import Words

RATE: Final = {"en": 140, "es": 140, "ru": 120, "kk": 115}  # words a minute, read calmly; judged
FIGURE: Final = 2  # words that a number takes when it is read aloud; judged
SILENT: Final = ("–", "—", "…")  # signs that are no words
LENGTHS: Final = {30: N_("30 seconds"), 60: N_("1 minute"), 180: N_("3 minutes")}
OPEN: Final = N_("We speak for people who live in mountains: {countries}.")
MANY: Final = N_("Nobody moves for one reason.")
WORK: Final = N_("Climate acts together with work, family, land, services and policy.")
PLAINS: Final = N_("Floods of the plains are no mountain events, and we do not count them as such.")
RANGES: Final = N_("We give ranges, because that is what the evidence carries.")
ASK: Final = N_("We ask: {ask}")
CLOSE: Final = N_("Every number here leads back to its source.")
TOLD: Final = {  # claim -> the sentence, and the numbers that stand in its lists; a number is read as its range, country by country
    "people.nation": (N_("Share of all people who live in mountains, by definition K1: {k1}."), ("k1",)),
    "glaciers.left": (N_("Ice left in the glacier regions in 2100, at {level} of global warming: {ice}."), ("ice",)),
    "glaciers.choice": (
        N_("Less warming keeps more ice. Left in 2100 at {level_low}: {ice_low}. At {level_high}: {ice_high}."), ("ice_low", "ice_high"),
    ),
    "hazards.frequency.debris_flow": (
        N_("Flash floods and debris flows grow more frequent. At {level} of global warming against today: {times}."), ("times",),
    ),
    "hazards.place": (
        N_("Hazards displace people in the mountains: {mountain}. These are movements, not persons."), ("mountain",),
    ),
    "mobility.stuck": (
        N_("Some people in mountains wish to move and cannot: {now}. This is judged; nobody has asked them yet."), ("now",),
    ),
}  # fmt: skip
ORDER: Final = (
    "open", "people.nation", "glaciers.left", "glaciers.choice", "hazards.frequency.debris_flow",
    "hazards.place", "plains", "mobility.stuck", "many", "work", "ranges", "asks", "close",
)  # fmt: skip
FIRST: Final = (  # what is kept when time is short, most needed first
    "open", "ask0", "glaciers.left", "many", "ask1", "hazards.frequency.debris_flow", "work", "ask2", "hazards.place", "close",
    "people.nation", "glaciers.choice", "plains", "ask3", "mobility.stuck", "ranges", "ask4",
)  # fmt: skip
MOST_ASKS: Final = 5


@dataclass(frozen=True, slots=True)
class Speech:
    """What can be said in so many seconds, as paragraphs."""

    seconds: int
    label: str
    texts: tuple[str, ...]


def speeches(pack: Pack, words: Words) -> tuple[Speech, ...]:
    """The three lengths. Each holds at least the opening and one ask, and no more than the time allows."""
    parts = dict(_parts(pack, words))
    found = []
    for seconds, text in LENGTHS.items():
        room, kept = RATE[words.lang] * seconds / 60, []
        for name in FIRST:
            took = sum(map(spoken, parts.get(name, ())))
            if took and took <= room:
                kept.append(name)
                room -= took
        told = [
            name
            for name in ORDER
            for name in ([one for one in kept if one.startswith("ask")] if name == "asks" else [name])
            if name in kept
        ]
        found.append(Speech(seconds, words.t(text), tuple(" ".join(parts[name]) for name in told)))
    return tuple(found)


def spoken(text: str) -> int:
    """Words that a text takes when it is read aloud; a number counts as two.

    >>> spoken("At 2 degrees half is left")
    7
    """
    return sum(FIGURE if any(sign.isdecimal() for sign in word) else word not in SILENT for word in text.split())


def _parts(pack: Pack, words: Words) -> Iterator[tuple[str, tuple[str, ...]]]:
    names = ", ".join(run.about["names"].get(words.lang, run.about["names"]["en"]) for run in pack.runs)
    yield "open", (words.t(OPEN, countries=names),)
    for name, (template, lists) in TOLD.items():
        if told := _claims(pack, name):
            yield name, (_said(template, lists, told, words),)
    if any(claim.template == PLAIN_EVENT for claim in _claims(pack, "hazards.event").values()):
        yield "plains", (words.t(PLAINS),)
    yield from (
        ("many", (words.t(MANY),)),
        ("work", (words.t(WORK),)),
        ("ranges", (words.t(RANGES),)),
        ("close", (words.t(CLOSE),)),
    )
    for at, ask in enumerate(_asked(pack)):
        said = words.t(ask.action.template, **ask.action.values)
        yield f"ask{at}", (words.t(ASK, ask=said[:1].lower() + said[1:]),)


def _asked(pack: Pack) -> Sequence[Any]:
    joint = [ask for ask in pack.asks if ask.joint]
    return (joint or pack.asks)[:MOST_ASKS]


def _claims(pack: Pack, name: str) -> dict[str, Claim]:
    """Claims of that name by the country's code, where their sentence is one that may be read aloud."""
    grounds = (Ground(run.about["iso3"], name) for run in pack.runs)
    only = {"hazards.frequency.debris_flow": (GROWS,), "glaciers.choice": (CHOICE,), "glaciers.left": SPANS}.get(name)
    return {
        one.iso3: pack.claims[one] for one in grounds if one in pack.claims and (only is None or pack.claims[one].template in only)
    }


def _said(template: str, lists: tuple[str, ...], told: dict[str, Claim], words: Words) -> str:
    """Claims of several countries in one sentence for the ear."""
    values: dict[str, object] = {name: value for name, value in next(iter(told.values())).values.items() if name not in lists}
    for name in lists:
        values[name] = "; ".join(f"{_name(claim, words)} – {_ends(claim.values[name], words)}" for claim in told.values())
    return words.t(template, **values)


def _name(claim: Claim, words: Words) -> str:
    names: Any = claim.values["country"]
    return str(names.get(words.lang, names["en"]))


def _ends(value: Any, words: Words) -> str:
    """A range as its two ends; a number without one as it stands."""
    low, mid, high, unit = (value[name] for name in ("low", "mid", "high", "unit"))
    return words.range(low, mid, high, unit, short=True) or words.estimate(low, mid, high, unit, short=True)
