import json
import resource
import subprocess
import sys

import click
import pytest

from highground.views.cli.verbs import GROUPS, LazyGroup, command, module, paths

HEAVY = (
    "numpy", "pandas", "xarray", "geopandas", "matplotlib", "scipy", "rasterio", "babel", "rich", "pyarrow", "zarr",
    "alembic", "cryptography", "docx", "lxml", "openpyxl", "pptx", "sqlalchemy",
)  # fmt: skip
VERBS = paths()
WATCHED = """
import json, sys
from highground.views.cli.main import main
try:
    main(sys.argv[1:])
except SystemExit:
    print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""
HELP_CPU_S = 0.3  # what a person takes for an immediate answer


def modules_after(*args: str) -> set[str]:
    done = subprocess.run([sys.executable, "-c", WATCHED, *args], capture_output=True, text=True, check=True)
    return set(json.loads(done.stderr.splitlines()[-1]))


def test_the_first_help_page_imports_no_verb() -> None:
    seen = modules_after("--help")
    assert not [verb for verb in VERBS if module(*verb) in seen]


@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
def test_a_verb_is_imported_alone(verb: tuple[str, ...]) -> None:
    seen = modules_after(*verb, "--help")
    alone = [] if verb in {(group,) for group in GROUPS} else [verb]
    assert [other for other in VERBS if module(*other) in seen and other not in {(group,) for group in GROUPS}] == alone


@pytest.mark.parametrize("group", GROUPS)
def test_a_group_lists_its_verbs_and_knows_no_other(group: str) -> None:
    made = command(group)
    assert isinstance(made, LazyGroup)
    assert made.list_commands(click.Context(made)) == list(GROUPS[group])
    assert made.get_command(click.Context(made), "profile") is None


@pytest.mark.parametrize("verb", [(), *VERBS], ids=" ".join)
def test_help_imports_nothing_heavy(verb: tuple[str, ...]) -> None:
    seen = modules_after(*verb, "--help")
    assert not seen.intersection(HEAVY)


@pytest.mark.parametrize("verb", [(), *VERBS], ids=" ".join)
def test_help_answers_at_once(verb: tuple[str, ...]) -> None:
    def cpu_s() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-m", "highground", *verb, "--help"], stdout=subprocess.DEVNULL, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    assert min(cpu_s() for _ in range(3)) <= HELP_CPU_S
