"""Holds the drawing (ARCHITECTURE.md, CONTRIBUTING.md) to the code."""

import ast
import importlib.metadata
import inspect
import json
import re
import statistics
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import highground
from highground.basis.errors import HighgroundError
from highground.basis.indicators import BY_ID, COLUMNS, INDICATORS
from highground.basis.settings import SETTINGS
from highground.views.cli.verbs import VERBS, paths

ROOT = Path(__file__).parents[1]
SRC = ROOT / "src" / "highground"
TESTS = ROOT / "tests"
FLOORS = ["basis", "catalogue", "land", "people", "research", "response", "views"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
MODULES = sorted(SRC.rglob("*.py"))
MEDIAN_LINES, MOST_LINES, MOST_IN_FUNCTION = 150, 500, 40
TESTED_ELSEWHERE = {  # module -> where: files that only hold words, or that another test exercises whole
    "__main__.py": "tests/views/cli/test_main.py",
    "basis/words.py": "it returns what it gets",
    "views/cli/verbs.py": "tests/views/cli/test_verbs.py",
}
HEAVY = {
    "numpy",
    "scipy",
    "pandas",
    "xarray",
    "geopandas",
    "shapely",
    "rasterio",
    "matplotlib",
    "pyarrow",
    "zarr",
    "babel",
    "docx",
    "pptx",
    "numba",
    "dask",
    "distributed",
}
USED_BY_OTHERS = {"zarr"}  # xarray writes layers through it
DISTRIBUTIONS = {
    "docx": "python-docx", "pptx": "python-pptx", "PIL": "pillow", "mpl_toolkits": "matplotlib", "distributed": "dask",
}  # fmt: skip


def name_of(path: Path) -> str:
    return path.relative_to(SRC).as_posix()


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions_of(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def python(*args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *args], capture_output=True, text=True, check=False, cwd=ROOT)


def modules_after(code: str) -> set[str]:
    done = python("-c", f"{code}\nimport sys, json; print(json.dumps(list(sys.modules)))")
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout.splitlines()[-1]))


# floors


def test_the_floors_sort_by_name_in_the_order_in_which_data_flow() -> None:
    folders = sorted(path.name for path in SRC.iterdir() if path.is_dir() and path.name != "__pycache__")
    layers = PROJECT["tool"]["importlinter"]["contracts"][0]["layers"]
    assert folders == FLOORS == layers[::-1]


def test_every_module_lives_on_a_floor() -> None:
    assert {path.name for path in SRC.glob("*.py")} == {"__init__.py", "__main__.py"}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_file_imports_only_from_floors_that_come_before_its_own(path: Path) -> None:
    floor = path.relative_to(SRC).parts[0]
    allowed = FLOORS[: FLOORS.index(floor) + 1] if floor in FLOORS else FLOORS
    tree = tree_of(path)
    absolute = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    absolute += [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    used = {name.split(".")[1] for name in absolute if name.startswith("highground.")}
    assert used <= set(allowed)


def test_the_import_contracts_hold() -> None:
    done = python("-c", "from importlinter.cli import lint_imports_command as run; run(['--no-cache'])")
    assert done.returncode == 0, done.stdout[-3000:]


# sizes and habits


def test_half_of_the_files_are_short_and_none_is_long() -> None:
    lines = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    with_code = [count for count in lines.values() if count > 3]
    assert statistics.median(with_code) <= MEDIAN_LINES
    assert {name: count for name, count in lines.items() if count > MOST_LINES} == {}


@pytest.mark.parametrize(
    "path", [*MODULES, *sorted((ROOT / "scripts").glob("*.py"))], ids=lambda path: path.relative_to(ROOT).as_posix()
)
def test_functions_are_small(path: Path) -> None:
    long = {f.name: f.end_lineno - f.lineno + 1 for f in functions_of(tree_of(path)) if f.end_lineno}
    assert {name: lines for name, lines in long.items() if lines > MOST_IN_FUNCTION} == {}


def test_nothing_is_called_utils() -> None:
    names = {path.stem for path in (*MODULES, *TESTS.rglob("*.py"))} | {path.parent.name for path in MODULES}
    assert not names & {"utils", "util", "helpers", "common", "misc", "tools"}


def test_every_module_says_what_it_is() -> None:
    assert [name_of(path) for path in MODULES if not ast.get_docstring(tree_of(path))] == []


def test_every_module_with_code_has_tests_in_the_mirror_place() -> None:
    missing = []
    for path in MODULES:
        here = path.relative_to(SRC)
        mirrors = [TESTS / here.parent / f"test_{here.name}"]
        mirrors += [TESTS / here.parent.parent / f"test_{here.parent.name}.py"]  # a package inside a room may be tested as one
        if path.name != "__init__.py" and any(functions_of(tree_of(path))) and here.as_posix() not in TESTED_ELSEWHERE:
            missing += [] if any(mirror.is_file() for mirror in mirrors) else [here.as_posix()]
    assert missing == []


def test_no_exception_to_the_mirror_has_outlived_its_module() -> None:
    assert [name for name in TESTED_ELSEWHERE if not (SRC / name).is_file()] == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_function_changes_a_global(path: Path) -> None:
    tree = tree_of(path)
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Global)]
    names = {target.id for node in tree.body for target in _targets(node) if isinstance(target, ast.Name)}
    assert {name for function in functions_of(tree) for name in _changed(function) if name in names} == set()


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_table_at_the_top_of_a_module_is_a_constant(path: Path) -> None:
    held = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)
    tables = [node for node in tree_of(path).body if isinstance(getattr(node, "value", None), held)]
    names = [target.id for node in tables for target in _targets(node) if isinstance(target, ast.Name)]
    assert [name for name in names if not name.isupper() and name != "__all__"] == []


