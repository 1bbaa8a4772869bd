"""The Word file's house style: A4, our type scale and colours as named styles, page numbers, and the language for spelling."""

from dataclasses import dataclass
from typing import Any

from docx.document import Document as Doc
from docx.enum.section import WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from highground.views.report.alphabet import theme
from highground.views.report.office import office

TABLE = "Highground Table"
MARGIN_MM = 20.0
_GUTTER_TWIPS = 400  # 7 mm between columns
TEXT_MM = 210.0 - 2 * MARGIN_MM  # ISO 216, A4 is 210 x 297 mm
FONT, FALLBACK = "Arial", "Liberation Sans"  # on every PC; the second has the same widths where the first is missing


@dataclass(frozen=True, slots=True)
class Look:
    """One paragraph style: sizes and spaces in pt."""

    name: str
    size: float
    colour: str = theme.INK
    base: str = ""
    bold: bool = False
    italic: bool = False
    before: float = 0
    after: float = 3
    keep: bool = False  # on one page with what follows


_LOOKS = (
    Look("Normal", theme.BODY, after=5),
    Look("Title", theme.TITLE + 4, bold=True, after=0, keep=True),
    Look("Subtitle", theme.LEAD, theme.SOFT, after=6, keep=True),
    Look("Heading 1", theme.HEAD, theme.ACCENT, bold=True, before=14, after=4, keep=True),
    Look("Heading 2", theme.LEAD - 1, bold=True, before=10, keep=True),
    Look("List Bullet", theme.BODY),
    Look("List Bullet 2", theme.BODY - 1, theme.SOFT),
    Look("Caption", theme.BODY - 1, theme.SOFT, before=2, after=10),
    Look("Table Caption", theme.BODY, base="Caption", bold=True, before=10, keep=True),
    Look("Table Text", theme.BODY - 1, base="Normal", before=2, after=2),
    Look("Table Head", theme.BODY - 1, theme.ACCENT, base="Table Text", bold=True, before=2, after=2, keep=True),
    Look("Lead", theme.LEAD, base="Normal", before=14, after=8),
    Look("Intro", theme.BODY, theme.SOFT, base="Normal", after=6, keep=True),
    Look("Note", theme.SMALL, theme.SOFT, base="Normal", after=4),
    Look("Warning", theme.BODY - 1, theme.WARN, base="Normal", after=6),
    Look("Number", theme.TITLE, theme.ACCENT, base="Normal", bold=True, before=6, after=0, keep=True),
    Look("Number Label", theme.BODY, base="Normal", bold=True, after=1, keep=True),
    Look("Mark", theme.BODY, theme.ACCENT, base="Normal", bold=True, after=24),
    Look("Picture", theme.BODY, base="Normal", after=0, keep=True),
    Look("Reference", theme.SMALL, base="List Number", after=3),
    Look("Footer", theme.SMALL, theme.SOFT, after=0),
)
_TABLE_STYLE = """
<w:style {ns} w:type="table" w:customStyle="1" w:styleId="HighgroundTable"><w:name w:val="{name}"/><w:basedOn w:val="TableNormal"/>
<w:tblPr><w:tblBorders><w:top w:val="single" w:sz="8" w:color="{accent}"/><w:bottom w:val="single" w:sz="4" w:color="{line}"/>
<w:insideH w:val="single" w:sz="4" w:color="{line}"/></w:tblBorders>
<w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr>
</w:style>"""
_ANCHOR = """
<wp:anchor {ns} distT="0" distB="0" distL="144000" distR="0" simplePos="0" relativeHeight="2" behindDoc="0" locked="0" layoutInCell="1"
allowOverlap="0"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="margin"><wp:align>right</wp:align></wp:positionH>
<wp:positionV relativeFrom="margin"><wp:align>top</wp:align></wp:positionV></wp:anchor>"""
_FONT_ENTRY = """
<w:font {ns} w:name="{font}"><w:altName w:val="{fallback}"/><w:panose1 w:val="020B0503030403020204"/><w:charset w:val="00"/>
<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font>"""


def lay_out(doc: Doc, tag: str, footer: str) -> None:
    """Turn the library's empty letter page into our A4 page: styles, margins, footer, language `tag` (BCP 47)."""
    page = doc.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(MARGIN_MM)
    page.top_margin, page.bottom_margin, page.footer_distance = Mm(18), Mm(20), Mm(10)
    for look in _LOOKS:
        _style(doc, look)
    for name, colour in (("Quiet", theme.SOFT), ("Quiet Warning", theme.WARN)):
        quiet = doc.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        quiet.font.size, quiet.font.color.rgb = Pt(theme.SMALL), _rgb(colour)
    doc.styles.element.append(parse_xml(_TABLE_STYLE.format(
        ns=nsdecls("w"), name=TABLE, accent=theme.ACCENT.lstrip("#"), line=theme.LINE.lstrip("#"))))  # fmt: skip
    _speak(doc, tag)
    _offer_fallback(doc)
    _number_pages(page.footer.paragraphs[0], footer)


