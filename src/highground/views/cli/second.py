"""A second process that writes Word, slides, workbook and figures as PNG while the first draws the page. Without it the first does all."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from highground.views.cli.options import Order

HANDED = ("docx", "pptx", "xlsx")  # with the figures as PNG about half of the work after the numbers; judged
PICTURES, KEPT = ("png",), ("svg",)  # kinds of figures that are handed over too, and those that are not
DONE, FAILED = "done", "failed"


class Second:
    """Starts at once, so that it has loaded what it needs when the numbers are ready; it lives until the block ends.

    A computer with one processor, or one that refuses a process, gets none: `ask` then hands nothing over.
    """

    def __init__(self, order: Order) -> None:
        self._langs = order.langs
        self._formats = tuple(name for name in order.formats if name in HANDED)
        self._process: subprocess.Popen[str] | None = None
        if self._formats and len(self._formats) < len(order.formats) and (os.cpu_count() or 1) > 1:
            self._process = _start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._process:
            self._process.kill()
            self._process.communicate()

    def ask(self, folder: Path) -> tuple[str, ...]:
        """Hand over a saved run; the formats that the second process has taken on, none where it is not there."""
        job = json.dumps({"folder": str(folder), "langs": self._langs, "formats": self._formats})
        try:
            if not (self._process and self._process.stdin):
                return ()
            self._process.stdin.write(job + "\n")
            self._process.stdin.flush()
        except OSError:  # it has died: we do its work
            return ()
        return self._formats

    def done(self) -> bool:
        """Wait for the answer: whether everything handed over is written."""
        return bool(self._process and self._process.stdout and self._process.stdout.readline().strip() == DONE)


def _start() -> "subprocess.Popen[str] | None":
    command = [sys.executable, "-P", "-m", "highground.views.cli.second"]  # -P: nothing is imported from the folder one stands in
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    try:
        return subprocess.Popen(command, text=True, encoding="utf-8", **pipes)  # type: ignore[call-overload,no-any-return]  # noqa: S603
    except OSError:
        return None


def main() -> None:
    """Load what writing needs, then write the runs named on standard input, a line each, until it closes."""
    from highground.catalogue.runs import load
    from highground.views.report.office import document, slides, workbook  # noqa: F401  loaded before they are needed
    from highground.views.report.render import render

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process decides what an interrupt means
    for line in sys.stdin:
        job = json.loads(line)
        folder = Path(job["folder"])
        try:
            render(load(folder), folder, job["langs"], job["formats"], lambda _text, _share: None, PICTURES)
            answer = DONE
        except Exception:  # noqa: BLE001  the first process tries again, and says what is wrong
            answer = FAILED
        print(answer, flush=True)  # noqa: T201  the answer is the output


if __name__ == "__main__":
    main()