def _targets(node: ast.stmt) -> list[ast.expr]:
    if isinstance(node, ast.Assign):
        return node.targets
    return [node.target] if isinstance(node, ast.AnnAssign | ast.AugAssign) else []


def _changed(function: ast.AST) -> Iterator[str]:
    """Names whose contents the function changes, unless they are its own."""
    own = {node.arg for node in ast.walk(function) if isinstance(node, ast.arg)}
    own |= {node.id for node in ast.walk(function) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    methods = {"append", "extend", "add", "update", "insert", "pop", "clear", "remove", "setdefault", "discard"}
    for node in ast.walk(function):
        held: ast.expr | None = None
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store | ast.Del):
            held = node.value
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in methods:
            held = node.func.value
        if isinstance(held, ast.Name) and held.id not in own:
            yield held.id


def test_nobody_is_named_by_a_single_cause() -> None:
    words = re.compile(r"climate[ -]refugee|climate[ -]migrant|climate[ -]displaced", re.IGNORECASE)
    pages = [*MODULES, *(ROOT / "docs").rglob("*.md"), ROOT / "README.md", *SRC.rglob("*.po"), *SRC.rglob("*.html")]
    assert [path.relative_to(ROOT).as_posix() for path in pages if words.search(path.read_text(encoding="utf-8"))] == []


# imports


def test_importing_highground_imports_no_scientific_library() -> None:
    done = python("-X", "importtime", "-c", "import highground")
    seen = {line.rsplit("|", 1)[1].strip().split(".")[0] for line in done.stderr.splitlines() if "|" in line}
    assert "highground" in seen
    assert not seen & HEAVY


@pytest.mark.parametrize("verb", [(), *paths()], ids=" ".join)
def test_help_imports_no_scientific_library(verb: tuple[str, ...]) -> None:
    args = [*verb, "--help"]
    code = f"from highground.views.cli.main import main\ntry:\n    main({args})\nexcept SystemExit:\n    pass"
    assert not modules_after(code) & HEAVY


def test_the_catalogue_imports_without_the_heavy_libraries() -> None:
    rooms = [name_of(path).removesuffix(".py").replace("/", ".") for path in (SRC / "catalogue").rglob("*.py")]
    names = [f"highground.{room.removesuffix('.__init__')}" for room in rooms]
    seen = modules_after("\n".join(f"import {name}" for name in names))
    assert not seen & (HEAVY - {"numpy"})


def test_every_library_that_is_imported_is_asked_for_in_pyproject() -> None:
    project = PROJECT["project"]
    asked = {
        re.split(r"[<>=\[ ]", line)[0].lower()
        for line in (
            *project["dependencies"],
            *(line for name in ("offline", "cluster") for line in project["optional-dependencies"][name]),
        )
    }
    used = {name for path in MODULES for name in _libraries(tree_of(path))} - {"highground", *sys.stdlib_module_names}
    assert {name for name in used if DISTRIBUTIONS.get(name, name).lower() not in asked} == set()


