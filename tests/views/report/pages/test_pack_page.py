import re
from collections.abc import Callable
from pathlib import Path

import pytest

from highground.basis.settings import LANGS
from highground.catalogue.runs import Run
from highground.response.policy.pack.made import Pack
from highground.views.report.pages.pack_page import html, write

Packed = Callable[..., Pack]


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_needs_no_network_and_is_a_draft(packed: Packed, pilots: tuple[Run, Run], tmp_path: Path, lang: str) -> None:
    text = write(packed(*pilots), lang, tmp_path / "pack.html").read_text(encoding="utf-8")
    assert f'<html lang="{lang}">' in text
    assert 'class="draft"' in text
    assert "<script" not in text
    assert 'src="http' not in text


def test_the_event_is_escaped(packed: Packed, pilots: tuple[Run, Run]) -> None:
    text = html(packed(pilots[0], event="<script>alert(1)</script>"))
    assert "<script>" not in text
    assert "&lt;script&gt;alert(1)" in text


def test_the_contents_lead_to_places_of_the_page(packed: Packed, pilots: tuple[Run, Run]) -> None:
    text = html(packed(*pilots))
    aims = re.findall(r'<a href="#([a-z-]+)">', text.split("<nav", 1)[1].split("</nav>")[0])
    assert len(aims) == 6
    assert all(f'id="{aim}"' in text for aim in aims)
