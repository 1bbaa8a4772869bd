"""How much of the content a brief on paper holds, in PDF and in Word."""

from typing import Final

TABLES: Final = ("definitions", "extremes", "estimates", "mobility-forms", "mobility-sums")
SHORT: Final = ("definitions", "estimates", "mobility-forms")
STEPS: Final = (  # claims per chapter and of the fuller, tables, and pictures left out, until it fits; the page has them all
    (3, 3, (*TABLES, "units", "mobility-flows"), ()),
    (2, 3, (*TABLES, "units"), ()),
    (2, 3, TABLES, ("impacts",)),
    (2, 3, SHORT, ("impacts",)),
    (1, 3, SHORT, ("impacts", "exceedance")),
    (1, 3, SHORT[1:], ("impacts", "exceedance", "drivers")),
    (1, 2, SHORT[1:], ("impacts", "exceedance", "drivers")),
    (1, 2, SHORT[2:], ("impacts", "exceedance", "drivers", "forms")),
    (1, 1, SHORT[2:], ("impacts", "exceedance", "drivers", "forms")),
    (1, 1, (), ("impacts", "exceedance", "drivers", "forms")),
)
FULLER: Final = ("hazards", "mobility")  # chapters that keep the second count of claims: their first claim alone would mislead
SCALE: Final = 0.95  # of pictures: their 8.5 pt letters print at 8.1 pt
TABLES_FIRST: Final = ("climate", "mobility")  # fills the page before a tall chart; forms are told apart before anything is drawn
UNITS: Final = 8  # lines of the table of units
TOLD: Final = ("estimates", "sums", "pasture")  # pictures whose table says the same and more; paper has the table alone
GLOBE: Final = "locator"  # the picture that stands beside the title
