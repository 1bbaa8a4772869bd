"""What the page of policy gaps says, in order, in one language."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from highground import __version__
from highground.basis.policy import Instrument, Theme
from highground.basis.words import N_
from highground.response.policy.gaps import Cell, Gap, Gaps, Known, Row, Score, State
from highground.response.policy.gaps_wording import PARAPHRASES, WORDING
from highground.views.report.alphabet.words import Words
from highground.views.report.narrative.gaps_names import name
from highground.views.report.narrative.parts import Findings, Listing, Number, notice
from highground.views.report.narrative.policy_origins import origin

if TYPE_CHECKING:
    from highground.catalogue.runs import Run

NONE: Final = "–"
STATES: Final[Mapping[State, str]] = {
    "coded": N_("mentioned, strength not coded"), "absent": N_("not mentioned"), "disputed": N_("coders disagree"), "excerpt": N_("yes, by a source excerpt"), "title": N_("yes, by its title"),
    "memory": N_("from memory, not verified"), "unread": N_("not read"), "beside": N_("not applicable"),
}  # fmt: skip
STRENGTHS: Final = (N_("0 mention"), N_("1 context"), N_("2 aim"), N_("3 measure"), N_("4 measure with budget, owner and deadline"))
KNOWN: Final[Mapping[Known, str]] = {
    "weak": N_("mentioned in the texts that were read, with no aim and no measure there"), "uncoded": N_("mentioned; how strong the commitment is, nobody has coded yet"),
    "disputed": N_("coders disagree whether it is mentioned, and nobody has settled it"), "silent": N_("silent: every text in force was read, none mentions it"),
    "excerpt": N_("named by a source excerpt, a title or from memory; the wording was not read"), "open": N_("open: not every text in force was read in full"),
}  # fmt: skip
GROUPS: Final = {
    "mobility": N_("Instruments and forms of mobility"),
    "place": N_("Instruments and places"),
    "response": N_("Instruments and responses"),
}
SEEN: Final = {
    "yes": N_("that it exists was seen in a source; its wording was not"), "partly": N_("seen in part; the rest is from memory"), "no": N_("not verified: from memory"),
}  # fmt: skip
ANSWER: Final = N_(
    "Instruments of the country that are known: {instruments}; read in full by a person: {read}. Of the themes that apply ({themes}): {counts}."
)
COUNTS: Final = {  # what the answer counts, in its order; what there is none of is left out
    "firm": N_("with an aim or a measure confirmed in a text: {n}"), "weak": N_("mentioned in what was read, without one: {n}"),
    "uncoded": N_("mentioned, strength not coded: {n}"), "disputed": N_("coders disagree: {n}"), "silent": N_("silent in every text in force: {n}"),
    "excerpt": N_("known only from excerpts, titles or memory: {n}"), "open": N_("open, because not every text in force was read: {n}"),
}  # fmt: skip
UNREAD: Final = N_(
    "Instruments of the country that are known: {instruments}. Nobody has read one of them in full yet, so no theme is called silent. Themes that apply: {themes}; named by a source excerpt, a title or from memory: {excerpt}; of which nothing is known: {open}."
)
NO_CLAIM: Final = N_("The run has no claim for this theme; nothing is proposed.")
LIMITS: Final = (
    N_("Not read is not silent. Where nobody has read a text, this page does not say that it is silent; it says that the question is open."),
    N_("What is known from a source excerpt, a title or memory is not a quote. Read the current wording before it goes to a minister."),
    N_("A claim says why a theme matters in this country. It does not say what policy must do: that is for the country to decide."),
    N_("Draft wording is a proposal to be adapted to the country's law. Square brackets are for the country to fill."),
    N_("Precedents are paraphrased from the source named, never quoted. “Not verified” stands where nobody of this project has read the source."),
)  # fmt: skip
METHOD: Final = (
    N_("Only codes that a person confirmed or that were adjudicated count; suggestions of the program do not."),
    N_("A text counts as read in full when a coder has answered for the text as a whole, an instrument when all its texts are. Only then does a theme without a code count as not mentioned."),
    N_("Strength is the strongest commitment that a passage of the text supports: 0 mention, 1 context, 2 aim, 3 measure, 4 measure with budget, owner and deadline. From 2 on a theme is no gap."),
    N_("Where coders disagree whether a theme is there, it counts neither as mentioned nor as silent; where they give different strengths, the lower counts, until somebody settles it."),
    N_("Instruments whose period has ended are shown and do not count. Islands and coasts do not apply to a country without a coast on the ocean."),
    N_("Which claims make a theme matter is a judgement; the table is bundled as data."),
)  # fmt: skip
COLOPHON: Final = N_(
    "Made by highground {version} on {day} from the run of {made}. All tables: gaps.xlsx; for machines: gaps.json."
)


def build(found: Gaps, run: "Run", sources: Mapping[str, tuple[str, str]], lang: str, today: date) -> Findings:
    """The whole page. sources: id of a precedent -> source and grade."""
    words = Words(lang, "gaps")
    country = str(run.about["names"].get(lang, run.about["names"]["en"]))
    return Findings(
        lang=lang, title=words.t(N_("Policy gaps: {country}"), country=country), subtitle=words.t(N_("What laws and plans say on mobility and mountains, and where they are silent")),
        made_on=words.date(today), version=__version__, notice=notice(words), answer=answer(found, words), numbers=_numbers(found, words),
        tables=(*matrices(found, words), themes(found, words), instruments(found, words), silent(found, run, words), drafts(found, sources, words)),
        unknown=_unknown(found, words), limits=tuple(map(words.t, LIMITS)), method=tuple(map(words.t, METHOD)), checks=_sources(found, sources, words),
        files=_files(found, run, words), colophon=words.t(COLOPHON, version=__version__, day=words.date(today), made=words.date(str(run.about["made_on"]))),
    )  # fmt: skip


def answer(found: Gaps, words: Words) -> str:
    """The answer in a sentence or two."""
    n = totals(found)
    if not started(found):
        return words.t(UNREAD, **n)
    counts = "; ".join(words.t(text, n=n[kind]) for kind, text in COUNTS.items() if n[kind])
    return words.t(ANSWER, instruments=n["instruments"], read=n["read"], themes=n["themes"], counts=counts)


def totals(found: Gaps) -> dict[str, int]:
    """The numbers of the answer."""
    kinds = [gap.known for gap in found.gaps]
    apply = sum(score.instruments > 0 for score in found.scores)
    return {
        "instruments": len(found.rows), "read": sum(row.read for row in found.rows), "themes": apply, "firm": apply - len(kinds),
        **{kind: kinds.count(kind) for kind in KNOWN},
    }  # fmt: skip


def started(found: Gaps) -> bool:
    """Whether a person has confirmed anything in a text of the country, or read one in full."""
    return any(score.read for score in found.scores)


def _numbers(found: Gaps, words: Words) -> tuple[Number, ...]:
    n = totals(found)
    first = Number(
        words.number(n["instruments"]),
        "",
        words.t(N_("instruments known")),
        words.t(N_("read in full by a person: {n}"), n=n["read"]),
    )
    coded = (
        Number(words.number(n["firm"]), "", words.t(N_("themes with an aim or a measure in a text")), words.t(N_("of {n} that apply"), n=n["themes"])),
        Number(words.number(n["silent"] + n["weak"]), "", words.t(N_("themes silent or only mentioned")), words.t(N_("in texts that were read"))),
    )  # fmt: skip
    named = (
        Number(
            words.number(n["excerpt"]),
            "",
            words.t(N_("themes named by a source, a title or from memory")),
            words.t(N_("their wording was not read")),
        ),
    )
    last = (
        Number(
            words.number(n["open"]),
            "",
            words.t(N_("themes that are still open")),
            words.t(N_("of {n} that apply"), n=n["themes"]),
        ),
    )
    return (first, *(coded if started(found) else ()), *(named if n["excerpt"] else ()), *(last if n["open"] else ()))


def cell(one: Cell, words: Words) -> str:
    """What stands in a cell of the matrix."""
    return words.t(STATES[one.state] if one.strength is None else STRENGTHS[one.strength])


def matrices(found: Gaps, words: Words) -> tuple[Listing, ...]:
    """The matrix, one table a group of themes, so that it fits a sheet of paper. Instruments of which nothing is known stand in the note."""
    tables = []
    for group, caption in GROUPS.items():
        some = [theme for theme in found.themes if theme.group == group]
        said = [row for row in found.rows if any(row.cells[theme.id].state not in ("unread", "beside") for theme in some)]
        rest = [name(row.instrument, words) for row in found.rows if row not in said]
        note = words.t(N_("Not read, and nothing known of these themes: {names}."), names="; ".join(rest)) if rest else ""
        tables.append(matrix(group, words.t(caption), some, said, note, words))
    return tuple(table for table in tables if table.lines)


def matrix(group: str, caption: str, some: Sequence[Theme], rows: Sequence[Row], note: str, words: Words) -> Listing:  # noqa: PLR0917  one table
    """Instruments by themes."""
    columns = (words.t(N_("Instrument")), *(theme.label[words.lang] for theme in some))
    lines = tuple((name(row.instrument, words), *(cell(row.cells[theme.id], words) for theme in some)) for row in rows)
    return Listing(group, caption, columns, lines, note, words=tuple(range(1, len(columns))))


def themes(found: Gaps, words: Words) -> Listing:
    """The scorecard by theme; what nobody read or coded yet is left out, so that no column is empty."""
    labels = labelled(found, words)
    columns: list[tuple[str, Callable[[Score], float | None]]] = [(N_("Instruments in force"), lambda one: one.instruments)]
    if started(found):
        columns += [(N_("Read"), lambda one: one.read), (N_("Mention it"), lambda one: one.mention)]
    columns.append((N_("Known otherwise"), lambda one: one.excerpt))
    if any(score.strongest is not None for score in found.scores):
        columns += [(N_("Strongest"), lambda one: one.strongest), (N_("Mean strength"), lambda one: one.mean)]
    lines = tuple(
        (labels[score.theme], *(_number(value(score), words) for _, value in columns))
        for score in found.scores
        if score.instruments
    )
    note = words.t(
        N_("Known otherwise: by a source excerpt, a title or from memory. Instruments whose period has ended are left out.")
    )
    heads = (words.t(N_("Theme")), *(words.t(head) for head, _ in columns))
    return Listing("themes", words.t(N_("Scorecard by theme")), heads, lines, note)


def _number(value: float | None, words: Words) -> str:
    return NONE if value is None else words.number(value, 0 if isinstance(value, int) else 1)


def instruments(found: Gaps, words: Words) -> Listing:
    """The scorecard by instrument, with what is still to be verified."""
    columns = (N_("Instrument"), N_("Text"), N_("Themes named"), N_("Strongest"), N_("Still to verify"))
    lines = tuple(_instrument(row, words) for row in found.rows)
    return Listing("instruments", words.t(N_("Scorecard by instrument")), tuple(map(words.t, columns)), lines, words=(1, 2, 3, 4))


def _instrument(row: Row, words: Words) -> tuple[str, ...]:
    cells = [one for one in row.cells.values() if one.state != "beside"]
    named = sum(one.state in ("coded", "excerpt", "title", "memory") for one in cells)
    strongest = max((one.strength for one in cells if one.strength is not None), default=None)
    text = N_("read in full") if row.read else N_("in the library, not read in full") if row.texts else N_("not in the library")
    named_text = (
        words.number(named)
        if row.ended and named
        else words.t(N_("{n} of {of}"), n=named, of=len(cells))
        if named or row.read
        else words.t(N_("not known"))
    )
    ended = [words.t(N_("its period has ended"))] if row.ended else []
    verify = [_seen(row.instrument, words)] if row.instrument.verified in SEEN and not row.texts else []
    return (
        name(row.instrument, words),
        words.t(text),
        named_text,
        NONE if strongest is None else words.t(STRENGTHS[strongest]),
        "; ".join([*verify, *ended]) or NONE,
    )


def _seen(one: Instrument, words: Words) -> str:
    """What somebody saw of an instrument whose text is not in the library."""
    if one.verified_by:
        return words.t(
            N_("wording read by {who} on {day}; its text is not here"), who=one.verified_by, day=words.date(one.verified_on)
        )
    return words.t(SEEN[one.verified])


def silent(found: Gaps, run: "Run", words: Words) -> Listing:
    """Themes without a firm commitment beside the claims of the run that make them matter."""
    labels, claims = labelled(found, words), {claim.id: claim for claim in run.claims}
    lines = []
    for gap in found.gaps:
        ids = [ground.claim for ground in gap.action.grounds] if gap.action else []
        said = " ".join(words.t(claims[one].template, **claims[one].values) for one in ids[:1])
        lines.append((labels[gap.theme], words.t(KNOWN[gap.known]), said or words.t(NO_CLAIM), ", ".join(ids) or NONE))
    columns = (N_("Theme"), N_("What is known"), N_("Why it matters: a claim of the run"), N_("Claims that it rests on"))
    return Listing(
        "silent",
        words.t(N_("Silent and open themes beside the evidence")),
        tuple(map(words.t, columns)),
        tuple(lines),
        words=(1, 2, 3),
    )


def drafts(found: Gaps, sources: Mapping[str, tuple[str, str]], words: Words) -> Listing:
    """Draft wording for those themes whose ask rests on claims, with its precedents."""
    labels = labelled(found, words)
    lines = tuple(
        (labels[gap.theme], words.t(gap.action.template), precedents(gap, sources, words)) for gap in found.gaps if gap.action
    )
    columns = (N_("Theme"), N_("Draft wording"), N_("Precedents, in our words"))
    note = words.t(N_("For open themes: read the country's own texts first; the wording may be there already."))
    return Listing("drafts", words.t(N_("Draft wording with precedents")), tuple(map(words.t, columns)), lines, note, words=(1, 2))


def precedents(gap: Gap, sources: Mapping[str, tuple[str, str]], words: Words) -> str:
    """The precedents of a draft, each marked where it is not verified."""
    mark = words.t(N_("not verified"))
    ids = WORDING[gap.theme].precedents
    return "; ".join(words.t(PARAPHRASES[one]) + (f" [{mark}]" if sources[one][1] == "unverified" else "") for one in ids) + "."


def labelled(found: Gaps, words: Words) -> dict[str, str]:
    """Labels of the themes."""
    return {theme.id: theme.label[words.lang] for theme in found.themes}


def _unknown(found: Gaps, words: Words) -> tuple[str, ...]:
    missing = [name(row.instrument, words) for row in found.rows if not row.texts and not row.ended]
    partly = [name(row.instrument, words) for row in found.rows if row.texts and not row.read]
    said = []
    if missing:
        said.append(
            words.t(N_("No text in the library yet (add it with highground policy add): {names}."), names="; ".join(missing))
        )
    if partly:
        said.append(words.t(N_("In the library, but nobody has answered for the whole text: {names}."), names="; ".join(partly)))
    return tuple(said)


def _sources(found: Gaps, sources: Mapping[str, tuple[str, str]], words: Words) -> Listing:
    used: Sequence[str] = sorted({one for gap in found.gaps if gap.action for one in WORDING[gap.theme].precedents})
    grades = {"read": words.t(N_("read in the source")), "unverified": words.t(N_("not verified"))}
    lines = tuple(
        (words.t(PARAPHRASES[one]), origin(sources[one][0], words.lang), grades.get(sources[one][1], sources[one][1]))
        for one in used
    )
    columns = (N_("Precedent"), N_("Source"), N_("Grade"))
    return Listing("sources", words.t(N_("Sources of the precedents")), tuple(map(words.t, columns)), lines, words=(1, 2))


def _files(found: Gaps, run: "Run", words: Words) -> Listing:
    lines = [("evidence.parquet", str(run.about["files"]["evidence.parquet"]))] if "files" in run.about else []
    lines += [(text.name, text.sha256) for row in found.rows for text in row.texts]
    return Listing("files", words.t(N_("Files that it rests on")), (words.t(N_("File")), "SHA-256"), tuple(lines), words=(1,))
