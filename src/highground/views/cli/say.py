"""What the verbs print for people: findings, folders, tables in columns."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from highground.basis.settings import FORMATS
from highground.basis.words import N_
from highground.views.cli.target import outputs

if TYPE_CHECKING:
    from highground.catalogue.runs import Run
    from highground.views.report.alphabet.words import Words

MADE: Final = N_("Made on {day} by highground {version}, seed {seed}, {members} members.")
BOTH: Final = N_("{a} and {b}")
COMPARED: Final = N_("{rows} rows side by side; {yes} compare, {care} with care, {no} do not.")
RESULTS: Final = N_("Results in {folder}")


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
    about, words = run.about, _words(lang)
    click.echo(f"{_name(about['names'], lang)} ({about['iso3']}){took(seconds)}")
    made = {"day": date.fromisoformat(about["made_on"][:10]), "version": about["version"]}
    click.echo(words.t(MADE, **made, seed=str(about["seed"]), members=about["members"]) + "\n")
    _print_findings([(claim.template, claim.values, claim.confidence) for claim in run.claims], lang)
    _print_files(folder, words)


def print_twins(document: Mapping[str, Any], folder: Path, lang: str, seconds: float | None = None) -> None:
    """The two countries, what compares, shared findings, and the files to open."""
    words = _words(lang)
    a, b = (_name(document[side]["names"], lang) for side in "ab")
    click.echo(words.t(BOTH, a=a, b=b) + took(seconds))
    verdicts = [row["comparable"] for row in document["table"]]
    counts = {key: verdicts.count(verdict) for key, verdict in (("yes", "yes"), ("care", "with care"), ("no", "no"))}
    click.echo(words.t(COMPARED, rows=len(verdicts), **counts) + "\n")
    _print_findings([(claim["template"], claim["values"], claim["confidence"]) for claim in document["findings"]], lang)
    _print_files(folder, words)


def _words(lang: str) -> "Words":
    from highground.views.report.alphabet.words import Words

    return Words(lang)


def _name(names: Mapping[str, str], lang: str) -> str:
    return names.get(lang, names["en"])


def took(seconds: float | None) -> str:
    """How long it took, to be added to a line; nothing when nobody measured."""
    return "" if seconds is None else f" ({seconds:.0f} s)"


def _print_findings(findings: Iterable[tuple[str, Mapping[str, Any], str]], lang: str) -> None:
    from highground.views.report.evidence.labels import CONFIDENCE

    words = _words(lang)
    for template, values, confidence in findings:
        click.echo(f"  - {sentence(template, values, lang)} [{words.t(CONFIDENCE[confidence])}]")


def _print_files(folder: Path, words: "Words") -> None:
    click.echo("\n" + words.t(RESULTS, folder=str(folder)))
    for path in outputs(folder, FORMATS):
        click.echo(f"  {path.name}")


def sentence(template: str, values: Mapping[str, Any], lang: str = "en") -> str:
    """A finding in the language: ranges rounded to what they support and short as on pages, countries by their names.

    >>> sentence("{country} has {n} units.", {"country": {"en": "Utopia", "es": "Utopía"}, "n": 3}, "es")
    'Utopía has 3 units.'
    """
    return _words(lang).t(template, **values)


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
