"""The slides' house style: a 16:9 deck with real layouts, and text that is measured before it is placed."""

import re
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any

from PIL import Image, ImageFont
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.util import Inches, Length, Pt

from highground.views.report.alphabet import theme
from highground.views.report.office import office

BODY_PT = (20.0, 18.0, 16.0, 14.0)  # running text, the largest that fits; 14 is the smallest that a room reads
TITLE_PT = (30.0, 28.0, 26.0, 24.0, 22.0, 20.0)  # titles, at most two lines
FOOT_PT = 14.0
LEADING = 1.25  # line height over size, set exactly so that a replaced font keeps the lines
SPARE = 1.13  # texts are measured in our own font; Arial is up to 12 % wider in Russian and Kazakh sentences
GAP_PT = 6.0  # space after a paragraph
INDENT = 0.24  # inches, hanging indent of a bullet
_SPAN = re.compile(r"\((?=[^()]*\d)[^()]{1,24}\)")  # (800,000 to 1,600,000)
_PAD = 0.06  # inches beside the text of a table cell
_PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # the built-in table style without lines or fills; ECMA-376 part 1, 21.1.3.11


@dataclass(frozen=True, slots=True)
class Box:
    """A place on the slide, in inches from its upper left corner."""

    left: float
    top: float
    width: float
    height: float

    @property
    def emu(self) -> tuple[Length, Length, Length, Length]:
        """Left, top, width and height as the library wants them."""
        return Inches(self.left), Inches(self.top), Inches(self.width), Inches(self.height)


WIDE, HIGH = 13.333, 7.5  # inches, 16:9
KICKER = Box(0.6, 0.3, 12.13, 0.31)
TITLE = Box(0.6, 0.62, 12.13, 0.98)
BODY = Box(0.6, 1.75, 12.13, 5.05)
ASIDE = Box(0.6, 1.75, 4.3, 5.05)  # words beside a picture
PICTURE = Box(5.2, 1.75, 7.53, 5.05)
FOOTER = Box(0.6, 6.98, 10.9, 0.34)
NUMBER = Box(11.73, 6.98, 1.0, 0.34)
COVER_TITLE = Box(0.6, 1.3, 7.6, 1.9)
COVER_WORDS = Box(0.6, 3.4, 7.6, 2.6)
_LAYOUTS = {  # the library's layout -> ours, and where its places lie
    "Title Slide": ("cover", {"CENTER_TITLE": COVER_TITLE, "SUBTITLE": COVER_WORDS}),
    "Title and Content": ("words", {"TITLE": TITLE, "OBJECT": BODY}),
    "Two Content": ("aside", {"TITLE": TITLE, "OBJECT": ASIDE}),
    "Title Only": ("free", {"TITLE": TITLE}),
}
_STANDING = {"FOOTER": FOOTER, "SLIDE_NUMBER": NUMBER}
_SANS = (
    b'panose="020B0604020202020204" pitchFamily="34" charset="0"'  # Arial: on every PC, with Kazakh letters; ours would be replaced
)


def blank(footer: str) -> Deck:
    """An empty 16:9 deck: layouts cover, words, aside and free, our font and colours in its theme, footer and number on each."""
    deck: Deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDE), Inches(HIGH)
    for layout in list(deck.slide_layouts):
        if layout.name not in _LAYOUTS:
            deck.slide_layouts.remove(layout)
    master = deck.slide_master
    _repaint(next(rel.target_part for rel in master.part.rels.values() if rel.reltype.endswith("/theme")))
    _place(master, {"TITLE": TITLE, "BODY": BODY, **_STANDING}, footer)
    for layout in deck.slide_layouts:
        layout.name, boxes = _LAYOUTS[layout.name]
        _place(layout, {**boxes, **_STANDING}, footer)
    for part in (master, *deck.slide_layouts):
        for style in part.element.iter(qn("a:lvl1pPr")):
            style.set("algn", "r" if _is_number(style) else "l")
    return deck


