"""A small library, its code book and codes, for the tests of coding."""

from dataclasses import replace
from pathlib import Path

from highground.basis.policy import Code, Codebook, Text, TextPassage, code_id, passage_id
from highground.catalogue.codes.book import codebook
from highground.catalogue.shelf import Shelf
from highground.response.policy.coding import Library

TEXT = Text("84d776685989bee2", "plan.pdf", "pdf", "84d776685989bee2" + "0" * 48, "en", "KAZ", 2023, "NDC", title="A plan")
WORDS = ("Households below the lake will be moved.", "The glacier is measured each year.", "Herders move with the seasons.")
PASSAGES = tuple(TextPassage(passage_id(TEXT.id, n), TEXT.id, n, n, "3.1 Adaptation", words) for n, words in enumerate(WORDS, 1))
LIBRARY = Library.of([TEXT], PASSAGES)


def book(own: Path | None = None) -> Codebook:
    """The bundled code book."""
    return codebook(Shelf(), own)


def suggestion(number: int, theme: str) -> Code:
    """What the program suggests for a passage."""
    passage = PASSAGES[number - 1]
    id_ = code_id(TEXT.id, number, theme, "highground")
    return Code(id_, TEXT.id, number, theme, passage.page, passage.words, {}, "en", "highground", "2026-11-01", "suggested")


def answer(number: int, theme: str, coder: str, present: str = "yes", **values: str) -> Code:
    """What a coder says of a passage."""
    said = replace(suggestion(number, theme), id=code_id(TEXT.id, number, theme, coder), coder=coder, quote="", values=values)
    return replace(said, status="confirmed", present=present, date="2026-11-20")  # type: ignore[arg-type]
