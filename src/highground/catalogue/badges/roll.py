"""The list of participants for certificates: number, name as typed, e-mail where it is given, days attended. It is read and never kept."""

import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from highground.basis.errors import BadData
from highground.catalogue.answers.read import HEADS as ANSWERS
from highground.catalogue.answers.table import number_of, typed

HEADS: Final = {
    "participant": ANSWERS["participant"],
    "name": ("name", "full name", "имя", "фио", "имя и фамилия", "аты-жөні", "аты", "nombre", "nombre completo", "nombre y apellido"),
    "email": ("email", "e-mail", "электронная почта", "эл. почта", "электрондық пошта", "correo", "correo electrónico"),
    "days": ("days", "days attended", "дней", "дни", "күн", "күндер", "días", "dias"),
}  # fmt: skip
LONGEST: Final = 120  # signs of a name
WHAT: Final = "the list of participants with the headings number, name and days, and e-mail where wanted"


@dataclass(frozen=True, slots=True)
class Listed:
    """One participant."""

    number: str
    name: str
    email: str
    days: int


def read_roll(path: Path) -> tuple[Listed, ...]:
    """The participants. Raises MissingSource or BadData: a number twice, no name, days that are no number, an address that is none."""
    table = typed(path, HEADS, ("participant", "name", "days"), WHAT)
    found: dict[str, tuple[str, Listed]] = {}
    for where, row in table.rows:
        one = Listed(
            number_of(row["participant"], where),
            _name(row["name"], where),
            _email(row.get("email", ""), where),
            _days(row["days"], where),
        )
        if one.number.casefold() in found:
            raise BadData(
                f"{where}: number {one.number} stands in an earlier row too ({found[one.number.casefold()][0]}); give each person one number"
            )
        found[one.number.casefold()] = where, one
    return tuple(one for _, one in found.values())


def _name(told: str, where: str) -> str:
    if not told or not any(sign.isalpha() for sign in told):
        raise BadData(f"{where}: there is no name; write it as it shall stand on the certificate")
    if len(told) > LONGEST or any(
        unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Cn") and sign not in "\u200c\u200d" for sign in told
    ):
        raise BadData(f"{where}: the name is longer than {LONGEST} signs or holds signs that cannot be printed; type it again")
    return unicodedata.normalize("NFC", told)


def _email(told: str, where: str) -> str:
    local, _, domain = told.partition("@")
    if told and (not local or "." not in domain or " " in told or "@" in domain):
        raise BadData(f"{where}: the e-mail address is none; mend it or leave the cell blank")
    return told


def _days(told: str, where: str) -> int:
    if not told.isascii() or not told.isdecimal() or int(told) > 366:
        raise BadData(f"{where}: {told or 'a blank'} is no number of days; write how many days the person attended, 0 where none")
    return int(told)
