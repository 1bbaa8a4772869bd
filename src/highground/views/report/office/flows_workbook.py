"""flows.xlsx: what a fit of flows found, every pair with its recorded and fitted flow, and the rows that were refused."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook

from highground.views.report.office import office
from highground.views.report.office.sheet import Sheet
from highground.views.report.office.workbook import fill, sheet_name

PAIRS: Final = (
    "Year",
    "Origin",
    "Destination",
    "Origin's name",
    "Destination's name",
    "Recorded",
    "Fitted",
    "Low",
    "High",
    "Historical mean",
)
TAGS: Final = (
    "#date+year", "#loc+origin+code", "#loc+destination+code", "#loc+origin+name", "#loc+destination+name", "#population+recorded+num",
    "#population+fitted+num", "#population+min+num", "#population+max+num", "#population+mean+num",
)  # fmt: skip
MEASURES: Final = {
    "d2": "Deviance explained (D2)", "pseudo_r2": "Likelihood explained (pseudo-R2)", "srmse": "Error over the mean flow (SRMSE)",
    "sorensen": "Flows in common (Sorensen)", "r2": "R2 of changes within pairs", "error": "Mean error, people a pair and year",
    "baseline": "The same of the historical mean", "better": "Share of the historical mean's squared error taken away", "pairs": "Pairs with two years or more",
}  # fmt: skip
MOST_PAIRS: Final = 20_000  # judged: more rows make a workbook that opens slowly; flows.csv holds them all
ELSEWHERE: Final = "{n:,} rows of pairs are in flows.csv; a workbook would open slowly with so many."
GROUPS: Final = {"in_space": "In space", "in_time": "In time, sums of each year known", "unseen_years": "In time, years not seen"}


def write(document: Mapping[str, Any], lines: Sequence[Sequence[object]], path: Path) -> None:
    """Write flows.xlsx; blanks are not reported."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets(document, lines):
        fill(book.create_sheet(sheet_name(sheet.name, book.sheetnames)), sheet)
    made = date.fromisoformat(document["made_on"])
    moment = datetime(made.year, made.month, made.day, tzinfo=UTC).replace(tzinfo=None)
    book.properties.creator = "highground"
    book.properties.title = office.clean(f"Flows: {document['file']}")
    book.properties.language = office.TAGS["en"]
    book.properties.created = moment
    book.save(path)
    office.settle(path, moment)


def sheets(document: Mapping[str, Any], lines: Sequence[Sequence[object]]) -> list[Sheet]:
    """About, coefficients and measures, pairs, and refused rows; a sheet without lines is left out."""
    about: list[tuple[object, ...]] = [
        ("File", document["file"]), ("SHA-256", document["sha256"]), ("Kind", document["kind"]), ("Distances", document["distances"]),
        ("Rows", document["rows"]), ("Refused rows", len(document["refused"])), *(("Note", text) for text in document["said"]),
    ]  # fmt: skip
    if len(lines) > MOST_PAIRS:
        about.append(("Pairs", ELSEWHERE.format(n=len(lines))))
        lines = ()
    names = ("name", "estimate", "standard_error", "low", "high")
    numbers = [tuple(one[key] for key in names) for one in document["coefficients"]]
    measured = [(title, MEASURES[key], value) for group, title in GROUPS.items() for key, value in (document[group] or {}).items()]
    refused = [(one["row"], one["about"], one["reason"]) for one in document["refused"]]
    made = [
        Sheet("About", (), (26, 100), about),
        Sheet("Coefficients", ("Coefficient", "Estimate", f"Standard error {document['errors']}", "Low (5 %)", "High (95 %)"), (30, 14, 24, 14, 14), numbers,
              fixed=dict.fromkeys(range(1, 5), "0.0000")),
        Sheet("Measures", ("Where", "Measure", "Value"), (34, 50, 14), measured, fixed={2: "#,##0.000"}),
        Sheet("Pairs", PAIRS, (8, 14, 14, 26, 26, 12, 12, 12, 12, 16), lines, hxl=TAGS, fixed=dict.fromkeys((5, 6, 7, 8, 9), "#,##0"), frozen=3),
        Sheet("Refused", ("Row", "What it says", "Why"), (8, 40, 90), refused),
    ]  # fmt: skip
    return [sheet for sheet in made if sheet.lines]
