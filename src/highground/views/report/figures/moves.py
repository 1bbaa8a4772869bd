"""Migration added or held back: by each impact alone and all together, and summed by emission path beside published bounds."""

from highground.basis.mobility import DRIVERS
from highground.basis.scenario import SSPS
from highground.catalogue.runs import Run
from highground.views.report.alphabet import theme
from highground.views.report.alphabet.words import Words
from highground.views.report.evidence import labels
from highground.views.report.evidence.mobility_rows import MAIN, UNTIL
from highground.views.report.evidence.rows import Evidence
from highground.views.report.figures import lists
from highground.views.report.figures.base import Drawn
from highground.views.report.figures.lists import Line


def impacts(run: Run, words: Words, width: float = theme.WIDE) -> Drawn:
    """All impacts together, then each alone, at one level of warming; never to be added up."""
    evidence = Evidence(run)
    together = [
        Line(words.t(text), evidence.one("moves_added", f"kind:{kind}", level=MAIN), theme.INK)
        for kind, text in labels.KINDS.items()
    ]
    alone = [
        Line(
            words.t(driver.label),
            next(iter(evidence.find("moves_driver", f"driver:{driver.id}", level=MAIN)), None),
            theme.SERIES[0],
        )
        for driver in DRIVERS
    ]
    lines = _under(words.t("All impacts together at {level}", level=MAIN), together)
    lines += _under(words.t("Each impact alone, not to be added up"), alone)
    figure, _ = lists.listed(lines, width, words, words.t("moves a year, with minus without climate impacts"))
    alt = words.t("Migration added or held back by climate impacts, all together and each alone.")
    return Drawn("impacts", figure, f"{alt} {_said(lines, words)}")


def _under(head: str, lines: list[Line]) -> list[Line]:
    """The lines that there are rows for, under their head; nothing where none has a number."""
    held = [line for line in lines if line.row]
    return [Line(head), *held] if any(line.row and line.row.known for line in held) else []


def sums(run: Run, words: Words, width: float = theme.WIDE) -> Drawn:
    """Migration added from 2025 until each year for 100 people, by emission path; published bounds as marks."""
    evidence, lines = Evidence(run), []
    for year in UNTIL:
        ours = [
            Line(ssp, next(iter(evidence.find("moves_sum_share", f"ssp:{ssp}", year=year)), None), theme.PATHS[ssp]) for ssp in SSPS
        ]
        theirs = [
            Line(labels.group(row.group, words), row, theme.SERIES[4], mark=True)
            for row in evidence.find("moves_published", "estimate", year=year)
            if row.known
        ]
        lines += _under(words.t("From 2025 to {year}", year=year), [*ours, *theirs])
    figure, _ = lists.listed(lines, width, words, words.t("moves for 100 people of that year"))
    alt = words.t("Migration added by climate impacts until 2050 and 2080, by emission path, beside published bounds.")
    return Drawn("sums", figure, f"{alt} {_said(lines, words)}")


def _said(lines: list[Line], words: Words) -> str:
    said = [f"{line.name}: {labels.number(line.row, words)}" if line.row else f"{line.name}." for line in lines]
    return "; ".join(said).replace(".;", ":") + "."
