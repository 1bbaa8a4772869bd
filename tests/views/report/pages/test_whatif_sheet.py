from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from highground.basis.mobility import LEVERS
from highground.basis.settings import LANGS
from highground.research.whatif.answer import WhatIf
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
