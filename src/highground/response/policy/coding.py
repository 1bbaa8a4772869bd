"""What a coder is given and gives back: suggestions as rows to answer, and filled rows as codes, each checked against the code book and the text."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, get_args

from highground.basis.errors import BadData
from highground.basis.policy import WHOLE, Code, Codebook, Field, Scope, Text, TextPassage, Theme, code_id
from highground.catalogue.codes.workbook import Line

WHOLE_CELL: Final = 15_000  # letters of a passage that a cell holds for certain; a spreadsheet's limit is 32,767 signs
MOST_CODER: Final = 80  # signs of a coder's name
OWN: Final = (
    "text",
    "passage",
    "theme",
    "present",
    "quote",
    "coder",
    "date",
    "status",
    "note",
    "words",
)  # columns beside the fields of the book
STATUS: Final = "hg_status"  # id of the field that says who stands behind a code
PRESENT: Final[Mapping[str, Mapping[str, str]]] = {
    "yes": {"en": "yes", "ru": "да", "kk": "иә", "es": "sí"},
    "no": {"en": "no", "ru": "нет", "kk": "жоқ", "es": "no"},
}


@dataclass(frozen=True, slots=True)
class Library:
    """The texts and passages that codes speak of."""

    texts: Mapping[str, Text]
    passages: Mapping[tuple[str, int], TextPassage]

    @classmethod
    def of(cls, texts: Iterable[Text], passages: Iterable[TextPassage]) -> "Library":
        """The library of these texts and passages."""
        return cls({one.id: one for one in texts}, {(one.text, one.number): one for one in passages})


def to_answer(codes: Iterable[Code], coder: str) -> tuple[Code, ...]:
    """One code for each theme in a passage: the coder's own answer, or the suggestion made blank. In the order of texts, passages, themes.

    What other coders said and what was settled is left out, so that nobody copies it.
    """
    codes = tuple(codes)
    found = {(code.text, code.passage, code.theme): code for code in codes if code.status == "suggested"}
    found |= {(code.text, code.passage, code.theme): code for code in codes if code.coder == coder and code.status == "confirmed"}
    return tuple(found[place] for place in sorted(found))


def answers(lines: Iterable[Line], book: Codebook, library: Library, today: date) -> tuple[Code, ...]:
    """The codes of the rows that somebody answered; rows without an answer are left out.

    A row without a date gets today's. Raises BadData with one sentence: sheet, row, column, what was there, and what to do.
    """
    found: dict[str, tuple[Code, Line]] = {}
    for line in lines:
        if line.part not in ("code", "text"):
            continue
        code = _code(line, book, library, today)
        if code is None:
            continue
        if code.id in found:
            raise BadData(
                f"{line.where()} answers the same theme of the same passage as row {found[code.id][1].number}; keep one of the two"
            )
        found[code.id] = (code, line)
    return tuple(code for code, _ in found.values())


def _code(line: Line, book: Codebook, library: Library, today: date) -> Code | None:
    whole = line.part == "text"
    fields = book.asked("text" if whole else "passage")
    if strangers := sorted(set(line.cells) - set(OWN) - {field.id for field in fields}):
        raise BadData(
            f"{line.where()}: the column {strangers[0]!r} is no field of the code book; give the same --codebook as for the export"
        )
    values = {field.id: given for field in fields if (given := value(field, line.cells.get(field.id, ""), line.where(field.id)))}
    present = "yes" if whole else _present(line)
    if not present and not values:
        return None
    if whole and not values:
        return None
    if not present or (present == "no" and values):
        said = "no answer" if not present else "the answer no"
        raise BadData(
            f"{line.where('present')}: the row has {said} and still {len(values)} values; answer yes, or empty the values"
        )
    text, passage = _place(line, library, whole)
    theme = "" if whole else _theme(line, book.themes)
    quote = "" if passage is None else _quote(line, passage)
    coder = _coder(line)
    _check_status(line, book)
    return Code(
        code_id(text.id, passage.number if passage else WHOLE, theme, coder), text.id, passage.number if passage else WHOLE, theme,
        passage.page if passage else None, quote, values, text.language, coder, _date(line, today), "confirmed",
        "yes" if present == "yes" else "no", line.cells.get("note", ""),
    )  # fmt: skip


def _place(line: Line, library: Library, whole: bool) -> tuple[Text, TextPassage | None]:
    text = library.texts.get(line.cells.get("text", ""))
    if text is None:
        raise BadData(
            f"{line.where('text')}: {line.cells.get('text', '')!r} is no text of the library; take the id from `highground policy texts`"
        )
    if whole:
        return text, None
    number = line.cells.get("passage", "")
    passage = library.passages.get((text.id, int(number))) if number.isascii() and number.isdecimal() and len(number) < 9 else None
    if passage is None:
        raise BadData(f"{line.where('passage')}: {text.name} has no passage {number!r}; take the number from the exported workbook")
    if _told_apart(line.cells.get("words", ""), passage.words):
        raise BadData(
            f"{line.where('passage')}: the words in this row are not those of passage {passage.number} of {text.name}: ids or words were moved; "
            "sort whole rows only, or copy the answers into a workbook exported anew"
        )
    return text, passage


def _told_apart(told: str, words: str) -> bool:
    """Whether the words told in a row are others than those of the passage; blanks and signs do not count, and a cell may hold only the beginning.

    >>> _told_apart("Snow  melts", "Snow melts."), _told_apart("Ice melts", "Snow melts."), _told_apart("", "Snow melts.")
    (False, True, False)
    """
    one, other = (re.sub(r"[\W_]+", "", text) for text in (told, words))
    return bool(told) and (one != other[: len(one)] or len(one) < min(len(other), WHOLE_CELL))


def _theme(line: Line, themes: Sequence[Theme]) -> str:
    given = line.cells.get("theme", "")
    found = matched(given, {theme.id: theme.label for theme in themes})
    if not found:
        raise BadData(f"{line.where('theme')}: {given!r} is no theme of the code book; choose one from the list")
    return found


def _present(line: Line) -> str:
    given = line.cells.get("present", "")
    found = matched(given, PRESENT)
    if given and not found:
        raise BadData(f"{line.where('present')}: {given!r} is neither yes nor no; choose one, or leave it blank")
    return found


def _quote(line: Line, passage: TextPassage) -> str:
    """The words that the code rests on: those of the whole passage unless the coder chose a part of it."""
    given = line.cells.get("quote", "")
    if given and " ".join(given.split()) not in " ".join(passage.words.split()):
        raise BadData(
            f"{line.where('quote')}: these words do not stand in passage {passage.number}; copy them from it, or leave the cell blank"
        )
    return given


def _coder(line: Line) -> str:
    coder = line.cells.get("coder", "")
    if not coder:
        raise BadData(f"{line.where('coder')}: the row is answered and names no coder; write who answered it")
    if len(coder) > MOST_CODER or "\n" in coder:
        raise BadData(f"{line.where('coder')}: the name of the coder is longer than a line of {MOST_CODER} signs; shorten it")
    return coder


def _check_status(line: Line, book: Codebook) -> None:
    """An answer is confirmed by whoever gives it. What is settled between coders is settled in agreement.xlsx, so that the log knows of it."""
    given = line.cells.get("status", "")
    if given and matched(given, states(book)) != "confirmed":
        raise BadData(
            f"{line.where('status')}: {given!r} cannot be given; leave the cell as it is, an answer is confirmed, and disagreements are settled "
            "with `highground policy agree`"
        )


def states(book: Codebook) -> Mapping[str, Mapping[str, str]]:
    """The words of each status in four languages, from the code book's field of it."""
    return next((field.values for field in book.fields if field.id == STATUS), {})


