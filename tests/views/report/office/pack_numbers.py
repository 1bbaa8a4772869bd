"""Which numbers a pack may print: those of the claims' values and rows, of bundled facts, and a few of our own."""

import re

from highground.response.policy.pack.made import Pack
from highground.views.report.alphabet.words import Words
from highground.views.report.narrative.pack_content import Page

NUMBER = re.compile(r"\d[\d\u202f,.]*\d|\d")


def numbers(text: str) -> set[str]:
    """Every number in a text, as it is printed."""
    return set(NUMBER.findall(text))


def allowed(pack: Pack, page: Page, words: Words) -> set[str]:
    """Numbers of the claims used, read again from the runs' tables and claims; of the bundled texts and steps; of the colophon and the event."""
    used = {ground for ask in pack.asks for ground in ask.action.grounds} | {card.ground for card in pack.cards}
    used |= {ground for one in pack.objections for ground in one.grounds}
    texts: list[str] = []
    for ground in used:
        run = next(run for run in pack.runs if run.about["iso3"] == ground.iso3)
        claim = next(claim for claim in run.claims if claim.id == ground.claim)
        texts += [f"E{row + 1}" for row in claim.rows]
        texts += [words.t("{" + name + "}", **{name: value}) for name, value in claim.values.items()]
        for row in run.evidence.iloc[list(claim.rows)].to_dict("records"):
            if row["status"] == "value":
                for short in (True, False):
                    texts += words.spread(row["low"], row["mid"], row["high"], row["unit"], short=short)[:3]
    facts = [str(row) for row in pack.precedents.values()] + [str(step) for step in pack.steps]
    facts += [cell for listing in (page.line, page.precedents) for line in listing.lines for cell in line]
    ours = [source.text + source.licence for source in page.references] + [
        page.colophon,
        page.subtitle,
        page.answer,
        page.line.note,
    ]
    fixed = "100 K1 K2 SSP2-4.5 1850-1900 1850–1900 2015 2025 2100 9 38 2021 2022 12 14 13 15.4.2 77/172 2023-2027 2030 2 23 1 3 30"  # names, not findings
    order = " ".join(str(number) for number in range(1, len(page.references) + 1))
    return numbers(" ".join([*texts, *facts, *ours, fixed, order]))
