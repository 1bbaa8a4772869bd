from datetime import date
from pathlib import Path

import pytest

from highground.basis.errors import BadData
from highground.basis.relocation import Change
from highground.catalogue.register import folder as module
from highground.catalogue.register.book import Book
from highground.catalogue.register.cells import Reader
from highground.catalogue.register.folder import carry, check_register, check_untouched, held

DAY = date(2026, 11, 25)
FIRST = Change("2026-01-02", "", "A1", "people", "", "4")
NEXT = Change("2026-02-02", "", "A1", "people", "4", "5")


def book(people: str, *log: Change) -> Book:
    return Book({"A1": {"people": people}}, {"A1": {"people": log[-1].after}}, log, (), (), (), ())


@pytest.fixture
def there(tmp_path: Path) -> Path:
    target = tmp_path / "out"
    target.mkdir()
    (target / "register.xlsx").write_bytes(b"old")
    return target


def test_a_register_that_is_there_must_be_given(there: Path) -> None:
    with pytest.raises(BadData, match="is there already; give it with --register"):
        check_register(there, None, Reader(DAY))
    check_register(there, there / "register.xlsx", Reader(DAY))
    check_register(there.parent / "new", None, Reader(DAY))


@pytest.mark.parametrize(
    ("old", "new", "good"),
    [
        (book("4", FIRST), book("5", FIRST, NEXT), True), (book("5", FIRST, NEXT), book("4", FIRST), False), (book("6", FIRST), book("5", FIRST, NEXT), False),
        (book("5", FIRST), book("5", FIRST), True),
    ],
)  # fmt: skip
def test_a_register_is_replaced_only_by_one_that_holds_all_that_it_holds(
    there: Path, monkeypatch: pytest.MonkeyPatch, old: Book, new: Book, good: bool
) -> None:
    given = there.parent / "mailed.xlsx"
    given.write_bytes(b"new")
    monkeypatch.setattr(module, "read_register", lambda path, reader: new if path == given else old)
    if good:
        check_register(there, given, Reader(DAY))
    else:
        with pytest.raises(BadData, match="holds entries that mailed"):
            check_register(there, given, Reader(DAY))


def test_a_register_that_somebody_else_changed_meanwhile_is_not_replaced(there: Path) -> None:
    before = held(there)
    check_untouched(there, before)
    (there / "register.xlsx").write_bytes(b"theirs")
    with pytest.raises(BadData, match=r"register\.xlsx was changed by somebody else .*run again"):
        check_untouched(there, before)
    with pytest.raises(BadData, match="was changed by somebody else"):
        check_untouched(there, None)  # there was none when this began
    check_untouched(there.parent / "new", None)


def test_the_earlier_register_and_files_of_people_are_carried_along(there: Path, tmp_path: Path) -> None:
    (there / "minutes.docx").write_bytes(b"minutes")
    (there / "photos").mkdir()
    (there / "photos" / "1.jpg").write_bytes(b"photo")
    for name in ("relocation.ru.html", "~$register.xlsx"):
        (there / name).write_bytes(b"stale")
    new = tmp_path / "part"
    new.mkdir()
    (new / "register.xlsx").write_bytes(b"new")
    carry(there, new, there / "register.xlsx", DAY)
    assert {path.relative_to(new).as_posix(): path.read_bytes() for path in new.rglob("*") if path.is_file()} == {
        "register.xlsx": b"new", "earlier/register 2026-11-25.xlsx": b"old", "minutes.docx": b"minutes", "photos/1.jpg": b"photo",
    }  # fmt: skip


def test_registers_of_one_day_get_names_of_their_own_and_none_is_kept_twice(there: Path, tmp_path: Path) -> None:
    (there / "earlier").mkdir()
    (there / "earlier" / "register 2026-11-25.xlsx").write_bytes(b"older")
    mailed = tmp_path / "mailed.xlsx"
    mailed.write_bytes(b"mailed")
    new = tmp_path / "part"
    new.mkdir()
    carry(there, new, mailed, DAY)
    assert sorted(path.name for path in (new / "earlier").iterdir()) == [
        "register 2026-11-25 (2).xlsx", "register 2026-11-25 (3).xlsx", "register 2026-11-25.xlsx",
    ]  # fmt: skip
    again = tmp_path / "again"
    again.mkdir()
    carry(new, again, mailed, DAY)
    assert len(list((again / "earlier").iterdir())) == 3
