"""The forms of mobility in each region side by side, and the model of migration beside what was recorded."""

from highground.basis.scenario import TODAY
from highground.basis.words import N_
from highground.catalogue.runs import Run
from highground.views.report.alphabet import theme
from highground.views.report.alphabet.words import HARD, Words
from highground.views.report.evidence import labels
from highground.views.report.evidence.mobility_rows import MAIN, Key, any_known, by_unit, recorded
from highground.views.report.evidence.rows import Evidence, Row
from highground.views.report.figures import base, lists
from highground.views.report.figures.base import Drawn
from highground.views.report.figures.lists import Column, Line

MOST = 14  # regions in a picture
FEW = 8  # regions on a phone, where columns stand below each other
COLUMNS: tuple[tuple[Key, str, str, bool], ...] = (  # row, head, colour, whether the axis is logarithmic
    (("unit_displacement", "", TODAY), N_("Displacements a year, today (logarithmic)"), theme.SERIES[1], True),
    (("unit_moves_added", "", MAIN), N_("Migration out added or held back at 2 °C, moves a year"), theme.SERIES[0], False),
    (("unit_immobility", "", TODAY), N_("People who wish to move and cannot, %, today"), theme.SERIES[2], False),
)
MEAN, YEAR = theme.INK, theme.SERIES[1]


def forms(run: Run, words: Words, width: float = theme.WIDE) -> Drawn:
    """Displacement, migration added and involuntary immobility by region: three columns, three scales, no sum."""
    evidence = Evidence(run)
    shown = [each for each in COLUMNS if any_known(evidence, each[0][0])]
    found = by_unit(run, evidence, [key for key, *_ in shown])[: MOST if width >= theme.WIDE else FEW]
    names = [_name(run, code, words) for code, _ in found]
    made = [
        Column(words.t(head).replace(" °C", f"{HARD}°C"), tuple(rows[at] for _, rows in found), colour, log)
        for at, (_, head, colour, log) in enumerate(shown)
    ]
    figure = lists.columns(names, made, width, words)
    said = [
        f"{column.head}: " + ", ".join(f"{name} {labels.number(row, words)}" for name, row in zip(names, column.rows, strict=True))
        for column in made
    ]
    return Drawn("forms", figure, words.t("Forms of mobility by region, each counted apart.") + " " + "; ".join(said) + ".")


def _name(run: Run, code: str, words: Words) -> str:
    return "".join(letter for letter in labels.unit(run, code, words) if letter.isprintable())


def nets(run: Run, words: Words, width: float = theme.WIDE) -> Drawn:
    """Modelled net migration beside recorded years and their mean; where only lifetime moves were counted, beside those."""
    evidence = Evidence(run)
    if any_known(evidence, "net_recorded") or any_known(evidence, "net_mean"):
        return _recorded(run, evidence, words, width)
    keys: tuple[Key, ...] = (("lifetime_out", "", None), ("net_modelled", "", TODAY))
    found = [(code, rows) for code, rows in by_unit(run, evidence, keys) if rows[0] and rows[0].known]
    found = found[: MOST if width >= theme.WIDE else FEW]
    names = [_name(run, code, words) for code, _ in found]
    heads = (words.t("People who live outside their unit of birth (a stock)"), words.t("Modelled net migration, moves a year"))
    made = [
        Column(head, tuple(rows[at] for _, rows in found), colour)
        for at, (head, colour) in enumerate(zip(heads, (theme.SERIES[1], theme.SERIES[0]), strict=True))
        if any(rows[at] and rows[at].known for _, rows in found)  # type: ignore[union-attr]
    ]
    said = [
        f"{column.head}: " + ", ".join(f"{name} {labels.number(row, words)}" for name, row in zip(names, column.rows, strict=True))
        for column in made
    ]
    alt = words.t("People living outside their unit of birth, and modelled net migration.")
    return Drawn("nets", lists.columns(names, made, width, words), alt + " " + "; ".join(said) + ".")


def _recorded(run: Run, evidence: Evidence, words: Words, width: float) -> Drawn:
    keys: tuple[Key, ...] = (("net_mean", "", None), ("net_modelled", "", TODAY))
    lines = []
    for code, (mean, modelled) in by_unit(run, evidence, keys):
        years = recorded(evidence, code)
        marks = [(row.mid, "D", YEAR) for row in years]
        marks += [(mean.mid, "|", MEAN)] if mean and mean.known else []
        lines.append((code, Line(_name(run, code, words), modelled, theme.SERIES[0], beside=tuple(marks)), mean, years))
    lines = lines[: 2 * MOST]
    told = sorted({row.year for _, _, _, years in lines for row in years if row.year})
    signs = [
        ("s", theme.SERIES[0], words.t("modelled, 90 % range")),
        *(
            [("D", YEAR, words.t("recorded {year}", year="–".join(str(year) for year in dict.fromkeys((told[0], told[-1])))))]
            if told
            else []
        ),
        ("|", MEAN, words.t("mean of the record")),
    ]
    top = lists.key_height(base.canvas(width, 1), signs, width)
    figure, _ = lists.listed(
        [line for _, line, _, _ in lines], width, words, words.t("moves a year, arrivals less departures"), top=top
    )
    lists.key(figure, (0.0, float(figure.get_size_inches()[1]) - 0.1), signs, width)
    said = [f"{line.name}: {_told(line.row, mean, years, words)}" for _, line, mean, years in lines]
    return Drawn(
        "nets",
        figure,
        words.t("Net internal migration by region: modelled, recorded, and the mean of the record.") + " " + "; ".join(said) + ".",
    )


def _told(row: Row | None, mean: Row | None, years: tuple[Row, ...], words: Words) -> str:
    parts = [f"{words.t('modelled')} {labels.number(row, words)}"]
    parts += [f"{one.year} {labels.number(one, words)}" for one in years]
    return ", ".join([*parts, *([f"{words.t('mean of the record')} {labels.number(mean, words)}"] if mean and mean.known else [])])
