"""How much of the content a brief on paper holds, in PDF and in Word."""

from typing import Final

STEPS: Final = (  # claims per chapter and of the newest, and tables, until it fits; the page has them all
    (3, 3, ("definitions", "extremes", "units", "estimates")),
    (2, 3, ("definitions", "extremes", "units", "estimates")),
    (2, 3, ("definitions", "extremes", "estimates")),
    (2, 3, ("definitions", "estimates")),
    (1, 3, ("definitions", "estimates")),
    (1, 2, ("definitions", "estimates")),
    (1, 1, ("definitions", "estimates")),
    (1, 1, ("definitions",)),
    (1, 1, ()),
)
FULLER: Final = ("hazards",)  # chapters that keep the second count of claims: their first claim alone would mislead
SCALE: Final = 0.95  # of pictures: their 8.5 pt letters print at 8.1 pt
TABLES_FIRST: Final = ("climate",)  # fills the page before a tall chart
UNITS: Final = 8  # lines of the table of units
TOLD: Final = ("estimates",)  # pictures whose table says the same and more; paper has the table alone
GLOBE: Final = "locator"  # the picture that stands beside the title