def _date(line: Line, today: date) -> str:
    given = line.cells.get("date", "")
    if not given:
        return today.isoformat()
    return iso(given, line.where("date"), today)


def iso(given: str, where: str, today: date | None = None) -> str:
    """A date as ISO 8601, also from day.month.year. Raises BadData for another form, and for a day after today where one is given."""
    turned = re.sub(r"^(\d{1,2})\.(\d{1,2})\.(\d{4})$", lambda one: f"{one[3]}-{one[2]:0>2}-{one[1]:0>2}", given)
    try:
        day = date.fromisoformat(turned)
    except ValueError:
        raise BadData(f"{where}: {given!r} is no date; write it as 2026-11-25") from None
    if today is not None and day > today:
        raise BadData(f"{where}: {given} lies after today; mend the date")
    return day.isoformat()


def value(field: Field, given: str, where: str) -> str:
    """What a cell says for a field: the id of a listed value, a number, a date or text; blank stays blank.

    Raises BadData where the field allows only listed values and this is none, or where the kind does not fit.
    """
    if not given:
        return ""
    if found := matched(given, field.values):
        return found
    if field.closed:
        offered = "; ".join(labels["en"] for labels in list(field.values.values())[:8])
        raise BadData(f"{where}: {given!r} is none of the values ({offered}); choose one from the list")
    if field.kind in ("integer", "year") and not re.fullmatch(r"\d{1,12}", given, re.ASCII):
        raise BadData(f"{where}: {given!r} is no whole number; write digits only, or leave it blank where it is not known")
    if field.kind == "number" and not re.fullmatch(r"-?\d{1,12}(?:\.\d{1,12})?", given, re.ASCII):
        raise BadData(f"{where}: {given!r} is no number; write it with a decimal point, or leave it blank where it is not known")
    return iso(given, where) if field.kind == "date" else given


