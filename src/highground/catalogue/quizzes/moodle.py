"""Moodle XML, out and in: categories by session, tags, feedback, tolerances.

Written to the documented format of Moodle (docs.moodle.org, "Moodle XML format"), from general knowledge of it; no Moodle has imported it here.
"""

import html
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from highground.basis.errors import BadData
from highground.basis.question import Choice, Item, Kind
from highground.catalogue.quizzes.plain import MOST_ITEMS, checked, read_text, settled

TYPES: Final[dict[str, Kind]] = {"truefalse": "truefalse", "numerical": "numeric", "matching": "matching"}
_BREAK: Final = re.compile(r"<br\s*/?>|</p>\s*<p>|</?p>|</?div>", re.IGNORECASE)
_TAG: Final = re.compile(r"<[^>]*>")
_DECLARED: Final = re.compile(r"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_CDATA_END: Final = "]]>"


def written(items: Sequence[Item]) -> str:
    """The items as one file: a category before its first question. Raises BadData for texts with control characters."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<quiz>"]
    at: tuple[str, ...] | None = None
    for item in items:
        if item.category != at:
            at = item.category
            path = "/".join(part.replace("/", "//") for part in ("$course$", "top", *at))
            lines.append(f'<question type="category"><category><text>{_text(path, item.id)}</text></category></question>')
        lines.extend(_question(item))
    return "\n".join([*lines, "</quiz>", ""])


def _question(item: Item) -> Iterator[str]:
    kind = {"numeric": "numerical", "single": "multichoice", "multiple": "multichoice"}.get(item.kind, item.kind)
    yield f'<question type="{kind}">'
    yield f"<name><text>{_text(item.id, item.id)}</text></name>"
    yield f'<questiontext format="html">{_html(item.stem, item.id)}</questiontext>'
    yield f'<generalfeedback format="html">{_html(item.explanation, item.id)}</generalfeedback>'
    yield "<defaultgrade>1</defaultgrade><penalty>0</penalty><hidden>0</hidden>"
    yield f"<idnumber>{_text(item.id, item.id)}</idnumber>"
    if item.kind in ("single", "multiple"):
        yield f"<single>{'true' if item.kind == 'single' else 'false'}</single><shuffleanswers>false</shuffleanswers><answernumbering>ABCD</answernumbering>"
    if item.kind == "matching":
        yield "<shuffleanswers>true</shuffleanswers>"
    yield from _answers(item)
    if item.tags:
        yield "<tags>" + "".join(f"<tag><text>{_text(tag, item.id)}</text></tag>" for tag in item.tags) + "</tags>"
    yield "</question>"


def _answers(item: Item) -> Iterator[str]:
    if item.value is not None:
        yield f'<answer fraction="100"><text>{item.value!r}</text><feedback format="html"><text></text></feedback><tolerance>{item.tolerance!r}</tolerance></answer>'
    rights = sum(choice.right for choice in item.choices)
    for n, choice in enumerate(item.choices):
        if item.kind == "matching":
            yield f'<subquestion format="html">{_html(choice.text, item.id)}<answer><text>{_text(choice.match, item.id)}</text></answer></subquestion>'
            continue
        worth = 0.0 if item.kind != "multiple" else -100 / (len(item.choices) - rights)
        fraction = f"{100 / rights if choice.right else worth:.5f}".rstrip("0").rstrip(".")
        if item.kind == "truefalse":
            yield f'<answer fraction="{fraction}" format="moodle_auto_format"><text>{"true" if n == 0 else "false"}</text><feedback format="html">{_html(choice.feedback, item.id)}</feedback></answer>'
        else:
            yield f'<answer fraction="{fraction}" format="html">{_html(choice.text, item.id)}<feedback format="html">{_html(choice.feedback, item.id)}</feedback></answer>'


def _text(text: str, where: str) -> str:
    return html.escape(checked(text, where), quote=False).replace("\n", "&#10;")


def _html(text: str, where: str) -> str:
    """A text as HTML inside CDATA: signs escaped, new lines as breaks; whatever the text holds, it cannot end the CDATA."""
    inner = html.escape(checked(text, where), quote=False).replace("\n", "<br>").replace(_CDATA_END, "]]&gt;")
    return f"<text><![CDATA[{inner}]]></text>" if inner else "<text></text>"


def read(path: Path) -> tuple[Item, ...]:
    """The questions of a Moodle XML file. Raises BadData in one sentence for anything that is not a plain bank of questions."""
    text = read_text(path)
    if _DECLARED.search(text.replace("\x00", "")):
        raise BadData(
            f"{path.name}: the file declares a document type or entities, which a bank of questions never needs; export it again from Moodle"
        )
    root = _parsed(text, path.name)
    if root.tag != "quiz":
        raise BadData(
            f"{path.name}: this is not Moodle XML (its root is <{root.tag}>, not <quiz>); export the questions as “Moodle XML”"
        )
    if len(root) > 2 * MOST_ITEMS:
        raise BadData(f"{path.name}: more than {MOST_ITEMS:,} questions; export fewer at once")
    found: list[Item] = []
    category: tuple[str, ...] = ()
    for number, node in enumerate(root, start=1):
        if node.tag != "question":
            continue
        if node.get("type") == "category":
            whole = re.split(r"(?<!/)/(?!/)", _get(node, "category"))
            category = tuple(
                part.replace("//", "/") for part in whole if part not in ("$course$", "$module$", "$system$", "top", "")
            )
        else:
            found.append(_item(node, category, f"{path.name}: question {number}"))
    if not found:
        raise BadData(f"{path.name}: the file holds no question; export the questions again as “Moodle XML”")
    return tuple(found)


def _parsed(text: str, name: str) -> Any:
    from lxml import etree  # noqa: PLC0415

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BadData(f"{name}: this is not whole XML ({str(error).splitlines()[0][:120]}); export it again from Moodle") from None


def _item(node: Any, category: tuple[str, ...], where: str) -> Item:
    name, kind = node.get("type") or "", _kind(node, where)
    ident = checked(_get(node, "idnumber") or _get(node, "name"), where)
    answers = node.findall("answer")
    value: float | None = None
    tolerance, choices = 0.0, tuple[Choice, ...]()
    if kind == "numeric":
        best = [one for one in answers if _number(one.get("fraction") or "0", where) == 100]
        if len(best) != 1:
            raise BadData(f"{where}: a numeric question with {len(best)} right answers; it needs one")
        value, tolerance = _number(_get(best[0], ""), where), _number(best[0].findtext("tolerance") or "0", where)
    elif kind == "matching":
        choices = tuple(
            Choice(_plain(_get(one, ""), where), True, match=_plain(one.findtext("answer/text") or "", where))
            for one in node.findall("subquestion")
        )
    else:
        choices = tuple(_choice(one, kind, where) for one in answers)
    if kind == "truefalse":
        choices = tuple(sorted(choices, key=lambda choice: choice.text != "true"))
    tags = tuple(checked(tag.findtext("text") or "", where) for tag in node.findall("tags/tag"))
    try:
        return Item(
            ident,
            kind,
            _plain(_get(node, "questiontext"), where),
            choices,
            value,
            tolerance,
            _plain(_get(node, "generalfeedback"), where),
            category,
            tags,
        )
    except BadData as error:
        raise BadData(f"{where} ({name}): {error}") from None


def _kind(node: Any, where: str) -> Kind:
    name = node.get("type") or ""
    if name == "multichoice":
        return "single" if (node.findtext("single") or "true").strip().lower() in ("true", "1") else "multiple"
    if name not in TYPES:
        raise BadData(
            f"{where} is of the type {name[:40]!r}; we read multichoice, truefalse, numerical and matching; take it out of the export"
        )
    return TYPES[name]


def _choice(node: Any, kind: Kind, where: str) -> Choice:
    right = _number(node.get("fraction") or "0", where) > 0
    text = _plain(_get(node, ""), where)
    return Choice(text.lower() if kind == "truefalse" else text, right, _plain(_get(node, "feedback"), where))


def _get(node: Any, child: str) -> str:
    return (
        str(node.findtext(f"{child}/text" if child else "text") or node.findtext(child) or "").strip()
        if child
        else str(node.findtext("text") or "").strip()
    )


def _number(text: str, where: str) -> float:
    try:
        return float(text.strip().replace(",", "."))
    except ValueError:
        raise BadData(f"{where}: {text.strip()[:40]!r} is no number") from None


def _plain(text: str, where: str) -> str:
    """The words of a piece of HTML: breaks become new lines, other tags fall away."""
    return settled(checked(html.unescape(_TAG.sub("", _BREAK.sub("\n", text))), where))
