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

HEADINGS = ("check", "ours", "published", "low", "high", "unit", "verdict", "source")


@click.command()
@ordered("pack", "online", "json")
def check(order: Order) -> int:
    """Our numbers beside published ones: each with its band and a verdict. Ends with 1 when a check fails."""
    from highground.research.validation import check as validate

    with progress("Check") as tell:
        tell("computing what others have published")
        table: pd.DataFrame = validate(shelf_for(order))
    rows: list[dict[str, Any]] = plain(table)
    failed = [row for row in rows if row["verdict"] == "fail"]
    if order.json:
        say_json({"version": __version__, "passed": not failed, "rows": rows})
    else:
        click.echo(columns([HEADINGS, *([_cell(row.get(name)) for name in HEADINGS] for row in rows)]))
        click.echo(f"\n{len(rows) - len(failed)} of {len(rows)} checks pass.")
    return 1 if failed else 0


def _cell(value: object) -> str:
    if value is None:
        return "-"
    return f"{value:,.6g}" if isinstance(value, float) else str(value)
