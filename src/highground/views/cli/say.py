"""What the verbs print for people: findings, folders, tables in columns."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from highground.basis.settings import FORMATS
from highground.views.cli.target import outputs

if TYPE_CHECKING:
    from highground.catalogue.runs import Run


def run_document(run: "Run", folder: Path) -> dict[str, object]:
    """A run for machines: what it is about, every row of evidence, claims, sensitivity, and the files beside it."""
    return {
        "folder": folder,
        "about": run.about,
        "evidence": run.evidence,
        "claims": run.claims,
        "sensitivity": run.sensitivity,
        "outputs": outputs(folder, FORMATS),
    }


def print_run(run: "Run", folder: Path, lang: str, seconds: float | None = None) -> None:
    """The country, its findings with their confidence, and the files to open."""
    about = run.about
    names = about["names"]
    took = "" if seconds is None else f" ({seconds:.0f} s)"
    click.echo(f"{names.get(lang, names['en'])} ({about['iso3']}){took}")
    click.echo(f"made on {about['made_on']} by highground {about['version']}, seed {about['seed']}, {about['members']} members\n")
    _print_findings([(claim.template, claim.values, claim.confidence) for claim in run.claims], lang)
    _print_files(folder)


def print_twins(document: Mapping[str, Any], folder: Path, lang: str, seconds: float | None = None) -> None:
    """The two countries, what compares, shared findings, and the files to open."""
    names = [document[side]["names"].get(lang, document[side]["names"]["en"]) for side in "ab"]
    took = "" if seconds is None else f" ({seconds:.0f} s)"
    click.echo(f"{names[0]} and {names[1]}{took}")
    verdicts = [row["comparable"] for row in document["table"]]
    counted = ", ".join(f"{verdict}: {verdicts.count(verdict)}" for verdict in ("yes", "with care", "no"))
    click.echo(f"{len(verdicts)} rows side by side; comparable {counted}\n")
    _print_findings([(claim["template"], claim["values"], claim["confidence"]) for claim in document["findings"]], lang)
    _print_files(folder)


def _print_findings(findings: Iterable[tuple[str, Mapping[str, Any], str]], lang: str) -> None:
    for template, values, confidence in findings:
        click.echo(f"  - {sentence(template, values, lang)} [{confidence} confidence]")


def _print_files(folder: Path) -> None:
    files = outputs(folder, FORMATS)
    click.echo(f"\nResults in {folder}")
    for path in files:
        click.echo(f"  {path.name}")


def sentence(template: str, values: Mapping[str, Any], lang: str = "en") -> str:
    """A finding in the language: ranges rounded to what they support, countries by their names.

    >>> sentence("{country} has {n} units.", {"country": {"en": "Utopia", "es": "Utopía"}, "n": 3}, "es")
    'Utopía has 3 units.'
    """
    from highground.views.report.words import Words

    return Words(lang).t(template, **{key: _value(value, lang) for key, value in values.items()})


def _value(value: Any, lang: str) -> object:
    from highground.basis.estimate import Estimate

    if not isinstance(value, Mapping):
        return value
    if "mid" in value:  # the method and the sources stand in the evidence table; here only the range is printed
        return Estimate(value["low"], value["mid"], value["high"], str(value.get("unit", "")), "modelled", ("evidence",))
    return str(value.get(lang, value.get("en", "")))


def columns(rows: Sequence[Sequence[object]], widest: int = 60) -> str:
    """Rows as text in columns under a heading; cells longer than `widest` are cut with an ellipsis.

    >>> print(columns([("a", "b"), ("x", 1)]))
    a  b
    x  1
    """
    texts = [[_cut(str(cell), widest) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*texts, strict=True)]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in texts)


def _cut(text: str, widest: int) -> str:
    return text if len(text) <= widest else text[: widest - 1] + "…"
