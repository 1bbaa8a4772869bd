from pathlib import Path

import pytest

from highground.views.cli.kept import address_of, records


@pytest.fixture(autouse=True)
def variables(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("HIGHGROUND_RECORDS", str(tmp_path / "theirs.sqlite"))
    monkeypatch.setenv("HIGHGROUND_WHO", "desk 2")
    return tmp_path


def test_what_is_given_goes_before_the_variable(variables: Path) -> None:
    assert address_of("mine.sqlite") == "mine.sqlite"
    assert address_of(None) == str(variables / "theirs.sqlite")


def test_the_records_know_who_opened_them(variables: Path) -> None:
    with records() as store:
        assert (store.where.path, store.who) == (variables / "theirs.sqlite", "desk 2")
    with records(str(variables / "mine.sqlite"), "desk 1") as store:
        assert (store.where.path, store.who) == (variables / "mine.sqlite", "desk 1")
