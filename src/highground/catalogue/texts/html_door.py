"""The door for web pages: blocks of text in reading order. Scripts, styles and menus are dropped; nothing is fetched, no entity is opened."""

import re
from collections.abc import Iterator
from typing import Any, Final

from highground.basis.errors import BadData
from highground.catalogue.drafts.draft import Passage
from highground.catalogue.encodings import OLD, candidates, named

MOST_BYTES: Final = 16 * 1024**2  # a code of laws on one page has 5 MB
HEAD: Final = 4096  # bytes in which a page says that it is one, and in which alphabet
_PAGE: Final = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_CHARSET: Final = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)", re.IGNORECASE)
_KNOWN: Final = re.compile(
    r"^(?:utf-?8|utf-?16(?:le|be)?|windows-125\d|cp125\d|koi8-[ru]|iso-?8859-\d+|latin-?1|kz-?1048|ptcp154|us-ascii|ascii)$"
)
_DROPPED: Final = frozenset((
    "script", "style", "noscript", "template", "head", "nav", "button", "select", "svg", "iframe", "object", "embed", "applet",
    "canvas", "audio", "video", "map", "math",
))  # fmt: skip
_TAG: Final = re.compile(r"<[A-Za-z](?>=\s*+\"[^\"]*+\"|=\s*+'[^']*+'|[^>])*+")  # a tag whole, values in quotes with it
_VALUE: Final = re.compile(r"=\s*+(?:\"[^\"]*+\"|'[^']*+')")
MOST_ATTRIBUTES: Final = 5000  # of one tag; judged: real ones have tens, and the parser compares each with every other
_BLOCKS: Final = frozenset((
    "p", "div", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "table", "tr", "td", "th", "caption", "blockquote",
    "pre", "nav", "form", "section", "article", "header", "footer", "main", "aside", "address", "figure", "figcaption", "hr", "br", "body", "html",
))  # fmt: skip


def is_page(head: bytes) -> bool:
    """Whether the first bytes of a file are those of a web page.

    >>> is_page(b"<!DOCTYPE html><p>x"), is_page(b"Text < html")
    (True, False)
    """
    return bool(_PAGE.match(_narrow(head)))


def read_html(raw: bytes, name: str) -> tuple[tuple[Passage, ...], str]:
    """Blocks of text of a page, and its encoding. Raises BadData for pages that are too large, declare entities, or are in no known encoding."""
    from lxml import etree, html  # noqa: PLC0415

    if len(raw) > MOST_BYTES:
        raise BadData(f"{name}: the page is larger than {MOST_BYTES // 1024**2} MB; cut it into parts")
    if b"<!ENTITY" in _narrow(raw).upper():
        raise BadData(
            f"{name}: the page declares XML entities, which no page needs; it was not opened; save it as plain text or docx"
        )
    text, encoding = _decoded(raw, name)
    _check_tags(text, name)
    parser = html.HTMLParser(no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(
            re.sub(r"^\s*<\?xml[^>]*>", "", text).replace("\x00", " "), parser=parser, ensure_head_body=True
        )
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise BadData(f"{name}: this is not a whole web page ({type(error).__name__}); save it again, or as plain text") from None
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):  # what comes behind is lost without a word
        raise BadData(
            f"{name}: the page has boxes in boxes more than 2,000 deep and cannot be read whole; save it as plain text or docx"
        )
    blocks = tuple(re.sub(r"\s+", " ", block).strip() for block in _blocks(etree.iterwalk(root, events=("start", "end"))))
    return tuple(Passage(block, number) for number, block in enumerate((one for one in blocks if one), 1)), encoding


def _check_tags(text: str, name: str) -> None:
    """Refuse tags with so many attributes that the parser would not come to an end."""
    for tag in _TAG.finditer(text):
        if len(tag[0]) > MOST_ATTRIBUTES and len(re.findall(r"[\s/]+", _VALUE.sub("=", tag[0]))) > MOST_ATTRIBUTES:
            raise BadData(
                f"{name}: a tag has more than {MOST_ATTRIBUTES:,} attributes, which no page needs; save it as plain text or docx"
            )


def _blocks(walk: Any) -> Iterator[str]:
    """Pieces of text between the borders of blocks."""
    going: list[str] = []
    for event, node in walk:
        tag = node.tag if isinstance(node.tag, str) else ""
        dropped = tag in _DROPPED or node.get("hidden") is not None
        if event == "start":
            if tag in _BLOCKS:
                yield "".join(going)
                going = []
            if dropped:
                walk.skip_subtree()
            else:
                going.append(node.text or "")
            continue
        if tag in _BLOCKS:
            yield "".join(going)
            going = []
        going.append(node.tail or "")
    yield "".join(going)


def _decoded(raw: bytes, name: str) -> tuple[str, str]:
    """The text and its encoding: by its mark, else as the page says, else as its bytes look."""
    told = _CHARSET.search(raw[:HEAD])
    said = told[1].decode("ascii").lower() if told else ""
    guessed = candidates(raw)
    tried = guessed if len(guessed) == 1 else ((said,) if _KNOWN.match(said) else ()) + guessed
    for encoding in ("cp1251" if one == OLD else one for one in tried):
        try:
            return raw.decode(encoding), named(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    raise BadData(f"{name}: the page says it is in {said or 'no encoding'}, and its bytes are not; save it again as UTF-8")


def _narrow(raw: bytes) -> bytes:
    """The bytes without the zeros and marks of UTF-16, so that words of the page can be looked for."""
    return raw.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\x00", b"")
