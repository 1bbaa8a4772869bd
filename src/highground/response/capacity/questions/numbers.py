"""Questions that the evidence table answers: which range, true or false, which level, how sure, how known, and blanks."""

from collections.abc import Iterator
from hashlib import sha256
from itertools import combinations
from typing import Final

from highground.basis.claim import CONFIDENCES
from highground.basis.question import Level, Option, Question, Said
from highground.basis.scenario import TODAY
from highground.basis.words import N_
from highground.response.capacity.questions.rows import Row, wrong

ASKED: Final = (  # session, level of the question, indicator, part, warming level or None for the first row that fits
    ("s1", "basic", "mountain_share", "definition:K1", None), ("s1", "basic", "mountain_people_share", "definition:K1", None),
    ("s1", "advanced", "mountain_people_share", "definition:K2", None), ("s1", "basic", "people_place", "where:mountain", None),
    ("s1", "advanced", "band_area", "band:3000", None), ("s1", "advanced", "people_band", "band:2000", None),
    ("s2", "basic", "mountain_warming", "", 2.0), ("s2", "basic", "mountain_temperature", "", TODAY), ("s2", "basic", "glacier_mass_left", "rgi:", 2.0),
    ("s2", "advanced", "glacier_mass_left", "rgi:", 4.0), ("s2", "basic", "hottest_day", "ar6:", 3.0), ("s2", "advanced", "wettest_day", "ar6:", 2.0),
    ("s2", "basic", "belt_rise", "", 2.0), ("s2", "advanced", "belt_area_left", "belt:alpine", 2.0), ("s2", "advanced", "level_year", "ssp:SSP2-4.5", 2.0),
    ("s2", "advanced", "warming_share", "ssp:SSP2-4.5", 3.0), ("s2", "advanced", "glacier_mass_change", "rgi:", None),
    ("s3", "basic", "displacement_aad", "", TODAY), ("s3", "basic", "displacement_place", "where:mountain", TODAY), ("s3", "advanced", "displacement_pmd", "return:100", TODAY),
    ("s3", "advanced", "displacement_aad", "hazard:debris_flow", TODAY), ("s3", "basic", "hazard_frequency", "hazard:debris_flow", 3.0),
    ("s3", "basic", "displacement_recorded", "where:", None), ("s3", "advanced", "evacuation_recorded", "where:", None), ("s3", "basic", "displacement_lasting", "days:30", None),
    ("s4", "basic", "internal_moves", "", TODAY), ("s4", "basic", "emigration_moves", "", TODAY), ("s4", "basic", "immobility", "cell:involuntary", TODAY),
    ("s4", "advanced", "immobility", "cell:voluntary", TODAY), ("s4", "advanced", "displaced_stock", "", TODAY), ("s4", "basic", "growing_season", "belt:alpine", TODAY),
    ("s4", "advanced", "pasture_window", "belt:alpine", 2.0), ("s4", "basic", "net_migration", "", None), ("s4", "advanced", "moves_published", "estimate:", None),
)  # fmt: skip
LADDERS: Final = (
    ("s2", "mountain_temperature", ""),
    ("s2", "glacier_mass_left", "rgi:"),
    ("s2", "belt_rise", ""),
    ("s2", "hottest_day", "ar6:"),
)
DOUBTED: Final = (
    ("s6", "displacement_aad"),
    ("s6", "glacier_mass_left"),
    ("s6", "internal_moves"),
    ("s6", "mountain_people_share"),
)
KNOWN: Final = ("displacement_recorded", "evacuation_recorded", "glacier_area", "immobility", "displacement_aad", "level_year")
METHODS: Final = {"counted": N_("counted"), "measured": N_("measured"), "modelled": N_("modelled"), "judged": N_("judged")}
WHICH: Final = N_("{country}. {row}: what does the evidence give?")
STATED: Final = N_("{country}. {row}: {range}. Is this what the evidence gives?")
LADDER: Final = N_("{country}. {row}: give each warming level its range.")
PRINT: Final = N_("{country}. {row}: {range}. Which way of printing it is right?")
SURE: Final = N_("{country}. {row}: {range}. With what confidence may it be said?")
MADE: Final = N_("{country}. {row}: how is this number known?")
EMPTY: Final = N_("{country}. {row}: the table shows “{status}”. What may be printed?")
TRUE: Final = N_("True")
FALSE: Final = N_("False")
BECAUSE: Final = N_("The evidence table gives for this: {range}, {confidence} ({how}). Source: row {number} of the run.")
RUNGS: Final = N_(
    "At {level}: {range}; at {level_last}: {range_last}. Each level has its own row of the run; the first is {number}."
)
BLANK: Final = N_(
    "“{status}” is neither zero nor the absence of a risk: the table has no value here. Source: row {number} of the run."
)
PRINTS: Final = (  # how a range is printed; the first is right
    ("range", "", N_("The middle with its low and high ends, the unit, and how sure we are")),
    ("mid", "certainty", N_("The middle alone, with all its digits, as it is easier to remember")),
    ("high", "end", N_("The high end alone, to be on the safe side")),
    ("low", "end", N_("The low end alone, so that nobody can object")),
)  # fmt: skip
BLANKS: Final = (
    ("said", "", N_("The same words, and why there is no number")),
    ("zero", "blank", N_("Zero")),
    ("none", "blank", N_("That there is no such risk")),
    ("next", "place", N_("The number of a neighbouring country")),
)  # fmt: skip


