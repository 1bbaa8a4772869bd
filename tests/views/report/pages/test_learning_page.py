"""The page of an evaluation: whole, without a network, and escaped."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from highground.catalogue.answers.bank import Bank
from highground.response.capacity.learning.evaluation import Evaluation
from highground.views.report.narrative.learning_content import build
from highground.views.report.pages.learning_page import write


def test_the_page_needs_no_network_and_escapes_what_it_is_given(
    tmp_path: Path, evaluation: Callable[..., Evaluation], bank: Bank
) -> None:
    made = replace(build(evaluation(), bank, "K", "ru", date(2026, 11, 25)), subtitle="<script>")
    text = write(made, evaluation(), tmp_path / "a.html").read_text(encoding="utf-8")
    assert "<script>" not in text
    assert "https://" not in text.replace("http://www.w3.org", "")
    assert "data:image/svg+xml" in text
