"""Keep the translations in step with the code: `python scripts/messages.py` updates, `--check` only says what drifted.

Each room of the response has a catalogue of its own (`--domain pack` works on that one alone); everything else is in highground.po.
Messages are the arguments of N_() and t() in the code and the templates, the labels and definitions of indicators, the notes
on outlines, and what rules for drafts say. A catalogue whose header is marked fuzzy has not been reviewed by a speaker; pages say so.
"""

import ast
import csv
import re
import sys
import tomllib
from collections.abc import Collection, Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import IO

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
KEYWORDS = {"N_": None, "t": None, "NN_": (1, 2)}
Message = str | tuple[str, str]  # a counted noun has its form for one and for many
BASE = "highground"
ROOMS = {  # catalogue -> files whose messages it holds; the first that fits, all others are in the base
    "pack": r"response/policy/pack/|/pack(_\w+)?\.",
    "gaps": r"response/policy/(gaps|compare|scorecard|precedents)|/(gaps|compare)(_\w+)?\.",
    "kit": r"response/capacity/kit/|/kit(_\w+)?\.",
    "questions": r"response/capacity/questions/|catalogue/quizzes/|basis/question\.|/questions(_\w+)?\.",
    "learning": r"response/capacity/learning/|catalogue/answers/|basis/learning\.|/learning_\w+\.|cli/teach/(evaluate|certificate|verify)\.",
    "people": r"response/capacity/people/|basis/stakeholder\.|views/report/\w+/(templates/)?people(_\w+)?\.|cli/teach/",
    "projects": r"response/projects/|catalogue/iati/|basis/project\.|/projects(_\w+)?\.|cli/project/",
    "policy": r"response/policy/|catalogue/(texts|connectors|codes|passages)|basis/policy\.|/policy(_\w+)?\.|cli/policy/",
}
DOMAINS = (BASE, *ROOMS)
RULES = BUNDLED / "drafts" / "rules.toml"


