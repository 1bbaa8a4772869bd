"""The command `highground`: one sentence on standard error when something is wrong, and a code that scripts can read."""

import errno
import io
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import Any, Final, NoReturn

import click

from highground import __version__
from highground.basis.errors import CannotWrite, HighgroundError
from highground.views.cli.options import Session, debug_option
from highground.views.cli.verbs import LazyGroup

OK: Final = 0
BUG: Final = 1  # not the user's fault
REFUSED: Final = 2  # the user can mend it
STOPPED: Final = 130  # 128 + SIGINT, as shells have it
_DISK: Final = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM)


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
@click.version_option(__version__, prog_name="highground", message="%(prog)s %(version)s")
@debug_option
@click.pass_context
def cli(context: click.Context) -> None:
    """Who may have to move in a mountain country, from where, why, when, and how sure we are.

    \b
    highground profile KAZ          one country, offline, in under a minute
    highground mirror KAZ ECU       two countries side by side
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


def main(args: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and leave with 0 (done), 1 (our fault), 2 (yours to mend) or 130 (stopped)."""
    session = Session(debug="--debug" in (sys.argv[1:] if args is None else args))
    code = OK
    try:
        _speak_every_alphabet()
        code = cli.main(args=args, prog_name="highground", standalone_mode=False, obj=session) or OK
        sys.stdout.flush()
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001  the one place that answers for every error
        code = _answer(error, session.debug)
    sys.exit(code)


def _speak_every_alphabet() -> None:
    """Files and pipes get UTF-8 whatever the system's code page, so that Cyrillic and signs such as ² arrive."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and "utf" not in stream.encoding.lower():
            stream.reconfigure(encoding="utf-8", errors="replace")


def _answer(error: BaseException, debug: bool) -> int:
    """Say what happened in one sentence; with debug show the trace first. Returns the exit code."""
    if isinstance(error, OSError) and error.errno == errno.EPIPE:
        _close_stdout()  # the reader, such as `head`, has seen enough
        return OK
    if debug:
        traceback.print_exception(error)
    sentence, code = _explain(error)
    if isinstance(error, CannotWrite | OSError) and not debug:
        sys.unraisablehook = partial(_say_no_more, sys.unraisablehook)
    with suppress(OSError):
        click.echo(sentence, err=True)
    return code


def _say_no_more(others: Callable[[Any], object], told: Any) -> None:
    """An archive that was left open on a full disk complains once more when Python closes it; the sentence has been said."""
    if not isinstance(told.exc_value, OSError):
        others(told)


def _explain(error: BaseException) -> tuple[str, int]:
    """The sentence and the exit code for an error."""
    if isinstance(error, KeyboardInterrupt | click.Abort):
        return "Stopped. Nothing half-written was left behind; run the same command again.", STOPPED
    if isinstance(error, HighgroundError | click.ClickException | MemoryError) or getattr(error, "errno", None) in _DISK:
        return _mendable(error), REFUSED
    return f"highground has a fault here ({type(error).__name__}: {error}); run again with --debug and send us the trace.", BUG


def _mendable(error: BaseException) -> str:
    """What the user can do about it."""
    if isinstance(error, click.ClickException):
        context = getattr(error, "ctx", None)
        return f"{error.format_message()} Try '{context.command_path if context else 'highground'} --help'."
    if isinstance(error, OSError):
        place = f" at {error.filename}" if error.filename else ""
        return f"Cannot write{place}: {error.strerror}; free some space or choose another folder with --out."
    if isinstance(error, MemoryError):
        return "Not enough memory; close other programs or ask for fewer members with --members."
    return " ".join(str(error).split())


def _close_stdout() -> None:
    """Point standard output at nothing, so that Python does not complain when it flushes at exit."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    with suppress(OSError, ValueError):
        os.dup2(nothing, sys.stdout.fileno())