def columns(doc: Doc, count: int) -> None:
    """Go on in so many columns on the same page."""
    section = doc.add_section(WD_SECTION.CONTINUOUS)
    found = section._sectPr.find(qn("w:cols"))
    cols = found if found is not None else section._sectPr.makeelement(qn("w:cols"))
    cols.set(qn("w:num"), str(count))
    cols.set(qn("w:space"), str(_GUTTER_TWIPS))
    if found is None:
        section._sectPr.append(cols)


def float_right(paragraph: Paragraph) -> None:
    """Take the paragraph's picture out of its line and set it at the top right of the text, words flowing around it."""
    inline = paragraph._p.find(f".//{qn('wp:inline')}")
    anchor = parse_xml(_ANCHOR.format(ns=nsdecls("wp")))
    for part in list(inline):
        anchor.append(part)
    extent = anchor.find(qn("wp:extent"))
    anchor.insert(3, extent)
    anchor.insert(4, parse_xml(f'<wp:effectExtent {nsdecls("wp")} l="0" t="0" r="0" b="0"/>'))
    anchor.insert(5, parse_xml(f'<wp:wrapSquare {nsdecls("wp")} wrapText="left"/>'))
    inline.getparent().replace(inline, anchor)


def _style(doc: Doc, look: Look) -> None:
    """Make or change one paragraph style."""
    known = {style.name for style in doc.styles}
    style: Any = doc.styles[look.name] if look.name in known else doc.styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH)
    if look.base:
        style.base_style = doc.styles[look.base]
    font, shape = style.font, style.paragraph_format
    font.size, font.bold, font.italic, font.color.rgb = Pt(look.size), look.bold, look.italic, _rgb(look.colour)
    shape.space_before, shape.space_after, shape.keep_with_next = Pt(look.before), Pt(look.after), look.keep
    shape.line_spacing = 1.0  # of a font that is generous by itself: 1.42 times its size
    style.quick_style, style.hidden = True, False
    properties = style.element.get_or_add_rPr()
    spaced = properties.findall(qn("w:spacing"))
    for old in [*style.element.iter(qn("w:pBdr"), qn("w:tabs")), *spaced]:  # the library's rules, tab stops and wide letters
        old.getparent().remove(old)
    _face(properties)


def _face(properties: Any) -> None:
    """Name our font for every script, and drop the names that the theme would put before it."""
    fonts = properties.get_or_add_rFonts()
    for key in list(fonts.attrib):
        del fonts.attrib[key]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)


def _speak(doc: Doc, tag: str) -> None:
    """Set the language in the defaults, so that the spelling is checked in it and a screen reader speaks it."""
    defaults = doc.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    _face(defaults)
    for old in doc.styles.element.findall(f".//{qn('w:lang')}"):
        old.getparent().remove(old)
    lang = OxmlElement("w:lang")
    for key in ("val", "eastAsia"):
        lang.set(qn(f"w:{key}"), tag)
    defaults.append(lang)


def _offer_fallback(doc: Doc) -> None:
    """Tell Word in its font table which font to take where ours is not installed."""
    part = next(rel.target_part for rel in doc.part.rels.values() if rel.reltype.endswith("/fontTable"))
    entry = _FONT_ENTRY.format(ns="", font=FONT, fallback=FALLBACK).encode()
    part._blob = part.blob.replace(b"</w:fonts>", entry + b"</w:fonts>")


def _number_pages(footer: Paragraph, text: str) -> None:
    """The footer: what this is on the left, page and pages on the right."""
    stops = footer.paragraph_format.tab_stops
    stops.add_tab_stop(Mm(TEXT_MM), WD_TAB_ALIGNMENT.RIGHT)
    footer.add_run(office.clean(text) + "\t")
    _field(footer, "PAGE")
    footer.add_run(" / ")
    _field(footer, "NUMPAGES")


def _field(paragraph: Paragraph, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    field.append(parse_xml(f"<w:r {nsdecls('w')}><w:t>1</w:t></w:r>"))
    paragraph._p.append(field)


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour.lstrip("#"))
