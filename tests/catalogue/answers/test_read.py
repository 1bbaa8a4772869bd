"""Answers in rows and in lists: the same answers, and one sentence for everything that cannot be."""

from pathlib import Path

import pytest

from highground.basis.errors import BadData
from highground.catalogue.answers.read import read_answers

FORMS = {"A": ["q1", "q2"], "B": ["q3", "q4"]}


def csv(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_rows_and_lists_say_the_same(tmp_path: Path) -> None:
    wide = csv(tmp_path / "a.csv", "participant;form;2;1", "p1;a;1,5;B", "P2;A;;C")
    long = csv(tmp_path / "b.csv", "participant;form;item;answer", "P1;A;1;B", "P1;A;q2;1,5", "P2;A;Q1;C")
    for path in (wide, long):
        filled = read_answers(path, FORMS)
        assert {one.form for one in filled} == {"A"}
        assert {one.participant: dict(one.given) for one in filled} == {"P1": {"q1": "B", "q2": "1,5"}, "P2": {"q1": "C", "q2": ""}}


def test_cyrillic_letters_of_forms_and_headings_are_known(tmp_path: Path) -> None:
    (one,) = read_answers(csv(tmp_path / "a.csv", "Номер участника,Вариант,В1.,№2", "7,А,B,C"), FORMS)
    assert (one.form, dict(one.given)) == ("A", {"q1": "B", "q2": "C"})


def test_each_half_of_a_class_may_have_its_form(tmp_path: Path) -> None:
    forms = {"A": ["q1", "q2"], "B": ["q3", "q4", "q5"]}
    wide = csv(tmp_path / "a.csv", "participant;form;1;2;3", "p1;A;A;B;", "p2;B;C;D;A")
    long = csv(tmp_path / "b.csv", "participant;form;item;answer", "p1;A;1;A", "p2;B;3;A", "p2;B;q4;D", "p1;A;2;B", "p2;B;1;C")
    for path in (wide, long):
        one, other = read_answers(path, forms)
        assert (one.form, dict(one.given)) == ("A", {"q1": "A", "q2": "B"})
        assert (other.form, dict(other.given)) == ("B", {"q3": "C", "q4": "D", "q5": "A"})
    with pytest.raises(BadData, match="row 2: '3' is no question of this form; its questions are numbered 1 to 2"):
        read_answers(csv(tmp_path / "c.csv", "participant;form;1;2;3", "p1;A;A;B;C", "p2;B;C;D;A"), forms)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["participant,form,item,answer", "p1,A,1,B", "p1,B,1,C"], "row 3: participant P1 has form A in an earlier row"),
        (["participant,form,1,2", "p1,C,A,B"], "no form of this bank"),
        (["participant,form,1,2", "p1,A,A,B", "P1,A,A,B"], "stands in an earlier row too"),
        (["participant,form,1,2,3", "p1,A,A,B,C"], "'3' is no question of this form"),
        (["participant,form,1,q3", "p1,A,A,B"], "'q3' is no question of this form"),
        (["participant,form,1", "p1,A,A"], "no column for question 2"),
        (["participant,form,1,q1,2", "p1,A,A,A,B"], "two columns hold question 1"),
        (["participant,form,1,2", ",A,A,B"], "no participant's number"),
        (["participant,form,item,answer", "p1,A,1,B", "p1,A,q1,C"], "answers question 1 twice"),
        (["participant,form,item,answer", "p1,A,9,B"], "'9' is no question"),
        (["participant,form,1,2", ",A,,"], "nobody's answers"),
        (["participant,form,item", "p1,A,1"], "none of answers"),
    ],
)
def test_what_cannot_be_is_told_in_one_sentence(tmp_path: Path, lines: list[str], said: str) -> None:
    with pytest.raises(BadData, match=said):
        read_answers(csv(tmp_path / "a.csv", *lines), FORMS)


def test_rows_where_only_the_form_stands_are_left_out(tmp_path: Path) -> None:
    filled = read_answers(csv(tmp_path / "a.csv", "participant,form,1,2", "p1,A,B,", ",A,,", ",A,,"), FORMS)
    assert [one.participant for one in filled] == ["P1"]
