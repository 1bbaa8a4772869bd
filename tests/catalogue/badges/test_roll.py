"""The list of participants: what is taken as typed, and what is refused."""

from pathlib import Path

import pytest

from highground.basis.errors import BadData
from highground.catalogue.badges.roll import Listed, read_roll


def csv(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_names_stay_as_they_were_typed(tmp_path: Path) -> None:
    found = read_roll(csv(tmp_path / "a.csv", "номер,ФИО,дней,e-mail", "p1,Әлия О'Брайен-Сейтқызы,2,a@b.org", "p2,María Ñáñez,0,"))
    assert found == (Listed("P1", "Әлия О'Брайен-Сейтқызы", "a@b.org", 2), Listed("P2", "María Ñáñez", "", 0))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("p1,,2,", "no name"), ("p1,--,2,", "no name"), ("p1,A\ue000B,2,", "cannot be printed"), ("p1,A,two,", "no number of days"),
        ("p1,A,,", "no number of days"), ("p1,A,-1,", "no number of days"), ("p1,A,367,", "no number of days"), ("p1,A,2,a@b", "e-mail address is none"), ("p1,A,2,@b.org", "e-mail address is none"),
        (",A,2,", "no participant's number"), ("../p,A,2,", "no participant's number"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told(tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(BadData, match=said):
        read_roll(csv(tmp_path / "a.csv", "number,name,days,email", line))


def test_a_number_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadData, match="one number"):
        read_roll(csv(tmp_path / "a.csv", "number,name,days", "p1,A,2", "P1,B,2"))
