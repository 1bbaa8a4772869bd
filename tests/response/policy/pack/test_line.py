import csv
from datetime import date
from pathlib import Path

from highground.basis.settings import LANGS
from highground.catalogue.shelf import Shelf
from highground.response.policy.pack.line import CARD, line


def test_a_step_after_the_event_is_left_out() -> None:
    early = line(Shelf(), date(2024, 12, 31))
    assert [step.number for step in early] == [12, 1, 2, 3, 4, 5, 6]
    assert len(line(Shelf(), date(2030, 1, 1))) == 12
    assert [step.number for step in line(Shelf(), date(2024, 6, 5))][-1] == 5  # it began on that very day


def test_a_decision_of_which_the_month_is_known_comes_after_the_talks_that_led_to_it() -> None:
    numbers = [step.number for step in line(Shelf(), date(2030, 1, 1))]
    assert numbers == [12, *range(1, 12)]


def test_what_is_disputed_or_unverified_says_so() -> None:
    steps = {step.number: step for step in line(Shelf(), date(2030, 1, 1))}
    assert steps[10].disputed
    assert steps[12].grade == "unverified"
    assert not steps[5].disputed


def test_every_step_is_told_in_every_language() -> None:
    for step in line(Shelf(), date(2030, 1, 1)):
        assert all(step.event[lang] and step.outcome[lang] for lang in LANGS)
        assert {bool(step.note[lang]) for lang in LANGS} in ({True}, {False})


def test_the_bundled_line_is_that_of_the_facts(shared: Path) -> None:
    with (
        (shared / "facts" / "mountain_diplomacy.csv").open(encoding="utf-8") as given,
        Shelf().open(CARD).open(encoding="utf-8") as ours,
    ):
        rows = list(csv.DictReader(given))
        assert [{name: row[name] for name in rows[0]} for row in csv.DictReader(ours)] == rows
