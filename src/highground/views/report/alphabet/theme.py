"""One look for page, brief, Word and slides: type scale, palette, sizes, fonts. Colours are ordered by lightness, safe without hue."""

from pathlib import Path
from typing import Final

FAMILY: Final = "Highground Sans"  # Source Sans 3, cut to Latin and Cyrillic and renamed as its licence asks
FONTS: Final = Path(__file__).parent / "fonts"
FONT_FILES: Final = {style: FONTS / f"HighgroundSans-{style}.ttf" for style in ("Regular", "Italic", "SemiBold", "Bold")}

# type scale in pt; each step is 1.25 times the one below, body 10
SMALL: Final = 8.0  # the smallest text anywhere in print
BODY: Final = 10.0
LEAD: Final = 12.5
HEAD: Final = 15.5
TITLE: Final = 24.0
NUMBER: Final = 30.0  # headline figures

INK: Final = "#1B2226"  # text: 16:1 on white
SOFT: Final = "#55616A"  # notes and axes: 6:1 on white
LINE: Final = "#D5DBDF"  # hairlines
WASH: Final = "#F3F6F7"  # panels
PAPER: Final = "#FFFFFF"
ACCENT: Final = "#0B5C6B"  # the one accent: 7:1 on white
WARN: Final = "#9A3412"  # caveats only

BELTS: Final = {"nival": "#27348B", "alpine": "#2E86A8", "montane": "#6DB08A", "remaining": "#E6D391"}
K1: Final = {1: "#3B2417", 2: "#623B22", 3: "#8C5B34", 4: "#B38450", 5: "#D1AC78", 6: "#E9D5AF", 7: "#B9C4C9"}
LEVELS: Final = {1.09: "#8B969C", 1.5: "#F0B35A", 2.0: "#E07F33", 3.0: "#B7402C", 4.0: "#6B1526"}
PATHS: Final = {"SSP1-1.9": "#1B9AAA", "SSP1-2.6": "#1D4E89", "SSP2-4.5": "#C98A00", "SSP3-7.0": "#C8442B", "SSP5-8.5": "#6B1526"}
PEOPLE: Final = ACCENT
SERIES: Final = ("#0B5C6B", "#C2611B", "#6A4C93", "#4B5A62", "#A8862A", "#A23B6A")
CONFIDENCE: Final = {"very low": "#C9D1D6", "low": "#A3B4BC", "medium": "#6E93A0", "high": "#357A88", "very high": "#0B5C6B"}

WIDE: Final = 6.7  # inches: the text width of an A4 page with 20 mm margins
NARROW: Final = 3.6  # inches: a phone held upright
SLIDE: Final = 11.0  # inches: the text width of a 13.33 inch slide
DPI: Final = 200  # of PNG files at WIDE
