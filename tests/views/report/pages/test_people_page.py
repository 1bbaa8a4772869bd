from datetime import date
from pathlib import Path

import pytest

from highground.basis.stakeholder import Need
from highground.response.capacity.people.register import needs_of
from highground.views.report.pages.people_page import write


@pytest.mark.parametrize("lang", ["en", "ru", "kk", "es"])
def test_the_page_escapes_what_people_wrote_and_says_when_it_is_unreviewed(tmp_path: Path, lang: str) -> None:
    text = write(needs_of([Need("1", "<script>A", "policy", "3", "")]), lang, date(2026, 5, 1), tmp_path / "n.html").read_text(
        encoding="utf-8"
    )
    assert "<script>" not in text
    assert "&lt;script&gt;A" in text
    assert f'<html lang="{lang}">' in text
    assert ('class="notice"' in text) == (lang != "en")
