"""What the page of a runout says, in order, in one language."""

from dataclasses import dataclass
from math import isnan
from typing import Any, Final

import pandas as pd

from highground.basis.words import N_
from highground.research.reach.asked import Runout
from highground.views.report.alphabet.words import HARD, Words
from highground.views.report.evidence.labels import GRADES
from highground.views.report.narrative.parts import Listing, Number, Sheet, notice

SHOWN: Final = 20  # lines of a table; the files hold all
GRADE: Final = {**GRADES, "judged": N_("judged")}

ANSWER: Final = N_(
    "If flow starts, it may reach {name} in {share} % of the members, with a speed of up to {speed}. {reached} live where flow may come from any start. Counted for the part of that ground that one event covers, {displaced} would be displaced."
)
ANSWER_BLANK: Final = N_(
    "If flow starts, it may reach {name} in {share} % of the members, with a speed of up to {speed}. How many people live there is not reported."
)
ANSWER_NOBODY: Final = N_("No settlement is reached in any of {members} members.")
LEAD: Final = N_(
    "A range runs from 5 to 95 % of all members, those in which nothing arrives included: a range that begins at 0 says that it may not happen. Settlements are counted with flow from every start; what one start does alone stands in its own line."
)
CAPTION: Final = N_(
    "How many of {members} members reach each cell; a member is one way in which the flow may behave. Cells of {cell} m; {datum}."
)
HEIGHTS: Final = {  # what the elevation's door says of its heights -> as people read it
    "heights above EGM96, about mean sea level": N_("heights above EGM96, about mean sea level"),
    "not stated in the file": N_("from what heights are measured is not stated"),
}
LIMITS: Final = (
    N_(
        "It is no hazard zoning for building permits: it does not say how deep, how often or how likely an event is, only which ground flow can reach if it starts."
    ),
    N_(
        "Flow can take far more ground than one event covers, the more the coarser the cells: the people who live there are an upper bound, not a forecast."
    ),
    N_(
        "The speed is a bound from the energy line, not a measured or simulated speed. Walls, dams, bridges, forest and buildings are not seen."
    ),
    N_(
        "A settlement is a disc around a point; where its houses stand is not known. People are counted where they sleep, whatever the hour."
    ),
    N_(
        "Reached is not displaced, and neither is evacuated. How many would be told to leave is a decision that is not estimated here."
    ),
    N_(
        "When a flow starts and how much material it carries is not modelled. Warming, rain, earthquakes, building and drainage all play a part in that."
    ),
)
READING: Final = (
    N_("Each member routes every start by an energy line with a travel angle, a height limit and a spreading exponent of its own, drawn from the ranges below (seed {seed}, {members} members)."),
    N_("Housing counts as unfit where the speed bound passes a threshold of {threshold} m/s, and {share} % of the people in it as displaced; people live at {density} to a km² of built ground. All three are judged and drawn for each member."),
    N_("One event covers {covered} % of the ground that flow can take on cells of this size, as on three mapped debris flows in Chile, half to twice; for other kinds of flow that is judged. Only people on that part are counted as displaced."),
    N_("Still displaced after 30 days follows the returns counted after the floods of 2024 in Kazakhstan, the only ones counted often enough; they were floods of the steppe."),
)  # fmt: skip
STILL: Final = N_("still displaced after 30 days")
STILL_NOTE: Final = N_("as in one flood of the steppe; wide")
COLOPHON: Final = N_(
    "Made by highground {version} on {day}. Numbers: runout.json; map: runout.tif, runout.gpkg; who is reached from where: reach.csv."
)
SHARED: Final = (N_("Members that reach it"), N_("Speed, at most"), N_("People reached"), N_("Displaced"))  # columns


@dataclass(frozen=True, slots=True)
class Page(Sheet):
    """The page of a runout in one language."""

    numbers: tuple[Number, ...]
    caption: str
    notes: tuple[str, ...]
    lead: str
    tables: tuple[Listing, ...]
    limits: tuple[str, ...]
    reading: tuple[str, ...]
    rule: Listing
    lakes: Listing | None
    files: Listing


