"""Made-up sheets in four languages, and the real dirty tables where they are."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from highground.catalogue.shelf import Shelf

Maker = Callable[..., Path]


@pytest.fixture(scope="session")
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def csv_file(tmp_path: Path) -> Maker:
    def make(text: str, encoding: str = "utf-8", name: str = "losses.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return make


@pytest.fixture
def xlsx_file(tmp_path: Path) -> Maker:
    def make(rows: list[list[object]], change: Callable[[Workbook], None] = lambda book: None, name: str = "losses.xlsx") -> Path:
        book = Workbook()
        page = book.active
        assert page is not None
        for row in rows:
            page.append(row)
        change(book)
        path = tmp_path / name
        book.save(path)
        return path

    return make


@pytest.fixture
def real(shared: Path) -> Callable[[str], Path]:
    def find(name: str) -> Path:
        path = shared / name
        if not path.is_file():
            pytest.skip(f"the validation data are not here: {name}")
        return path

    return find
