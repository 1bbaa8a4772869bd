"""The national climate plans of the validation data as passages, always the same ones."""

import csv
import gzip
from typing import Final

from highground.catalogue.drafts.read import read_draft
from highground.catalogue.passages.cut import FEWEST, MOST, cut, name_of
from highground.catalogue.reference import Reference

DATASET: Final = "policy-texts"
TEXTS: Final = "ndc_texts.csv.gz"
ECUADOR: Final = "ecuador_first_ndc_english.pdf"
LONGEST: Final = 10**8  # signs of one cell: a whole plan


def plans(reference: Reference) -> tuple[dict[str, str], ...]:
    """Every passage of 40 to 120 words of the plans, once, in the order of its hash: iso3, page (blank where unknown), text, sha256.

    Raises MissingSource and HashMismatch as the folder.
    """
    csv.field_size_limit(LONGEST)
    with gzip.open(reference.path(DATASET, TEXTS), "rt", encoding="utf-8", newline="") as file:
        found = [{"iso3": row["iso3"], "page": "", "text": passage} for row in csv.DictReader(file) for passage in cut(row["text"])]
    pages: dict[int, list[str]] = {}
    for paragraph in read_draft(reference.path(DATASET, ECUADOR)).passages:
        pages.setdefault(paragraph.page or 0, []).append(paragraph.text)
    found += [
        {"iso3": "ECU", "page": str(page), "text": passage}
        for page, texts in sorted(pages.items())
        for passage in cut(" ".join(texts))
    ]
    once = {name_of(row["text"]): row for row in reversed(found) if FEWEST <= len(row["text"].split()) <= MOST}
    return tuple(row | {"sha256": name} for name, row in sorted(once.items()))
