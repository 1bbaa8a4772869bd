"""A certificate as PDF on one sheet, landscape; a long name grows smaller until it fits."""

from dataclasses import asdict
from functools import cache
from typing import Final

from highground.basis.errors import BadData
from highground.views.report.alphabet import theme
from highground.views.report.narrative.learning_certificate import Paper
from highground.views.report.pages.paper import press

TEMPLATE: Final = "learning_certificate.typ"


def pdf(paper: Paper, issued_on: str) -> bytes:
    """The certificate as PDF bytes; the same texts and day give the same bytes. Raises BadData for letters that our type lacks."""
    check_letters(paper.name)
    check_letters(paper.training + paper.held + paper.issuer)
    with press(TEMPLATE, issued_on) as made:
        return made.printed({**asdict(paper), "made_on": paper.issued, "footer": ""})


def check_letters(text: str) -> None:
    """Raises BadData where a letter would print as an empty box."""
    if lacking := "".join(sorted({sign for sign in text if not sign.isspace() and ord(sign) not in _letters()})):
        raise BadData(
            f"{text[:60]!r} holds letters that the certificate cannot print ({lacking[:20]}); write it in Latin or Cyrillic letters"
        )


@cache
def _letters() -> frozenset[int]:
    from matplotlib.ft2font import FT2Font  # noqa: PLC0415

    return frozenset.intersection(
        *(frozenset(FT2Font(str(theme.FONT_FILES[name])).get_charmap()) for name in ("Regular", "SemiBold"))
    )