class Asker:
    """Makes questions of one country's rows. `names`: the country's name by language; the same seed gives the same questions."""

    def __init__(self, iso3: str, names: dict[str, str], rows: tuple[Row, ...], seed: int) -> None:
        self.iso3, self.names, self.rows, self.seed = iso3, names, rows, seed

    def shuffled(self, name: str, options: list[Option]) -> tuple[Option, ...]:
        """Options in an order that depends on the seed and the question alone."""
        return tuple(sorted(options, key=lambda option: self.drawn(name, option.id)))

    def drawn(self, *names: str) -> int:
        """A number that looks drawn and depends on the seed and the names alone."""
        return int.from_bytes(sha256(":".join((str(self.seed), self.iso3, *names)).encode()).digest()[:8], "big")

    def values(self, row: Row, **more: object) -> dict[str, object]:
        """What a message on a row is filled with."""
        return {"country": self.names, "row": {"row": row.number}, "range": row.range, **more}

    def because(self, row: Row) -> Said:
        """Why the answer is right, with its source."""
        return Said(
            BECAUSE, {"range": row.range, "confidence": {"confidence": row.confidence}, "how": row.how, "number": row.number}
        )

    def found(self, indicator: str, group: str, level: float | None) -> Row | None:
        """The national row that fits; a part that ends with a colon takes the first of its kind. None where there is no value."""
        fits = (
            row for row in self.rows
            if row.indicator == indicator and row.place == self.iso3 and row.status == "value" and (level is None or row.level == level)
            and (row.group == group or (group.endswith(":") and row.group.startswith(group)))
        )  # fmt: skip
        return next(fits, None)


def ranges(ask: Asker) -> Iterator[Question]:
    """Which range, for every row of the list that the run has; every third also as true or false."""
    for count, (session, depth, indicator, group, level) in enumerate(ASKED):
        row = ask.found(indicator, group, level)
        if row is None or row.mid == 0:
            continue
        if one := which(ask, row, session, "basic" if depth == "basic" else "advanced"):
            yield one
            if count % 3 == 0:
                yield stated(ask, row, session)


def which(ask: Asker, row: Row, session: str, level: Level) -> Question | None:
    """Which range does the evidence give; None where fewer than two wrong ones can be told from it."""
    others = wrong(row, ask.rows)
    if len(others) < 2:
        return None
    name = f"which.{row.key}"
    options = [Option("right", Said("{range}", {"range": row.range}), right=True)]
    for n, (other, trap) in enumerate(others):
        options.append(Option(f"{trap}{n}", Said("{range}", {"range": other.range}), right=False, trap=trap))
    return Question(
        name, ask.iso3, session, level, "single", Said(WHICH, ask.values(row)), ask.shuffled(name, options), explanation=ask.because(row),
        trap=others[0][1], rows=(row.number,),
    )  # fmt: skip


def stated(ask: Asker, row: Row, session: str) -> Question:
    """True or false: the right range, or one that is surely wrong."""
    name = f"stated.{row.key}"
    others = wrong(row, ask.rows, 1)
    true = not others or ask.drawn(name) % 2 == 0
    shown, trap = (row, "") if true else others[0]
    options = (
        Option("true", Said(TRUE), right=true, trap="" if true else trap),
        Option("false", Said(FALSE), right=not true, trap="certainty" if true else ""),
    )
    return Question(
        name, ask.iso3, session, "basic", "truefalse", Said(STATED, ask.values(row) | {"range": shown.range}), options,
        explanation=ask.because(row), trap=trap, rows=(row.number,),
    )  # fmt: skip


