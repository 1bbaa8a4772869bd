"""The page of policy gaps: what is not read is never called silent, in any language."""

import re
from datetime import date
from typing import Any

import pytest

from highground.basis.policy import STRENGTH, Code, Instrument, Text
from highground.catalogue.codes.book import codebook
from highground.catalogue.codes.grounds import claims
from highground.catalogue.runs import Run
from highground.catalogue.shelf import default_shelf
from highground.response.policy.gaps import Basis, Gaps, Held, gaps
from highground.response.policy.gaps_wording import PARAPHRASES
from highground.views.report.alphabet.words import Words
from highground.views.report.narrative.gaps_content import COUNTS, answer, build, themes, totals
from highground.views.report.narrative.parts import Findings

SOURCES: Any = dict.fromkeys(PARAPHRASES, ("a source", "unverified"))


def analysed(run: Run, excerpts: Any) -> Gaps:
    shelf = default_shelf()
    law = Instrument("LAW", run.about["iso3"], "A law", "law", year=2020, verified="no")
    return gaps(run, Held((law,)), Basis(excerpts, claims(shelf), (), codebook(shelf).themes))


def page(run: Run, lang: str, excerpts: Any = None) -> Findings:
    return build(analysed(run, excerpts or {("LAW", "migration"): "excerpt"}), run, SOURCES, lang, date(2026, 11, 25))


def test_the_counts_of_the_answer_add_up_to_the_themes(sample_run: Run) -> None:
    n = totals(analysed(sample_run, {("LAW", "migration"): "excerpt"}))
    assert sum(n[kind] for kind in COUNTS) == n["themes"] == 14
    assert (n["excerpt"], n["silent"]) == (1, 0)


def test_the_page_shows_what_an_excerpt_names_and_leaves_out_tables_of_nothing(sample_run: Run) -> None:
    made = page(sample_run, "en")
    assert [table.id for table in made.tables][:2] == ["mobility", "themes"]
    assert made.tables[0].lines[0][1] == "yes, by a source excerpt"
    assert "Nobody has read one of them in full yet" in made.answer


def test_a_theme_that_applies_nowhere_has_no_row_of_noughts(sample_run: Run) -> None:
    shelf = default_shelf()
    iso3 = sample_run.about["iso3"]
    basis = Basis({}, claims(shelf), (iso3,), codebook(shelf).themes)
    found = gaps(sample_run, Held((Instrument("LAW", iso3, "A law", "law"),)), basis)
    names = {line[0] for line in themes(found, Words("en", "gaps")).lines}
    assert "Mountains" in names
    assert "Islands and coasts" not in names


def test_every_precedent_in_a_draft_is_marked_where_nobody_verified_it(sample_run: Run) -> None:
    drafts = next((table for table in page(sample_run, "en").tables if table.id == "drafts"), None)
    assert drafts is not None
    assert all("[not verified]" in line[2] for line in drafts.lines)


@pytest.mark.parametrize("lang", ["ru", "kk", "es"])
def test_no_english_sentence_is_left_in_another_language(sample_run: Run, lang: str) -> None:
    there, here = page(sample_run, "en"), page(sample_run, lang)
    assert not {*there.limits, *there.method, there.answer} & {*here.limits, *here.method, here.answer}
    assert here.notice


def coded(run: Run) -> Gaps:
    """A law in the library of which one passage was coded and the whole was not."""
    shelf = default_shelf()
    text = Text("a" * 16, "law.pdf", "pdf", "a" * 64, "en", iso3=run.about["iso3"], instrument="LAW")
    law = Instrument("LAW", text.iso3, "A law", "law", year=2020, verified="no")
    code = Code("c", text.id, 4, "migration", 1, "w", {STRENGTH: "1"}, "en", "one", "2026-11-25", "confirmed", "yes")
    return gaps(run, Held((law,), (text,), (code,)), Basis({}, claims(shelf), (), codebook(shelf).themes))


def test_the_answer_names_no_kind_of_which_there_is_none_and_calls_open_what_is_not_read(sample_run: Run) -> None:
    said = answer(coded(sample_run), Words("en", "gaps"))
    assert said.endswith("(14): mentioned in what was read, without one: 1; open, because not every text in force was read: 13.")


@pytest.mark.parametrize("lang", ["ru", "kk", "es"])
def test_the_answer_is_in_one_language_once_somebody_has_read(sample_run: Run, lang: str) -> None:
    assert not re.search(r"\b(?:mentioned|open|text)\b", answer(coded(sample_run), Words(lang, "gaps")))
