"""gaps.html and gaps.pdf."""

import re
from pathlib import Path

from highground.views.report.narrative.parts import Findings, Listing
from highground.views.report.pages.gaps_page import write

TABLE = Listing("one", "A table", ("Name", "Said"), (("<b>x</b>", "y" * 200),), words=(1,))
PAGE = Findings("en", "T", "S", "25 November 2026", "0", "", "An answer.", "C", (), (TABLE,), ("u",), ("l",), ("m",), TABLE, TABLE)


def test_the_page_escapes_what_comes_from_data(tmp_path: Path) -> None:
    text = write(PAGE, "2026-11-25", tmp_path / "x.html").read_text(encoding="utf-8")
    assert "&lt;b&gt;x&lt;/b&gt;" in text
    assert "<b>x</b>" not in text


def test_the_brief_is_the_same_bytes_twice(tmp_path: Path) -> None:
    one, two = (write(PAGE, "2026-11-25", tmp_path / f"{name}.pdf").read_bytes() for name in "ab")
    assert one == two
    assert one.startswith(b"%PDF")


def test_only_addresses_and_hashes_may_break_within_a_word(tmp_path: Path) -> None:
    text = write(PAGE, "2026-11-25", tmp_path / "x.html").read_text(encoding="utf-8")
    (rule,) = re.findall(r"^([^{}]+)\{ overflow-wrap: anywhere; \}$", text, re.MULTILINE)
    assert {one.strip() for one in rule.split(",")} == {".numbers .fine", "#table-sources ~ tbody td", "#table-files ~ tbody td"}
