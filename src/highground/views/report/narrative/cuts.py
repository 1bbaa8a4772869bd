"""How much of the content a brief on paper holds, in PDF and in Word."""

from typing import Final

STEPS: Final = (  # claims and tables per chapter, until it fits; the page has them all
    (3, ("definitions", "extremes", "units", "estimates")),
    (2, ("definitions", "extremes", "units", "estimates")),
    (2, ("definitions", "extremes", "estimates")),
    (2, ("definitions", "estimates")),
    (2, ("definitions",)),
    (1, ("definitions",)),
)
SCALE: Final = 0.95  # of pictures: their 8.5 pt letters print at 8.1 pt
TABLES_FIRST: Final = ("climate",)  # fills the page before a tall chart
UNITS: Final = 8  # lines of the table of units
GLOBE: Final = "locator"  # the picture that stands beside the title
