import sys

import pytest

from highground.views.cli.progress import part, progress


def test_without_a_terminal_each_step_is_one_plain_line_on_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("Profile") as tell:
        tell("Terrain", 0.0)
        tell("Terrain", 0.2)
        tell("Glaciers")
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == "Profile: Terrain (0%)\nProfile: Glaciers\n"


def test_on_a_terminal_there_is_a_bar_and_nothing_on_standard_output(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with progress("Profile") as tell:
        tell("Terrain", 0.5)
        tell("Glaciers")
    assert capsys.readouterr().out == ""


def test_a_part_of_the_work_fills_its_part_of_the_bar() -> None:
    seen: list[float | None] = []
    inner = part(lambda text, share=None: seen.append(share), 0.5, 0.7)
    for share in (0.0, 0.5, 1.0, None):
        inner("x", share)
    assert seen == [0.5, pytest.approx(0.6), 0.7, None]
