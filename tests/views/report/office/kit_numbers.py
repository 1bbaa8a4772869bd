"""Which numbers a kit may print: those of the claims and rows it rests on, of cited figures, its own hours, and names that hold a number."""

import re

from highground.catalogue.drafts.rulebook import rulebook
from highground.catalogue.runs import Run
from highground.catalogue.shelf import Shelf
from highground.response.capacity.kit.kit import build
from highground.views.report.alphabet.words import Words
from highground.views.report.narrative.kit_content import TEST_MINUTES, TESTS, Telling, hours, plan

NUMBER = re.compile(r"\d[\d\u202f\u00a0,.]*\d|\d")
OURS = "100,000 100 000 100\u202f000 100.000 100\u00a0000 75 1850-1900 1850–1900 K1 K2 SSP2-4.5 17 2024 2050 2100 2015 2022 2008 2021 2008–2021"


def telling_of(run: Run, lang: str) -> Telling:
    """The kit of a run in a language."""
    return Telling(build(run, Shelf()), run, Words(lang, "kit", "questions"))


def numbers(text: str) -> set[str]:
    """Every number in a text, as it is printed."""
    return set(NUMBER.findall(text))


def allowed(telling: Telling) -> set[str]:
    """Claims and their rows read again from the run, the lab's rows, figures with their sources, hours and minutes, and `OURS`."""
    run, words, kit = telling.run, telling.words, telling.kit
    used = {ground.claim for lesson in kit.lessons for ground in lesson.action.grounds}
    used |= {claim for lesson in kit.lessons for chart in lesson.outline.charts for claim in chart.claims}
    used |= {claim for one in telling.exercises() for item in one.items for claim in item.claims}
    claims = [claim for claim in run.claims if claim.id in used]
    texts = [OURS, telling.made, words.date(str(run.about["made_on"])), telling.notice, *(one.text for one in telling.claims(used))]
    rows = {row for claim in claims for row in claim.rows}
    texts += [f"E{row + 1}" for row in rows]
    for claim in claims:
        texts += [words.t("{" + name + "}", **{name: value}) for name, value in claim.values.items()]
        texts += [str(round(value["mid"])) for value in claim.values.values() if isinstance(value, dict) and "mid" in value]
        texts += [
            words.number(round(value["mid"])) for value in claim.values.values() if isinstance(value, dict) and "mid" in value
        ]
        texts += [words.t(text, **claim.values) for text in claim.against]
    lab = run.evidence[run.evidence["indicator"].astype(str).str.startswith("unit_") & (run.evidence["status"] == "value")]
    for row in [*lab.to_dict("records"), *run.evidence.iloc[sorted(rows)].to_dict("records")]:
        if row["status"] == "value":
            for short in (True, False):
                texts += words.spread(row["low"], row["mid"], row["high"], row["unit"], short=short)[:3]
            texts += [str(round(float(row[end]), 1)) for end in ("low", "mid", "high")]
    figures = {str(row["figure_id"]): row for row in rulebook(Shelf()).figures}
    for name in kit.figures:
        texts += [words.t("{n}", n=float(figures[name]["value"])), *map(str, figures[name].values())]
    for lesson in kit.lessons:
        texts += [f"{when} {minutes}" for when, minutes, _ in plan(lesson)]
        texts += [word for theme in kit.book.themes for word in theme.guidance.values()]
    texts += [hours(start, TEST_MINUTES) for start, _ in TESTS.values()]
    order = " ".join(str(number) for number in range(1, 13))  # sessions, days and questions are counted
    for field in kit.book.fields:
        texts += [word for label in field.values.values() for word in label.values()]
    return numbers(" ".join([*texts, order, "00 15 30 45 10:15 11:45 14:15 13:00 15:45 14:30 09:00 10:30"]))