def add(deck: Deck, layout: str, title: str, sizes: Sequence[float] = TITLE_PT) -> Slide:
    """A new slide with its title in the title's own place, as large as two lines allow, and its footer and number."""
    made: Slide = deck.slides.add_slide(next(one for one in deck.slide_layouts if one.name == layout))
    places: Any = made.slide_layout.placeholders
    for shape in places:
        if shape.placeholder_format.type.name in _STANDING:
            copy = deepcopy(shape._element)
            copy.nvSpPr.cNvPr.set("id", str(max(int(one.shape_id) for one in made.shapes) + 1))  # ids are unique on a slide
            made.shapes._spTree.append(copy)
    place = COVER_TITLE if layout == "cover" else TITLE
    size = fitting([title], place, sizes, bold=True, most=2) or sizes[-1]
    title_shape: Any = made.shapes.title
    frame = title_shape.text_frame
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = MSO_ANCHOR.BOTTOM if layout == "cover" else MSO_ANCHOR.TOP
    write(frame, [title], size, bold=True, colour=theme.INK, leading=1.1)
    return made


def write(
    frame: Any,
    texts: Sequence[str],
    size: float,
    *,
    bold: bool = False,
    colour: str = theme.INK,
    bullet: bool = False,
    leading: float = LEADING,
) -> None:
    """Fill a text frame with paragraphs of one size; line heights are exact, so that a replaced font keeps them."""
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Pt(0)
    frame.word_wrap = True
    for number, text in enumerate(texts):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = glued(office.clean(text).replace("\n", " "))
        run.font.size, run.font.bold, run.font.color.rgb = Pt(size), bold, rgb(colour)
        paragraph.line_spacing = Pt(size * leading)
        paragraph.space_before, paragraph.space_after = Pt(0), Pt(GAP_PT if len(texts) > 1 else 0)
        _bullet(paragraph._p.get_or_add_pPr(), on=bullet)


def label(made: Any, box: Box, text: str, size: float, *, bold: bool = False, colour: str = theme.INK) -> None:
    """A text of its own, outside the places of the layout."""
    shape = made.shapes.add_textbox(*box.emu)
    shape.text_frame.auto_size = MSO_AUTO_SIZE.NONE
    write(shape.text_frame, [text], size, bold=bold, colour=colour)


def paragraphs(made: Any, box: Box, texts: Sequence[str], size: float) -> None:
    """Several paragraphs of their own, outside the places of the layout."""
    shape = made.shapes.add_textbox(*box.emu)
    shape.text_frame.auto_size = MSO_AUTO_SIZE.NONE
    write(shape.text_frame, texts, size)


def swatch(made: Any, box: Box, colour: str) -> None:
    """A small filled square: the key of a colour."""
    shape = made.shapes.add_shape(MSO_SHAPE.RECTANGLE, *box.emu)
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(colour)
    shape.line.fill.background()
    shape._element.remove(shape._element.find(qn("p:style")))  # the theme's shadow and outline


def picture(made: Slide, png: bytes, alt: str, box: Box, name: str) -> Box:
    """A picture as large as the box allows, in its upper left corner, with alt text; returns the place it took."""
    with Image.open(BytesIO(png)) as image:
        wide, high = image.size
    scale = min(box.width / wide, box.height / high)
    taken = Box(box.left, box.top, wide * scale, high * scale)
    shape: Any = made.shapes.add_picture(BytesIO(png), *taken.emu)
    facts = shape._element.nvPicPr.cNvPr
    facts.set("descr", office.clean(alt))
    facts.set("name", office.clean(name))
    return taken


def table(
    made: Slide, box: Box, lines: Sequence[Sequence[str]], size: float, *, first: float, name: str, right: bool = True
) -> None:
    """A table with a head; `first` is the first column's width in inches, the others share the rest (aligned to the `right`)."""
    columns = len(lines[0])
    frame: Any = made.shapes.add_table(len(lines), columns, *box.emu)
    frame.name = office.clean(name)
    frame._element.graphic.graphicData.tbl.tblPr.find(qn("a:tableStyleId")).text = _PLAIN
    for number in range(columns):
        frame.table.columns[number].width = Inches(first if number == 0 else (box.width - first) / (columns - 1))
    for i, line in enumerate(lines):
        frame.table.rows[i].height = Inches(row_height(line, size, box.width, first))
        for j, text in enumerate(line):
            _cell(
                frame.table.cell(i, j),
                _broken(text, size, frame.table.columns[j].width.inches),
                size,
                head=i == 0,
                right=right and j > 0,
            )


