"""Where coders agree and where not: measures by field, disagreements to settle, and codes that the settling makes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Final

from highground.basis.errors import BadData
from highground.basis.policy import Adjudication, Code, Codebook, Field, code_id, passage_id
from highground.catalogue.codes.workbook import Line
from highground.response.policy.agreement import Measure, alpha, kappa, table
from highground.response.policy.coding import MOST_CODER, PRESENT, iso, matched, value

SAID: Final = "said"  # begins the tags of the columns in which the answers of coders stand
THEME: Final = "present"  # the answer whether the theme is there, which is measured like a field
SETTLED_BY: Final = "\nadjudicated"  # in the id of what was settled, so that there is one of a place; no coder can be named so
MEASURED: Final = ("category", "marker", "ordinal")  # kinds with values that can be compared

Unit = tuple[str, int, str]  # text, passage, theme


@dataclass(frozen=True, slots=True)
class Agreed:
    """Agreement on one field: over all coders (alpha), and of each pair (kappa). `same` is the share of pairs that said the same."""

    field: str
    theme: str  # blank: all themes together
    scale: str  # nominal or ordinal
    alpha: Measure
    kappas: Mapping[tuple[str, str], Measure]
    same: float | None


@dataclass(frozen=True, slots=True)
class Open:
    """One disagreement: where, on which field, who said what, and how it was settled if it was."""

    unit: Unit
    field: str
    said: Mapping[str, str]
    settled: Adjudication | None = None


def coded(codes: Iterable[Code]) -> tuple[Code, ...]:
    """The answers of single coders: confirmed, with an answer. Suggestions and what was adjudicated are left out."""
    return tuple(code for code in codes if code.status == "confirmed" and code.present)


def measured(codes: Iterable[Code], book: Codebook, seed: int = 1) -> tuple[Agreed, ...]:
    """Agreement on whether a theme is there, over all themes and for each, and on every field with listed values.

    A field counts where two coders at least say that the theme is there. Passages are resampled for the intervals. Raises BadData when
    fewer than two coders answered anything.
    """
    given = coded(codes)
    coders = sorted({code.coder for code in given})
    if len(coders) < 2:
        raise BadData(
            f"coders who have answered: {len(coders)}, and agreement needs two; import the workbook of another with `highground policy code`"
        )
    passages = [code for code in given if code.theme]
    found = [_agreed(THEME, "", _answers(passages, THEME), coders, order=(), seed=seed)]
    themes = [theme.id for theme in book.themes if any(code.theme == theme.id for code in passages)]
    found += [
        _agreed(THEME, theme, _answers([code for code in passages if code.theme == theme], THEME), coders, order=(), seed=seed)
        for theme in themes
    ]
    for field in comparable(book):
        answers = _answers(given, field.id)
        if answers:
            found.append(
                _agreed(field.id, "", answers, coders, order=tuple(field.values) if field.kind == "ordinal" else (), seed=seed)
            )
    return tuple(one for one in found if one.alpha.units or one is found[0])  # what two coders never both answered says nothing


def comparable(book: Codebook) -> tuple[Field, ...]:
    """The fields with listed values, in the order of the book; nobody can measure agreement on free text."""
    return tuple(field for field in book.fields if field.scope != "given" and field.kind in MEASURED and field.values)


def _answers(codes: Iterable[Code], field: str) -> dict[tuple[Unit, str], str]:
    found = {
        ((code.text, code.passage, code.theme), code.coder): code.present if field == THEME else code.values.get(field, "")
        for code in codes
    }
    return {place: answer for place, answer in found.items() if answer}


def _agreed(
    field: str, theme: str, answers: Mapping[tuple[Unit, str], str], coders: Sequence[str], *, order: tuple[str, ...], seed: int
) -> Agreed:
    units = sorted({unit for unit, _ in answers})
    names = [passage_id(unit[0], unit[1]) for unit in units]
    rows = table(
        {("/".join(map(str, unit)), coder): said for (unit, coder), said in answers.items()},
        ["/".join(map(str, unit)) for unit in units],
        coders,
    )
    values = (*order, *sorted({one for row in rows for one in row if one} - set(order))) if order else ()
    kappas = {
        (coders[one], coders[other]): kappa([row[one] for row in rows], [row[other] for row in rows], weighted=bool(order), clusters=names, values=values, seed=seed)
        for one, other in combinations(range(len(coders)), 2)
    }  # fmt: skip
    pairs = [one == other for row in rows for one, other in combinations([said for said in row if said], 2)]
    same = sum(pairs) / len(pairs) if pairs else None
    return Agreed(
        field,
        theme,
        "ordinal" if order else "nominal",
        alpha(rows, "ordinal" if order else "nominal", names, values, seed),
        kappas,
        same,
    )


def disagreements(codes: Iterable[Code], book: Codebook, settled: Iterable[Adjudication] = ()) -> tuple[Open, ...]:
    """Where coders said different things, in the order of texts and passages; what was settled for these very answers carries its decision."""
    given = coded(codes)
    log = {(one.text, one.passage, one.theme, one.field): one for one in settled}
    found: list[Open] = []
    for field in (THEME, *(field.id for field in comparable(book))):
        said: dict[Unit, dict[str, str]] = {}
        for (unit, coder), answer in _answers([code for code in given if code.theme or field != THEME], field).items():
            said.setdefault(unit, {})[coder] = answer
        for unit, answers in said.items():
            if len(set(answers.values())) > 1:
                decision = log.get((*unit, field))
                who_said = dict(sorted(answers.items()))
                found.append(
                    Open(unit, field, who_said, decision if decision is not None and dict(decision.said) == who_said else None)
                )
    places = {THEME: -1} | {field.id: number for number, field in enumerate(book.fields)}
    return tuple(sorted(found, key=lambda one: (one.unit, places[one.field])))


def decisions(lines: Iterable[Line], book: Codebook, opened: Iterable[Open], today: date) -> tuple[Adjudication, ...]:
    """The decisions of a filled workbook; rows without one are left out.

    Raises BadData for a decision that no value of the field allows, that names nobody, or for answers that have changed since the export.
    """
    fields = {field.id: field for field in book.fields}
    known = {(one.unit[0], str(one.unit[1]), one.unit[2], one.field): one for one in opened}
    found: dict[str, Adjudication] = {}
    for line in (line for line in lines if line.part == "settle" and line.cells.get("decided")):
        theme = matched(line.cells.get("theme", ""), {one.id: one.label for one in book.themes})
        field = line.cells.get("field", "")
        one = known.get((line.cells.get("text", ""), line.cells.get("passage", ""), theme, field))
        if one is None:
            raise BadData(f"{line.where()}: the coders do not disagree here, or no longer; export the disagreements again")
        _check_said(line, one, fields.get(field))
        by = line.cells.get("by", "")
        if not by or len(by) > MOST_CODER:
            raise BadData(f"{line.where('by')}: a decision needs the name of who took it, {MOST_CODER} signs at most")
        decided = _decided(line, fields.get(field))
        when = iso(line.cells["date"], line.where("date"), today) if line.cells.get("date") else today.isoformat()
        id_ = f"{passage_id(one.unit[0], one.unit[1])}-{theme or 'text'}-{field}"
        found[id_] = Adjudication(id_, *one.unit, field, one.said, decided, by, when, line.cells.get("why", ""))
    return tuple(found.values())


def _check_said(line: Line, one: Open, field: Field | None) -> None:
    """Refuse a decision on other answers than those that stand now: the columns of coders, where the sheet has them, hold what they had said."""
    shown = {line.headings.get(name, ""): cell for name, cell in line.cells.items() if name.startswith(SAID)}
    then = {coder: matched(cell, field.values if field else PRESENT) or cell for coder, cell in shown.items() if cell}
    if shown and then != dict(one.said):
        raise BadData(
            f"{line.where()}: the answers here are not those of the coders now, because somebody answered again or the rows were moved; "
            "export the disagreements again"
        )


def _decided(line: Line, field: Field | None) -> str:
    given = line.cells["decided"]
    if field is not None:
        return value(field, given, line.where("decided"))
    found = matched(given, PRESENT)
    if not found:
        raise BadData(f"{line.where('decided')}: {given!r} is neither yes nor no; choose one")
    return found


def settled(codes: Iterable[Code], log: Iterable[Adjudication], book: Codebook) -> tuple[Code, ...]:
    """One adjudicated code for each theme in a passage whose disagreements are all decided: what coders shared, and what was decided."""
    given = coded(codes)
    opened: dict[Unit, list[Open]] = {}
    for one in disagreements(given, book, log):
        opened.setdefault(one.unit, []).append(one)
    found = []
    for unit, several in opened.items():
        decided = {one.field: one.settled for one in several if one.settled is not None}
        present = decided.get(THEME)
        if len(decided) < len(several) and not (present is not None and present.decided == "no"):
            continue
        found.append(_adjudicated([code for code in given if (code.text, code.passage, code.theme) == unit], decided))
    return tuple(found)


def _adjudicated(codes: Sequence[Code], decided: Mapping[str, Adjudication]) -> Code:
    last = max(decided.values(), key=lambda one: one.date)
    present = decided[THEME].decided if THEME in decided else codes[0].present
    agreeing = [code for code in codes if code.present == present] or codes
    values: dict[str, str] = {}
    for code in agreeing if present == "yes" else ():
        values = {**code.values, **values}
    values |= {name: one.decided for name, one in decided.items() if name != THEME} if present == "yes" else {}
    first = agreeing[0]
    return Code(
        code_id(first.text, first.passage, first.theme, SETTLED_BY), first.text, first.passage, first.theme, first.page, first.quote,
        values, first.language, last.by, last.date, "adjudicated", "yes" if present == "yes" else "no", last.why,
    )  # fmt: skip
