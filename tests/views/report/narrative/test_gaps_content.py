"""The page of policy gaps: what is not read is never called silent, in any language."""

from datetime import date
from typing import Any

import pytest

from highground.basis.policy import Instrument
from highground.catalogue.codes.book import codebook
from highground.catalogue.codes.grounds import claims
from highground.catalogue.runs import Run
from highground.catalogue.shelf import default_shelf
from highground.response.policy.gaps import Basis, Gaps, Held, gaps
from highground.response.policy.gaps_wording import PARAPHRASES
from highground.views.report.narrative.gaps_content import Page, build, totals

SOURCES: Any = dict.fromkeys(PARAPHRASES, ("a source", "unverified"))


def analysed(run: Run, excerpts: Any) -> Gaps:
    shelf = default_shelf()
    law = Instrument("LAW", run.about["iso3"], "A law", "law", year=2020, verified="no")
    return gaps(run, Held((law,)), Basis(excerpts, claims(shelf), (), codebook(shelf).themes))


def page(run: Run, lang: str, excerpts: Any = None) -> Page:
    return build(analysed(run, excerpts or {("LAW", "migration"): "excerpt"}), run, SOURCES, lang, date(2026, 11, 25))


def test_the_counts_of_the_answer_add_up_to_the_themes(sample_run: Run) -> None:
    n = totals(analysed(sample_run, {("LAW", "migration"): "excerpt"}))
    assert n["firm"] + n["weak"] + n["silent"] + n["excerpt"] + n["open"] == n["themes"] == 14
    assert (n["excerpt"], n["silent"]) == (1, 0)


def test_the_page_shows_what_an_excerpt_names_and_leaves_out_tables_of_nothing(sample_run: Run) -> None:
    made = page(sample_run, "en")
    assert [table.id for table in made.tables][:2] == ["mobility", "themes"]
    assert made.tables[0].lines[0][1] == "yes, by a source excerpt"
    assert "Nobody has read one of them in full yet" in made.answer


def test_every_precedent_in_a_draft_is_marked_where_nobody_verified_it(sample_run: Run) -> None:
    drafts = next((table for table in page(sample_run, "en").tables if table.id == "drafts"), None)
    assert drafts is not None
    assert all("[not verified]" in line[2] for line in drafts.lines)


@pytest.mark.parametrize("lang", ["ru", "kk", "es"])
def test_no_english_sentence_is_left_in_another_language(sample_run: Run, lang: str) -> None:
    there, here = page(sample_run, "en"), page(sample_run, lang)
    assert not {*there.limits, *there.method, there.answer} & {*here.limits, *here.method, here.answer}
    assert here.notice
