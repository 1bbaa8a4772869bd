"""Draws the passages of national climate plans that two coders read and code, each alone: seeded, stratified, its weights known.

The frame: every passage of 40 to 120 words (`catalogue.passages.cut`) of the 40 texts of `policy-texts/ndc_texts.csv.gz` and of the
Ecuador plan (page by page), identical passages once. Four strata by crude nets of word beginnings, the first that fits:
words of moving people; words of mountains, ice and herds; weak words (move, river, slope, region ...); none of these.
The nets only choose what is read: they are wider than any dictionary, were written before one, and no label rests on them.

    python scripts/policy_sample.py ../shared/data SAMPLE.tsv KEY.csv

SAMPLE.tsv is for the coders (number, iso3, language, text; shuffled; no strata). KEY.csv names each passage (number, iso3, page, hash,
first five words), its stratum, the stratum's size in the frame, and its half (development or test, by the same seed).
"""

import csv
import random
import re
import sys
from pathlib import Path
from typing import Final

from highground.catalogue.passages.plans import plans
from highground.catalogue.reference import Reference

SEED: Final = 20261125
NETS: Final = (
    ("moving", r"migra|displac|relocat|resettl|evacuat|refugee|human mobility|mobility of p|trapped|immobil|diaspora|remittanc|exodus|asylum|uproot|homeless|planned retreat|managed retreat|return of|forced to (?:leave|move)|depopulat"),
    ("land", r"mountain|alpine|highland|upland|himalaya|andes|andean|caucas|glaci|snow|permafrost|cryospher|avalanche|ice|icy|frost|pastoral|nomad|transhuman|herd|graz|pastur|rangeland|altitude|elevation|páramo|paramo|moor|hindu kush|chure"),
    ("weak", r"mov(?:e|ing|ement)|mobil|settle|leav|population|communit|livelihood|vulnerab|slope|hill|livestock|cattle|river|landslide|flood|ski|tourism|melt|rural|indigenous|conflict|abandon|safe"),
)  # fmt: skip
DRAWN: Final = {"moving": 30, "land": 60, "weak": 60, "rest": 40}  # all of the first: there are only 30


def frame(data: Path) -> list[dict[str, str]]:
    """Every passage of the right length, once, in a fixed order, with its stratum. All are in English: that of Iraq is only marked as Arabic."""
    return [row | {"language": "en", "stratum": stratum(row["text"])} for row in plans(Reference(data))]


def stratum(text: str) -> str:
    """The first net that catches the passage.

    >>> stratum("Fuel is displaced by snow."), stratum("Ice melts."), stratum("A tax on carbon.")
    ('moving', 'land', 'rest')
    """
    return next((name for name, net in NETS if re.search(rf"\b(?:{net})", text.lower())), "rest")


def drawn(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """The sample in shuffled order, each passage with the size of its stratum and its half."""
    dice = random.Random(SEED)  # noqa: S311  a draw, not a secret
    found = []
    for name, count in DRAWN.items():
        inside = [row for row in rows if row["stratum"] == name]
        taken = dice.sample(inside, min(count, len(inside)))
        halves = ["development", "test"] * (len(taken) // 2 + 1)
        found += [row | {"frame": str(len(inside)), "half": half} for row, half in zip(taken, halves, strict=False)]
    dice.shuffle(found)
    return found


def main(data: Path, sample: Path, key: Path) -> None:
    """Writes both files."""
    found = drawn(frame(data))
    with sample.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, delimiter="\t", lineterminator="\n")
        out.writerow(("number", "iso3", "language", "text"))
        out.writerows((number, row["iso3"], row["language"], row["text"]) for number, row in enumerate(found, 1))
    with key.open("w", encoding="utf-8", newline="") as file:
        columns = ("number", "iso3", "page", "sha256", "begins", "stratum", "frame", "half")
        table = csv.DictWriter(file, columns, lineterminator="\n", extrasaction="ignore")
        table.writeheader()
        table.writerows(
            row | {"number": number, "begins": " ".join(row["text"].split()[:5])} for number, row in enumerate(found, 1)
        )


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