def ladders(ask: Asker) -> Iterator[Question]:
    """Levels and their ranges to be matched, where the middles differ."""
    for session, indicator, group in LADDERS:
        first = ask.found(indicator, group, 2.0)
        rungs = [row for row in ask.rows if first and row.indicator == indicator and row.group == first.group and row.place == ask.iso3 and row.status == "value" and row.level in (1.5, 2.0, 3.0, 4.0)]  # fmt: skip
        if first is None or len(rungs) < 3 or any(a.printed == b.printed for a, b in combinations(rungs, 2)):
            continue
        options = tuple(
            Option(
                f"level{row.level:g}",
                Said("{level}", {"level": row.level}),
                right=True,
                match=Said("{range}", {"range": row.range}),
            )
            for row in rungs
        )
        about = {"country": ask.names, "row": {"row": first.number, "without": "level"}}
        ends = {"level": rungs[0].level, "range": rungs[0].range, "level_last": rungs[-1].level, "range_last": rungs[-1].range}
        yield Question(
            f"ladder.{indicator}", ask.iso3, session, "advanced", "matching", Said(LADDER, about), options, explanation=Said(RUNGS, {**ends, "number": rungs[0].number}),
            trap="level", rows=tuple(row.number for row in rungs),
        )  # fmt: skip


def doubts(ask: Asker) -> Iterator[Question]:
    """How a range is printed, how sure it is, and how it is known."""
    printed = False  # how to print is asked once: the answer is the same for every row
    for session, indicator in DOUBTED:
        row = next(
            (
                row
                for row in ask.rows
                if row.indicator == indicator and row.place == ask.iso3 and row.status == "value" and row.high > row.low
            ),
            None,
        )
        if row is None:
            continue
        if not printed:
            printed = True
            name = f"print.{row.key}"
            options = [Option(key, Said(text), right=not trap, trap=trap) for key, trap, text in PRINTS]
            yield Question(name, ask.iso3, session, "basic", "single", Said(PRINT, ask.values(row)), ask.shuffled(name, options), explanation=ask.because(row), trap="end", rows=(row.number,))  # fmt: skip
        yield sure(ask, row)
    for indicator in KNOWN:
        row = next(
            (row for row in ask.rows if row.indicator == indicator and row.place == ask.iso3 and row.status == "value"), None
        )
        if row is not None and row.how in METHODS:
            options = [
                Option(key, Said(word), right=key == row.how, trap="" if key == row.how else "method")
                for key, word in METHODS.items()
            ]
            name = f"made.{row.key}"
            yield Question(name, ask.iso3, "s6", "advanced", "single", Said(MADE, ask.values(row)), tuple(options), explanation=ask.because(row), trap="method", rows=(row.number,))  # fmt: skip


def sure(ask: Asker, row: Row) -> Question:
    """With what confidence a row may be said; the scale stays in its order."""
    options = tuple(
        Option(word.replace(" ", "_"), Said("{confidence}", {"confidence": {"confidence": word}}), right=word == row.confidence, trap="" if word == row.confidence else "certainty")
        for word in CONFIDENCES
    )  # fmt: skip
    return Question(f"sure.{row.key}", ask.iso3, "s6", "advanced", "single", Said(SURE, ask.values(row)), options, explanation=ask.because(row), trap="certainty", rows=(row.number,))  # fmt: skip


def blanks(ask: Asker) -> Iterator[Question]:
    """What may be printed where the table has no value: the first blank of each kind, the country's own before its units'."""
    empty = sorted((row for row in ask.rows if row.status != "value"), key=lambda row: (row.place != ask.iso3, row.number))
    for status, session in (("not reported", "s3"), ("not applicable", "s6")):
        row = next((row for row in empty if row.status == status), None)
        if row is None:
            continue
        name = f"blank.{row.key}"
        options = [Option(key, Said(text), right=not trap, trap=trap) for key, trap, text in BLANKS]
        stem = {"country": ask.names, "row": {"row": row.number}, "status": status}
        yield Question(
            name, ask.iso3, session, "basic", "single", Said(EMPTY, stem), ask.shuffled(name, options),
            explanation=Said(BLANK, {"status": status, "number": row.number}), trap="blank", rows=(row.number,),
        )  # fmt: skip
