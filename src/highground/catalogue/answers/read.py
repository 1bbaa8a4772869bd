"""Answers of one test as people typed them: one row a participant and one column a question, or one row an answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from highground.basis.errors import BadData
from highground.catalogue.answers.table import Typed, number_of, typed

HEADS: Final = {  # column -> headings
    "participant": ("participant", "number", "participant number", "номер", "номер участника", "участник", "қатысушы нөмірі", "нөмір", "қатысушы", "número", "participante", "número de participante"),
    "form": ("form", "вариант", "форма", "нұсқа", "forma", "formulario"),
    "item": ("item", "question", "вопрос", "сұрақ", "pregunta"),
    "answer": ("answer", "ответ", "жауап", "respuesta"),
}  # fmt: skip
WHAT: Final = "the answers of one test: the sheet that highground teach evaluate wrote, filled"


@dataclass(frozen=True, slots=True)
class Filled:
    """What one participant gave: question -> the text that was typed (a blank is no answer), and where it stands."""

    participant: str
    given: Mapping[str, str]
    where: str


def read_answers(path: Path, forms: Mapping[str, Sequence[str]]) -> tuple[str, tuple[Filled, ...]]:
    """The form of a test and what each participant gave, in the order of the form. forms: name -> ids of its questions.

    Raises MissingSource or BadData with one sentence: mixed or unknown forms, a participant twice, an unknown question, a question left out.
    """
    table = _filled(typed(path, HEADS, ("participant", "form"), WHAT))
    form = _form(table, forms)
    return form, (_listed if "item" in table.columns else _wide)(table, tuple(forms[form]))


def _filled(table: Typed) -> Typed:
    """The table without the rows that nobody filled: only the form stands there, as in the sheet that was handed out."""
    rows = tuple((where, row) for where, row in table.rows if any(told for name, told in row.items() if name != "form"))
    if not rows:
        raise BadData(f"{table.name}: nobody's answers are in it yet; fill the sheet first")
    return replace(table, rows=rows)


def _form(table: Typed, forms: Mapping[str, Sequence[str]]) -> str:
    named: dict[str, str] = {}
    for where, row in table.rows:
        known = {name.casefold(): name for name in forms}
        form = known.get(_latin(row["form"]).casefold(), "")
        if not form:
            raise BadData(f"{where}: {row['form'] or 'a blank'!r} is no form of this bank; its forms are {', '.join(forms)}")
        named.setdefault(form, where)
    if len(named) > 1:
        raise BadData(
            f"{table.name}: rows of form {' and of form '.join(named)} stand in one file; write each form into a file of its own"
        )
    return next(iter(named))


def _latin(told: str) -> str:
    """Letters that look alike in both alphabets, as the Latin ones that stand on paper."""
    return told.translate(str.maketrans("АВСЕНавсен", "ABCEHabceh"))


def _column(heading: str, items: Sequence[str], where: str) -> str:
    """The question of a heading: its number in the form, such as 7 or Q7, or its id. Raises BadData for another."""
    if heading in items:
        return heading
    digits = heading.casefold().lstrip("q№#вс ").rstrip(". ")
    if digits.isdecimal() and 1 <= int(digits) <= len(items):
        return items[int(digits) - 1]
    raise BadData(f"{where}: {heading!r} is no question of this form; its questions are numbered 1 to {len(items)}")


def _wide(table: Typed, items: Sequence[str]) -> tuple[Filled, ...]:
    columns = {name: _column(name, items, table.name) for name in table.columns if name not in HEADS}
    if doubled := next((item for item in items if list(columns.values()).count(item) > 1), ""):
        raise BadData(f"{table.name}: two columns hold question {items.index(doubled) + 1}; keep one of them")
    if missing := [str(n) for n, item in enumerate(items, 1) if item not in columns.values()]:
        raise BadData(
            f"{table.name}: there is no column for question {', '.join(missing)}; a question nobody answered has a blank column"
        )
    found: dict[str, Filled] = {}
    for where, row in table.rows:
        who = number_of(row["participant"], where)
        if who in found:
            raise BadData(f"{where}: participant {who} stands in an earlier row too ({found[who].where}); keep one of the two rows")
        given = {item: row[name] for name, item in columns.items()}
        found[who] = Filled(who, {item: given[item] for item in items}, where)
    return tuple(found.values())


def _listed(table: Typed, items: Sequence[str]) -> tuple[Filled, ...]:
    """One row an answer; questions without a row were not answered."""
    if "answer" not in table.columns:
        raise BadData(f"{table.name}: there is a column of questions and none of answers; add the heading answer")
    given: dict[str, dict[str, str]] = {}
    places: dict[str, str] = {}
    for where, row in table.rows:
        who, item = number_of(row["participant"], where), _column(row["item"], items, where)
        if item in given.setdefault(who, {}):
            raise BadData(f"{where}: participant {who} answers question {items.index(item) + 1} twice; keep one of the two rows")
        given[who][item] = row["answer"]
        places.setdefault(who, where)
    return tuple(Filled(who, {item: told.get(item, "") for item in items}, places[who]) for who, told in given.items())
