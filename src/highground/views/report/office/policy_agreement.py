"""agreement.xlsx: how well coders agree, where not, and a place to settle it. The sheet of disagreements is filled and given back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from openpyxl import Workbook

from highground.basis.policy import Adjudication, Codebook, Field
from highground.basis.words import N_
from highground.catalogue.codes.workbook import tag
from highground.response.policy.agreement import Measure
from highground.response.policy.coders import SAID, THEME, Agreed, Open
from highground.response.policy.coding import PRESENT, Library
from highground.views.report.alphabet.words import Words
from highground.views.report.office.policy_workbook import page, save, shown
from highground.views.report.office.relocation_workbook import guarded
from highground.views.report.office.sheets import Sheet

IS_IT_THERE: Final = N_("Is it there?")
WHOLE_TEXT: Final = N_("(the text as a whole)")
METHOD: Final = (
    N_("Krippendorff's alpha compares all coders at once, Cohen's kappa each pair; both take away what would agree by chance. 1 is full agreement, 0 is chance."),
    N_("Ordinal fields: alpha by the ordinal distance, kappa with squared weights. Intervals (90 %): passages are drawn again 2,000 times."),
    N_("Fields of a theme are compared only where two coders at least answered them. Where everybody gave the same answer, agreement is not defined, and the share that said the same is told alone."),
    N_("As a rule of thumb (Krippendorff 2004): from 0.80 on conclusions are safe; from 0.667 on only tentative ones; below that, mend the code book and code again. Here the lower end of the interval has to reach it."),
    N_("Settle disagreements in the sheet of that name: write the decision, who took it and why, and give the file back: highground policy agree --filled agreement.xlsx. Every decision is kept in a log beside what each coder had said."),
)  # fmt: skip
HEADS: Final = (
    (N_("Field"), 40), (N_("Theme"), 40), (N_("Scale"), 14), (N_("Answers compared"), 14), (N_("Said the same, %"), 14), (N_("Alpha"), 10), (N_("Alpha, low"), 12),
    (N_("Alpha, high"), 12), (N_("What it allows"), 44),
)  # fmt: skip
PAIR_HEADS: Final = (
    (N_("Field"), 40), (N_("Theme"), 40), (N_("First coder"), 24), (N_("Second coder"), 24), (N_("Answers compared"), 14), (N_("Kappa"), 10),
    (N_("Kappa, low"), 12), (N_("Kappa, high"), 12),
)  # fmt: skip
SETTLE: Final = (  # name in the tag (blank: only told), heading, width
    ("text", N_("Text, id"), 19), ("", N_("Text"), 40), ("passage", N_("Passage"), 10), ("", N_("Page"), 8), ("", N_("Words of the passage"), 80),
    ("theme", N_("Theme"), 40), ("field", N_("Field, id"), 18), ("", N_("Field"), 40),
)  # fmt: skip
DECIDE: Final = (("decided", N_("Decision"), 40), ("by", N_("Decided by"), 24), ("date", N_("Date"), 13), ("why", N_("Why"), 44))
LOG_HEADS: Final = (
    (N_("Date"), 13), (N_("Decided by"), 24), (N_("Text"), 40), (N_("Passage"), 10), (N_("Theme"), 40), (N_("Field"), 40), (N_("What coders said"), 60),
    (N_("Decision"), 40), (N_("Why"), 44),
)  # fmt: skip
SCALES: Final = {"nominal": N_("nominal"), "ordinal": N_("ordinal")}
SAFE: Final = 0.8  # Krippendorff 2004, Content Analysis, 2nd edition, p. 241; from general knowledge, not read here
TENTATIVE: Final = 0.667  # the same
VERDICTS: Final = {
    "safe": N_("safe conclusions"), "tentative": N_("tentative conclusions only"), "none": N_("no conclusions; mend the code book and code again"),
    "same": N_("not defined, for everybody gave the same answer, or too few answered"), "few": N_("too few passages to conclude anything"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Agreement:
    """What the workbook is made of."""

    measures: Sequence[Agreed]
    opened: Sequence[Open]
    log: Sequence[Adjudication]
    library: Library
    book: Codebook
    made: datetime


def write(found: Agreement, lang: str, path: Path) -> None:
    """Write agreement.xlsx in a language."""
    words, file = Words(lang, "policy"), Workbook()
    file.remove(file.worksheets[0])
    for sheet in (_about(words), _measures(found, words), _pairs(found, words), _settle(found, words), _log(found, words)):
        page(file, sheet)
    save(file, words.t(N_("Agreement of coders")), lang, found.made, path)


def verdict(measure: Measure, words: Words) -> str:
    """What an alpha allows, judged by the lower end of its interval."""
    if measure.value is None:
        return words.t(VERDICTS["same"])
    if measure.low is None:
        return words.t(VERDICTS["few"])
    return words.t(VERDICTS["safe" if measure.low >= SAFE else "tentative" if measure.low >= TENTATIVE else "none"])


def named(field: str, book: Codebook, words: Words) -> str:
    """The label of a field, or the question whether the theme is there."""
    return (
        words.t(IS_IT_THERE) if field == THEME else next((one.label[words.lang] for one in book.fields if one.id == field), field)
    )


def themed(theme: str, book: Codebook, words: Words) -> str:
    """The label of a theme; blank stays blank."""
    return next((one.label[words.lang] for one in book.themes if one.id == theme), theme)


def said(field: str, answer: str, book: Codebook, lang: str) -> str:
    """An answer in words."""
    if field == THEME:
        return PRESENT[answer][lang]
    known: Field | None = next((one for one in book.fields if one.id == field), None)
    return str(shown(known, answer, lang)) if known else answer


def _about(words: Words) -> Sheet:
    lines = [(words.t(N_("How to read it")) if number == 0 else "", words.t(text)) for number, text in enumerate(METHOD)]
    return Sheet(words.t(N_("About")), (), (26, 110), lines)


def _measures(found: Agreement, words: Words) -> Sheet:
    lines = [
        (
            named(one.field, found.book, words), themed(one.theme, found.book, words) or words.t(N_("all themes")), words.t(SCALES[one.scale]), one.alpha.units,
            None if one.same is None else round(100 * one.same), one.alpha.value, one.alpha.low, one.alpha.high, verdict(one.alpha, words),
        )
        for one in found.measures
    ]  # fmt: skip
    return _sheet(N_("Agreement"), HEADS, lines, words, fixed={5: "0.00", 6: "0.00", 7: "0.00"})


def _pairs(found: Agreement, words: Words) -> Sheet:
    lines = [
        (
            named(one.field, found.book, words), themed(one.theme, found.book, words) or words.t(N_("all themes")), *map(guarded, pair), kappa.units,
            kappa.value, kappa.low, kappa.high,
        )
        for one in found.measures
        for pair, kappa in one.kappas.items()
        if kappa.units
    ]  # fmt: skip
    return _sheet(N_("Pairs of coders"), PAIR_HEADS, lines, words, fixed={5: "0.00", 6: "0.00", 7: "0.00"})


def _sheet(
    name: str,
    heads: Sequence[tuple[str, int]],
    lines: Sequence[tuple[object, ...]],
    words: Words,
    fixed: dict[int, str] | None = None,
) -> Sheet:
    return Sheet(
        words.t(name),
        tuple(words.t(text) for text, _ in heads),
        tuple(width for _, width in heads),
        lines,
        fixed=fixed or {},
        frozen=1,
    )


def _settle(found: Agreement, words: Words) -> Sheet:
    """One row a disagreement that is not settled, one column a coder."""
    opened = [one for one in found.opened if one.settled is None]
    coders = sorted({coder for one in opened for coder in one.said})
    headings = (*(words.t(text) for _, text, _ in SETTLE), *map(guarded, coders), *(words.t(text) for _, text, _ in DECIDE))
    names = [
        *(name for name, _, _ in SETTLE),
        *(f"{SAID}{number}" for number, _ in enumerate(coders, 1)),
        *(name for name, _, _ in DECIDE),
    ]
    tags = tuple(tag("settle", name) if name else f"#told+{number}" for number, name in enumerate(names, 1))
    widths = (*(width for _, _, width in SETTLE), *(24 for _ in coders), *(width for _, _, width in DECIDE))
    lines = []
    for one in opened:
        text, passage, theme = one.unit
        held = found.library.passages.get((text, passage))
        lines.append((
            text, guarded(found.library.texts[text].title), passage, held.page if held else None, guarded(held.words) if held else words.t(WHOLE_TEXT),
            themed(theme, found.book, words), one.field, named(one.field, found.book, words),
            *(said(one.field, one.said[coder], found.book, words.lang) if coder in one.said else "" for coder in coders), "", "", "", "",
        ))  # fmt: skip
    return Sheet(words.t(N_("Disagreements")), headings, widths, lines, tags)


def _log(found: Agreement, words: Words) -> Sheet:
    def all_said(one: Adjudication) -> str:
        return "; ".join(f"{coder}: {said(one.field, answer, found.book, words.lang)}" for coder, answer in _by_coder(one.said))

    lines = [
        (
            one.date, guarded(one.by), guarded(found.library.texts[one.text].title), one.passage, themed(one.theme, found.book, words),
            named(one.field, found.book, words), guarded(all_said(one)), said(one.field, one.decided, found.book, words.lang), guarded(one.why),
        )
        for one in sorted(found.log, key=lambda one: (one.date, one.id))
    ]  # fmt: skip
    return _sheet(N_("Log of decisions"), LOG_HEADS, lines, words)


def _by_coder(answers: Mapping[str, str]) -> list[tuple[str, str]]:
    return sorted(answers.items())
