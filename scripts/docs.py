"""Write the generated parts of the documentation again, or with --check say which have drifted: python scripts/docs.py [--check].

A generated part stands between `<!-- generated: NAME -->` and `<!-- end -->`; everything else on a page is written by hand.
"""

import ast
import inspect
import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import MISSING, fields
from functools import partial
from importlib import import_module
from io import StringIO
from pathlib import Path
from tokenize import COMMENT, generate_tokens

import click

from highground.basis import errors, indicators, source
from highground.basis.settings import SETTINGS, Setting
from highground.catalogue import cards, runs
from highground.catalogue.shelf import Shelf
from highground.views.cli.verbs import GROUPS, VERBS, command, paths

ROOT = Path(__file__).parents[1]
PAGES = (
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    *(str(p.relative_to(ROOT)) for p in sorted((ROOT / "docs").rglob("*.md"))),
)
BLOCK = re.compile(r"(<!-- generated: (?P<name>[\w -]+) -->\n).*?(<!-- end -->)", re.DOTALL)
LONG = 70  # a longer value is a table; the page names it and the code shows it
FLOORS = ("basis", "catalogue", "land", "people", "research", "response", "views")


def table(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A Markdown table; pipes in cells are escaped."""
    heads = list(heads)
    lines = [
        heads,
        ["---"] * len(heads),
        *([str(cell).replace("|", "\\|").replace("\n", " ").replace("<", "&lt;") for cell in row] for row in rows),
    ]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def verb(*path: str) -> str:
    """Usage and options of one verb, or the verbs of a group, as the command line itself has them."""
    if path in {(name,) for name in GROUPS}:
        return table(
            ("verb", "what it gives"), [(f"`highground {path[0]} {name}`", line) for name, line in GROUPS[path[0]].items()]
        )
    made = command(*path)
    arguments = [p for p in made.params if isinstance(p, click.Argument)]
    words = " ".join(p.make_metavar(click.Context(made)) for p in arguments)
    usage = f"```\nhighground {' '.join(path)} [OPTIONS] {words}".rstrip() + "\n```\n"
    options = [p for p in made.params if isinstance(p, click.Option)]
    rows = [(f"`{', '.join(sorted(p.opts, key=len))}`", p.help, _default(p.opts[0])) for p in options]
    return f"{usage}\n{inspect.cleandoc(made.help or '')}\n\n{table(('option', 'what it does', 'default'), rows)}"


def _default(flag: str) -> str:
    setting = next(s for s in SETTINGS if f"--{s.name}" == flag)
    return _shown(setting)


def _shown(setting: Setting) -> str:
    if isinstance(setting.default, bool):
        return "off"
    return f"`{setting.default}`" if setting.default != "" else ""


def verbs(folder: str = "verbs") -> str:
    """Every verb with its line and its page."""
    return table(("verb", "what it gives"), [(f"[`highground {name}`]({folder}/{name}.md)", line) for name, line in VERBS.items()])


def settings() -> str:
    """The table of settings."""
    heads = ("option", "default", "allowed", "unit", "environment", "what it does")
    return table(heads, [(f"`--{s.name}`", _shown(s), _allowed(s), s.unit, _code(s.variable), s.help) for s in SETTINGS])


def _allowed(setting: Setting) -> str:
    if setting.choices:
        return ", ".join(setting.choices)
    return "" if setting.low is None else f"{setting.low:,} to {setting.high:,}"


def _code(text: str) -> str:
    return f"`{text}`" if text else ""


def evidence() -> str:
    """Columns of the evidence table and the words that `status` may hold."""
    rows = [(f"`{name}`", kind, meaning) for name, kind, meaning in indicators.COLUMNS]
    return table(("column", "type", "meaning"), rows) + f"\n`status` is one of: {', '.join(indicators.STATUSES)}.\n"


def indicator_list() -> str:
    """Every indicator by topic."""
    topics = dict.fromkeys(indicator.topic for indicator in indicators.INDICATORS)
    return "\n".join(f"### {topic.capitalize()}\n\n{_of_topic(topic)}" for topic in topics)


def _of_topic(topic: str) -> str:
    chosen = [i for i in indicators.INDICATORS if i.topic == topic]
    return table(("indicator", "unit", "HXL", "definition"), [(f"`{i.id}`", i.unit, f"`{i.hxl}`", i.definition) for i in chosen])


def card() -> str:
    """Keys of a provenance card, with the notes beside the fields."""
    code = inspect.getsource(source.Source)
    notes = dict(re.findall(r"^    (\w+): [^#\n]*# (.+)$", code, re.MULTILINE))
    rows = [
        (f"`{f.name}`", _kind(f.type), "yes" if f.default is MISSING else "", notes.get(f.name, "")) for f in fields(source.Source)
    ]
    required = {name for name, _, must, _ in ((r[0].strip("`"), *r[1:]) for r in rows) if must}
    if required != set(cards.REQUIRED):
        raise SystemExit("basis.source.Source and catalogue.cards.REQUIRED disagree on which keys a card must have")
    return table(("key", "type", "required", "note"), rows)


def _kind(annotation: object) -> str:
    name = annotation if isinstance(annotation, str) else getattr(annotation, "__name__", str(annotation))
    return {"str": "text", "date": "date", "tuple": "list of texts", "Literal": "one of " + ", ".join(source.GRADES)}.get(
        name, name
    )


def run_folder() -> str:
    """Files of a run and what its parts hold."""
    names = [*(f"{part}/" if part.endswith(".zarr") else part for part in runs.PARTS), "run.json"]
    parts = inspect.cleandoc(runs.Run.__doc__ or "").split("\n\n", 1)[1]
    return f"Files: {', '.join(f'`{name}`' for name in names)}. Layout {runs.SCHEMA}.\n\n```\n{parts}\n```\n"


def error_tree() -> str:
    """The drawn tree of errors."""
    return f"```\n{inspect.cleandoc(errors.HighgroundError.__doc__ or '').split(chr(10) * 2, 1)[1]}\n```\n"


def floors() -> str:
    """The seven floors with what their packages say of themselves."""
    return table(("floor", "what it is"), [(f"`{name}`", _first(f"highground.{name}")) for name in FLOORS])


def rooms() -> str:
    """Every module or package that stands on a floor, with its first sentence."""
    package = ROOT / "src" / "highground"
    paths = [path for floor in FLOORS for path in sorted((package / floor).iterdir())]
    found = [path for path in paths if path.suffix == ".py" or (path / "__init__.py").is_file()]
    names = [path.relative_to(package).with_suffix("").as_posix() for path in found if path.name != "__init__.py"]
    return table(("room", "what it does"), [(f"`{name}`", _first(f"highground.{name.replace('/', '.')}")) for name in names])


def _first(module: str) -> str:
    return (import_module(module).__doc__ or "").split("\n", 1)[0]


def sources() -> str:
    """Every bundled card."""
    shelf = Shelf()
    rows = [(f"`{c.id}`", c.title, c.producer, c.licence, c.grade, c.caveat) for c in shelf.cards()]
    return table(("card", "what it is", "producer", "licence", "grade", "beware"), rows)


def wanted() -> str:
    """Better data, the most helpful first."""
    rows = [(f"[{w.title}]({w.url})", w.improves, w.licence, _code(w.provides) or "no door yet") for w in cards.wanted()]
    return table(("what to bring", "what it improves", "terms", "role"), rows)


def constants(floor: str) -> str:
    """Named constants of a floor with the note on their line: unit, spread, source, and whether we judged them ourselves."""
    rows = [row for path in sorted((ROOT / "src" / "highground" / floor).rglob("*.py")) for row in _constants(path, floor)]
    return table(("file", "constant", "value", "unit, spread, source"), rows)


def _constants(path: Path, floor: str) -> Iterable[tuple[str, str, str, str]]:
    text = path.read_text(encoding="utf-8")
    comments = [token for token in generate_tokens(StringIO(text).readline) if token.type == COMMENT]
    notes = {token.start[0]: token.string.lstrip("# ") for token in comments if "fmt:" not in token.string}
    for node in ast.parse(text).body:
        if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
            continue
        target = node.targets[0] if isinstance(node, ast.Assign) else node.target
        note = " ".join(notes[line] for line in range(node.lineno, (node.end_lineno or 0) + 1) if line in notes)
        name, value = ast.unparse(target), ast.unparse(node.value)
        if name.lstrip("_(").isupper() and note:
            yield (
                str(path.relative_to(ROOT / "src" / "highground" / floor)),
                f"`{name}`",
                f"`{value}`" if len(value) < LONG else "table",
                note,
            )


BLOCKS: dict[str, Callable[[], str]] = {
    **{f"verb {' '.join(path)}": partial(verb, *path) for path in paths()},
    "verbs": verbs,
    "verbs of the readme": partial(verbs, "docs/verbs"),
    "settings": settings,
    "evidence": evidence,
    "indicators": indicator_list,
    "card": card,
    "run": run_folder,
    "errors": error_tree,
    "floors": floors,
    "rooms": rooms,
    "sources": sources,
    "wanted": wanted,
    **{f"constants of {floor}": partial(constants, floor) for floor in ("land", "people", "research", "response")},
}


def renewed(text: str) -> str:
    """A page with its generated parts written from the code. Raises KeyError for a part that nobody knows how to write."""
    return BLOCK.sub(lambda found: f"{found[1]}{BLOCKS[found['name']]()}{found[3]}", text)


def main() -> None:
    """Write the pages, or only name those that drifted."""
    check = sys.argv[1:] == ["--check"]
    drifted = []
    for page in PAGES:
        path = ROOT / page
        before = path.read_text(encoding="utf-8")
        after = renewed(before)
        if after == before:
            continue
        drifted.append(page)
        if not check:
            path.write_text(after, encoding="utf-8")
    print("\n".join(drifted) or "every page is up to date")
    sys.exit(f"{len(drifted)} pages have drifted; run `make docs`" if check and drifted else 0)


if __name__ == "__main__":
    main()
