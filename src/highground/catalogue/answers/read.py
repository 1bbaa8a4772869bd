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
    """What one participant gave: the form, question -> the text that was typed (a blank is no answer), and where it stands."""

    participant: str
    form: str
    given: Mapping[str, str]
    where: str


def read_answers(path: Path, forms: Mapping[str, Sequence[str]]) -> tuple[Filled, ...]:
    """What each participant gave in a test, in the order of the own form. forms: name -> ids of its questions. One file may hold several forms.

    Raises MissingSource or BadData with one sentence: an unknown form, a participant twice, an unknown question, a question left out.
    """
    table = _formed(_filled(typed(path, HEADS, ("participant", "form"), WHAT)), forms)
    used = {row["form"]: tuple(forms[row["form"]]) for _, row in table.rows}
    return (_listed if "item" in table.columns else _wide)(table, used)


def _filled(table: Typed) -> Typed:
    """The table without the rows that nobody filled: only the form stands there, as in the sheet that was handed out."""
    rows = tuple((where, row) for where, row in table.rows if any(told for name, told in row.items() if name != "form"))
    if not rows:
        raise BadData(f"{table.name}: nobody's answers are in it yet; fill the sheet first")
    return replace(table, rows=rows)


def _formed(table: Typed, forms: Mapping[str, Sequence[str]]) -> Typed:
    """The table with forms named as the bank names them."""
    known = {name.casefold(): name for name in forms}
    rows = []
    for where, row in table.rows:
        form = known.get(_latin(row["form"]).casefold(), "")
        if not form:
            raise BadData(f"{where}: {row['form'] or 'a blank'!r} is no form of this bank; its forms are {', '.join(forms)}")
        rows.append((where, row | {"form": form}))
    return replace(table, rows=tuple(rows))


def _latin(told: str) -> str:
    """Letters that look alike in both alphabets, as the Latin ones that stand on paper."""
    return told.translate(str.maketrans("АВСЕНавсен", "ABCEHabceh"))


def _question(heading: str, items: Sequence[str]) -> str:
    """The question of a heading: its number in the form, such as 7 or Q7, or its id; blank where it is none of the form."""
    if heading in items:
        return heading
    digits = heading.casefold().lstrip("q№#вс ").rstrip(". ")
    return items[int(digits) - 1] if digits.isdecimal() and 1 <= int(digits) <= len(items) else ""


def _no_question(heading: str, items: Sequence[str], where: str) -> BadData:
    return BadData(f"{where}: {heading!r} is no question of this form; its questions are numbered 1 to {len(items)}")


def _columns(headings: Sequence[str], items: Sequence[str], name: str) -> dict[str, str]:
    """The heading of each question of a form. Raises BadData for one that has two, or none."""
    found: dict[str, str] = {}
    for heading in headings:
        item = _question(heading, items)
        if item in found:
            raise BadData(f"{name}: two columns hold question {items.index(item) + 1}; keep one of them")
        if item:
            found[item] = heading
    if missing := [str(n) for n, item in enumerate(items, 1) if item not in found]:
        raise BadData(
            f"{name}: there is no column for question {', '.join(missing)}; a question nobody answered has a blank column"
        )
    return found


def _wide(table: Typed, used: Mapping[str, Sequence[str]]) -> tuple[Filled, ...]:
    """One row a participant."""
    headings = [name for name in table.columns if name not in HEADS]
    for heading in headings:
        if not any(_question(heading, items) for items in used.values()):
            raise _no_question(heading, max(used.values(), key=len), table.name)
    columns = {form: _columns(headings, items, table.name) for form, items in used.items()}
    found: dict[str, Filled] = {}
    for where, row in table.rows:
        who, mine = number_of(row["participant"], where), columns[row["form"]]
        if who in found:
            raise BadData(f"{where}: participant {who} stands in an earlier row too ({found[who].where}); keep one of the two rows")
        if stray := next((name for name in headings if row[name] and name not in mine.values()), ""):
            raise _no_question(stray, used[row["form"]], where)
        found[who] = Filled(who, row["form"], {item: row[mine[item]] for item in used[row["form"]]}, where)
    return tuple(found.values())


def _listed(table: Typed, used: Mapping[str, Sequence[str]]) -> tuple[Filled, ...]:
    """One row an answer; questions without a row were not answered."""
    if "answer" not in table.columns:
        raise BadData(f"{table.name}: there is a column of questions and none of answers; add the heading answer")
    found: dict[str, Filled] = {}
    given: dict[str, dict[str, str]] = {}
    for where, row in table.rows:
        who, items = number_of(row["participant"], where), used[row["form"]]
        item = _question(row["item"], items)
        if not item:
            raise _no_question(row["item"], items, where)
        first = found.setdefault(who, Filled(who, row["form"], given.setdefault(who, {}), where))
        if first.form != row["form"]:
            raise BadData(
                f"{where}: participant {who} has form {first.form} in an earlier row; a person answers one form of a test"
            )
        if item in given[who]:
            raise BadData(f"{where}: participant {who} answers question {items.index(item) + 1} twice; keep one of the two rows")
        given[who][item] = row["answer"]
    return tuple(replace(one, given={item: one.given.get(item, "") for item in used[one.form]}) for one in found.values())
