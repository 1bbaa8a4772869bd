import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from highground import __version__
from highground.basis.errors import CannotWrite
from highground.views.cli.verbs import paths

Say = Callable[..., tuple[int, str, str]]


def test_version_says_which_highground_this_is(say: Say) -> None:
    assert say("--version") == (0, f"highground {__version__}\n", "")


def test_without_a_verb_it_shows_its_help(say: Say) -> None:
    assert say() == say("--help")


def test_cyrillic_reaches_a_pipe_of_any_code_page() -> None:
    script = "from highground.views.cli.main import main; main(['profile', '--help'])"
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"},
    )
    assert "Қазақстан" in done.stdout.decode("utf-8")


@pytest.mark.parametrize("args", [("fly",), ("profile",), ("mirror", "KAZ"), ("profile", "KAZ", "--colour")])
def test_a_wrong_call_gets_one_sentence_and_2(say: Say, args: tuple[str, ...]) -> None:
    code, out, err = say(*args)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "--help" in err


def test_an_unknown_country_gets_one_sentence_and_2(say: Say, pipeline: Any) -> None:
    code, out, err = say("profile", "Kazahkstan")
    assert (code, out) == (2, "")
    assert err.splitlines()[-1] == "There is no country 'Kazahkstan'; nearest: Kazakhstan."
    assert "Traceback" not in err


@pytest.mark.parametrize("args", [("--debug", "profile", "Atlantis"), ("profile", "Atlantis", "--debug")])
def test_debug_shows_the_trace_before_or_after_the_verb(say: Say, pipeline: Any, args: tuple[str, ...]) -> None:
    code, _, err = say(*args)
    assert code == 2
    assert "Traceback" in err


def test_control_c_leaves_nothing_and_ends_with_130(say: Say, pipeline: Any, tmp_path: Path) -> None:
    pipeline.profile_raises["KAZ"] = KeyboardInterrupt()
    code, out, err = say("profile", "KAZ")
    assert (code, out) == (130, "")
    assert err.splitlines()[-1].startswith("Stopped.")
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (CannotWrite("The disk is full at X; free some space."), "The disk is full at X"),
        (OSError(errno.ENOSPC, "No space left on device", "X"), "No space left on device"),
        (MemoryError(), "Not enough memory"),
    ],
)
def test_what_the_user_can_mend_ends_with_2(say: Say, pipeline: Any, error: BaseException, words: str) -> None:
    pipeline.render_raises = error
    code, _, err = say("profile", "KAZ")
    assert code == 2
    assert words in err.splitlines()[-1]
    assert not Path("runs/KAZ").exists()


def test_our_own_fault_says_so_and_ends_with_1(say: Say, pipeline: Any) -> None:
    pipeline.render_raises = KeyError("x")
    code, _, err = say("profile", "KAZ")
    assert code == 1
    assert "highground has a fault here (KeyError: 'x')" in err


def test_a_full_disk_is_told_once(say: Say, pipeline: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", heard.append)
    pipeline.render_raises = CannotWrite("cannot write runs: the disk is full")
    assert say("profile", "KAZ")[0] == 2
    fault, other = (SimpleNamespace(exc_value=error) for error in (OSError(errno.ENOSPC, "full"), ValueError("ours")))
    sys.unraisablehook(fault)  # as an archive does that Python closes later
    sys.unraisablehook(other)
    assert heard == [other]


def test_a_reader_that_leaves_early_is_no_error() -> None:
    script = "from highground.views.cli.main import _answer; raise SystemExit(_answer(BrokenPipeError(32, 'x'), False))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_python_m_highground_is_the_same_command() -> None:
    done = subprocess.run([sys.executable, "-m", "highground", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"highground {__version__}\n"


@pytest.mark.parametrize("verb", paths(), ids=" ".join)
def test_every_verb_explains_itself(say: Say, verb: tuple[str, ...]) -> None:
    code, out, _ = say(*verb, "--help")
    assert code == 0
    assert out.startswith(f"Usage: highground {' '.join(verb)}")
