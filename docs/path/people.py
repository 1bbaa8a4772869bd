"""Plays the people of the path, so that it runs without anybody: a coder who fills a workbook, and participants who take tests.

python people.py coder coding.xlsx filled.xlsx            answers yes where the exercise text says so, with a strength
python people.py class BANK before.csv after.csv people.csv   twelve invented participants; one misses the test after
"""

import csv
import json
import random
import sys
from datetime import UTC, datetime
from pathlib import Path

import openpyxl

STRENGTH = {"Planned relocation": "3 measure", "Displacement": "3 measure", "Glaciers, snow and permafrost": "3 measure"}
CLASS = 12  # participants, all invented
BEFORE, AFTER = 0.4, 0.7  # chance that one of them answers a question right, before and after; invented


def coder(given: Path, filled: Path) -> None:
    """Every suggested theme is there; its strength as a reader of the exercise text would say it."""
    book = openpyxl.load_workbook(given)
    sheet = book["Passages"]
    tags = [str(cell.value) for cell in sheet[2]]
    today = datetime.now(UTC).date()
    for row in sheet.iter_rows(min_row=3):
        cells = dict(zip(tags, row, strict=True))
        theme = str(cells["#code+theme"].value)
        cells["#code+present"].value = "yes"
        cells["#code+hg_strength"].value = STRENGTH.get(theme, "1 context")
        cells["#code+hg_framing"].value = "adaptation"
        cells["#code+date"].value = today
    whole = book["Whole texts"]
    tags = [str(cell.value) for cell in whole[2]]
    for row in whole.iter_rows(min_row=3):
        cells = dict(zip(tags, row, strict=True))
        for name in ("nap_migration", "nap_refugees"):
            cells[f"#text+{name}"].value = "not mentioned"
        for name in ("nap_shock", "nap_relocation"):
            cells[f"#text+{name}"].value = "mentioned with concrete provisions"
        cells["#text+date"].value = today
    book.save(filled)


def classroom(bank: Path, before: Path, after: Path, people: Path) -> None:
    """Answers to form A before and to form B after the training, and the list of who was there."""
    dice = random.Random(1)  # noqa: S311  a game, no secret
    questions = {one["id"]: one for one in json.loads((bank / "questions.json").read_text(encoding="utf-8"))["questions"]}
    forms = json.loads((bank / "forms.json").read_text(encoding="utf-8"))["forms"]
    for form, chance, path, who in (("A", BEFORE, before, CLASS), ("B", AFTER, after, CLASS - 1)):
        rows = [[number, form, *(_answer(questions[item], chance, dice) for item in forms[form])] for number in range(1, who + 1)]
        _write(path, ["participant", "form", *(f"Q{place}" for place in range(1, len(forms[form]) + 1))], rows)
    _write(people, ["number", "name", "days"], [[number, f"Participant {number} (invented)", 2] for number in range(1, CLASS + 1)])


def _answer(question: dict, chance: float, dice: random.Random) -> str:
    """One answer as it stands on paper: a letter or a number; pairs to be matched are left blank."""
    if question["kind"] == "matching":
        return ""
    right = dice.random() < chance
    if question["number"] is not None:
        return str(question["number"][0] * (1 if right else 3))
    letters = [option["letter"] for option in question["options"] if option["right"] == right]
    return dice.choice(letters)


def _write(path: Path, heads: list[str], rows: list[list[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([heads, *rows])


if __name__ == "__main__":
    {"coder": coder, "class": classroom}[sys.argv[1]](*map(Path, sys.argv[2:]))
