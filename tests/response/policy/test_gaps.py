"""What counts as a mention, as silence and as not read; every ask rests on claims."""

from types import SimpleNamespace
from typing import Any

import pytest

from highground.basis.claim import Claim
from highground.basis.errors import BadData
from highground.basis.policy import STRENGTH, WHOLE, Code, Instrument, Text, Theme, code_id
from highground.response.policy.gaps import Basis, Gaps, Held, gaps, standing

LABEL = {"en": "x", "ru": "x", "kk": "x", "es": "x"}
THEMES = tuple(
    Theme(name, group, LABEL) for name, group in (("migration", "mobility"), ("mountain", "place"), ("islands", "place"))
)
LAW = Instrument("KAZ-1", "KAZ", "Law", "law")
TEXT = Text("a" * 16, "law.pdf", "pdf", "a" * 64, "en", iso3="KAZ", instrument="KAZ-1")
BASIS = Basis({}, {"migration": ("mobility.sum",), "mountain": ("people.mountain", "not.there")}, ("KAZ",), THEMES)


def run(*claims: str) -> Any:
    made = [Claim(name, name.split(".")[0], "It is so.", {}, (0,), "limited", "low", "low") for name in claims]
    return SimpleNamespace(about={"iso3": "KAZ", "made_on": "2026-11-25"}, claims=tuple(made))


def code(  # noqa: PLR0917  as in the noun
    theme: str = "", passage: int = WHOLE, present: Any = "yes", status: Any = "confirmed", strength: str = "", coder: str = "one"
) -> Code:
    values = {STRENGTH: strength} if strength else {}
    return Code(
        code_id(TEXT.id, passage, theme, coder),
        TEXT.id,
        passage,
        theme,
        3,
        "words",
        values,
        "en",
        coder,
        "2026-11-25",
        status,
        present,
    )


def found(*codes: Code, texts: tuple[Text, ...] = (TEXT,), basis: Basis = BASIS, **law: Any) -> Gaps:
    from dataclasses import replace

    return gaps(run("mobility.sum", "people.mountain"), Held((replace(LAW, **law),), texts, codes), basis)


def kinds(one: Gaps) -> dict[str, str]:
    return {gap.theme: gap.known for gap in one.gaps}


def test_a_text_that_nobody_read_is_open_and_never_silent() -> None:
    assert kinds(found()) == {"migration": "open", "mountain": "open"}


def test_a_theme_is_silent_only_where_somebody_answered_for_the_whole_text() -> None:
    one = found(code())
    assert kinds(one) == {"migration": "silent", "mountain": "silent"}
    assert one.rows[0].cells["migration"].state == "absent"


def test_an_aim_is_no_gap_and_a_context_is() -> None:
    one = found(code(), code("migration", 4, strength="2"), code("mountain", 5, strength="1"))
    assert kinds(one) == {"mountain": "weak"}
    assert (one.scores[0].strongest, one.scores[0].mean) == (2, 2.0)
    assert one.rows[0].cells["migration"].places == (("law.pdf", 3, "words"),)


def test_a_suggestion_counts_for_nothing() -> None:
    assert kinds(found(code("migration", 4, present="", status="suggested", coder="highground"))) == kinds(found())


def test_what_was_adjudicated_goes_before_single_coders() -> None:
    yes, no = code("migration", 4), code("migration", 4, present="no", status="adjudicated", coder="board")
    assert standing([yes, no]) == (no,)
    assert kinds(found(code(), yes, no))["migration"] == "silent"


def test_what_coders_disagree_on_is_neither_mentioned_nor_silent() -> None:
    one = found(code(), code("migration", 4, strength="4"), code("migration", 4, present="no", coder="two"))
    assert one.rows[0].cells["migration"].state == "disputed"
    assert kinds(one) == {"migration": "disputed", "mountain": "silent"}
    settled = code("migration", 4, strength="4", status="adjudicated", coder="board")
    assert "migration" not in kinds(found(code(), code("migration", 4), code("migration", 4, present="no", coder="two"), settled))
    elsewhere = found(code("migration", 4), code("migration", 4, present="no", coder="two"), code("migration", 9, strength="3"))
    assert "migration" not in kinds(elsewhere)


