import re
from pathlib import Path

import pytest

from highground.basis.settings import LANGS
from highground.research.whatif.answer import WhatIf
from highground.views.report.pages.whatif_page import html, write


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_asks_the_network_for_nothing_and_escapes_names(asked: WhatIf, lang: str) -> None:
    page = html(asked, lang)
    assert f'<html lang="{lang}">' in page
    assert not [url for url in re.findall(r'(?:src|href|srcset)="([^"]+)"', page) if not url.startswith(("data:", "#"))]
    assert "<i>" not in page
    assert "<b>" not in page


def test_the_answer_comes_before_the_picture_and_the_doubts_after(asked: WhatIf) -> None:
    page = html(asked)
    assert (
        page.index('class="answer"')
        < page.index("<figure>")
        < page.index("What each lever changes")
        < page.index("What the model does not know")
    )
    assert re.search(r'<img [^>]*alt="Main measures [^"]+"', page)


def test_the_same_answer_gives_the_same_page(asked: WhatIf, tmp_path: Path) -> None:
    first, second = (write(asked, "ru", tmp_path / name).read_bytes() for name in ("a.html", "b.html"))
    assert first == second


def test_every_table_of_a_phone_carries_its_headings(asked: WhatIf) -> None:
    assert html(asked).count('data-name="Displacements a year by sudden hazards"') == 3
