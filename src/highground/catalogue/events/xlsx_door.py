"""The door for xlsx: what is dangerous or hides something is refused or said, each in one sentence."""

import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from highground.basis.errors import BadData
from highground.basis.event import Remark
from highground.basis.words import N_
from highground.catalogue.archives import BROKEN, carried, declares, opened
from highground.catalogue.events.sheet import CONTROLS, MOST_COLUMNS, MOST_ROWS, Sheet, heading_place, tabled

if TYPE_CHECKING:
    from openpyxl import Workbook

MOST_BYTES: Final = 256 * 1024**2  # unpacked; a register of 200,000 rows needs less
HIDDEN: Final = N_("Hidden sheets were not read: {names}.")
OTHERS: Final = N_("The sheet {name} was read; other sheets were not: {names}.")
_REFUSED: Final = (  # part of the archive, what it is
    ("vbaproject.bin", "macros"), ("/externallinks/", "links to other files"), ("/embeddings/", "embedded files"),
    ("/activex/", "active controls"), ("connections.xml", "a connection to a database"), ("/macrosheets/", "macros"),
)  # fmt: skip


def read_xlsx(path: Path, wanted: str = "") -> Sheet:
    """The cells of one sheet: the one `wanted`, else the only visible one that holds headings.

    Raises BadData, which names the sheet or the cell and says what to do.
    """
    _check_archive(path)
    book = _opened(path)
    try:
        visible = [page.title for page in book.worksheets if page.sheet_state == "visible"]
        hidden = [page.title for page in book.worksheets if page.sheet_state != "visible"]
        said = [Remark(HIDDEN, {"names": ", ".join(hidden)})] if hidden else []
        name, sheet = _chosen(book, visible, wanted, path)
        others = [title for title in visible if title != name]
        if others:
            said.append(Remark(OTHERS, {"name": name, "names": ", ".join(others)}))
        _no_merged(path, book[name], sheet)
        return Sheet(sheet.name, sheet.lines, tuple(said))
    finally:
        book.close()


def read_pages(path: Path) -> dict[str, Sheet]:
    """The cells of every visible sheet that holds any, by its name, behind the same checks; hidden sheets are not read. Raises BadData."""
    _check_archive(path)
    book = _opened(path)
    try:
        pages = {page.title: _cells(page, path) for page in book.worksheets if page.sheet_state == "visible"}
        return {name: sheet for name, sheet in pages.items() if sheet.lines}
    finally:
        book.close()


def _opened(path: Path) -> "Workbook":
    from openpyxl import load_workbook  # noqa: PLC0415
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    try:
        return load_workbook(path, read_only=True, data_only=False, keep_links=False)
    except (*BROKEN, InvalidFileException, KeyError, TypeError, AttributeError, SyntaxError) as error:
        raise BadData(f"{path.name}: this is not a whole xlsx workbook ({type(error).__name__}); save it again as xlsx") from None


def _chosen(book: "Workbook", visible: list[str], wanted: str, path: Path) -> tuple[str, Sheet]:
    if wanted:
        if wanted not in book.sheetnames:
            raise BadData(f"{path.name}: there is no sheet {wanted!r}; the sheets are {', '.join(book.sheetnames)}")
        return wanted, _cells(book[wanted], path)
    found, faults = dict[str, Sheet](), list[BadData]()
    for name in visible:
        sheet = _cells(book[name], path)
        try:
            tabled(sheet)
            found[name] = sheet
        except BadData as error:
            faults += [error] if heading_place(sheet) is not None else []
    if len(found) > 1:
        raise BadData(f"{path.name}: more than one sheet looks like a loss table ({', '.join(found)}); name one with --sheet")
    if not found:
        raise (
            faults[0]
            if faults
            else BadData(
                f"{path.name}: no visible sheet has known headings (such as date, place, hazard, displaced, in English, Russian, Kazakh or Spanish); "
                "name the columns so, or add a row of HXL tags"
            )
        )
    return next(iter(found.items()))


