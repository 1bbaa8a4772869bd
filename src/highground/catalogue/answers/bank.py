"""The key of a test: questions.json and forms.json that `highground teach questions` wrote, read back and proved whole."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from highground.basis.errors import BadData, MissingSource
from highground.basis.question import Option, Question, Said

MOST_BYTES: Final = 32 * 1024**2  # a bank of 126 questions in four languages has 1.5 MB
AGAIN: Final = "make the bank again with highground teach questions"


@dataclass(frozen=True, slots=True)
class Bank:
    """A bank of questions and its forms. stems: id -> language -> the question's words."""

    country: str
    made_on: str
    forms: Mapping[str, tuple[Question, ...]]
    stems: Mapping[str, Mapping[str, str]]

    @property
    def sessions(self) -> dict[str, str]:
        """Question -> session."""
        return {one.id: one.session for form in self.forms.values() for one in form}


def read_bank(folder: Path) -> Bank:
    """The bank in a folder. Raises MissingSource without its files, BadData for damaged ones or forms that name no question of it."""
    bank, forms = (_document(folder / name) for name in ("questions.json", "forms.json"))
    try:
        listed = {str(one["id"]): one for one in bank["questions"]}
        questions = {name: _question(one, str(bank["country"])) for name, one in listed.items()}
        stems = {name: {lang: str(told["stem"]) for lang, told in one["texts"].items()} for name, one in listed.items()}
        made = {str(form): tuple(questions[name] for name in names) for form, names in forms["forms"].items()}
        found = Bank(str(bank["country"]), str(bank["made_on"]), made, stems)
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise BadData(f"{folder}: the bank is damaged or of another version ({type(error).__name__}: {error}); {AGAIN}") from None
    if bank["country"] != forms.get("country") or not made or not all(made.values()):
        raise BadData(f"{folder}: questions.json and forms.json do not belong together; {AGAIN}")
    return found


def _document(path: Path) -> Any:
    if not path.is_file():
        raise MissingSource(f"there is no {path}; give the folder that highground teach questions wrote")
    if path.stat().st_size > MOST_BYTES:
        raise BadData(f"{path} is larger than {MOST_BYTES // 1024**2} MB, which no bank is; {AGAIN}")
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise BadData(f"{path} cannot be read ({type(error).__name__}); {AGAIN}") from None


def _question(one: Mapping[str, Any], country: str) -> Question:
    options = tuple(Option(str(option["id"]), Said(""), bool(option["right"])) for option in one["options"])
    number = None if one["number"] is None else (float(one["number"][0]), float(one["number"][1]))
    return Question(
        str(one["id"]), country, one["session"], one["level"], one["kind"], Said(""), options, number,
        claims=tuple(one["claims"]), rows=tuple(one["rows"]), facts=tuple(one["facts"]),
    )  # fmt: skip
