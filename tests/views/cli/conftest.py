"""A pipeline without science: the verbs are tested against the signatures that they call."""

import json
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pandas as pd
import pytest

from highground import __version__
from highground.basis.claim import Claim
from highground.basis.errors import NoMountains, UnknownRegion
from highground.basis.region import Region
from highground.basis.source import Source
from highground.catalogue.runs import Run
from highground.views.cli.main import main

COUNTRIES = {
    "KAZ": Region("KAZ", "KZ", {"en": "Kazakhstan", "ru": "Казахстан"}, (), "regions as before 2022"),
    "ECU": Region("ECU", "EC", {"en": "Ecuador", "es": "Ecuador"}, ()),
    "NLD": Region("NLD", "NL", {"en": "Netherlands"}, ()),
}


def card(name: str, **more: Any) -> Source:
    """A card with everything that the schema asks for."""
    given = {
        "producer": "We",
        "title": f"Title of {name}",
        "edition": "1",
        "accessed": date(2026, 1, 2),
        "url": "",
        "licence": "CC BY 4.0",
        "citation": "We, 2026",
        "sha256": "ab" * 32,
        "measures": "things",
        "blank_means": "not reported",
        "caveat": "none",
        **more,
    }
    return Source(name, **given)


class FakeShelf:
    """Two cards, no bytes."""

    def __init__(self, packs: tuple[Path, ...], online: bool) -> None:
        self.packs, self.online = packs, online

    def cards(self) -> tuple[Source, ...]:
        return (card("facts"), card("terrain", package="no_such_package", grade="unverified"))

    def card(self, name: str) -> Source:
        return {item.id: item for item in self.cards()}[name]

    def provides(self, role: str) -> Source | None:
        return None


def run_of(region: Region, seed: int, members: int) -> Run:
    """A small run with one row, whose high is not known, and one claim."""
    about = {"iso3": region.iso3, "names": region.names, "seed": seed, "members": members, "version": __version__}
    about |= {"made_on": "2026-11-23", "cards": {"facts": "ab" * 32}}
    evidence = pd.DataFrame({"indicator": ["land_area"], "place": [region.iso3], "mid": [1.5], "high": [float("nan")]})
    values: dict[str, object] = {"country": region.names, "a": {"low": 8.0, "mid": 10.0, "high": 12.0, "unit": "%"}}
    claim = Claim("c", "terrain", "{a} of {country} is mountains.", values, (0,), "medium", "high", "high")
    empty: Any = pd.DataFrame()
    return Run(about, evidence, (claim,), pd.DataFrame({"share": [0.5]}), empty, empty, empty, ())


@dataclass(slots=True)
class Pipeline:
    """What the fake pipeline was asked, and errors it should raise on the way."""

    profiled: list[tuple[str, int, int]] = field(default_factory=list)
    rendered: list[tuple[tuple[str, ...], tuple[str, ...]]] = field(default_factory=list)
    shelves: list[FakeShelf] = field(default_factory=list)
    profile_raises: dict[str, BaseException] = field(default_factory=dict)
    render_raises: BaseException | None = None

    def shelf(self, packs: tuple[Path, ...] = (), online: bool = False) -> FakeShelf:
        self.shelves.append(FakeShelf(packs, online))
        return self.shelves[-1]

    def find(self, text: str, shelf: FakeShelf) -> Region:
        if text not in COUNTRIES:
            raise UnknownRegion(f"There is no country {text!r};\nnearest: Kazakhstan.")
        return COUNTRIES[text]

    def profile(self, shelf: FakeShelf, region: Region, ensemble: Any, progress: Any) -> Run:
        progress("Terrain", 0.5)
        self.profiled.append((region.iso3, ensemble.seed, ensemble.members))
        if region.iso3 in self.profile_raises:
            raise self.profile_raises[region.iso3]
        if region.iso3 == "NLD":
            raise NoMountains("The Netherlands has no mountains by K1 or K2.")
        return run_of(region, ensemble.seed, ensemble.members)

    def render(  # noqa: PLR0917  as the one it stands for
        self, what: Any, folder: Path, langs: tuple[str, ...], formats: tuple[str, ...], progress: Any, kinds: Any = ()
    ) -> None:
        progress("Pages", 0.5)
        self.rendered.append((langs, formats))
        for name in formats:
            (folder / f"report.{name}").write_text(name)
        if self.render_raises:
            raise self.render_raises


@contextmanager
def staged(target: Path, mark: str) -> Iterator[Path]:
    """Write beside, move at the end, leave nothing behind on an error."""
    partial = target.with_name(f".{target.name}.partial")
    partial.mkdir(parents=True)
    try:
        yield partial
        shutil.rmtree(target, ignore_errors=True)
        partial.rename(target)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def save(run: Run, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "run.json").write_text(json.dumps(run.about))


def load(folder: Path) -> Run:
    about = json.loads((folder / "run.json").read_text())
    return run_of(COUNTRIES[about["iso3"]], about["seed"], about["members"])


@dataclass(frozen=True, slots=True)
class FakeTwins:
    a: Run
    b: Run
    table: pd.DataFrame
    findings: tuple[Claim, ...]


def compare(a: Run, b: Run) -> FakeTwins:
    return FakeTwins(a, b, pd.DataFrame({"indicator": ["land_area"], "mid_a": [float("nan")], "comparable": ["yes"]}), a.claims)


def check(shelf: FakeShelf, reference: object = None) -> pd.DataFrame:
    heads = ["check", "ours", "published", "low", "high", "unit", "verdict", "source"]
    rows = [("K1 share, NPL", 81.0, 80.0, 72.0, 88.0, "%", "pass", "k1"), ("no band", 1.0, float("nan"), 0.0, 0.5, "", "fail", "x")]
    return pd.DataFrame(rows, columns=heads)


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Pipeline:
    """The verbs work in an empty folder, on a pipeline that answers at once."""
    fake = Pipeline()
    modules: dict[str, dict[str, object]] = {
        "catalogue.shelf": {"default_shelf": fake.shelf},
        "catalogue.cards": {"wanted": lambda: ()},
        "catalogue.regions": {"find_region": fake.find, "all_regions": lambda shelf: tuple(COUNTRIES.values())},
        "catalogue.runs": {"Run": Run, "staged": staged, "save": save, "load": load},
        "research.profile": {"profile": fake.profile},
        "research.twins": {"mirror": compare},
        "research.validation": {"check": check},
        "views.report.render": {"render": fake.render, "render_mirror": fake.render, "MIRRORS": {"html", "pdf", "xlsx"}},
    }
    for name, contents in modules.items():
        module = ModuleType(f"highground.{name}")
        vars(module).update(contents)
        monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.chdir(tmp_path)
    return fake


Said = tuple[int, str, str]


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """Run the command line in this process: exit code, standard output, standard error."""

    def run(*args: str) -> Said:
        with pytest.raises(SystemExit) as left:
            main(args)
        told = capsys.readouterr()
        return int(left.value.code or 0), told.out, told.err

    return run


@pytest.fixture(autouse=True)
def _no_second_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pipeline of these tests lives in this process only."""
    monkeypatch.setattr("highground.views.cli.second.os.cpu_count", lambda: 1)
