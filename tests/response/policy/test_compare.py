"""Groups of countries: who counts, what counts, and what is refused."""

from dataclasses import replace
from typing import Any

import pytest

from highground.basis.errors import BadData
from highground.basis.policy import STRENGTH, WHOLE, Code, Text, code_id
from highground.response.policy.compare import compare, suggested

GROUPS = {"mountain": {"KGZ": "read", "NPL": "read"}, "sids": {"FJI": "unverified", "TUV": "unverified"}, "odd": {"FJI": "given"}}
NAMES = ("mountain", "sids")


def text(iso3: str, number: int = 0) -> Text:
    name = f"{iso3}{number}".ljust(16, "x")
    return Text(name, f"{iso3}.pdf", "pdf", name * 4, "en", iso3=iso3)


def code(of: Text, theme: str = "", strength: str = "", status: Any = "confirmed", present: Any = "yes") -> Code:
    number, values = (3 if theme else WHOLE), {STRENGTH: strength} if strength else {}
    made = code_id(of.id, number, theme, "one")
    return Code(made, of.id, number, theme, None, "w", values, "en", "one", "2026-11-25", status, present)


def test_a_country_counts_where_a_text_was_read_in_full_and_a_mention_alone_does_not() -> None:
    read, skimmed, island = text("KGZ"), text("NPL"), text("FJI")
    codes = [code(read), code(read, "migration", "3"), code(skimmed, "migration", "4"), code(island), code(island, "islands")]
    found = compare(NAMES, GROUPS, [read, skimmed, island], codes)
    assert (found.one.shares["mobility"].hits, found.one.shares["mobility"].n) == (1, 1)
    assert (found.other.shares["mobility"].hits, found.other.shares["place"].hits) == (0, 1)
    assert found.one.strengths == {"KGZ": 3}
    assert found.one.unread == (skimmed,)
    assert found.other.missing == ("TUV",)


def test_two_texts_of_one_country_are_one_country_and_the_strongest_stands() -> None:
    one, two, island = text("KGZ"), text("KGZ", 2), text("FJI")
    codes = [code(one), code(two), code(one, "displacement", "1"), code(two, "migration", "4"), code(island)]
    found = compare(NAMES, GROUPS, [one, two, island], codes)
    assert found.one.shares["mobility"].n == 1
    assert (found.one.strengths, found.one.mean) == ({"KGZ": 4}, 4.0)


def test_a_country_of_which_coders_disagree_counts_neither_way_until_it_is_settled() -> None:
    one, two, island = text("KGZ"), text("NPL"), text("FJI")
    other = replace(code(one, "migration", present="no"), id="x", coder="two")
    codes = [*map(code, (one, two, island)), code(one, "migration", "4"), other, code(two, "migration", "4"), code(two, "mountain")]
    found = compare(NAMES, GROUPS, [one, two, island], codes).one
    assert (found.shares["mobility"].hits, found.shares["mobility"].n, found.doubtful["mobility"]) == (1, 1, ("KGZ",))
    assert (found.shares["place"].hits, found.shares["place"].n) == (1, 2)
    settled = replace(other, id="y", status="adjudicated")
    found = compare(NAMES, GROUPS, [one, two, island], [*codes, settled]).one
    assert (found.shares["mobility"].hits, found.shares["mobility"].n, found.doubtful["mobility"]) == (1, 2, ())


def test_of_two_strengths_of_one_passage_the_lower_counts() -> None:
    one, island = text("KGZ"), text("FJI")
    low = replace(code(one, "migration", "1"), id="x", coder="two")
    found = compare(NAMES, GROUPS, [one, island], [code(one), code(island), code(one, "migration", "4"), low])
    assert found.one.strengths == {"KGZ": 1}


def test_suggestions_count_for_nothing_and_are_told_apart() -> None:
    read = text("KGZ")
    hint = code(read, "migration", status="suggested", present="")
    found = compare(NAMES, GROUPS, [read], [code(read), hint])
    assert found.one.shares["mobility"].hits == 0
    assert found.differences["mobility"] is None
    assert suggested(GROUPS["mountain"], [read], [hint])["mobility"].hits == 1


@pytest.mark.parametrize(
    ("names", "says"),
    [(("mountain", "oases"), "no group 'oases'"), (("sids", "odd"), "FJI is in sids and in odd"), (NAMES, "nobody has read")],
)
def test_what_cannot_be_compared_is_refused(names: tuple[str, str], says: str) -> None:
    with pytest.raises(BadData, match=says):
        compare(names, GROUPS, [text("KGZ")], [])
