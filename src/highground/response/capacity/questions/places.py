"""Questions of the hotspot lab: which unit stands first, which range belongs to it, and sums that a hand can check."""

from collections.abc import Iterator
from typing import Final

from highground.basis.question import Option, Question, Said
from highground.basis.words import N_
from highground.response.capacity.questions.numbers import Asker, which
from highground.response.capacity.questions.rows import Row, alike

TOPS: Final = (  # level, indicator, part
    ("basic", "unit_mountain_people", ""), ("basic", "unit_displacement", ""), ("advanced", "unit_top_five", ""), ("basic", "mountain_share", "definition:K1"),
    ("advanced", "unit_displacement_rate", ""), ("advanced", "unit_people", ""),
)  # fmt: skip
FIRST: Final = N_("{country}. {what}: which unit has the highest middle?")
FIRST_WHY: Final = N_("{place}: {range}, {confidence}. Source: row {number} of the run.")
SHRUNK: Final = N_(
    "{country}. {row}: {then} in {year_then} and {now} in {year_now}. What percentage was lost? Work with the middles."
)
SHRUNK_WHY: Final = N_("100 × (1 − {now} / {then}) = {lost}. Both numbers are of one series; another series must not be mixed in.")
WIDTH: Final = N_(
    "{country}. {row}: {range}. How many times as large as the low end is the high end? Read both ends from the range."
)
WIDTH_WHY: Final = N_("{high} / {low} = {times}. A range that spans a factor is told with both ends, never by its middle alone.")
SPREAD: Final = 0.12  # share of the answer by which a quotient of printed, rounded ends may differ; judged


def tops(ask: Asker) -> Iterator[Question]:
    """Which unit has the highest middle; only units that lie clearly below may stand beside it."""
    for depth, indicator, group in TOPS:
        rows = [row for row in ask.rows if row.indicator == indicator and row.group == group and row.place != ask.iso3 and row.status == "value" and row.level in (None, 1.09)]  # fmt: skip
        rows.sort(key=lambda row: -row.mid)
        if len(rows) < 4:
            continue
        best = rows[0]
        below = [row for row in rows[1:] if (row.mid < best.low or row.high < best.mid) and not alike(row, best)][:3]
        if len(below) == 3 and best.mid > 0:
            yield _top(ask, best, below, "basic" if depth == "basic" else "advanced")
        for row in rows[1:3] if indicator in ("unit_mountain_people", "mountain_share") else ():
            if row.mid > 0 and (one := which(ask, row, "s5", "advanced")):
                yield one


def _top(ask: Asker, best: Row, below: list[Row], level: str) -> Question:
    name = f"top.{best.indicator}"
    options = [Option("right", Said("{place}", {"place": {"place": best.place}}), right=True)]
    options += [Option(row.place, Said("{place}", {"place": {"place": row.place}}), right=False, trap="place") for row in below]
    why = {
        "place": {"place": best.place},
        "range": best.range,
        "confidence": {"confidence": best.confidence},
        "number": best.number,
    }
    stem = Said(FIRST, {"country": ask.names, "what": {"row": best.number, "without": "place"}})
    return Question(
        name, ask.iso3, "s5", "basic" if level == "basic" else "advanced", "single", stem, ask.shuffled(name, options),
        explanation=Said(FIRST_WHY, why), trap="place", rows=(best.number, *(row.number for row in below)),
    )  # fmt: skip


def sums(ask: Asker) -> Iterator[Question]:
    """What was lost of a glacier series, and how wide a range is."""
    series: dict[str, list[Row]] = {}
    for row in ask.rows:
        if row.indicator == "glacier_area" and row.year and row.status == "value":
            series.setdefault(row.group, []).append(row)
    longest = sorted((found for found in series.values() if len(found) > 1), key=lambda found: -_span(found))
    for rows in longest[:1]:
        then, now = min(rows, key=lambda row: row.year or 0), max(rows, key=lambda row: row.year or 0)
        read, before = now.printed[1], then.printed[1]
        lost = round(100 * (1 - read / before), 1)
        values = {"country": ask.names, "row": {"row": then.number, "without": "year"}, "then": then.range, "now": now.range, "year_then": then.year, "year_now": now.year}  # fmt: skip
        yield Question(
            "sum.glacier_area", ask.iso3, "s2", "advanced", "numeric", Said(SHRUNK, values), number=(lost, 2.0),
            explanation=Said(SHRUNK_WHY, {"now": read, "then": before, "lost": lost}), trap="baseline", rows=(then.number, now.number),
        )  # fmt: skip
    for indicator, group in (("displacement_aad", ""), ("immobility", "cell:involuntary")):
        wide = ask.found(indicator, group, 1.09)
        if wide is None or wide.printed[0] <= 0:
            continue
        low, _, high = wide.printed
        times = high / low
        yield Question(
            f"sum.width.{indicator}", ask.iso3, "s6", "advanced", "numeric", Said(WIDTH, ask.values(wide)),
            number=(round(times, 2), round(max(SPREAD * times, 0.5), 1)), explanation=Said(WIDTH_WHY, {"high": high, "low": low, "times": round(times, 2)}), trap="end", rows=(wide.number,),
        )  # fmt: skip


def _span(rows: list[Row]) -> int:
    """Years between the first and the last row."""
    years = [row.year or 0 for row in rows]
    return max(years) - min(years)
