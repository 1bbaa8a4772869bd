"""Questions of the bank in one language: items for test systems, the words of the player, and lines for paper and sheets."""

from collections.abc import Sequence
from typing import Any, Final

from highground.basis.indicators import BY_ID
from highground.basis.question import LEVELS, SESSIONS, TRAPS, Choice, Form, Item, Question, Said
from highground.basis.words import N_
from highground.catalogue.runs import Run
from highground.views.report.alphabet.words import Words
from highground.views.report.evidence import labels
from highground.views.report.evidence.rows import Row, all_rows, label

LETTERS: Final = "ABCDEFGH"
AT: Final = N_("at {level} of global warming")
TODAY: Final = N_("today")
TOLD: Final = {  # indicators whose name, made for tables with a note, would mislead in a question or say a part of it twice
    "people_place": N_("People by place"),
    "displacement_place": N_("Average annual displacement by place"),
    "hottest_day": N_("Warming of the hottest day of the year since 1850–1900"),
    "wettest_day": N_("Change of the heaviest one-day rain since 1850–1900"),
    "level_year": N_("Year in which global warming reaches {level}"),
    "warming_share": N_("Chance that global warming reaches {level} by 2100"),
}
PARTS: Final = {"where:elsewhere": N_("outside mountains"), "where:unknown": N_("place unknown")}
FORM: Final = N_("Form {form}")
TITLE: Final = N_("{country}: test on mountains, climate and mobility")
PLAYER: Final = {  # words of the SCORM player; {i}, {n}, {hits}, {value} and {mastery} are filled by it
    "language": N_("Language"),
    "nolms": N_("No learning system was found: you can take the test, but your score and your place are not kept."),
    "intro": N_("Number of questions: {n}. Each answer is explained at once. The test is passed from {mastery} %. You may stop at any time and go on later."),
    "start": N_("Begin"),
    "where": N_("Question {i} of {n}"),
    "answer": N_("Answer"),
    "choose": N_("Choose an answer first."),
    "number": N_("Type a number."),
    "good": N_("Right."),
    "bad": N_("Not right."),
    "value": N_("Right answer: {value}"),
    "next": N_("Next"),
    "finish": N_("Finish"),
    "result": N_("Your result"),
    "passed": N_("Passed: {hits} of {n} right. Needed: {mastery} %."),
    "failed": N_("Not passed: {hits} of {n} right. Needed: {mastery} %."),
    "close": N_("You can close this window."),
}  # fmt: skip
NAMES: Final = {"en": "English", "ru": "Русский", "kk": "Қазақша", "es": "Español"}


def items(questions: Sequence[Question], run: Run, words: Words, forms: Sequence[Form] = ()) -> tuple[Item, ...]:
    """The questions in a language, options in their order; those of a form are tagged with it. The same ids in every language."""
    marks = {name: (f"form-{form.id}",) for form in forms for name in form.questions}
    return tuple(_item(one, run, words, marks.get(one.id, ())) for one in questions)


def _item(one: Question, run: Run, words: Words, marks: tuple[str, ...]) -> Item:
    choices = tuple(
        Choice(
            said(option.text, run, words), option.right,
            said(option.feedback, run, words) if option.feedback.template else words.t(TRAPS[option.trap]) if option.trap and not option.right else "",
            said(option.match, run, words),
        )
        for option in one.options
    )  # fmt: skip
    value, tolerance = one.number or (None, 0.0)
    category = (country(run, words), f"{one.session} {words.t(SESSIONS[one.session])}")
    tags = (one.session, one.level, *([one.trap] if one.trap else []), *marks)
    return Item(
        one.id, one.kind, said(one.stem, run, words), choices, value, tolerance, said(one.explanation, run, words), category, tags
    )


def country(run: Run, words: Words) -> str:
    """The country's name."""
    return labels.place(run, run.about["iso3"], words)


def said(message: Said, run: Run, words: Words) -> str:
    """A message in the language; rows, claims, places and confidence in it are told in words."""
    if not message.template:
        return ""
    values = {name: _value(name, value, run, words) for name, value in message.values.items()}
    return words.t(message.template, **values).replace("`", "")  # commands are marked so in reports; a test system prints the marks