def row_height(line: Sequence[str], size: float, width: float, first: float) -> float:
    """Inches that a line of a table needs."""
    other = (width - first) / max(len(line) - 1, 1)
    return max(_tall(text, size, other if j else first) for j, text in enumerate(line)) + 0.1


def rows_that_fit(lines: Sequence[Sequence[str]], size: float, width: float, first: float, room: float) -> int:
    """How many lines of a table fit in so many inches of height."""
    used = 0.0
    for number, line in enumerate(lines):
        used += row_height(line, size, width, first)
        if used > room:
            return number
    return len(lines)


def _tall(text: str, size: float, width: float) -> float:
    lines = sum(line_count(part, size, width - 2 * _PAD) for part in _broken(text, size, width))
    return lines * size * LEADING / 72


def _broken(text: str, size: float, width: float) -> tuple[str, ...]:
    """A number and its range on two lines where one does not hold them: the range is never broken in the middle."""
    head, sign, tail = text.partition(" (")
    if not sign or measure(text, size) <= width - 2 * _PAD:
        return (text,)
    return head, f"({tail}"


def _cell(cell: Any, texts: Sequence[str], size: float, *, head: bool, right: bool) -> None:
    write(cell.text_frame, texts, size, bold=head, colour=theme.ACCENT if head else theme.INK)
    cell.margin_left = cell.margin_right = Inches(_PAD)
    cell.margin_top = cell.margin_bottom = Inches(0.04)
    cell.vertical_anchor = MSO_ANCHOR.BOTTOM if head else MSO_ANCHOR.TOP
    for paragraph in cell.text_frame.paragraphs:
        paragraph.alignment, paragraph.space_after = (PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT), Pt(0)
    rule = parse_xml(
        f'<a:lnB {nsdecls("a")} w="{12700 if head else 6350}"><a:solidFill><a:srgbClr val="{(theme.ACCENT if head else theme.LINE).lstrip("#")}"/>'
        "</a:solidFill></a:lnB>"
    )
    cell._tc.get_or_add_tcPr().append(rule)


def notes(made: Slide, paragraphs: Sequence[str]) -> None:
    """Speaker notes: sources, caveats, and what did not fit on the slide."""
    frame: Any = made.notes_slide.notes_text_frame
    frame.text = "\n".join(office.clean(text) for text in paragraphs if text)


def speak(deck: Deck, tag: str) -> None:
    """Mark every run of text with the language, so that the spelling is checked in it."""
    parts = [deck.slide_master, *deck.slide_layouts, *deck.slides, *(one.notes_slide for one in deck.slides if one.has_notes_slide)]
    for part in parts:
        for letters in part.element.iter(qn("a:rPr"), qn("a:endParaRPr")):
            letters.set("lang", tag)
        for run in part.element.iter(qn("a:r")):
            run.get_or_add_rPr().set("lang", tag)


def fitting(
    texts: Sequence[str], box: Box, sizes: Sequence[float], *, bullet: bool = False, bold: bool = False, most: int = 0
) -> float | None:
    """The largest of the sizes at which the texts fit in the box (and on at most so many lines); None where none does."""
    width = box.width - (INDENT if bullet else 0)
    words = {word for text in texts for word in glued(text).split(" ")}
    for size in sizes:
        if size > sizes[-1] and max((measure(word, size, bold=bold) for word in words), default=0.0) > width:
            continue  # a word would be broken; a smaller size may hold it
        lines = sum(line_count(text, size, width, bold=bold) for text in texts)
        if height(texts, size, width, bold=bold) <= box.height and (not most or lines <= most):
            return size
    return None


def split(texts: Sequence[str], box: Box, size: float, *, bullet: bool = True) -> tuple[tuple[str, ...], ...]:
    """The texts in groups that each fit in the box at this size; a text too long for the box stands alone."""
    groups: list[list[str]] = [[]]
    for text in texts:
        if groups[-1] and fitting([*groups[-1], text], box, (size,), bullet=bullet) is None:
            groups.append([])
        groups[-1].append(text)
    return tuple(tuple(group) for group in groups if group)


