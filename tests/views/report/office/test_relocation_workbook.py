from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from highground.basis.relocation import BY_KEY, CONSENTS, YEARS, Change
from highground.basis.settings import LANGS
from highground.catalogue.register.book import read_register
from highground.catalogue.register.cells import Reader, written
from highground.catalogue.register.history import State, differences
from highground.catalogue.register.personal import looks_like
from highground.catalogue.shelf import Shelf
from highground.research.relocation import Asked, Relocation, relocation
from highground.views.report.office.relocation_workbook import guarded, write

TODAY = date(2026, 11, 25)
READER = Reader(TODAY)


@pytest.fixture
def asked(valley: dict[str, Path]) -> Asked:
    runouts = (f"{valley['runout']}=10-30",)
    return Asked(
        valley["families"], None, runouts, valley["hazards"], valley["settlements"], valley["destinations"], members=20, today=TODAY, who="office"
    )  # fmt: skip


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Relocation:
    path = tmp_path_factory.mktemp("small") / "one.csv"
    path.write_text("id,village\nF-0,Top\n", encoding="utf-8")
    return relocation(Asked(path, members=2, today=TODAY), Shelf())


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_written_is_read_back_in_every_language(asked: Asked, tmp_path: Path, lang: str) -> None:
    found = relocation(asked, Shelf())
    book = read_register(write(found, lang, tmp_path / "register.xlsx"), READER)
    assert book.state == book.before == found.state
    assert book.log == found.log
    assert book.hazards == found.hazards
    assert book.settlements == tuple(one.place for one in found.settlements)
    assert book.destinations == tuple(one.place for one in found.destinations)
    assert (book.put_back, book.unread) == ((), ())


def test_a_register_that_is_given_back_without_a_change_stays_as_it_is(asked: Asked, tmp_path: Path) -> None:
    first = relocation(asked, Shelf())
    path = write(first, "ru", tmp_path / "register.xlsx")
    again = relocation(Asked(register=path, members=20, today=TODAY), Shelf())
    assert (again.state, again.log, again.new, again.added) == (first.state, first.log, 0, 0)
    assert again.settlements == first.settlements
    assert again.destinations == first.destinations
    assert write(again, "ru", tmp_path / "again.xlsx").read_bytes() == path.read_bytes()


TEXTS = st.text(min_size=1, max_size=60).map(written).filter(lambda text: bool(text) and not looks_like(text))
DAYS = st.dates(date(1950, 1, 1), TODAY).map(date.isoformat)


def forms(name: str) -> Any:
    """Written forms that a field may have."""
    field = BY_KEY[name]
    return {
        "choice": st.sampled_from(sorted(field.choices) or ["-"]), "date": DAYS, "count": st.integers(0, 5).map(str), "text": TEXTS,
        "people": st.sampled_from(["6", "12-14", "60"]), "place": st.sampled_from(["Top", "Ак-Суу", "_x0041_", "=1+1", "'quoted", "+7", "a\nb"]),
    }[field.kind]  # fmt: skip


NAMES = sorted(set(BY_KEY) - {"id", "settlement", "women", "older", "disability"} - {f"year {year}:done" for year in YEARS})
CELLS = st.lists(st.sampled_from(NAMES).flatmap(lambda name: st.tuples(st.just(name), forms(name))), max_size=6).map(dict)


@settings(
    max_examples=12,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    cells=st.lists(CELLS, min_size=1, max_size=9),
    own=st.lists(TEXTS, max_size=1),
    old=st.lists(st.tuples(TEXTS, TEXTS), max_size=2),
    lang=st.sampled_from(LANGS),
)
def test_any_text_date_and_blank_comes_back_as_it_was(
    cells: list[dict[str, str]], own: list[str], old: list[tuple[str, str]], lang: str, *, tmp_path: Path, small: Relocation
) -> None:
    state: State = {
        f"F-{number}": {"settlement": "Top", "moved": "2020-01-01", **some, **({"own:Bees": own[0]} if own else {})}
        for number, some in enumerate(cells)
    }
    past = [Change("2026-01-01", a, "F-0", "note", "", b) for a, b in old]
    log = [*past, *differences({"F-0": {"note": past[-1].after}} if past else {}, state, "2026-01-02", "office")]
    found = replace(small, state=state, log=tuple(log), visits=tuple(_visits(state)), placed=())
    book = read_register(write(found, lang, tmp_path / "register.xlsx"), READER)
    assert book.state == state
    assert list(book.log) == log


