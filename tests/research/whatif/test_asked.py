import pytest
from hypothesis import given
from hypothesis import strategies as st

from highground.basis.errors import BadData
from highground.basis.mobility import LEVER_BY_ID, LEVERS
from highground.people.mobility.levers import NO_LEVERS, Levers
from highground.research.whatif.asked import level, levers


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        ([], NO_LEVERS),
        (["water=30"], Levers(water=0.3)),
        (["water=30%"], Levers(water=0.3)),
        ([" Water = 30 % "], Levers(water=0.3)),
        (["water=30,5"], Levers(water=0.305)),
        (["early-warning=100"], Levers(early_warning=1.0)),
        (["relocation=1 200", "pathways=20"], Levers(relocation=1200, pathways=0.2)),
        (["relocation=1\u202f200"], Levers(relocation=1200)),
    ],
)
def test_an_amount_is_read_as_people_write_it(texts: list[str], found: Levers) -> None:
    assert levers(texts) == found


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (["dams=30"], "There is no lever 'dams'. Choose from early_warning, water, pasture, relocation, pathways, remittances."),
        (["watr=30"], "Nearest: water."),
        (["water"], "The lever water has no amount; write water=AMOUNT, such as water=30."),
        (["relocation="], "such as relocation=500"),
        (["water=much"], "The lever water was given 'much', which is no number"),
        (["water=3O"], "'3O', which is no number"),
        (["water=-5"], "The lever water lies between 0 and 100 %, was given -5"),
        (["water=\u22125"], "between 0 and 100 %, was given -5"),
        (["water=0"], "The lever water was given 0, which changes nothing; give more than 0 or leave it out."),
        (["pathways=20", "water=0%"], "The lever water was given 0, which changes nothing"),
        (["water=%"], "The lever water has no amount"),
        (["water=nan"], "which is no number"),
        (["water=1e1"], "which is no number"),
        (["water=30=40"], "The lever water was given '30=40'; give each lever by itself: --lever water=30 --lever pathways=20."),
        (["water=30,pasture=20"], "The lever water was given '30,pasture=20'; give each lever by itself"),
        (["water 30"], "The lever water has no amount; write water=AMOUNT, such as water=30."),
        (["early warning: 30"], "The lever early_warning has no amount"),
        (["water=101"], "between 0 and 100 %, was given 101"),
        (["relocation=100001"], "between 0 and 100000 households a year, was given 100001."),
        (["relocation=1234567"], "was given 1234567."),
        (["relocation=20%"], "counted in households a year, not in %"),
        (["relocation=1,000"], "may be a thousand or a part of one"),
        (["water=20", "water=30"], "The lever water was given twice"),
        (["=30"], "A lever has no name; write NAME=AMOUNT, such as water=30."),
        ([""], "A lever has no name"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(texts: list[str], said: str) -> None:
    with pytest.raises(BadData) as refused:
        levers(texts)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


@given(st.sampled_from(LEVERS), st.integers(1, 100))
def test_every_lever_is_read_at_every_whole_percent(lever, amount: int) -> None:
    found = getattr(levers([f"{lever.id}={amount}"]), lever.id)
    assert found == pytest.approx(amount / 100 if LEVER_BY_ID[lever.id].unit == "%" else amount)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2", 2.0),
        ("1,5", 1.5),
        ("2 °C", 2.0),
        ("2.5degC", 2.5),
        ("today", 1.09),
        ("1.09", 1.09),
        ("1.1", 1.09),  # as the pages print today
        ("1.12", 1.12),
        ("1.9999", 2.0),
        ("4", 4.0),
    ],
)
def test_a_level_is_read(text: str, found: float) -> None:
    assert level(text) == found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("5", "outside what the chain knows"),
        ("1.0", "from 1.09 (today) to 4"),
        ("-2", "The level -2 °C is outside"),
        ("two", "no number"),
        ("", "no number"),
    ],
)
def test_a_level_outside_or_no_number_is_refused(text: str, said: str) -> None:
    with pytest.raises(BadData) as refused:
        level(text)
    assert said in str(refused.value)
