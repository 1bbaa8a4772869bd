"""What a profile says, in order, in one language: page, brief, Word and slides all print this and nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from highground.basis.claim import Claim
from highground.basis.scenario import TODAY
from highground.basis.settings import LANGS
from highground.basis.source import Source
from highground.basis.words import N_
from highground.catalogue.runs import Run
from highground.views.report.alphabet.words import Words
from highground.views.report.evidence import labels, tables
from highground.views.report.evidence.cells import Table
from highground.views.report.evidence.rows import Evidence, Row, label
from highground.views.report.figures import available
from highground.views.report.figures.maps import country_window
from highground.views.report.narrative.parts import notice


@dataclass(frozen=True, slots=True)
class Headline:
    """One number for the first page: what it is, the number, its unit, its range, and how sure we are."""

    label: str
    value: str  # without unit
    unit: str
    span: str  # "5 to 8 %"; empty for a counted number
    note: str
    confidence: str  # translated; `level` is the untranslated word
    level: str
    grade: str  # basis.source.Grade, not translated
    row: int  # number of the evidence row, from 0


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim as a sentence, with what speaks for and against it."""

    id: str
    topic: str
    text: str
    confidence: str  # translated; `level` is the untranslated word
    level: str
    evidence: str
    agreement: str
    likelihood: str
    rows: tuple[int, ...]
    against: tuple[str, ...]
    gaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure's place in the text; figures.draw(name, run, words) draws it and gives the alt text."""

    name: str
    title: str
    caption: str


@dataclass(frozen=True, slots=True)
class Section:
    """One chapter: what it shows, what we say, pictures and tables."""

    id: str
    title: str
    lead: str
    statements: tuple[Statement, ...]
    pictures: tuple[Picture, ...]
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """What is not known yet, or what better data would change."""

    topic: str
    text: str


@dataclass(frozen=True, slots=True)
class Reference:
    """One source card as readers see it. `number` is its number in the list, from 1."""

    number: int
    id: str
    text: str
    licence: str
    url: str  # http(s) only, else empty
    accessed: str
    grade: str  # translated
    verified: bool
    caveat: str


