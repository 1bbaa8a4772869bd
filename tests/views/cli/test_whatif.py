import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from highground.basis.mobility import LEVERS
from highground.basis.source import Source
from highground.research.whatif import chain, files
from highground.research.whatif.answer import WITH, WITHOUT, Book, WhatIf
from highground.views.report import render
from highground.views.report.office import whatif_workbook
from highground.views.report.pages import whatif_page, whatif_sheet

LOADED = (files, whatif_workbook, whatif_page, whatif_sheet)  # before the pipeline without science takes the place of modules

Say = Callable[..., tuple[int, str, str]]
CARD = Source(
    "facts", "We", "Facts", "1", date(2026, 1, 2), "", "CC BY 4.0", "We, 2026", "ab" * 32, "things", "not reported", "none"
)
ASKED = ("whatif", "KAZ", "--lever", "early_warning=50")


def answer(shelf: Any, region: Any, asked: Any, ensemble: Any, tell: Any) -> WhatIf:
    """A fifth fewer displacements, whatever is asked."""
    tell("thinking", 0.5)
    sources, total = {"displacement_aad": ("facts",)}, np.linspace(500.0, 1500.0, ensemble.members)
    card = {"facts": CARD, "highground-judgement": CARD}
    book, key, pulled = Book(region.iso3, asked.level, card), ("displacement_aad", ""), " ".join(asked.levers.used)
    book.state({key: total}, WITHOUT, "", sources)
    book.state({key: 0.8 * total}, WITH, pulled, sources)
    book.compare({key: total}, {key: 0.8 * total}, pulled, sources)
    about = {"iso3": region.iso3, "names": region.names, "level": asked.level, "seed": ensemble.seed, "members": ensemble.members}
    about |= {"levers": dict.fromkeys(asked.levers.used, 50.0), "version": "0", "made_on": "2026-11-23"}
    return WhatIf(about, book.frame(), (CARD,))


@pytest.fixture
def asking(pipeline: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The verb on a chain that answers at once; pages are written for real."""
    monkeypatch.setattr(chain, "whatif", answer)
    monkeypatch.setitem(sys.modules, render.__name__, render)
    return pipeline


def test_the_answer_is_told_and_written(say: Say, asking: Any) -> None:
    code, out, err = say(*ASKED, "--formats", "html")
    assert code == 0, err
    assert "What if? Early warning and protection 50\u00a0%" in out
    assert "20\u00a0% fewer displacements a year" in out
    assert "thinking" in err
    assert {path.name for path in Path("runs/KAZ-whatif").iterdir()} == {"whatif.html", "whatif.json", "rows.csv", "outputs.json"}


def test_several_languages_get_their_own_files(say: Say, asking: Any) -> None:
    say(*ASKED, "--formats", "html,pdf,xlsx", "--lang", "ru,es", "--out", "there")
    wanted = {f"whatif.{lang}.{kind}" for lang in ("ru", "es") for kind in ("html", "pdf", "xlsx")}
    assert wanted <= {path.name for path in Path("there").iterdir()}


def test_an_earlier_answer_is_replaced(say: Say, asking: Any) -> None:
    assert say(*ASKED, "--formats", "html")[0] == 0
    assert say(*ASKED, "--formats", "pdf")[0] == 0
    assert not Path("runs/KAZ-whatif/whatif.html").exists()


def test_json_is_one_document_on_standard_output(say: Say, asking: Any) -> None:
    document = json.loads(say(*ASKED, "--formats", "html", "--json")[1])
    assert document["about"]["iso3"] == "KAZ"
    assert {row["what"] for row in document["rows"]} == {"without", "with", "difference", "difference, %"}


def test_without_a_lever_it_lists_what_can_be_asked(say: Say, asking: Any) -> None:
    for args in (("whatif",), ("whatif", "KAZ")):
        code, out, err = say(*args)
        assert code == 0, err
        assert all(f"{lever.id}=0 to " in out and lever.changes in out for lever in LEVERS)
    assert not Path("runs").exists()
    assert [lever["id"] for lever in json.loads(say("whatif", "--json")[1])["levers"]] == [lever.id for lever in LEVERS]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("KAZ", "--lever", "dams=3"), "There is no lever 'dams'"),
        (("KAZ", "--lever", "water=300"), "between 0 and 100 %"),
        (("KAZ", "--lever", "water=3", "--lever", "water=4"), "given twice"),
        (("KAZ", "--lever", "water=much"), "no number"),
        (("KAZ", "--lever", "water=3", "--level", "7"), "outside what the chain knows"),
        (("KAZ", "--lever", "water=3", "--level", "warm"), "no number"),
        (("KAZ", "--lever", "water=3", "--households", "-1"), "--households"),
        (("KAZ", "--lever", "water=3", "--formats", "docx"), "html, pdf, xlsx"),
        (("--lever", "water=3"), "Missing the country"),
        (("Kazahkstan", "--lever", "water=3"), "nearest: Kazakhstan"),
    ],
)
def test_what_cannot_be_answered_gets_one_sentence_and_2_and_nothing_is_written(
    say: Say, asking: Any, args: tuple[str, ...], said: str
) -> None:
    code, out, err = say("whatif", *args)
    assert (code, out) == (2, "")
    assert said in err.splitlines()[-1]
    assert not Path("runs").exists()


def test_a_folder_of_somebody_else_is_left_alone(say: Say, asking: Any) -> None:
    Path("mine").mkdir()
    Path("mine/thesis.txt").write_text("years of work")
    code, _, err = say(*ASKED, "--out", "mine")
    assert code == 2
    assert "mine" in err
    assert Path("mine/thesis.txt").read_text() == "years of work"
