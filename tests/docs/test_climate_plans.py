"""The study of 13 climate plans: its counts follow from its table, and its table from the texts."""

import csv
import gzip
from collections import defaultdict
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import pytest

from highground.basis.policy import WHOLE, Code, Text, code_id
from highground.catalogue.codes.grounds import counts, groups
from highground.catalogue.passages.cut import name_of
from highground.catalogue.reference import Reference
from highground.catalogue.shelf import Shelf, default_shelf
from highground.catalogue.texts.read import passages, read_text
from highground.response.policy.compare import Compared, compare
from highground.response.policy.compare_shares import wilson
from highground.views.report.alphabet.words import Words
from highground.views.report.narrative.compare_content import MEASURED, points, share

STUDIES = Path(__file__).parents[2] / "docs" / "studies"
PAGE = (STUDIES / "climate-plans.md").read_text(encoding="utf-8")
ASKED = "money for people who move"  # answered of each text; no theme of the code book
FORMS = {"migration", "displacement", "planned_relocation", "immobility"}


def rows() -> list[dict[str, str]]:
    with (STUDIES / "climate-plans.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def code(row: Mapping[str, str]) -> Code:
    number, theme = int(row["passage"]), "" if row["theme"] == "whole text" else row["theme"]
    values = {"hg_strength": row["strength"]} if row["strength"] else {"nap_migration": "x"} if number == WHOLE else {}
    return Code(
        code_id(row["text"], number, theme, "reader 1"), row["text"], number, theme, None, "", values, "en", "reader 1", "2026-11-25",
        "confirmed", "yes" if row["present"] == "yes" else "no",
    )  # fmt: skip


@pytest.fixture(scope="module")
def compared() -> Compared:
    texts = {row["text"]: Text(row["text"], "", "text", row["text"].ljust(64, "0"), "en", iso3=row["iso3"]) for row in rows()}
    codes = [code(row) for row in rows() if row["theme"] != ASKED]
    return compare(("mountain", "sids"), groups(Shelf()), texts.values(), codes)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_the_shares_of_the_page_follow_from_its_table(compared: Compared) -> None:
    words = Words("en", "gaps")
    for measure, named in MEASURED.items():
        one, other = (plain(share(side.shares[measure], words)) for side in (compared.one, compared.other))
        found = compared.differences[measure]
        assert found is not None
        mid, low, high = (plain(points(x, words)) for x in (found.mid, found.low, found.high))
        assert f"| {named} | {one} | {other} | {mid} ({low} to {high}) |" in PAGE


def test_strengths_and_the_other_counts_follow_too(compared: Compared) -> None:
    assert {**compared.one.strengths, **compared.other.strengths} == {"GEO": 3, "FJI": 3, "NIU": 1, "NPL": 1}
    there = defaultdict(set)
    for row in rows():
        if row["present"] == "yes":
            there[row["theme"]].add(row["iso3"])
    assert there["cryosphere"] == {"BIH", "CHE", "GEO"}
    assert there["immobility"] | there[ASKED] == set()
    assert set(compared.one.read) - there["mountain"] == {"BIH"}
    assert set(compared.other.read) & there["mountain"] == {"FJI", "JAM"}


def test_the_published_count_stands_on_the_page_as_it_is_bundled() -> None:
    row = next(row for row in counts(default_shelf()) if row["id"] == "ndc-mobility")
    known = wilson(int(row["hits"]), int(row["denominator"]))
    assert f"human mobility in {known.hits} of {known.n} updated plans" in PAGE
    assert plain(share(known, Words("en", "gaps"))) == "61 of 156: 39 % (32 to 47)"
    assert "39 % (32 to 47)" in PAGE
    recent = {row["iso3"]: row["submitted"][:4] for row in rows()}
    mention = {row["iso3"] for row in rows() if row["theme"] in FORMS and row["present"] == "yes"}
    years = [iso3 for iso3, year in recent.items() if "2020" <= year <= "2022"]
    assert (len(mention), len(recent), len(mention & set(years)), len(years)) == (4, 13, 3, 7)


def test_the_table_holds_no_words_of_the_texts() -> None:
    """Facts only: the longest cell is a hash or a note of our own."""
    assert set(rows()[0]) == {"iso3", "group", "submitted", "text", "passage", "sha256", "theme", "present", "strength", "note"}
    assert max(len(row["note"].split()) for row in rows() if row["passage"] != "0") <= 9


def test_each_answer_stands_at_a_passage_of_the_text_itself(reference: Reference, tmp_path: Path) -> None:
    csv.field_size_limit(10**8)  # a cell holds a whole plan
    with gzip.open(reference.path("policy-texts", "ndc_texts.csv.gz"), "rt", encoding="utf-8") as file:
        held = {row["iso3"]: row for row in csv.DictReader(file)}
    for iso3 in sorted({row["iso3"] for row in rows()}):
        mine, text = [row for row in rows() if row["iso3"] == iso3], held[iso3]["text"]
        path = tmp_path / f"{iso3}.txt"
        path.write_text(text, encoding="utf-8")
        known = {one.number: name_of(one.words) for one in passages(read_text(path))}
        assert {row["text"] for row in mine} == {sha256(path.read_bytes()).hexdigest()[:16]}
        assert {row["submitted"] for row in mine} == {held[iso3]["date"]}
        assert [row for row in mine if row["sha256"] and known[int(row["passage"])] != row["sha256"]] == []