def build(found: Runout, lang: str) -> Page:
    """The whole page."""
    words, about = Words(lang), found.about
    settings, elevation, judged = about["settings"], about["elevation"], about["judged"]
    spans = {
        name: _ends(words, judged[key], scale)
        for name, key, scale in (
            ("threshold", "threshold_m_s", 1),
            ("share", "displaced_share", 100),
            ("density", "density_km2", 1),
            ("covered", "covered", 100),
        )
    }
    values = {"seed": str(settings["seed"]), "members": settings["members"], **spans}
    return Page(
        lang=lang,
        title=words.t(about["rule"]["label"]),
        subtitle=words.t(N_("Whom it may reach, from {count} places where it starts"), count=len(found.releases)) if len(found.releases) > 1 else words.t(N_("Whom it may reach, from one place where it starts")),
        made_on=words.date(about["made_on"]),
        version=about["version"],
        notice=notice(words),
        answer=_answer(found, words),
        numbers=_numbers(found, words),
        caption=words.t(CAPTION, members=settings["members"], cell=elevation["cell_m"], datum=HEIGHTS.get(elevation["datum"], elevation["datum"])),
        notes=tuple(words.t(message, **filled) for message, filled in found.notes),
        lead=words.t(LEAD),
        tables=tuple(table for table in (_places(found, words), _starts(found, words), _pairs(found, words)) if table.lines),
        limits=tuple(map(words.t, LIMITS)),
        reading=tuple(words.t(text, **values) for text in READING),
        rule=_rule(about["rule"], words),
        lakes=_lakes(about["rule"], words),
        files=_files(about, words),
        colophon=words.t(COLOPHON, version=about["version"], day=words.date(about["made_on"])),
    )  # fmt: skip


def _answer(found: Runout, words: Words) -> str:
    if found.places.empty:
        return words.t(ANSWER_NOBODY, members=found.about["settings"]["members"])
    first = found.places.iloc[0]
    values = {
        "name": str(first["name"]),
        "share": round(100 * float(first["chance"])),
        "speed": _speed({"speed_high": first["speed_high"]}, words),
    }
    if isnan(found.totals["reached"]["mid"]):
        return words.t(ANSWER_BLANK, **values)
    return words.t(
        ANSWER, **values, reached=_people(found.totals["reached"], words), displaced=_people(found.totals["displaced"], words)
    )


def _numbers(found: Runout, words: Words) -> tuple[Number, ...]:
    """People reached, displaced and still displaced, and settlements; people only where any settlement's people are known."""
    count = Number(words.number(len(found.places)), "", words.t(N_("number of settlements that may be reached")), "")
    if isnan(found.totals["reached"]["mid"]) or found.places.empty:
        return (count,)
    labels = (
        ("reached", words.t(N_("live where flow may come")), ""),
        ("displaced", words.t(N_("displaced")), ""),
        ("still", words.t(STILL), words.t(STILL_NOTE)),
    )
    made = []
    for name, label, note in labels:
        low, mid, high = found.totals[name].values()
        _, value, _, unit = words.spread(low, mid, high, "persons", short=True)
        span = words.range(low, mid, high, "persons", short=True)
        made.append(Number(value, unit, label, "; ".join(filter(None, (span, note)))))
    return tuple(made)


def _places(found: Runout, words: Words) -> Listing:
    columns = tuple(map(words.t, (N_("Settlement"), *SHARED, N_("Still displaced after 30 days"))))
    lines = tuple((str(row["name"]), *_reached(row, words), _span(row, "still", words)) for row in _rows(found.places))
    return Listing("places", words.t(N_("Settlements, most people displaced first")), columns, lines, _more(found.places, words))


def _starts(found: Runout, words: Words) -> Listing:
    texts = (N_("Start"), N_("Members that reach anybody"), N_("Settlements"), N_("People reached"), N_("Displaced"))
    lines = tuple(
        (
            str(row["release_name"]),
            _share(row, words),
            words.number(row["places"]),
            _span(row, "reached", words),
            _span(row, "displaced", words),
        )
        for row in _rows(found.starts)
    )
    note = f"{words.t(N_('Each start alone: where two reach the same house, both count it.'))} {_more(found.starts, words)}".strip()
    return Listing("starts", words.t(N_("Where flow starts, most people displaced first")), tuple(map(words.t, texts)), lines, note)


