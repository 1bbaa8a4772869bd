"""highground check: our numbers beside published ones."""

from typing import TYPE_CHECKING, Any

import click

from highground import __version__
from highground.views.cli.options import Order, ordered
from highground.views.cli.plain import plain, say_json
from highground.views.cli.progress import progress
from highground.views.cli.say import columns
from highground.views.cli.work import shelf_for

if TYPE_CHECKING:
    import pandas as pd

WHOLE_FROM = 10_000  # from here on decimals say nothing
HEADINGS = ("check", "ours", "published", "low", "high", "unit", "verdict", "source")


@click.command()
@ordered("pack", "data", "online", "json")
def check(order: Order) -> int:
    """Our numbers beside published ones: each with its band and a verdict. Ends with 1 when a check fails."""
    from highground.catalogue.reference import reference
    from highground.research.validation import check as validate

    with progress("Check") as tell:
        tell("computing what others have published")
        table: pd.DataFrame = validate(shelf_for(order), reference(order.data))
    rows: list[dict[str, Any]] = plain(table)
    failed = [row for row in rows if row["verdict"] == "fail"]
    if order.json:
        say_json({"version": __version__, "passed": not failed, "rows": rows})
    else:
        click.echo(columns([HEADINGS, *([_cell(row.get(name)) for name in HEADINGS] for row in rows)]))
        click.echo(f"\n{_tally(rows)}")
    return 1 if failed else 0


def _tally(rows: list[dict[str, Any]]) -> str:
    """How many pass and fail; rows without a band of their own are only shown."""
    counts = {verdict: sum(row["verdict"] == verdict for row in rows) for verdict in ("pass", "fail")}
    shown = len(rows) - sum(counts.values())
    return f"{counts['pass']} pass, {counts['fail']} fail" + (f", {shown} shown without a band." if shown else ".")


def _cell(value: object) -> str:
    if value is None:
        return "-"
    if not isinstance(value, float):
        return str(value)
    return f"{value:,.0f}" if abs(value) >= WHOLE_FROM else f"{value:,.4g}"