def _value(name: str, value: object, run: Run, words: Words) -> object:
    """A value as a message takes it: what is named by its code in words, a number of a row by the name that readers see."""
    if name == "number" and isinstance(value, int):
        return label(value)
    match value:
        case {"row": number, **more}:
            told: object = about(all_rows(run)[number], run, words, str(more.get("without", "")))
        case {"claim": name}:
            claim = next(claim for claim in run.claims if claim.id == name)
            told = words.t(claim.template, **claim.values)
        case {"place": code}:
            told = labels.place(run, code, words)
        case {"confidence": word}:
            told = words.t(labels.CONFIDENCE[word])
        case {"trap": trap}:
            told = words.t(TRAPS[trap])
        case {"low": low, "mid": mid, "high": high, "unit": unit}:
            told = words.estimate(low, mid, high, unit)
        case _:
            told = value
    return told


def about(row: Row, run: Run, words: Words, without: str = "") -> str:
    """What a row speaks of: indicator, part, place, level and year, one of them left out on demand."""
    name = TOLD.get(row.indicator, BY_ID[row.indicator].label)
    parts = [words.t(name, level=row.level)]
    if row.group:
        part = words.t(PARTS[row.group]) if row.group in PARTS else labels.group(row.group, words, run)
        part = part[:1].lower() + part[1:] if row.group.startswith("hazard:") else part
        parts[0] = f"{parts[0]}, {part}" if "(" in part else words.t("{what} ({part})", what=parts[0], part=part)
    if row.place != run.about["iso3"] and without != "place":
        parts.append(labels.place(run, row.place, words))
    if row.level is not None and without != "level" and "{level}" not in name:
        parts.append(words.t(TODAY) if row.level == 1.09 else words.t(AT, level=row.level))
    if row.year is not None and without != "year":
        parts.append(str(row.year))
    return ", ".join(parts)


def player(run: Run, words: Words, form: str = "") -> dict[str, str]:
    """The words of the player, the name of the form in its title, and its decimal point; its own placeholders stay in them."""
    title = words.t(TITLE, country=country(run, words))
    own = {"title": f"{title} · {words.t(FORM, form=form)}" if form else title, "point": words.number(0.5).strip("05")}
    return own | {name: words.t(text).replace("} %", "}\u00a0%") for name, text in PLAYER.items()}


def answer(item: Item, words: Words) -> str:
    """The right answer as a key prints it: letters, a number with its tolerance, or pairs."""
    if item.value is not None:
        return words.number(item.value) + (f" ± {words.number(item.tolerance)}" if item.tolerance else "")
    if item.kind == "matching":
        return ", ".join(f"{n}–{LETTERS[item.order.index(n - 1)]}" for n in range(1, len(item.choices) + 1))
    return ", ".join(LETTERS[n] for n, choice in enumerate(item.choices) if choice.right)


def level(item: Item, words: Words) -> str:
    """The level of an item, in words."""
    return next((words.t(word) for name, word in LEVELS.items() if name in item.tags), "")


def document(
    questions: Sequence[Question], told: dict[str, tuple[Item, ...]], run: Run, about_run: dict[str, Any]
) -> dict[str, Any]:
    """The bank for programs: what each question rests on, its key by id and letter, and its texts by language."""
    listed = []
    for n, one in enumerate(questions):
        options = [
            {"id": option.id, "letter": LETTERS[k], "right": option.right, "trap": option.trap}
            for k, option in enumerate(one.options)
        ]
        texts = {lang: {"stem": some[n].stem, "options": [choice.text for choice in some[n].choices], "explanation": some[n].explanation} for lang, some in told.items()}  # fmt: skip
        listed.append(
            {
                "id": one.id, "session": one.session, "level": one.level, "kind": one.kind, "trap": one.trap, "options": options, "right": one.right,
                "number": one.number, "claims": one.claims, "rows": one.rows, "facts": one.facts, "texts": texts,
            }
        )  # fmt: skip
    return {"country": run.about["iso3"], **about_run, "questions": listed}