def _visits(state: State) -> Any:
    from highground.people.mobility.relocation.families import visits

    return [visit for family, cells in state.items() for visit in visits(family, cells, TODAY)]


def edited(found: Relocation, path: Path, **cells: object) -> Path:
    """The register as people give it back: cells of its sheet of families changed, such as J3="yes"."""
    book = load_workbook(write(found, "en", path))
    for name, value in cells.items():
        book["Families"][name] = value
    book.save(path)
    return path


def test_a_filled_register_is_logged_and_consent_that_is_withdrawn_stops_every_step(asked: Asked, tmp_path: Path) -> None:
    first = relocation(asked, Shelf())
    path = edited(first, tmp_path / "register.xlsx", J4="withdrawn", C5="3", O5="asked its kin first")
    second = relocation(Asked(register=path, members=20, today=date(2026, 12, 1), who="mayor's office"), Shelf())
    assert second.log[: len(first.log)] == first.log
    assert [(change.family, change.field, change.before, change.after) for change in second.log[-second.new :]] == [
        ("U-02", "consent", "yes", "withdrawn"), ("U-03", "people", "", "3"), ("U-03", "note", "", "asked its kin first"),
    ]  # fmt: skip
    assert {(change.when, change.who) for change in second.log[-second.new :]} == {("2026-12-01", "mayor's office")}


def test_what_was_written_of_a_visit_stays_in_sight_when_the_date_of_the_move_is_gone(asked: Asked, tmp_path: Path) -> None:
    found = relocation(asked, Shelf())
    cells = {name: text for name, text in found.state["U-01"].items() if name != "moved"} | {"year 3:income": "worse"}
    gone = replace(found, state={**found.state, "U-01": cells}, visits=())
    page = load_workbook(write(gone, "en", tmp_path / "register.xlsx"))["Visits"]
    assert [page.cell(3, column).value for column in (1, 2, 3, 6)] == ["U-01", 3, None, "worse"]


def test_the_words_of_a_choice_are_offered_and_ranges_are_kept_from_becoming_days(asked: Asked, tmp_path: Path) -> None:
    book = load_workbook(write(relocation(asked, Shelf()), "es", tmp_path / "register.xlsx"))
    page = book["Familias"]
    offers = {str(offer.sqref).partition(":")[0]: offer.formula1 for offer in page.data_validations.dataValidation}
    sheet, _, cells = offers["J3"].replace("'", "").replace("$", "").partition("!")
    assert [cell.value for (cell,) in book[sheet][cells]] == ["no consultada", "consultada, sin respuesta", "sí", "no", "retirado"]
    assert len(CONSENTS) == 5
    assert any(
        str(offer.sqref) == f"J3:J{page.max_row + 500}" for offer in page.data_validations.dataValidation
    )  # for new families too
    assert page["C3"].number_format == "@"
    assert page["K3"].value.date() == date(2023, 3, 2)


def test_text_that_looks_like_a_formula_or_a_control_sign_stays_text(asked: Asked, tmp_path: Path) -> None:
    found = relocation(asked, Shelf())
    state = {**found.state, "U-01": {**found.state["U-01"], "note": "=SUM(A1) _x000D_"}}
    path = write(replace(found, state=state), "en", tmp_path / "register.xlsx")
    cell = load_workbook(path)["Families"]["O3"]
    assert (cell.data_type, cell.value) == ("s", "=SUM(A1) _x005F_x000D_")  # a spreadsheet shows _x000D_
    assert read_register(path, READER).state["U-01"]["note"] == "=SUM(A1) _x000D_"
    assert guarded("_x000D_") == "_x005F_x000D_"
