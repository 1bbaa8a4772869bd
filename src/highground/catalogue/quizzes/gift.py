"""GIFT, the short text format of Moodle, out and in. Signs that it uses itself (~ = # { } : and the backslash) are escaped.

After the documented format (docs.moodle.org, "GIFT format"), from general knowledge of it. Tags travel in a comment line that Moodle reads.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from highground.basis.errors import BadData
from highground.basis.question import Choice, Item, Kind
from highground.catalogue.quizzes.plain import MOST_ITEMS, checked, read_text, settled

_OWN: Final = re.compile(r"([\\~=#{}:])")
_ESCAPED: Final = re.compile(r"\\([\\~=#{}:n])")
_TITLE: Final = re.compile(r"::((?:\\.|[^\\:])*)::", re.DOTALL)
_ANSWER: Final = re.compile(r"([=~])((?:\\.|[^\\=~])*)", re.DOTALL)
_TAGS: Final = re.compile(r"\[tag:([^\]]*)\]")
_ID: Final = re.compile(r"\[id:([^\]]*)\]")


def written(items: Sequence[Item]) -> str:
    """The items as one file. Raises BadData for texts with control characters."""
    blocks: list[str] = []
    at: tuple[str, ...] | None = None
    for item in items:
        if item.category != at:
            at = item.category
            blocks.append(
                "$CATEGORY: "
                + "/".join(checked(part, item.id).replace("/", "//").replace("\n", " ") for part in ("$course$", "top", *at))
            )
        blocks.append("\n".join(_lines(item)))
    return "\n\n".join([*blocks, ""])


def _lines(item: Item) -> Iterator[str]:
    marks = [f"[id:{_mark(item.id, item.id)}]", *(f"[tag:{_mark(tag, item.id)}]" for tag in item.tags)]
    yield "// " + " ".join(marks)
    yield f"::{_own(item.id, item.id)}:: {_own(item.stem, item.id)} {{" + (
        f"#{item.value!r}:{item.tolerance!r}" if item.value is not None else ""
    )
    if item.kind == "truefalse":
        wrong = next(one.feedback for one in item.choices if not one.right)
        right = next(one.feedback for one in item.choices if one.right)
        yield f"{'TRUE' if item.choices[0].right else 'FALSE'}#{_own(wrong, item.id)}#{_own(right, item.id)}"
    else:
        yield from (_answer(item, choice) for choice in item.choices)
    if item.explanation:
        yield f"####{_own(item.explanation, item.id)}"
    yield "}"


def _answer(item: Item, choice: Choice) -> str:
    if item.kind == "matching":
        return f"={_own(choice.text, item.id)} -> {_own(choice.match, item.id)}"
    rights = sum(one.right for one in item.choices)
    share = 100 / rights if choice.right else -100 / (len(item.choices) - rights)
    sign = ("=" if choice.right else "~") if item.kind == "single" else f"~%{share:.5f}%"
    return f"{sign}{_own(choice.text, item.id)}" + (f"#{_own(choice.feedback, item.id)}" if choice.feedback else "")


def _own(text: str, where: str) -> str:
    """A text with the format's own signs escaped; an arrow of pairs, a percent that would look like a weight, and breaks too."""
    escaped = _OWN.sub(r"\\\1", checked(text, where)).replace("\n", "\\n").replace("->", "-\u200b>")
    return "\u200b" + escaped if escaped.startswith(("%", "[")) else escaped


def _mark(text: str, where: str) -> str:
    if set(text) & set("[]\n"):
        raise BadData(f"{where}: a name or tag may hold no square bracket and no new line: {text[:40]!r}")
    return checked(text, where)


def read(path: Path) -> tuple[Item, ...]:
    """The questions of a GIFT file. Raises BadData in one sentence for what is not one."""
    found: list[Item] = []
    category: tuple[str, ...] = ()
    marks = ""
    for number, block in enumerate(re.split(r"\n\s*\n", read_text(path)), start=1):
        lines = block.strip("\n").split("\n")
        marks = " ".join(line for line in lines if line.lstrip().startswith("//")) or marks
        body = "\n".join(line for line in lines if not line.lstrip().startswith("//")).strip()
        if body.startswith("$CATEGORY:"):
            whole = re.split(r"(?<!/)/(?!/)", body.removeprefix("$CATEGORY:").strip())
            category = tuple(
                part.replace("//", "/") for part in whole if part not in ("$course$", "$module$", "$system$", "top", "")
            )
        elif body:
            found.append(_item(body, marks, category, f"{path.name}: block {number}"))
            marks = ""
        if len(found) > MOST_ITEMS:
            raise BadData(f"{path.name}: more than {MOST_ITEMS:,} questions; export fewer at once")
    if not found:
        raise BadData(f"{path.name}: the file holds no question; export the questions again as GIFT")
    return tuple(found)


