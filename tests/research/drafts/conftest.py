from collections.abc import Callable

import pytest

from highground.catalogue.drafts.draft import Draft, Passage
from highground.catalogue.drafts.rulebook import rulebook
from highground.catalogue.shelf import Shelf
from highground.research.drafts.check import Book, Checked, book, check


@pytest.fixture(scope="session")
def bundled() -> Book:
    tables = rulebook(Shelf())
    return book(tables.figures, tables.words, tables.rules)


@pytest.fixture(scope="session")
def say_of(bundled: Book) -> Callable[..., Checked]:
    def checked(*paragraphs: str) -> Checked:
        return check(Draft("draft", "text", "", tuple(Passage(text, n) for n, text in enumerate(paragraphs, 1))), bundled)

    return checked
