"""Keep the translations in step with the code: `python scripts/messages.py` updates, `--check` only says what drifted.

Messages are the arguments of N_() and t() in the code and the templates, the labels and definitions of indicators, the notes
on outlines, and what rules for drafts say. A catalogue whose header is marked fuzzy has not been reviewed by a speaker; pages say so.
"""

import ast
import csv
import sys
import tomllib
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

from highground.basis.indicators import COLUMNS, INDICATORS
from highground.basis.settings import LANGS
from highground.catalogue.cards import BUNDLED
from highground.catalogue.regions import NOTES
from highground.views.report.alphabet.words import LOCALE

ROOT = Path(__file__).parents[1]
KEYWORDS = {"N_": None, "t": None}
DOMAIN = "highground"
RULES = BUNDLED / "drafts" / "rules.toml"


def literals(file: IO[bytes], keywords: Mapping[str, Any], *_: object, **__: object) -> Iterator[tuple[int, str, str, list[str]]]:
    """Literal first arguments of the keywords, also inside f-strings, where Babel's own reader does not look."""
    for node in ast.walk(ast.parse(file.read())):
        if (
            isinstance(node, ast.Call)
            and node.args
            and isinstance(node.args[0], ast.Constant)
            and isinstance(node.args[0].value, str)
        ):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in keywords:
                yield node.lineno, name, node.args[0].value, []


def messages() -> dict[str, list[str]]:
    """Every message with the files that hold it, in a steady order."""
    found: dict[str, set[str]] = {}
    for text, place in (*_of_code(), *_of_data()):
        if text:
            found.setdefault(text, set()).add(place)
    return {text: sorted(found[text]) for text in sorted(found, key=lambda text: (sorted(found[text]), text))}


def _of_code() -> Iterator[tuple[str, str]]:
    """Messages marked in code and templates, each with its file."""
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    methods = [(pattern, literals if method == "python" else method) for pattern, method in methods]
    for name, _, message, _, _ in extract_from_dir(ROOT, methods, options, KEYWORDS):
        for text in (message,) if isinstance(message, str) else message:
            yield text or "", Path(name).as_posix()


def _of_data() -> Iterator[tuple[str, str]]:
    """Messages that stand in tables: indicators, columns, notes of outlines, rules of drafts."""
    table = "src/highground/basis/indicators.py"
    for indicator in INDICATORS:
        yield from ((indicator.label, table), (indicator.definition, table))
    yield from ((text, table) for _, _, text in COLUMNS)
    with NOTES.open(encoding="utf-8", newline="") as file:
        yield from ((row["note"], NOTES.relative_to(ROOT).as_posix()) for row in csv.DictReader(file))
    rules = tomllib.loads(RULES.read_text(encoding="utf-8"))["rule"]
    yield from ((rule[key], RULES.relative_to(ROOT).as_posix()) for rule in rules for key in ("why", "write"))


def path(lang: str) -> Path:
    """The catalogue of a language."""
    return LOCALE / lang / "LC_MESSAGES" / f"{DOMAIN}.po"


def updated(lang: str) -> bytes:
    """The catalogue with the messages of today; kept translations stay, new ones are empty, the header keeps its mark."""
    old = Catalog(locale=lang, fuzzy=True)
    if path(lang).exists():
        with path(lang).open("rb") as file:
            old = read_po(file, locale=lang)
    new = Catalog(
        locale=lang,
        domain=DOMAIN,
        project=DOMAIN,
        fuzzy=old.fuzzy,
        header_comment=f"# {lang}: translations of {DOMAIN}",
        charset="utf-8",
    )
    new.mime_headers = [("Language", lang), ("Content-Type", "text/plain; charset=utf-8"), ("Content-Transfer-Encoding", "8bit")]
    for text, files in messages().items():
        kept = old.get(text)
        flags = {"fuzzy"} if kept is not None and kept.fuzzy else set()
        new.add(text, kept.string if kept is not None else "", [(name, 1) for name in files], flags)
        new[text].flags.discard("python-format")  # a % in a text is a percent sign
    buffer = BytesIO()
    write_po(buffer, new, width=120, include_lineno=False)
    lines = (line for line in buffer.getvalue().split(b"\n") if not line.startswith(STAMPS))
    return b"\n".join(lines)


STAMPS = (b'"POT-Creation-Date', b'"PO-Revision-Date', b'"Generated-By', b'"Last-Translator', b'"Language-Team', b'"Report-Msgid')


def missing(lang: str) -> list[str]:
    """Messages without a usable translation."""
    if not path(lang).exists():
        return list(messages())
    with path(lang).open("rb") as file:
        held = read_po(file, locale=lang)
    return [text for text in messages() if not (found := held.get(text)) or not found.string or found.fuzzy]


def main(arguments: list[str]) -> int:
    """Update the catalogues, or with --check compare them; returns the exit code."""
    drift = 0
    for lang in LANGS:
        if lang == "en":
            continue
        fresh = updated(lang)
        held = path(lang).read_bytes() if path(lang).exists() else b""
        if "--check" in arguments:
            drift += fresh != held
            print(
                f"{lang}: {'in step' if fresh == held else 'drifted, run scripts/messages.py'}; {len(missing(lang))} messages without translation"
            )
        else:
            path(lang).parent.mkdir(parents=True, exist_ok=True)
            path(lang).write_bytes(fresh)
            print(f"{lang}: {len(messages())} messages, {len(missing(lang))} without translation")
    return 1 if drift else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