def test_of_two_strengths_of_one_passage_the_lower_counts_until_somebody_settles_it() -> None:
    one = found(code("migration", 4, strength="1"), code("migration", 4, strength="4", coder="two"))
    assert one.rows[0].cells["migration"].strength == 1
    assert kinds(one)["migration"] == "weak"
    assert one.rows[0].cells["migration"].places == (("law.pdf", 3, "words"),)  # one passage, once


def test_a_mention_whose_strength_nobody_coded_is_not_said_to_have_no_measure() -> None:
    assert kinds(found(code("migration", 4)))["migration"] == "uncoded"
    assert kinds(found(code("migration", 4), code("migration", 5, strength="1")))["migration"] == "uncoded"
    assert "migration" not in kinds(found(code("migration", 4), code("migration", 5, strength="2")))


def test_an_instrument_is_read_when_all_its_texts_are() -> None:
    from dataclasses import replace

    annex = replace(TEXT, id="b" * 16, name="annex.pdf", sha256="b" * 64)
    one = found(code(), texts=(TEXT, annex))
    assert kinds(one) == {"migration": "open", "mountain": "open"}
    both = found(code(), replace(code(), id="x", text=annex.id), texts=(TEXT, annex))
    assert kinds(both) == {"migration": "silent", "mountain": "silent"}


def test_one_of_two_instruments_read_leaves_the_question_open() -> None:
    from dataclasses import replace

    plan = replace(LAW, id="KAZ-2", name="Plan")
    one = gaps(run("mobility.sum", "people.mountain"), Held((LAW, plan), (TEXT,), (code(),)), BASIS)
    assert kinds(one) == {"migration": "open", "mountain": "open"}
    assert [(score.read, score.instruments) for score in one.scores[:2]] == [(1, 2), (1, 2)]


def test_islands_do_not_apply_to_a_landlocked_country() -> None:
    assert found().rows[0].cells["islands"].state == "beside"
    assert "islands" not in kinds(found())


def test_an_instrument_whose_period_is_over_makes_no_gap() -> None:
    one = found(period_end=2020)
    assert one.rows[0].ended
    assert all(score.instruments == 0 for score in one.scores)
    assert not found(period_end=2026).rows[0].ended  # the year of the run is its last


def test_a_source_excerpt_is_shown_as_such_until_a_person_has_read_the_text() -> None:
    told = Basis({("KAZ-1", "migration"): "excerpt"}, BASIS.claims, BASIS.landlocked, THEMES)
    assert kinds(found(basis=told))["migration"] == "excerpt"
    assert kinds(found(code(), basis=told))["migration"] == "silent"


def test_an_ask_rests_on_the_claims_that_the_run_makes_and_on_no_other() -> None:
    grounds = {gap.theme: gap.action and [ground.claim for ground in gap.action.grounds] for gap in found().gaps}
    assert grounds == {"migration": ["mobility.sum"], "mountain": ["people.mountain"]}


def test_without_a_claim_nothing_is_proposed() -> None:
    one = gaps(run(), Held((LAW,)), BASIS)
    assert [gap.action for gap in one.gaps] == [None, None]


def test_a_country_of_which_nothing_is_known_is_refused_with_advice() -> None:
    with pytest.raises(BadData, match="--instruments"):
        gaps(run("mobility.sum"), Held(()), BASIS)


def test_a_text_without_an_instrument_is_a_row_of_its_own() -> None:
    from dataclasses import replace

    one = found(texts=(replace(TEXT, instrument="", title="A plan"),))
    assert [row.instrument.name for row in one.rows] == ["Law", "A plan"]


@pytest.mark.parametrize("strength", ["3", "4"])
def test_the_strongest_of_two_passages_stands_in_the_cell(strength: str) -> None:
    one = found(code("migration", 4, strength="1"), code("migration", 9, strength=strength))
    assert one.rows[0].cells["migration"].strength == int(strength)