def matched(given: str, listed: Mapping[str, Mapping[str, str]]) -> str:
    """The id whose name or label, in any language and case, is the one given; blank when none or more than one is."""
    if given in listed:
        return given
    low = " ".join(given.split()).casefold()
    found = {
        one for one, labels in listed.items() if low and low in (one.casefold(), *(label.casefold() for label in labels.values()))
    }
    return found.pop() if len(found) == 1 else ""


def lacking(codes: Iterable[Code], book: Codebook) -> tuple[tuple[Field, ...], ...]:
    """The fields that each code lacks whose theme is there and that the code book requires; codes that lack none are left out."""
    needed = {scope: [field for field in book.asked(scope) if field.required == "yes"] for scope in get_args(Scope)}
    found = (
        tuple(field for field in needed["passage" if code.passage else "text"] if field.id not in code.values)
        for code in codes
        if code.present == "yes"
    )
    return tuple(filter(None, found))


def dated(codes: Iterable[Code], before: Mapping[str, Code]) -> tuple[Code, ...]:
    """The answers, each that says what it said before with its earlier day: a file that is given back twice makes nothing newer."""
    return tuple(
        before[one.id] if one.id in before and replace(one, date=before[one.id].date) == before[one.id] else one for one in codes
    )


def moot(changed: Iterable[Code], held: Iterable[Code]) -> tuple[Code, ...]:
    """What was settled between answers of which one is another now; it stands for nobody any more."""
    places = {(one.text, one.passage, one.theme) for one in changed}
    return tuple(one for one in held if one.status == "adjudicated" and (one.text, one.passage, one.theme) in places)


def blanked(lines: Iterable[Line], book: Codebook, before: Mapping[str, Code]) -> int:
    """How many rows are blank now that their coder had answered before."""
    themes = {theme.id: theme.label for theme in book.themes}
    blank = [line.cells for line in lines if line.part == "code" and not line.cells.get("present")]
    return sum(
        code_id(cells.get("text", ""), int(number), matched(cells.get("theme", ""), themes), cells.get("coder", "")) in before
        for cells in blank
        if (number := cells.get("passage", "")).isascii() and number.isdecimal()
    )
