from pathlib import Path

import pytest

from highground.catalogue.runs import Run, save
from highground.views.cli import second
from highground.views.cli.options import Order
from highground.views.cli.second import Second


def order(formats: tuple[str, ...]) -> Order:
    return Order(None, ("en",), formats, 1, 10, (), online=False, json=False, all=False)


@pytest.fixture(autouse=True)
def _two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second.os, "cpu_count", lambda: 2)


def test_the_second_process_writes_what_it_takes_on_and_says_so(sample_run: Run, tmp_path: Path) -> None:
    save(sample_run, tmp_path)
    with Second(order(("html", "xlsx"))) as other:
        assert other.ask(tmp_path) == ("xlsx",)
        assert other.done()
        assert (tmp_path / "data.xlsx").stat().st_size > 10_000
        assert other.ask(tmp_path / "nothing here") == ("xlsx",)
        assert not other.done()  # a failure is an answer too: the first process writes it then


def test_nothing_is_handed_over_where_one_process_does_it_all(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for formats in (("html", "pdf"), ("xlsx",)):
        with Second(order(formats)) as other:
            assert other.ask(tmp_path) == ()
    monkeypatch.setattr(second.os, "cpu_count", lambda: 1)
    with Second(order(("html", "xlsx"))) as other:
        assert other.ask(tmp_path) == ()


def test_a_computer_that_refuses_a_process_still_gets_its_report(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError("not allowed")

    monkeypatch.setattr(second.subprocess, "Popen", refuse)
    with Second(order(("html", "xlsx"))) as other:
        assert other.ask(tmp_path) == ()
        assert not other.done()


def test_a_file_in_the_folder_one_stands_in_is_never_run(sample_run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with data from somebody may hold a numpy.py of its own."""
    trap, run = tmp_path / "trap", tmp_path / "run"
    trap.mkdir()
    (trap / "numpy.py").write_text("open('sprung', 'w').close()\nraise SystemExit", encoding="utf-8")
    save(sample_run, run)
    monkeypatch.chdir(trap)
    with Second(order(("html", "xlsx"))) as other:
        other.ask(run)
        assert other.done()
    assert not (trap / "sprung").exists()