def test_every_library_that_pyproject_asks_for_is_imported() -> None:
    asked = {re.split(r"[<>=\[ ]", line)[0].lower() for line in PROJECT["project"]["dependencies"]}
    used = {DISTRIBUTIONS.get(name, name).lower() for path in MODULES for name in _libraries(tree_of(path))}
    assert asked - used - USED_BY_OTHERS == set()


def _libraries(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield (node.module or "").split(".")[0]


# pages


def test_the_generated_parts_of_the_pages_are_up_to_date() -> None:
    done = python("scripts/docs.py", "--check")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_every_setting_is_documented(setting: object) -> None:
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    assert f"`--{setting.name}`" in page  # type: ignore[attr-defined]
    assert setting.help in page  # type: ignore[attr-defined]


def test_every_verb_has_its_page() -> None:
    assert {path.stem for path in (ROOT / "docs" / "verbs").glob("*.md")} == set(VERBS)


@pytest.mark.parametrize("verb", paths(), ids=" ".join)
def test_every_verb_has_its_options_on_its_page(verb: tuple[str, ...]) -> None:
    page = (ROOT / "docs" / "verbs" / f"{verb[0]}.md").read_text(encoding="utf-8")
    assert f"<!-- generated: verb {' '.join(verb)} -->" in page


def test_every_indicator_and_column_is_documented() -> None:
    page = (ROOT / "docs" / "schemas.md").read_text(encoding="utf-8")
    names = [*BY_ID, *(name for name, _, _ in COLUMNS)]
    assert [name for name in names if f"`{name}`" not in page] == []


def test_every_indicator_has_its_own_id_words_unit_and_tag() -> None:
    assert len(BY_ID) == len(INDICATORS)
    for indicator in INDICATORS:
        assert all((indicator.label, indicator.unit, indicator.definition.endswith("."), indicator.hxl.startswith("#")))
    assert len({indicator.hxl for indicator in INDICATORS}) == len(INDICATORS)


def test_every_error_is_drawn_in_the_tree_and_every_drawn_error_exists() -> None:
    drawn = {}
    parents = {0: "HighgroundError"}
    for line in inspect.cleandoc(HighgroundError.__doc__ or "").splitlines():
        if found := re.match(r"^(?P<lead>[│├└─ ]+) (?P<name>[A-Z]\w+)  +\S", line):
            depth = len(found["lead"]) // 4 + 1
            drawn[found["name"]] = parents[depth - 1]
            parents[depth] = found["name"]
    errors = import_module("highground.basis.errors")
    coded = {name: thing.__base__.__name__ for name, thing in vars(errors).items() if _is_error(thing)}
    assert drawn == coded


def _is_error(thing: object) -> bool:
    return isinstance(thing, type) and issubclass(thing, HighgroundError) and thing is not HighgroundError


def test_our_errors_are_raised_from_the_tree_only() -> None:
    elsewhere = [
        name_of(path)
        for path in MODULES
        for node in tree_of(path).body
        if isinstance(node, ast.ClassDef)
        and any("Error" in ast.unparse(base) or "Exception" in ast.unparse(base) for base in node.bases)
    ]
    assert set(elsewhere) == {"basis/errors.py"}


@pytest.mark.parametrize(
    "name",
    ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "CITATION.cff", "LICENSE", "NOTICE", "Makefile", ".ci/run"],
)
def test_the_papers_of_the_house_are_there(name: str) -> None:
    assert (ROOT / name).stat().st_size > 100


def test_links_between_pages_lead_somewhere() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    broken = [
        f"{page.name}: {link}"
        for page in pages
        for link in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8"))
        if "://" not in link and not (page.parent / link).exists()
    ]
    assert broken == []


def test_one_version_everywhere() -> None:
    version = highground.__version__
    assert f"## {version}," in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"version: {version}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert importlib.metadata.version("highground") == version


def test_the_package_says_that_it_is_typed_and_carries_its_licence() -> None:
    assert (SRC / "py.typed").is_file()
    assert PROJECT["project"]["license"] == "Apache-2.0"
    assert set(PROJECT["project"]["license-files"]) == {"LICENSE", "NOTICE"}


def test_nothing_is_left_to_fill_in() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    left = re.compile(r"<!-- to write", re.IGNORECASE)
    assert [page.relative_to(ROOT).as_posix() for page in pages if left.search(page.read_text(encoding="utf-8"))] == []