def _pairs(found: Runout, words: Words) -> Listing:
    columns = tuple(map(words.t, (N_("Start"), N_("Settlement"), *SHARED)))
    lines = tuple((str(row["release_name"]), str(row["name"]), *_reached(row, words)) for row in _rows(found.pairs))
    return Listing("pairs", words.t(N_("Which start reaches which settlement")), columns, lines, _more(found.pairs, words), (1,))


def _reached(row: dict[str, Any], words: Words) -> tuple[str, ...]:
    """The cells of SHARED."""
    return _share(row, words), _speed(row, words), _span(row, "reached", words), _span(row, "displaced", words)


def _rule(rule: dict[str, Any], words: Words) -> Listing:
    columns = tuple(map(words.t, (N_("What is drawn"), N_("Low, middle, high"), N_("How we know"))))
    names = {
        "angle_deg": N_("Travel angle, degrees"),
        "height_limit_m": N_("Height limit, m"),
        "exponent": N_("Spreading exponent"),
    }
    lines = [
        (
            words.t(text),
            " / ".join(words.number(rule[key][end]) for end in ("low", "mid", "high")),
            f"{words.t(GRADE[rule[key]['grade']])}: {rule[key]['source']}",
        )
        for key, text in names.items()
    ]
    return Listing("rule", words.t(N_("The rule of flow")), columns, tuple(lines), words=(2,))


def _lakes(rule: dict[str, Any], words: Words) -> Listing | None:
    if "lakes" not in rule:
        return None
    columns = tuple(map(words.t, (N_("Lake"), N_("Area, m²"), N_("Volume, m³"), N_("Peak flow, m³/s"))))
    lines = [
        (
            lake["name"],
            words.number(round(lake["area_m2"])),
            *(_three(lake[key], words) for key in ("volume_m3", "peak_m3_s")),
        )
        for lake in rule["lakes"][:SHOWN]
    ]
    note = words.t(N_("From the area alone, by power laws from memory and unverified, for lakes dammed by moraine."))
    return Listing("lakes", words.t(N_("Lakes")), columns, tuple(lines), note)


def _files(about: dict[str, Any], words: Words) -> Listing:
    lines = tuple((name, digest[:16]) for name, digest in about["files"].items())
    return Listing("files", words.t(N_("Files that were read")), (words.t(N_("File")), "SHA-256"), lines, words=(1,))


def _rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(key): value for key, value in row.items()} for row in table.head(SHOWN).to_dict("records")]


def _more(table: pd.DataFrame, words: Words) -> str:
    left = len(table) - SHOWN
    return words.t(N_("{count} more in the files."), count=left) if left > 0 else ""


def _share(row: dict[str, Any], words: Words) -> str:
    share = 100 * float(row["chance"])
    return f"{words.number(share, 0 if share >= 1 or share == 0 else 1)}{HARD}%"


def _speed(row: dict[str, Any], words: Words) -> str:
    return f"{words.number(round(float(row['speed_high'])))}{HARD}{words.unit('m/s')}"


def _span(row: dict[str, Any], name: str, words: Words) -> str:
    low, mid, high = (float(row[f"{name}_{end}"]) for end in ("low", "mid", "high"))
    return words.t(N_("not reported")) if isnan(mid) else words.estimate(low, mid, high, "")


def _three(ends: list[float], words: Words) -> str:
    low, mid, high = ends
    return words.estimate(low, mid, high, "")


def _people(ends: dict[str, float], words: Words) -> str:
    return words.estimate(ends["low"], ends["mid"], ends["high"], "persons", short=True)


def _ends(words: Words, ends: tuple[float, float], scale: float) -> str:
    low, high = (words.number(value * scale, 0) for value in ends)
    return words.t("{low} to {high}", low=low, high=high)