def _item(body: str, marks: str, category: tuple[str, ...], where: str) -> Item:
    title = _TITLE.match(body)
    rest = body[title.end() :] if title else body
    start, end = _bare(rest, "{"), _bare(rest, "}")
    if start < 0 or end < start or rest[end + 1 :].strip():
        raise BadData(
            f"{where}: no answers in one pair of braces {{…}} at the end of the question; we read no missing-word questions and no essays"
        )
    stem, inside = rest[:start], rest[start + 1 : end].strip()
    mark = re.search(r"(?<!\\)####", inside)
    inside, explanation = (inside[: mark.start()], inside[mark.end() :]) if mark else (inside, "")
    named = _ID.search(marks)
    ident = named[1] if named else _plain(title[1] if title else stem, where)[:80]
    tags = tuple(_TAGS.findall(marks))
    told = _plain(stem, where), _plain(explanation, where)
    try:
        return _made(ident, inside.strip(), told, category, tags, where)
    except BadData as error:
        raise error if str(error).startswith(where) else BadData(f"{where}: {error}") from None


def _made(ident: str, inside: str, told: tuple[str, str], category: tuple[str, ...], tags: tuple[str, ...], where: str) -> Item:  # noqa: PLR0917
    stem, explanation = told

    def made(kind: Kind, choices: tuple[Choice, ...], value: float | None = None, tolerance: float = 0.0) -> Item:
        return Item(ident, kind, stem, choices, value, tolerance, explanation, category, tags)

    if inside.startswith("#"):
        value, _, tolerance = inside[1:].strip().partition(":")
        return made("numeric", (), _number(value, where), _number(tolerance or "0", where))
    flag, *said = _bare_split(inside, "#")
    if flag.strip().upper() in ("T", "TRUE", "F", "FALSE"):
        true = flag.strip().upper().startswith("T")
        wrong, right = (_plain(text, where) for text in (*said, "", "")[:2])
        pair = (Choice("true", true, right if true else wrong), Choice("false", not true, wrong if true else right))
        return made("truefalse", pair)
    answers = _ANSWER.findall(inside)
    if not answers or _ANSWER.sub("", inside).strip():
        raise BadData(f"{where}: answers begin with = or ~; this one does not: {inside[:40]!r}")
    if all(sign == "=" and "->" in text for sign, text in answers):
        pairs = (text.partition("->") for _, text in answers)
        return made("matching", tuple(Choice(_plain(a, where), True, match=_plain(b, where)) for a, _, b in pairs))
    weighed = any(text.startswith("%") for _, text in answers)
    choices = tuple(_choice(sign, text, where) for sign, text in answers)
    return made("multiple" if weighed else "single", choices)


def _choice(sign: str, text: str, where: str) -> Choice:
    weight = re.match(r"%(-?\d+(?:\.\d+)?)%", text)
    said, *feedback = _bare_split(text[weight.end() :] if weight else text, "#")
    right = float(weight[1]) > 0 if weight else sign == "="
    return Choice(_plain(said, where), right, _plain("#".join(feedback), where))


def _bare(text: str, sign: str) -> int:
    """Where a sign stands without a backslash before it; -1 where nowhere."""
    found = re.search(rf"(?<!\\)(?:\\\\)*{re.escape(sign)}", text)
    return found.end() - 1 if found else -1


def _bare_split(text: str, sign: str) -> list[str]:
    parts = [""]
    for piece in re.findall(r"\\.|[^\\]|\\$", text, re.DOTALL):
        if piece == sign:
            parts.append("")
        else:
            parts[-1] += piece
    return parts


def _plain(text: str, where: str) -> str:
    back = _ESCAPED.sub(
        lambda found: "\n" if found[1] == "n" else found[1], re.sub(r"^\s*\[(html|moodle|plain|markdown)\]", "", text)
    )
    return settled(checked(back.replace("\u200b", ""), where))


def _number(text: str, where: str) -> float:
    try:
        return float(text.strip().replace(",", "."))
    except ValueError:
        raise BadData(
            f"{where}: {text.strip()[:40]!r} is no number; we read one value with its tolerance, such as #5:0.5"
        ) from None
