"""brief.pdf: six to ten A4 pages for people who decide, set with Typst."""

from pathlib import Path
from typing import Any, Final

from highground.catalogue.runs import Run
from highground.views.report import figures
from highground.views.report.alphabet import theme
from highground.views.report.alphabet.words import Words
from highground.views.report.evidence.cells import Table
from highground.views.report.evidence.rows import label
from highground.views.report.narrative.content import Picture, Report, Section, Statement, build
from highground.views.report.narrative.cuts import FULLER, GLOBE, SCALE, STEPS, TABLES_FIRST, TOLD, UNITS
from highground.views.report.pages.paper import press

MOST_PAGES: Final = 10
MM_PER_INCH: Final = 25.4
LONG: Final = 750  # letters; a longer answer is set smaller, so that the first page holds it with its numbers
Pictures = dict[str, dict[str, object]]


def write(run: Run, lang: str, path: Path) -> Path:
    """Write the brief of a run in a language; the same run gives the same bytes. Returns the path."""
    path.write_bytes(pdf(run, lang))
    return path


def pdf(run: Run, lang: str = "en") -> bytes:
    """The brief as PDF bytes, tagged for screen readers; pictures shrink where it would be longer than ten pages."""
    report, words = build(run, lang), Words(lang)
    with press("brief.typ", run.about["made_on"]) as made:
        pictures = {p.name: _picture(p, run, lang, made.folder) for s in (*report.sections, report.doubts) for p in s.pictures}
        for claims, fuller, tables, left_out in STEPS:
            kept = {name: one for name, one in pictures.items() if name not in left_out}
            data = _data(report, words, kept, (claims, fuller), tables)
            if made.pages(data) <= MOST_PAGES:
                break
        return made.printed(data)


def _data(report: Report, words: Words, pictures: Pictures, claims: tuple[int, int], tables: tuple[str, ...]) -> dict[str, Any]:
    """The report as plain data for the template."""
    flag = words.t("not yet verified")
    return {
        "lang": report.lang, "title": report.title, "subtitle": report.subtitle, "made_on": report.made_on, "notice": report.notice,
        "answer": report.answer, "answer_pt": theme.LEAD if len(report.answer) <= LONG else theme.BODY + 1, "globe": pictures.get(GLOBE),
        "footer": f"highground {report.version} · {report.country} · {report.made_on}", "colophon": report.colophon,
        "headlines": [
            {"value": h.value, "unit": h.unit, "label": h.label, "span": h.span, "note": h.note, "confidence": h.confidence, "tone": _tone(h.level),
             "row": label(h.row), "flag": flag if h.grade == "unverified" else ""}
            for h in report.headlines
        ],
        "sections": [_section(section, pictures, claims[section.id in FULLER], tables) for section in report.sections],
        "doubts": _section(report.doubts, pictures, 0, ()),
        "against": list(dict.fromkeys(s.against[0] for section in report.sections for s in section.statements[: claims[section.id in FULLER]] if s.against)),
        "reading": report.reading, "limits": report.limits, "gaps": [{"topic": gap.topic, "text": gap.text} for gap in report.gaps],
        "references": [
            {"number": r.number, "text": r.text, "licence": r.licence, "flag": "" if r.verified else r.grade} for r in report.references
        ],
        "labels": {
            "reading": words.t("How to read the numbers"), "gaps": words.t("What better data would change"), "sources": words.t("Sources"),
            "limits": words.t("What this profile does not say"), "against": words.t("What speaks against our findings"),
        },
    }  # fmt: skip


def _tone(level: str) -> str:
    return theme.CONFIDENCE.get(level, theme.LINE)


def _section(section: Section, pictures: Pictures, claims: int, tables: tuple[str, ...]) -> dict[str, Any]:
    return {
        "title": section.title, "lead": section.lead, "first": section.id in TABLES_FIRST, "statements": [_said(statement) for statement in section.statements[:claims]],
        "pictures": [pictures[p.name] for p in section.pictures if p.name in pictures and p.name not in (GLOBE, *TOLD)],
        "tables": [_table(table) for table in section.tables if table.id in tables],
    }  # fmt: skip


def _said(statement: Statement) -> dict[str, str]:
    rows = ", ".join(label(row) for row in statement.rows)
    return {"text": statement.text, "confidence": statement.confidence, "tone": _tone(statement.level), "rows": rows}


def _table(table: Table) -> dict[str, Any]:
    lines = table.lines[:UNITS] if table.id == "units" else table.lines
    return {
        "caption": table.caption, "columns": table.columns, "numeric": table.numeric, "note": table.note,
        "lines": [[cell.text for cell in line] for line in lines],
    }  # fmt: skip


def _picture(picture: Picture, run: Run, lang: str, folder: Path) -> dict[str, object]:
    shown = figures.show(picture.name, run, lang, "svg")
    (folder / f"{picture.name}.svg").write_bytes(shown.data)
    width = shown.width * MM_PER_INCH * SCALE
    return {"file": f"{picture.name}.svg", "alt": shown.alt, "width": width, "title": picture.title, "caption": picture.caption}
