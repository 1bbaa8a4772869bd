"""Progress on standard error: a bar on a terminal, plain lines anywhere else."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol


class Progress(Protocol):
    """What long work calls as it goes: a few words, and the share done (0 to 1) where it is known."""

    def __call__(self, text: str, share: float | None = None) -> None:
        """Say what is going on now."""


@contextmanager
def progress(title: str) -> Iterator[Progress]:
    """A Progress that shows on standard error until the block ends."""
    if not sys.stderr.isatty():
        yield _lines(title)
        return
    from rich.console import Console
    from rich.progress import BarColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(bar_width=24), TimeElapsedColumn())
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        bar = bars.add_task(title, total=None)

        def tell(text: str, share: float | None = None) -> None:
            done = {} if share is None else {"completed": share, "total": 1.0}
            bars.update(bar, description=f"{title}: {text}", **done)  # type: ignore[arg-type]  # rich types each keyword apart

        yield tell


def _lines(title: str) -> Progress:
    last = ""

    def tell(text: str, share: float | None = None) -> None:
        nonlocal last
        if text == last:
            return  # the same step, a little further
        last = text
        done = "" if share is None else f" ({share:.0%})"
        print(f"{title}: {text}{done}", file=sys.stderr, flush=True)  # noqa: T201  this is the command line

    return tell


def part(tell: Progress, start: float, end: float) -> Progress:
    """A Progress for a part of the work, from share `start` to share `end` of the whole."""

    def inner(text: str, share: float | None = None) -> None:
        tell(text, None if share is None else start + (end - start) * share)

    return inner
