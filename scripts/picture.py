"""Make the picture of the README from a real run: python scripts/picture.py runs/KAZ. Needs the extra dev."""

import sys
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image

TARGET = Path(__file__).parents[1] / "docs" / "img" / "profile.png"
PAGES = (0, 4, 6)  # the answer, hazards and displacement, who could move and between which regions
WIDTH, GAP, EDGE = 620, 16, "#D5DADD"  # pixels of a page and between pages; colour around them


def main() -> None:
    """Three pages of the brief side by side."""
    brief = pdfium.PdfDocument(Path(sys.argv[1]) / "brief.pdf")
    pages = [brief[number] for number in PAGES]
    images = [page.render(scale=WIDTH / page.get_width()).to_pil().convert("RGB") for page in pages]
    height = max(image.height for image in images)
    sheet = Image.new("RGB", (len(images) * (WIDTH + GAP) + GAP, height + 2 * GAP), EDGE)
    for place, image in enumerate(images):
        sheet.paste(image, (GAP + place * (WIDTH + GAP), GAP))
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    sheet.save(TARGET, optimize=True)


if __name__ == "__main__":
    main()
