"""mirror.pdf: two countries side by side on five to seven A4 pages, set with Typst."""

from pathlib import Path
from typing import Any, Final

from highground.research.twins import Twins
from highground.views.report.alphabet import theme
from highground.views.report.alphabet.words import Words
from highground.views.report.figures.twins import COLOURS, paired
from highground.views.report.narrative.mirror_content import Apart, Mirror, Shared, build, pair
from highground.views.report.narrative.mirror_panels import Line, Panel, Side
from highground.views.report.pages.mirror_page import VERDICTS
from highground.views.report.pages.paper import press

LEFT_OUT: Final = ("sums", "income", "stuck", "stock", "abroad")  # panels that the page and the workbook hold alone


def write(twins: Twins, lang: str, path: Path) -> Path:
    """Write the brief of a mirror in a language; the same runs give the same bytes. Returns the path."""
    path.write_bytes(pdf(twins, lang))
    return path


def pdf(twins: Twins, lang: str = "en") -> bytes:
    """The brief as PDF bytes, tagged for screen readers."""
    with press("mirror.typ", twins.a.about["made_on"]) as made:
        return made.printed(_data(build(twins, lang), Words(lang)))


def _data(mirror: Mirror, words: Words) -> dict[str, Any]:
    """The mirror as plain data for the template."""
    return {
        "lang": mirror.lang, "title": mirror.title, "subtitle": mirror.subtitle, "made_on": mirror.made_on, "notice": mirror.notice,
        "answer": mirror.answer, "names": mirror.names, "colours": COLOURS,
        "footer": f"highground {mirror.version} · {mirror.title} · {mirror.made_on}", "colophon": mirror.colophon,
        "glance": _panel(mirror.glance, mirror, words) if mirror.glance else None,
        "findings": [_finding(one, words) for one in mirror.findings],
        "topics": [
            {"title": topic.title, "panels": [_panel(panel, mirror, words) for panel in topic.panels if panel.id not in LEFT_OUT]}
            for topic in mirror.topics
        ],
        "apart": [_apart(one) for one in mirror.apart], "sure": mirror.sure, "reading": mirror.reading, "limits": mirror.limits,
        "sources": [
            {"number": used.reference.number, "text": used.reference.text, "licence": used.reference.licence, "by": "" if used.shared else f" {used.by}.",
             "flag": "" if used.reference.verified else used.reference.grade}
            for used in mirror.sources
        ],
        "labels": {
            "shared": words.t("What both can say together"), "apart": words.t("What does not compare"), "sure": words.t("How sure are we?"),
            "limits": words.t("What this comparison does not say"), "sources": words.t("Sources"),
            "against": words.t("Against it"), "higher": words.t("Which is higher"),
            "whole": words.t("Each holds for the whole range of both countries, and is as sure as the weaker of the two."),
            "mistake": words.t("These stand here so that nobody sets them side by side by mistake."),
        },
    }  # fmt: skip


def _finding(one: Shared, words: Words) -> dict[str, object]:
    return {
        "text": one.text, "confidence": one.confidence, "tone": theme.CONFIDENCE.get(one.level, theme.LINE),
        "rows": ", ".join(pair(row) for row in one.rows), "against": f"{words.t('Against it')}: {' '.join(one.against)}",
    }  # fmt: skip


def _panel(panel: Panel, mirror: Mirror, words: Words) -> dict[str, object]:
    regions = "; ".join(f"{name}: {region}" for name, region in zip(mirror.names, panel.regions, strict=True) if region)
    why = f"{panel.why} {regions}." if regions else panel.why
    cited = f"{words.t('Sources')}: {', '.join(map(str, mirror.numbers(panel.sources)))}."
    return {
        "title": f"{panel.title}, {panel.unit}" if panel.unit else panel.title, "verdict": panel.verdict, "tone": VERDICTS.get(panel.comparable, ""),
        "why": "" if panel.again or not panel.verdict else f"{why} {cited}", "ends": panel.ends, "lines": [_line(line, panel) for line in panel.lines], "notes": panel.notes,
    }  # fmt: skip


def _line(line: Line, panel: Panel) -> dict[str, object]:
    verdict = line.verdict if line.comparable not in (panel.comparable, "yes") else ""
    return {
        "name": line.name, "row": pair(line.row), "bars": paired((line.a.span, line.b.span), panel.axis), "a": _side(line.a), "b": _side(line.b),
        "reading": line.reading, "verdict": verdict, "tone": VERDICTS[line.comparable],
    }  # fmt: skip


def _side(side: Side) -> dict[str, str]:
    return {"text": side.text, "range": f"({side.range})" if side.range else "", "sure": side.confidence}


def _apart(one: Apart) -> dict[str, object]:
    return {"title": one.title, "verdict": one.verdict, "tone": VERDICTS[one.comparable], "why": one.why, "a": one.a, "b": one.b}
