"""coding.xlsx: passages to code, with the words of each list, the code book and what to do, in the coder's language. Tags tell which column is which."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from highground.basis.policy import WHOLE, Code, Codebook, Field
from highground.basis.words import N_
from highground.catalogue.codes.workbook import tag
from highground.response.policy.coding import PRESENT, Library, states
from highground.views.report.alphabet.words import Words
from highground.views.report.narrative.policy_origins import origin
from highground.views.report.office import office, workbook
from highground.views.report.office.relocation_workbook import guarded
from highground.views.report.office.sheets import Sheet

SPARE: Final = 200  # rows below the last that offer the words of a list too
MOST_LISTED: Final = 5000  # rows of one workbook; more than a coder answers in a month
TEXT: Final = "@"  # so that a spreadsheet reads nothing into what people type
ASKED: Final = "FFFFF8E1"  # ground of the cells that a coder fills
MESSAGE: Final = 220  # signs that Excel shows beside a cell; its limit is 255
HOW: Final = (
    N_("Read the passage. In the column “Is it there?” answer yes when the passage itself speaks of the theme, no when you looked and it does not."),
    N_("After yes, fill the yellow columns. A blank is “not coded”, never “no” and never 0. Choose from the list where there is one."),
    N_("The quote: leave it blank for the whole passage, or copy into it the words that carry the theme, exactly as they stand."),
    N_("Write who you are (an office, a post or a coder's number) and the day. Without a coder an answer is not taken."),
    N_("A theme that was not suggested: write a new row below the last with the ids of text and passage and the theme."),
    N_("The sheet of whole texts: fill a row only when you have read that text from beginning to end for every theme of the list. From then on a theme that has no row with yes counts as not mentioned in it."),
    N_("Work alone. What other coders said is left out of this workbook on purpose: agreement is measured only between people who did not see each other's answers."),
    N_("The second row holds tags by which the program finds its columns; leave it. Rows may be sorted and filtered."),
    N_("Give the file back: highground policy code --filled coding.xlsx. Each row is checked; a row that cannot be is named, and then nothing is taken."),
    N_("The program suggests and a person decides: a suggestion that nobody confirms is never published."),
)  # fmt: skip
COLUMNS: Final = (  # name in the tag (blank: only told), heading, width; before the fields of the code book
    ("text", N_("Text, id"), 19), ("", N_("Text"), 40), ("passage", N_("Passage"), 10), ("", N_("Page"), 8), ("", N_("Heading"), 40),
    ("words", N_("Words of the passage"), 80), ("theme", N_("Theme"), 40), ("present", N_("Is it there?"), 14),
)  # fmt: skip
LAST: Final = (
    ("quote", N_("Quote"), 44),
    ("coder", N_("Coder"), 22),
    ("date", N_("Date"), 13),
    ("note", N_("Note"), 36),
    ("status", N_("Status"), 16),
)
WHOLE_TEXT: Final = (("text", N_("Text, id"), 19), ("", N_("Text"), 44))
FIELD_HEADS: Final = (
    (N_("Field"), 40), (N_("Layer"), 14), (N_("Asked of"), 16), (N_("What to answer"), 70), (N_("Values"), 60), (N_("Who says that these are the values"), 44),
    (N_("Grade of the source"), 22), (N_("Source"), 60), (N_("Id"), 24),
)  # fmt: skip
SCOPES: Final = {"passage": N_("each passage"), "text": N_("each text"), "given": N_("nobody: the program knows it")}
GRADES: Final = {"read": N_("read in the source"), "computed": N_("computed"), "unverified": N_("not yet verified")}
GROUPS: Final = {"mobility": N_("mobility"), "place": N_("place"), "response": N_("response")}


@dataclass(frozen=True, slots=True)
class Task:
    """What one coder is given: rows of passages, answers for whole texts, the library and the code book."""

    rows: Sequence[Code]
    library: Library
    book: Codebook
    coder: str
    made: datetime


def write(task: Task, lang: str, path: Path) -> None:
    """Write coding.xlsx in a language; the same rows give the same bytes."""
    words, file = Words(lang, "policy"), Workbook()
    file.remove(file.worksheets[0])
    passages, texts = task.book.asked("passage"), task.book.asked("text")
    about, code = page(file, _about(words)), page(file, _passages(task, passages, words))
    whole, lists = page(file, _texts(task, texts, words)), None
    page(file, _fields(task.book, words))
    page(file, _themes(task.book, words))
    lists = page(file, _lists(task.book, words))
    ranges = _ranges(lists)
    _offer(code, {len(COLUMNS) + number: field for number, field in enumerate(passages, 1)}, ranges, words, (7, 8))
    _offer(whole, {len(WHOLE_TEXT) + number: field for number, field in enumerate(texts, 1)}, ranges, words, ())
    about.sheet_view.tabSelected = True
    save(file, words.t(N_("Workbook for coding policy texts")), lang, task.made, path)


def write_codebook(book: Codebook, lang: str, made: datetime, path: Path) -> None:
    """Write codebook.xlsx: fields, themes and lists in a language."""
    words, file = Words(lang, "policy"), Workbook()
    file.remove(file.worksheets[0])
    page(file, _fields(book, words))
    page(file, _themes(book, words))
    page(file, _lists(book, words))
    save(file, words.t(N_("Code book of policy texts")), lang, made, path)


def save(file: Workbook, title: str, lang: str, made: datetime, path: Path) -> None:
    """Write a workbook with its title, language and day; the same content gives the same bytes."""
    file.properties.creator = "highground"
    file.properties.title = office.clean(title)
    file.properties.language = office.TAGS[lang]
    file.properties.created = made
    file.save(path)
    office.settle(path, made)


def page(file: Workbook, sheet: Sheet) -> Worksheet:
    """A sheet written into a workbook, its headings frozen and filtered."""
    made: Worksheet = file.create_sheet(workbook.sheet_name(sheet.name, file.sheetnames))
    workbook.fill(made, sheet)
    if sheet.headings:
        made.freeze_panes = made.cell(3 if sheet.hxl else 2, sheet.frozen + 1)
        made.auto_filter.ref = f"A{2 if sheet.hxl else 1}:{get_column_letter(len(sheet.headings))}{made.max_row}"
    return made


def _about(words: Words) -> Sheet:
    lines = [(words.t(N_("What to do")) if number == 0 else "", words.t(text)) for number, text in enumerate(HOW)]
    if words.lang != "en":
        lines.append(
            (
                words.t(N_("Translation")),
                words.t(N_("The translation of the code book has not been reviewed by a speaker of the language.")),
            )
        )
    return Sheet(words.t(N_("About")), (), (26, 110), lines)


def _passages(task: Task, fields: Sequence[Field], words: Words) -> Sheet:
    headings = (
        *(words.t(text) for _, text, _ in COLUMNS), *(field.label[words.lang] for field in fields), *(words.t(text) for _, text, _ in LAST),
    )  # fmt: skip
    tags = _tags("code", [*(name for name, _, _ in COLUMNS), *(field.id for field in fields), *(name for name, _, _ in LAST)])
    widths = (*(width for _, _, width in COLUMNS), *map(_width, fields), *(width for _, _, width in LAST))
    themes = {theme.id: theme.label[words.lang] for theme in task.book.themes}
    lines = [_row(code, task, fields, themes, words) for code in task.rows if code.passage != WHOLE]
    return Sheet(words.t(N_("Passages")), headings, widths, lines, tags, printed=len(COLUMNS) + 5)


def _row(code: Code, task: Task, fields: Sequence[Field], themes: Mapping[str, str], words: Words) -> tuple[object, ...]:
    passage, text = task.library.passages[code.text, code.passage], task.library.texts[code.text]
    answered = code.status != "suggested"
    given = code.values if answered else {}
    return (
        code.text, guarded(text.title or text.name), code.passage, passage.page, guarded(passage.heading), guarded(passage.words),
        themes.get(code.theme, code.theme), PRESENT[code.present][words.lang] if answered and code.present else "",
        *(shown(field, given.get(field.id, ""), words.lang) for field in fields),
        *((guarded(code.quote), guarded(code.coder), code.date, guarded(code.note), states(task.book)[code.status][words.lang]) if answered else ("", guarded(task.coder), "", "", "")),
    )  # fmt: skip


def _texts(task: Task, fields: Sequence[Field], words: Words) -> Sheet:
    """One row a text: what is asked of the text as a whole."""
    answered = {code.text: code for code in task.rows if code.passage == WHOLE}
    headings = (
        *(words.t(text) for _, text, _ in WHOLE_TEXT), *(field.label[words.lang] for field in fields),
        *(words.t(text) for name, text, _ in LAST if name != "quote"),
    )  # fmt: skip
    last = [name for name, _, _ in LAST if name != "quote"]
    tags = _tags("text", [*(name for name, _, _ in WHOLE_TEXT), *(field.id for field in fields), *last])
    widths = (*(width for _, _, width in WHOLE_TEXT), *map(_width, fields), *(width for name, _, width in LAST if name != "quote"))
    lines = []
    for id_ in sorted(task.library.texts):  # also where nothing was suggested: a silent text is an answer too
        text, code = task.library.texts[id_], answered.get(id_)
        given = code.values if code else {}
        ending = (
            (guarded(code.coder), code.date, guarded(code.note), states(task.book)[code.status][words.lang])
            if code and code.status != "suggested"
            else (guarded(task.coder), "", "", "")
        )
        lines.append(
            (
                id_,
                guarded(text.title or text.name),
                *(shown(field, given.get(field.id, ""), words.lang) for field in fields),
                *ending,
            )
        )
    return Sheet(words.t(N_("Whole texts")), headings, widths, lines, tags, frozen=2)


def shown(field: Field, value: str, lang: str) -> object:
    """A value as the sheet shows it: the label of a listed value, a whole number as a number, other text as it stands."""
    if value in field.values:
        return field.values[value][lang]
    return int(value) if field.kind in ("integer", "year") and value else guarded(value)


def _width(field: Field) -> int:
    return 40 if field.kind == "text" else 24


def _tags(part: str, names: Iterable[str]) -> tuple[str, ...]:
    """The tags of a part; columns that are only told are numbered."""
    return tuple(tag(part, name) if name else f"#told+{number}" for number, name in enumerate(names, 1))


def _fields(book: Codebook, words: Words) -> Sheet:
    lang = words.lang
    lines = [
        (
            field.label[lang], origin(field.layer, lang) if field.layer != "own" else words.t(N_("your own")), words.t(SCOPES[field.scope]), field.guidance.get(lang, ""),
            "; ".join(labels[lang] for labels in field.values.values()), origin(field.values_status, lang), words.t(GRADES[field.grade]), origin(field.source, lang), field.id,
        )
        for field in book.fields
    ]  # fmt: skip
    return Sheet(
        words.t(N_("Code book")),
        tuple(words.t(text) for text, _ in FIELD_HEADS),
        tuple(width for _, width in FIELD_HEADS),
        lines,
        frozen=1,
    )


def _themes(book: Codebook, words: Words) -> Sheet:
    lines = [
        (theme.label[words.lang], words.t(GROUPS[theme.group]), theme.guidance.get(words.lang, ""), theme.id)
        for theme in book.themes
    ]
    headings = tuple(map(words.t, (N_("Theme"), N_("Group"), N_("What belongs to it"), N_("Id"))))
    return Sheet(words.t(N_("Themes")), headings, (40, 16, 90, 22), lines, frozen=1)


def _lists(book: Codebook, words: Words) -> Sheet:
    """One column for each list: the words that may stand in its cells."""
    lists = {
        "theme": [theme.label[words.lang] for theme in book.themes],
        "present": [labels[words.lang] for labels in PRESENT.values()],
    }
    heads = {"theme": words.t(N_("Theme")), "present": words.t(N_("Is it there?"))}
    for field in book.fields:
        if field.values and field.scope != "given":
            lists[field.id] = [labels[words.lang] for labels in field.values.values()]
            heads[field.id] = field.label[words.lang]
    longest = max(map(len, lists.values()))
    lines = [tuple(guarded(column[row]) if row < len(column) else "" for column in lists.values()) for row in range(longest)]
    return Sheet(
        words.t(N_("Words")), tuple(heads.values()), tuple(30 for _ in lists), lines, tuple(f"#told+{name}" for name in lists)
    )


def _ranges(page: Worksheet) -> dict[str, str]:
    """The range of cells that holds the words of each list, by its name."""
    found = {}
    for cell in page[2]:
        letter = get_column_letter(cell.column)
        filled = sum(page.cell(row, cell.column).value is not None for row in range(3, page.max_row + 1))
        found[str(cell.value).removeprefix("#told+")] = f"'{page.title}'!${letter}$3:${letter}${2 + filled}"
    return found


def _offer(page: Worksheet, fields: Mapping[int, Field], ranges: Mapping[str, str], words: Words, named: tuple[int, ...]) -> None:
    """Offer the words of each list, say beside the cell what to answer, and colour what is to be filled."""
    last = max(page.max_row, 2) + SPARE
    wanted: dict[int, tuple[str, str, str, bool]] = {
        column: (field.id, field.label[words.lang], field.guidance.get(words.lang, ""), field.closed)
        for column, field in fields.items()
    }
    for column, name in zip(named, ("theme", "present"), strict=False):
        wanted[column] = (name, str(page.cell(1, column).value), "", True)
    ground = PatternFill("solid", fgColor=ASKED)
    for column, (name, label, guidance, closed) in wanted.items():
        letter = get_column_letter(column)
        offer = DataValidation(
            type="list" if name in ranges else None, formula1=ranges.get(name), allow_blank=True, showErrorMessage=closed
        )
        offer.error = words.t(N_("Take one of the words of the list."))[:MESSAGE]
        if guidance:
            offer.showInputMessage, offer.promptTitle, offer.prompt = True, label[:32], guidance[:MESSAGE]
        offer.add(f"{letter}3:{letter}{last}")
        page.add_data_validation(offer)
        for row in range(3, page.max_row + 1):
            if name != "theme":
                page.cell(row, column).fill = ground
    for column in range(1, page.max_column + 1):
        page.column_dimensions[get_column_letter(column)].number_format = TEXT
