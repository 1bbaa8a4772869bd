"""One sheet of a workbook before it is written: plain lines, how wide and in which format."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import floor, isfinite, log10

from highground.basis.estimate import figure, last_digit, lopsided


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table to be written: name, headings (none: names and values), widths in characters, and lines.

    `hxl` are the tags of the second row; `formats` gives one number format per line, `fixed` one per column (from 0).
    """

    name: str
    headings: tuple[str, ...]
    widths: tuple[int, ...]
    lines: Sequence[Sequence[object]]
    hxl: tuple[str, ...] = ()
    formats: Sequence[str] = ()
    fixed: dict[int, str] = field(default_factory=dict)
    frozen: int = 0  # columns that stay in sight
    printed: int = 0  # columns that go on paper; 0 for all


def number_format(low: float, mid: float, high: float, unit: str) -> str:
    """The format that shows a range to the digit its width supports, as `basis.estimate.honest` does right of the point.

    >>> number_format(1.21, 1.84, 2.63, "degC"), number_format(8_214, 11_937, 17_402, "persons")
    ('#,##0.0', '#,##0')
    """
    if unit == "year":
        return "0"
    digits = figure(low or mid) if lopsided(low, mid, high) else last_digit(low, high)
    if digits is None:
        known = [abs(value) for value in (low, mid, high) if isfinite(value) and value]
        digits = 2 - floor(log10(max(known))) if known and any(value % 1 for value in known) else 0
    digits = min(max(digits, 0), 6)
    return "#,##0" + ("." + "0" * digits if digits else "")