def _cells(page: Any, path: Path) -> Sheet:
    """Every cell of a sheet. Formulas are refused: their results are not in the file, or are not to be trusted."""
    lines: list[tuple[int, tuple[object, ...]]] = []
    name = f"{path.name}, sheet {page.title}"
    page.reset_dimensions()
    try:
        for number, row in enumerate(page.iter_rows(), 1):
            formula = next((cell for cell in row if cell.data_type == "f"), None)
            if formula is not None:
                raise BadData(
                    f"{name}: cell {formula.coordinate} holds a formula; copy the table and paste it as values, then save it"
                )
            broken = next((cell for cell in row if cell.data_type == "e"), None)
            if broken is not None:
                raise BadData(f"{name}: cell {broken.coordinate} holds an error ({broken.value}); mend it or empty it")
            cells = tuple(_value(cell.value) for cell in row)
            width = max((place for place, cell in enumerate(cells, 1) if cell is not None), default=0)
            if len(lines) >= MOST_ROWS or width > MOST_COLUMNS:
                raise BadData(f"{name}: more than {MOST_ROWS:,} rows or {MOST_COLUMNS} columns; remove what is not the table")
            if width:  # sheets carry formats far below and beside the table
                lines.append((number, cells[:width]))
    except (*BROKEN, KeyError, TypeError, AttributeError, SyntaxError) as error:
        raise BadData(f"{name}: the sheet is damaged ({type(error).__name__}); save the workbook again as xlsx") from None
    width = max((len(cells) for _, cells in lines), default=0)
    return Sheet(name, tuple((number, (*cells, *(None,) * (width - len(cells)))) for number, cells in lines))


def _value(value: object) -> object:
    if isinstance(value, str):
        return value.translate(CONTROLS).strip() or None
    return value if value is None or isinstance(value, bool | int | float) or hasattr(value, "isoformat") else str(value)


def _no_merged(path: Path, page: Any, sheet: Sheet) -> None:
    """Merged cells from the headings down hold one value for several cells: nobody can say for which."""
    from openpyxl.utils import range_boundaries  # noqa: PLC0415

    head = tabled(sheet).head
    with zipfile.ZipFile(path) as archive:
        text = archive.read(page._worksheet_path)  # openpyxl names the part nowhere else
    for found in re.finditer(rb"<(?:\w+:)?mergeCell\s[^>]*ref=\"([A-Z]+\d+:[A-Z]+\d+)\"", text):
        area = found[1].decode()
        _, top, _, bottom = range_boundaries(area)
        if bottom >= head:
            what = "the headings" if top <= head else "the rows"
            raise BadData(
                f"{sheet.name}: cells {area} in {what} are merged, so nobody can say whose value it is; unmerge them and fill each cell"
            )


def _check_archive(path: Path) -> None:
    """Refuse archives that are too large, unpack to too much, or carry macros, links, embedded files or declarations in their XML."""
    with opened(path, "xlsx workbook", "cut it into smaller ones") as archive:
        names = [entry.filename for entry in archive.infolist()]
        if sum(entry.file_size for entry in archive.infolist()) > MOST_BYTES:
            raise BadData(f"{path.name}: it unpacks to more than {MOST_BYTES // 1024**2} MB; save only the table, as csv or xlsx")
        if what := carried(names, _REFUSED):
            raise BadData(f"{path.name}: the workbook carries {what}, which are not opened; save it as plain xlsx without them")
        if not any(name.lower() == "xl/workbook.xml" for name in names):
            raise BadData(f"{path.name}: this is an archive but not an xlsx workbook; save it as xlsx or csv")
        if any(declares(archive, name) for name in names if name.lower().endswith((".xml", ".rels"))):
            raise BadData(
                f"{path.name}: a part of the workbook declares XML entities, which no spreadsheet does; it was not opened"
            )
