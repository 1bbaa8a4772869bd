from dataclasses import replace
from pathlib import Path

import pandas as pd
import pypdfium2
import pytest

from highground.basis.mobility import LEVERS
from highground.basis.settings import LANGS
from highground.research.whatif.answer import WhatIf
from highground.views.report.alphabet.words import Words
from highground.views.report.pages.whatif_sheet import pdf, write


@pytest.mark.parametrize("lang", LANGS)
def test_the_sheet_is_one_page_in_each_language_even_with_every_lever(asked: WhatIf, lang: str) -> None:
    full = replace(asked, about={**asked.about, "levers": {each.id: 100.0 for each in LEVERS}, "level": 1.75})
    rows = asked.rows.assign(levers=asked.rows["levers"].replace("early_warning pathways", " ".join(each.id for each in LEVERS)))
    found = pypdfium2.PdfDocument(pdf(replace(full, rows=rows, sources=asked.sources * 6), lang))
    assert len(found) == 1
    found.close()


def test_the_same_answer_gives_the_same_sheet_and_it_holds_the_answer(asked: WhatIf, tmp_path: Path) -> None:
    first, second = (write(asked, "en", tmp_path / name).read_bytes() for name in ("a.pdf", "b.pdf"))
    assert first == second
    found = pypdfium2.PdfDocument(first)
    text = found[0].get_textpage().get_text_bounded()
    found.close()
    assert "Compared with none of this" in text
    assert "What the model does not know" in text


@pytest.mark.parametrize("lang", LANGS)
def test_household_histories_stay_on_the_page(asked: WhatIf, lang: str) -> None:
    three = {"early_warning": 60.0, "pathways": 50.0, "remittances": 50.0}
    every = asked.rows[asked.rows["indicator"] == "internal_moves"]
    more = [every.assign(indicator=name, unit="%") for name in ("displaced_twice", "moved_once", "stuck_long")]
    rows = pd.concat([asked.rows, *more], ignore_index=True).replace({"levers": {"early_warning pathways": " ".join(three)}})
    found = pypdfium2.PdfDocument(
        pdf(replace(asked, about={**asked.about, "levers": three}, rows=rows, sources=asked.sources * 10), lang)
    )
    assert len(found) == 1
    assert "25" in found[0].get_textpage().get_text_bounded()
    found.close()


@pytest.mark.parametrize("lang", LANGS)
def test_histories_under_every_lever_take_two_pages_that_can_be_read(asked: WhatIf, lang: str) -> None:
    ids = [each.id for each in LEVERS]
    alone = asked.rows[asked.rows["levers"] == "pathways"]
    rows = pd.concat([asked.rows, *(alone.assign(levers=which) for which in ids)], ignore_index=True)
    every = rows[rows["indicator"] == "internal_moves"]
    more = [every.assign(indicator=name, unit="%") for name in ("displaced_twice", "moved_once", "stuck_long")]
    rows = pd.concat([rows, *more], ignore_index=True).replace({"levers": {"early_warning pathways": " ".join(ids)}})
    full = replace(
        asked, about={**asked.about, "levers": dict.fromkeys(ids, 100.0), "level": 1.75}, rows=rows, sources=asked.sources * 9
    )
    found = pypdfium2.PdfDocument(pdf(full, lang))
    assert len(found) == 2
    first, second = (found[number].get_textpage() for number in (0, 1))
    assert Words(lang).t("Each lever alone") in first.get_text_bounded()
    assert "We, 2026: facts" in second.get_text_bounded()  # sources as they are cited, which small letters would leave out
    found.close()