def height(texts: Sequence[str], size: float, width: float, *, bold: bool = False) -> float:
    """Inches that paragraphs take, space after each included."""
    lines = sum(line_count(text, size, width, bold=bold) for text in texts)
    return (lines * size * LEADING + (GAP_PT * len(texts) if len(texts) > 1 else 0)) / 72


def glued(text: str) -> str:
    """The text with short brackets that hold a number kept on one line: a range is never broken in the middle.

    >>> glued("6 % (5 to 8) of the land").count(" ")
    5
    """
    return _SPAN.sub(lambda found: found.group().replace(" ", "\u00a0"), text)


def line_count(text: str, size: float, width: float, *, bold: bool = False) -> int:
    """Lines that a paragraph takes in a width in inches, with room for a font up to SPARE times wider."""
    room, lines, used = width * 72 / SPARE / size, 1, 0.0
    space = _advance(" ", bold)
    for word in glued(text).split(" "):  # a no-break space is no place to break
        length = _advance(word, bold)
        if used and used + space + length > room:
            lines, used = lines + 1, 0.0
        used += (space if used else 0.0) + length
        while used > room:  # a word longer than the line is broken
            lines, used = lines + 1, used - room
    return lines


def measure(text: str, size: float, *, bold: bool = False) -> float:
    """Inches that a text takes on one line, with room for a wider font."""
    return _advance(text, bold) * size * SPARE / 72 + 0.02


@lru_cache(maxsize=8192)
def _advance(word: str, bold: bool) -> float:
    """Width of a word at 1 pt, in pt."""
    return float(_face(bold).getlength(office.clean(word).replace("\n", " "))) / 100


@lru_cache(maxsize=2)
def _face(bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(theme.FONT_FILES["Bold" if bold else "Regular"], 100)


def rgb(colour: str) -> RGBColor:
    """A colour as the library wants it."""
    red, green, blue = bytes.fromhex(colour.lstrip("#"))
    return RGBColor(red, green, blue)  # type: ignore[no-untyped-call]


def _bullet(properties: Any, *, on: bool) -> None:
    """A hanging bullet, or none: set on the paragraph, so that it does not depend on the layout."""
    for old in properties.findall(qn("a:buNone")) + properties.findall(qn("a:buChar")):
        properties.remove(old)
    indent = int(Inches(INDENT)) if on else 0
    properties.set("marL", str(indent))
    properties.set("indent", str(-indent))
    properties.append(parse_xml(f"<a:buChar {nsdecls('a')} char='•'/>" if on else f"<a:buNone {nsdecls('a')}/>"))


def _is_number(style: Any) -> bool:
    shape = next((above for above in style.iterancestors(qn("p:sp"))), None)
    return shape is not None and shape.find(f".//{qn('p:ph')}[@type='sldNum']") is not None


def _place(owner: Any, boxes: dict[str, Box], footer: str) -> None:
    """Move the places of a master or layout; those without a box go."""
    left = dict(boxes)
    for shape in list(owner.placeholders):
        box = left.pop(shape.placeholder_format.type.name, None)
        if box is None:
            shape._element.getparent().remove(shape._element)
            continue
        shape.left, shape.top, shape.width, shape.height = box.emu
        name = shape.placeholder_format.type.name
        if name in _STANDING:
            shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
            for letters in shape._element.iter(qn("a:defRPr"), qn("a:rPr")):
                letters.set("sz", str(int(FOOT_PT * 100)))
        if name == "FOOTER":
            write(shape.text_frame, [footer], FOOT_PT, colour=theme.SOFT)


def _repaint(part: Any) -> None:
    """Our font and palette in the deck's theme, so that what people add later matches."""
    colours = {"dk2": theme.ACCENT, "lt2": theme.WASH, **{f"accent{i}": colour for i, colour in enumerate(theme.SERIES, 1)}}
    blob = part.blob
    for name, colour in colours.items():
        blob = re.sub(rb"(<a:%s><a:srgbClr val=\")[0-9A-F]{6}" % name.encode(), rb"\g<1>" + colour.lstrip("#").encode(), blob)
    part._blob = re.sub(rb'<a:latin typeface="[^"]*"/>', b'<a:latin typeface="Arial" ' + _SANS + b"/>", blob)