@dataclass(frozen=True, slots=True)
class Trace:
    """One evidence row as readers see it, with the numbers of its sources."""

    label: str  # E1, E2 ...
    about: str
    place: str
    number: str
    how: str
    confidence: str
    grade: str
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The whole profile in one language."""

    lang: str
    country: str
    title: str
    subtitle: str
    made_on: str
    version: str
    notice: str  # that the translation is unreviewed; empty otherwise
    answer: str
    headlines: tuple[Headline, ...]
    sections: tuple[Section, ...]
    reading: tuple[str, ...]  # how to read the numbers
    doubts: Section  # how sure are we
    gaps: tuple[Gap, ...]
    references: tuple[Reference, ...]
    evidence: tuple[Trace, ...]
    limits: tuple[str, ...]  # what this profile does not say
    colophon: str


TOPICS = {
    "terrain": N_("Mountains"), "climate": N_("Warming"), "glaciers": N_("Ice"), "ecosystems": N_("Belts of life"), "people": N_("People"),
    "hazards": N_("Hazards and displacement"), "mobility": N_("Human mobility"),
}  # fmt: skip
ANSWER = (
    "people.mountain",
    "hazards.aad",
    "mobility.added",
    "climate.warming",
    "glaciers.left",
    "ecosystems.belt",
)  # claims; who lives there comes first
NAMED = ("displacements yr-1",)  # units too long to stand beside a large number
MOST_HEADLINES = 6  # two rows of three on paper and on the slide
LEADS = {
    "terrain": N_(
        "How much of a country is mountain depends on the definition, so two are shown. Both come from one terrain grid."
    ),
    "climate": N_(
        "Mountains do not warm at the pace of the globe. The levels below are global; the years are when they are reached."
    ),
    "glaciers": N_("What has been measured, series by series, and how much ice each level of warming leaves."),
    "ecosystems": N_("Belts are drawn by temperature. As it warms they climb, and the land above them runs out."),
    "people": N_("Where people live today. A count in mountains is not a count of people who will move."),
    "hazards": N_(
        "Displacements are movements, evacuations included: one person may be displaced twice, and many return within weeks. "
        "Whether a hazard displaces people depends on houses, warning and means as much as on weather."
    ),
    "mobility": N_(
        "Five forms, counted apart: displacement, migration, planned relocation, immobility and transhumance. Displacement and migration are never added. "
        "Nobody moves for a single cause: impacts act together with work, family, land and policy. Models of migration fit space and fail in time, so the "
        "mean of what was recorded stands beside the model wherever a record is held."
    ),
}
PICTURES = {
    "terrain": (
        ("locator", N_("Where it is"), N_("The country in its part of the world.")),
        ("mountains", N_("Where the mountains are"), N_("Mountain classes of definition K1 on shaded relief, with unit borders and places.")),
    ),
    "climate": (
        ("timing", N_("When each level is reached"), N_("Year in which the 20-year mean passes the level, by emission path. Bars are 90 % ranges.")),
    ),
    "glaciers": (
        ("glaciers", N_("Ice measured, and ice left"), N_("Every measured series stands alone. Ice left: share of the ice mass of 2015 in 2100, by level, with 90 % ranges.")),
    ),
    "ecosystems": (
        ("belts", N_("The belts today, at 2 °C and at 3 °C"), N_("Same colours in all maps. Bars: mountain area in each belt, with 90 % ranges.")),
    ),
    "people": (("people", N_("People by altitude"), N_("People in each altitude band, with 90 % ranges. The scale is logarithmic.")),),
    "hazards": (
        ("hazards", N_("Displacement in an average year, by hazard"), N_("Average annual displacement today and at each level of warming, with 90 % ranges, for the population of today. A bar that begins at the left edge reaches further down.")),
        ("drivers", N_("In mountains or elsewhere, and what changes it"), N_("Average annual displacement with 90 % ranges. National totals are not mountain totals. Climate and population are changed alone and together.")),
        ("exceedance", N_("How large one event can be"), N_("Displacements that one event reaches or passes once in so many years today. Band and bars hold nine of ten outcomes.")),
        ("hotspots", N_("Which regions first"), N_("The national number spread over first-level units. The share says in how many of the draws a region is among the five with most displacement.")),
        ("estimates", N_("Beside other published estimates"), N_("Diamonds are published single figures. They cover other hazards, years and definitions, so they need not agree.")),
    ),
    "mobility": (
        ("cells", N_("Who could move, who stays"), N_("Mountain people by wish and means to move, with 90 % ranges. Judged until a survey asks.")),
        ("flows", N_("Between which regions people move"), N_("The largest flows of today, of all causes, by a model of people and cost of travel; a wider arrow is more moves. Colour: more arrive or more leave.")),
        ("forms", N_("Three forms in each region"), N_("Each column counts something else and has its own scale; nothing is added across. Bars are 90 % ranges; migration is with minus without climate impacts at 2 °C.")),
        ("nets", N_("The model beside the record"), N_("A model of migration fits space and fails in time; where the record and the model differ, trust the mean of the record more.")),
        ("impacts", N_("Each impact alone, and all together"), N_("Moves a year with minus without the impacts of 2 °C. Single impacts are not added up: they act together, and none is the cause of a move. Left of zero, impacts hold people back.")),
        ("sums", N_("Migration added until 2050 and 2080"), N_("For 100 people of that year, by emission path, with 90 % ranges. Diamonds are published upper bounds for wider regions and slow changes alone.")),
        ("pasture", N_("How long high pastures can be grazed"), N_("Snow-free days with growth on the land of today's belts, with 90 % ranges. More days are not more fodder in dry years.")),
    ),
}  # fmt: skip


@lru_cache(maxsize=len(LANGS))
def build(run: Run, lang: str = "en") -> Report:
    """The report of a run in a language. Raises ValueError for a language that is not one of ours."""
    words, evidence = Words(lang), Evidence(run)
    country = str(run.about["names"].get(lang, run.about["names"]["en"]))
    said = tuple(_statement(claim, country, words) for claim in run.claims)
    return Report(
        lang=lang,
        country=country,
        title=country,
        subtitle=words.t("People in the mountains as the climate changes"),
        made_on=words.date(str(run.about["made_on"])),
        version=str(run.about["version"]),
        notice=notice(words),
        answer=_answer(said),
        headlines=_headlines(evidence, words),
        sections=tuple(_section(topic, run, evidence, said, words) for topic in TOPICS),
        reading=_reading(words),
        doubts=_doubts(run, evidence, said, words),
        gaps=_gaps(run, said, words),
        references=references(run.sources, words),
        evidence=_traces(run, evidence, words),
        limits=_limits(words),
        colophon=_colophon(run, words),
    )


def _statement(claim: Claim, country: str, words: Words) -> Statement:
    text = words.t(claim.template, **claim.values)
    text = text.removeprefix(f"{country}: ").removeprefix(f"{country}, ")  # the title names the country already
    return Statement(
        claim.id, claim.topic, text[:1].upper() + text[1:], words.t(labels.CONFIDENCE[claim.confidence]), claim.confidence,
        words.t(claim.evidence), words.t(claim.agreement), words.t(claim.likelihood) if claim.likelihood else "", claim.rows,
        tuple(_unquoted(words.t(text)) for text in claim.against), tuple(_unquoted(words.t(text)) for text in claim.gaps),
    )  # fmt: skip


def _unquoted(text: str) -> str:
    """The text without the marks that set off a command: on paper they are noise."""
    return text.replace("`", "")


def _answer(said: tuple[Statement, ...]) -> str:
    found = {statement.id: statement.text for statement in said}
    return " ".join(found[name] for name in ANSWER if name in found)


def _headlines(evidence: Evidence, words: Words) -> tuple[Headline, ...]:
    region = next((labels.group(row.group, words) for row in evidence.find("glacier_mass_left")), "")
    wanted: tuple[tuple[Row | None, str, str], ...] = (
        (evidence.one("mountain_share", "definition:K1"), words.t("of the land is mountain"), _other_definition(evidence, words)),
        (evidence.one("people_place", "where:mountain"), words.t("live in mountains"), _share_of_people(evidence, words)),
        (
            evidence.one("displacement_aad", "", level=TODAY),
            words.t("displacements to be expected in an average year today"),
            words.t("all sudden hazards; movements, not people"),
        ),
        (
            evidence.one("mountain_warming", level=2.0),
            words.t("of mountain warming when the globe reaches {level}", level=2.0),
            words.t("above 1850-1900"),
        ),
        (evidence.one("glacier_mass_left", level=2.0), words.t("of the ice of 2015 left in 2100 at {level}", level=2.0), region),
        (
            _coldest_belt(evidence),
            words.t("of today's coldest belt left at {level}", level=2.0),
            _belt_name(_coldest_belt(evidence), words),
        ),
        (
            evidence.one("level_year", "ssp:SSP2-4.5", level=2.0),
            words.t("the year in which {level} is reached", level=2.0),
            words.t("on the middle path, SSP2-4.5"),
        ),
    )
    known = [(row, name, note) for row, name, note in wanted if row]
    if len(known) > MOST_HEADLINES:  # the belt is in the answer already
        known = [each for each in known if each[0].indicator != "belt_area_left"]
    return tuple(_headline(row, name, note, words) for row, name, note in known[:MOST_HEADLINES])


def _headline(row: Row, name: str, note: str, words: Words) -> Headline:
    _, mid, _, unit = words.spread(row.low, row.mid, row.high, row.unit, short=True)
    span = words.range(row.low, row.mid, row.high, row.unit, short=True)
    confidence = words.t(labels.CONFIDENCE.get(row.confidence, row.confidence))
    unit = "" if row.unit in NAMED else unit  # the label names it
    return Headline(name, mid, unit, span, note, confidence, row.confidence, row.grade, row.number)


def _other_definition(evidence: Evidence, words: Words) -> str:
    row = evidence.one("mountain_share", "definition:K2")
    return words.t("{number} under definition K2", number=labels.number(row, words)) if row else ""


def _share_of_people(evidence: Evidence, words: Words) -> str:
    row = evidence.one("mountain_people_share", "definition:K1")
    return words.t("{number} of the population", number=labels.number(row, words)) if row else ""


def _coldest_belt(evidence: Evidence) -> Row | None:
    found = (evidence.one("belt_area_left", f"belt:{belt}", level=2.0) for belt in ("nival", "alpine", "montane"))
    return next((row for row in found if row), None)


def _belt_name(row: Row | None, words: Words) -> str:
    return labels.group(row.group, words) if row else ""


def _section(topic: str, run: Run, evidence: Evidence, said: tuple[Statement, ...], words: Words) -> Section:
    pictures = tuple(
        Picture(name, words.t(title), _caption(name, text, run, words))
        for name, title, text in PICTURES[topic]
        if available(name, run)
    )
    mine = sorted((statement for statement in said if statement.topic == topic), key=lambda statement: statement.id not in ANSWER)
    return Section(
        topic, words.t(TOPICS[topic]), words.t(LEADS[topic]), tuple(mine), pictures, tables.of(topic, run, evidence, words)
    )


def _caption(name: str, text: str, run: Run, words: Words) -> str:
    far = name == "mountains" and not country_window(run).whole
    return words.t(text) + (" " + words.t("Small parts of the country that lie far away are not shown.") if far else "")


def _doubts(run: Run, evidence: Evidence, said: tuple[Statement, ...], words: Words) -> Section:
    known = [row for row in evidence.rows if row.known]
    unverified = sum(row.grade == "unverified" for row in known)
    lead = words.t(
        "This profile holds {count} numbers. {unverified} of them rest on at least one figure that has not yet been checked against its printed "
        "source; they are marked.",
        count=len(known), unverified=unverified,
    )  # fmt: skip
    shown = available("sensitivity", run)
    caption = words.t("Share of the spread that each uncertain input explains, by headline.")
    pictures = (Picture("sensitivity", words.t("What moves the answer most"), caption),) if shown else ()
    return Section("doubts", words.t("How sure are we?"), lead, said, pictures, tables.of("doubts", run, evidence, words))


def _gaps(run: Run, said: Iterable[Statement], words: Words) -> tuple[Gap, ...]:
    found = {text: Gap(words.t(TOPICS.get(s.topic, s.topic)), text) for s in reversed(tuple(said)) for text in s.gaps}
    note = str(run.about.get("note") or "")
    outline = (Gap(words.t("Borders"), words.t(note)),) if note else ()
    return (*reversed(found.values()), *outline)


def _reading(words: Words) -> tuple[str, ...]:
    return (
        words.t("A range in brackets holds nine of ten outcomes; the number before it is the middle one. Its last digit is as fine as the range allows."),
        words.t("Warming levels are global and above 1850-1900. Today is about {level}.", level=1.09),
        words.t("A blank is never zero: numbers are given, not reported, or not applicable."),
        words.t("Confidence joins how good the evidence is with how well it agrees, in the words of the IPCC."),
        words.t("E and a number, such as E12, names a row of the evidence table; every row names its sources."),
    )  # fmt: skip


def _limits(words: Words) -> tuple[str, ...]:
    return (
        words.t(
            "It does not forecast how many people will move. People move for several reasons at once; climate is rarely the only one."
        ),
        words.t("Displacements are movements, not people, and new ones in a year, not those who are still away."),
        words.t("National totals are not mountain totals: many of the largest displacements happen on plains."),
        words.t("Drought and heat are told as pressure on life, never as displacement."),
        words.t("Flows between regions are modelled, not recorded; wishes and means to move are judged until a survey asks."),
        words.t("It speaks for a country and its first-level units. For a valley or a village, use finer data."),
    )


def _colophon(run: Run, words: Words) -> str:
    return words.t(
        "Made with highground {version} from {members} joint draws, seed {seed}. The same seed gives the same numbers.",
        version=str(run.about["version"]), members=int(run.about["members"]), seed=int(run.about["seed"]),
    )  # fmt: skip


def references(sources: Iterable[Source], words: Words) -> tuple[Reference, ...]:
    """The source cards as a numbered list, in the run's order."""
    return tuple(
        Reference(
            number, s.id, s.citation or f"{s.producer}: {s.title}, {s.edition}", s.licence, s.url if s.url.startswith(("https://", "http://")) else "",
            words.date(s.accessed), words.t(labels.GRADES.get(s.grade, s.grade)), s.grade != "unverified", s.caveat,
        )
        for number, s in enumerate(sources, 1)
    )  # fmt: skip


def _traces(run: Run, evidence: Evidence, words: Words) -> tuple[Trace, ...]:
    numbers = {source.id: number for number, source in enumerate(run.sources, 1)}
    return tuple(
        Trace(
            label(row.number), labels.about(row, words, run), labels.place(run, row.place, words), labels.number(row, words), words.t(labels.HOWS.get(row.how, row.how)),
            words.t(row.confidence) if row.confidence else "", words.t(labels.GRADES.get(row.grade, row.grade)),
            tuple(numbers[card] for card in row.sources if card in numbers),
        )
        for row in evidence.rows
    )  # fmt: skip