def literals(file: IO[bytes], keywords: Collection[str], *_: object, **__: object) -> Iterator[tuple[int, str, Message, list[str]]]:
    """Literal arguments of the keywords (the first, of counted nouns two), also inside f-strings, where Babel's own reader does not look."""
    for node in ast.walk(ast.parse(file.read())):
        name = getattr(node.func, "attr", getattr(node.func, "id", "")) if isinstance(node, ast.Call) else ""
        if not isinstance(node, ast.Call) or name not in keywords:
            continue
        texts = [one.value for one in node.args[:2] if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        if name == "NN_":
            yield node.lineno, name, (texts[0], texts[1]), []
        elif texts and node.args[0].value == texts[0]:  # type: ignore[attr-defined]
            yield node.lineno, name, texts[0], []


def messages(domain: str = BASE) -> dict[Message, list[str]]:
    """Every message of a catalogue with the files that hold it, in a steady order. A room leaves out what the base holds."""
    base = _found(BASE)
    found = base if domain == BASE else {text: files for text, files in _found(domain).items() if text not in base}
    return {text: sorted(found[text]) for text in sorted(found, key=lambda text: (sorted(found[text]), first(text)))}


def first(message: Message) -> str:
    """The text by which a catalogue knows a message."""
    return message if isinstance(message, str) else message[0]


def room(place: str) -> str:
    """The catalogue that holds the messages of a file."""
    return next((name for name, files in ROOMS.items() if re.search(files, place)), BASE)


@cache
def _found(domain: str) -> dict[Message, set[str]]:
    found: dict[Message, set[str]] = {}
    for text, place in _all():
        if text and room(place) == domain:
            found.setdefault(text, set()).add(place)
    return found


@cache
def _all() -> tuple[tuple[Message, str], ...]:
    return (*_of_code(), *_of_data())


def _of_code() -> Iterator[tuple[Message, str]]:
    """Messages marked in code and templates, each with its file."""
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    methods = [(pattern, literals if method == "python" else method) for pattern, method in methods]
    for name, _, message, _, _ in extract_from_dir(ROOT, methods, options, KEYWORDS):
        yield message if isinstance(message, str) else (message[0], message[1]), Path(name).as_posix()


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


def path(lang: str, domain: str = BASE) -> Path:
    """A catalogue of a language."""
    return LOCALE / lang / "LC_MESSAGES" / f"{domain}.po"


def updated(lang: str, domain: str = BASE) -> bytes:
    """The catalogue with the messages of today; kept translations stay, new ones are empty, the header keeps its mark."""
    old = Catalog(locale=lang, fuzzy=True)
    if path(lang, domain).exists():
        with path(lang, domain).open("rb") as file:
            old = read_po(file, locale=lang)
    new = Catalog(
        locale=lang,
        domain=domain,
        project=BASE,
        fuzzy=old.fuzzy,
        header_comment=f"# {lang}: translations of {domain}",
        charset="utf-8",
    )
    new.mime_headers = [("Language", lang), ("Content-Type", "text/plain; charset=utf-8"), ("Content-Transfer-Encoding", "8bit")]
    for text, files in messages(domain).items():
        kept = old.get(text)
        if kept is not None and kept.pluralizable == isinstance(
            text, str
        ):  # a sentence became a counted noun, or the other way round
            kept = None
        flags = {"fuzzy"} if kept is not None and kept.fuzzy else set()
        new.add(
            text,
            kept.string if kept is not None else "" if isinstance(text, str) else ("", ""),
            [(name, 1) for name in files],
            flags,
        )
        new[text].flags.discard("python-format")  # a % in a text is a percent sign
    buffer = BytesIO()
    write_po(buffer, new, width=120, include_lineno=False)
    lines = (line for line in buffer.getvalue().split(b"\n") if not line.startswith(STAMPS))
    return b"\n".join(lines)


STAMPS = (b'"POT-Creation-Date', b'"PO-Revision-Date', b'"Generated-By', b'"Last-Translator', b'"Language-Team', b'"Report-Msgid')


def missing(lang: str, domain: str = BASE) -> list[str]:
    """Messages without a usable translation."""
    if not path(lang, domain).exists():
        return [first(text) for text in messages(domain)]
    with path(lang, domain).open("rb") as file:
        held = read_po(file, locale=lang)
    forms = {text: _forms(held, text) for text in messages(domain)}
    return [first(text) for text, found in forms.items() if not found or not all(found)]


def _forms(held: Catalog, message: Message) -> tuple[str, ...]:
    """Every form of a translation that can be used; a counted noun has as many as the language has."""
    found = held.get(message)
    if found is None or found.fuzzy:
        return ()
    return (found.string,) if isinstance(found.string, str) else (*found.string, *("",) * (held.num_plurals - len(found.string)))


def main(arguments: list[str]) -> int:
    """Update the catalogues, or with --check compare them; --domain NAME takes one alone. Returns the exit code."""
    domains = (arguments[arguments.index("--domain") + 1],) if "--domain" in arguments else DOMAINS
    if unknown := set(domains) - set(DOMAINS):
        print(f"no catalogue {', '.join(unknown)}; there are {', '.join(DOMAINS)}")
        return 2
    drift = 0
    for lang in (lang for lang in LANGS if lang != "en"):
        for domain in (name for name in domains if messages(name) or path(lang, name).exists()):
            fresh, held = updated(lang, domain), path(lang, domain).read_bytes() if path(lang, domain).exists() else b""
            empty = len(missing(lang, domain))
            if "--check" in arguments:
                drift += fresh != held
                state = "in step" if fresh == held else "drifted, run scripts/messages.py"
                print(f"{lang} {domain}: {state}; {empty} messages without translation")
            else:
                path(lang, domain).parent.mkdir(parents=True, exist_ok=True)
                path(lang, domain).write_bytes(fresh)
                print(f"{lang} {domain}: {len(messages(domain))} messages, {empty} without translation")
    return 1 if drift else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
