"""What a mirror says, in order, in one language: page, brief and workbook all print this and nothing else."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from highground.basis.claim import CONFIDENCES, Claim
from highground.basis.indicators import BY_ID
from highground.basis.words import N_
from highground.catalogue.runs import Run
from highground.research.twins import COMPARABLE, Twins
from highground.views.report.alphabet.words import HARD, Words
from highground.views.report.evidence import labels
from highground.views.report.evidence.rows import Evidence
from highground.views.report.narrative import content
from highground.views.report.narrative.content import TOPICS, Reference
from highground.views.report.narrative.mirror_panels import SIDES, Panel, Record, country, glance, panels, reason, shown

ORDER: Final = ("terrain", "people", "climate", "glaciers", "ecosystems", "hazards", "mobility")
SHORT: Final = {  # finding -> a few words for the first paragraph
    "shared-people": N_("people live in the mountains"),
    "shared-loss": N_("glaciers already lose ice"),
    "shared-warming": N_("the mountains warm"),
    "shared-ice": N_("a large part of the ice goes"),
    "shared-ice-choice": N_("less warming keeps more ice"),
    "shared-nival": N_("the nival belt shrinks"),
    "shared-cold-belts": N_("the alpine belt shrinks"),
    "shared-rise": N_("climate belts climb"),
    "shared-species": N_("species of the cold belts are at risk"),
    "shared-heat": N_("the hottest days grow hotter"),
    "shared-rain": N_("the heaviest rains grow"),
    "shared-mudflows": N_("flash floods and debris flows grow more frequent"),
    "shared-displacement": N_("hazards displace people in the mountains"),
    "shared-involuntary": N_("some wish to move and cannot"),
}
LEADS: Final = {
    "terrain": N_("How much of each country is mountain, under two definitions on one terrain grid."),
    "people": N_("Where people live today and where they would live by the middle projection; not how many will move."),
    "climate": N_("How fast the mountains warm, and what becomes extreme in the wider region."),
    "glaciers": N_("What was measured from space, and how much ice each level of warming leaves."),
    "ecosystems": N_("Belts are drawn by temperature in both countries; as it warms they climb and the land above runs out."),
    "hazards": N_(
        "Displacements in an average year and in a rare event: movements, not people, and for whole countries of different size."
    ),
    "mobility": N_(
        "Forms of mobility, counted apart and never added. Models of migration fit space and fail in time; wishes and means to move are judged."
    ),
}
PATH: Final = "SSP2-4.5"  # the middle emission path of AR6
SUREST: Final = 5  # findings that the first paragraph names
MOST_SERIES: Final = 6  # of a country's inventories, in print


@dataclass(frozen=True, slots=True)
class Shared:
    """A finding that both countries can defend."""

    id: str
    topic: str
    text: str
    confidence: str  # translated; `level` is the untranslated word
    level: str
    evidence: str
    agreement: str
    against: tuple[str, ...]
    rows: tuple[int, ...]  # pairs of the comparison, from 0


@dataclass(frozen=True, slots=True)
class Topic:
    """One chapter: its panels, and how sure each side is."""

    id: str
    title: str
    lead: str
    note: str
    panels: tuple[Panel, ...]


@dataclass(frozen=True, slots=True)
class Apart:
    """Something that must not be set side by side, or only with care: what each country has, and why."""

    title: str
    verdict: str
    comparable: str
    why: str
    a: tuple[str, ...]
    b: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Used:
    """A source and who of the two rests on it."""

    reference: Reference
    by: str
    shared: bool  # both rest on it


@dataclass(frozen=True, slots=True)
class Mirror:
    """The whole comparison in one language."""

    lang: str
    names: tuple[str, str]
    title: str
    subtitle: str
    made_on: str
    version: str
    notice: str
    answer: str
    glance: Panel | None
    findings: tuple[Shared, ...]
    topics: tuple[Topic, ...]
    apart: tuple[Apart, ...]
    sure: tuple[str, ...]
    reading: tuple[str, ...]
    limits: tuple[str, ...]
    sources: tuple[Used, ...]
    colophon: str

    def numbers(self, cards: Sequence[str]) -> tuple[int, ...]:
        """The numbers of source cards in the list of sources."""
        known = {used.reference.id: used.reference.number for used in self.sources}
        return tuple(sorted(known[card] for card in cards if card in known))


def pair(row: int) -> str:
    """The name of pair `row`, counted from 0, in every output: M1 is the first."""
    return f"M{row + 1}"


def build(twins: Twins, lang: str = "en") -> Mirror:
    """The comparison in a language. Raises ValueError for a language that is not one of ours."""
    words = Words(lang)
    profile = content.build(twins.a, lang)
    names = (country(twins, "a", words), country(twins, "b", words))
    found = sorted((_shared(claim, words) for claim in twins.findings), key=lambda one: -CONFIDENCES.index(one.level))
    made = panels(twins, words)
    overview = glance(twins, words)
    return Mirror(
        lang=lang,
        names=names,
        title=words.t(N_("{first} and {second}"), first=names[0], second=names[1]),
        subtitle=words.t(N_("Two mountain countries side by side")),
        made_on=profile.made_on,
        version=profile.version,
        notice=profile.notice,
        answer=_answer(twins, found, overview, words),
        glance=overview,
        findings=tuple(found),
        topics=tuple(topic for name in ORDER if (topic := _topic(name, made, twins, words)).panels),
        apart=_apart(twins, made, words),
        sure=_sure(twins, words),
        reading=_reading(words),
        limits=profile.limits,
        sources=_sources(twins, words),
        colophon=profile.colophon,
    )


def _shared(claim: Claim, words: Words) -> Shared:
    return Shared(
        claim.id, claim.topic, words.t(claim.template, **claim.values), words.t(labels.CONFIDENCE[claim.confidence]), claim.confidence,
        words.t(claim.evidence), words.t(claim.agreement), tuple(words.t(text) for text in claim.against), claim.rows,
    )  # fmt: skip


def _answer(twins: Twins, found: Sequence[Shared], overview: Panel | None, words: Words) -> str:
    names = {"first": country(twins, "a", words), "second": country(twins, "b", words)}
    short = "; ".join(words.t(SHORT[one.id]) for one in found[:SUREST] if one.id in SHORT)
    said = [
        words.t(N_("{first} and {second} share {count} findings that hold for the whole range of both. The surest: {list}."), **names, count=len(found), list=short)
        if found else words.t(N_("No finding holds for the whole range of both {first} and {second}."), **names)
    ]  # fmt: skip
    clear = (
        [line for line in overview.lines if line.reading and line.a.span and line.b.span and _parted(line.a.span, line.b.span)]
        if overview
        else []
    )
    if clear:
        parts = "; ".join(f"{_low(line.name)} ({line.a.text}{HARD}% / {line.b.text}{HARD}%)" for line in clear)
        said.append(words.t(N_("They clearly differ in: {list}."), list=parts))
    when = Evidence(twins.a).one("level_year", f"ssp:{PATH}", level=2.0)
    if when:
        years = words.estimate(when.low, when.mid, when.high, "year")
        said.append(
            words.t(
                N_("The clock is the same: on the middle emission path {path} the globe reaches {level} in {when}."),
                path=PATH,
                level=2.0,
                when=years,
            )
        )
    return " ".join(said)


def _low(text: str) -> str:
    return text[:1].lower() + text[1:]


def _parted(a: Sequence[float], b: Sequence[float]) -> bool:
    return a[0] > b[2] or b[0] > a[2]


def _topic(name: str, made: Sequence[Panel], twins: Twins, words: Words) -> Topic:
    mine = tuple(panel for panel in made if panel.topic == name and panel.comparable != "no")
    return Topic(name, words.t(TOPICS[name]), words.t(LEADS[name]), _levels(mine, twins, words), mine)


def _levels(mine: Sequence[Panel], twins: Twins, words: Words) -> str:
    """How sure each country's numbers of a topic are, from the least to the most."""
    spans = []
    for side in SIDES:
        found = {(line.a if side == "a" else line.b).level for panel in mine for line in panel.lines} - {""}
        ranked = [word for word in CONFIDENCES if word in found]
        if ranked:
            low, high = words.t(ranked[0]), words.t(ranked[-1])
            text = low if low == high else f"{low} – {high}"  # words of a scale; "to" would inflect them
            spans.append(f"{country(twins, side, words)}: {text}")
    return words.t(N_("Confidence. {sides}."), sides="; ".join(spans)) if spans else ""


def _apart(twins: Twins, made: Sequence[Panel], words: Words) -> tuple[Apart, ...]:
    fixed = (_inventories(twins, words), *_regions(twins, words), _recorded_moves(twins, words))
    never = [
        Apart(f"{panel.title}, {panel.unit}", panel.verdict, panel.comparable, panel.why, *(_lines(panel, side) for side in SIDES))
        for panel in made if panel.comparable == "no"
    ]  # fmt: skip
    return tuple(one for one in (*fixed, *never, *_absent(twins, words), _units(twins, words)) if one)


def _lines(panel: Panel, side: str) -> tuple[str, ...]:
    sides = [(line.name, line.a if side == "a" else line.b) for line in panel.lines]
    return tuple(f"{name}: {one.text}" + (f" ({one.range})" if one.range else "") for name, one in sides)


def _inventories(twins: Twins, words: Words) -> Apart | None:
    sides = [_series(run, words) for run in (twins.a, twins.b)]
    if not any(sides):
        return None
    blank = (words.t(labels.STATUSES["not reported"]),)
    verdict, why = COMPARABLE["glacier_area"]
    return Apart(
        words.t(N_("Glacier area")), words.t(N_("not comparable")), verdict, words.t(why), sides[0] or blank, sides[1] or blank
    )


def _series(run: Run, words: Words) -> tuple[str, ...]:
    """The latest year of each inventory of a country, largest first."""
    latest = {}
    for row in sorted((row for row in Evidence(run).find("glacier_area") if row.known), key=lambda row: row.year or 0):
        latest[row.group] = row
    rows = sorted(latest.values(), key=lambda row: -row.mid)
    texts = []
    for row in rows[:MOST_SERIES]:
        year = str(row.year) if row.year else words.t(N_("year not reported"))
        texts.append(f"{labels.group(row.group, words)}, {year}: {labels.number(row, words)}")
    left = len(rows) - len(texts)
    return (*texts, *((words.t(N_("and {count} more in the profile"), count=left),) if left > 0 else ()))


def _recorded_moves(twins: Twins, words: Words) -> Apart | None:
    """What each country has counted of migration inside it: yearly nets or a stock over a lifetime, which are different measures."""
    blank = words.t(labels.STATUSES["not reported"])
    sides = [tuple(_counted(run, words)) for run in (twins.a, twins.b)]
    if not any(sides):
        return None
    why = words.t(
        N_(
            "Yearly nets of arrivals and departures, and people living outside their unit of birth, are different measures; units differ in size too."
        )
    )
    title = words.t(N_("Recorded migration between regions"))
    return Apart(title, words.t(N_("not comparable")), "no", why, sides[0] or (blank,), sides[1] or (blank,))


def _counted(run: Run, words: Words) -> list[str]:
    """For each record of migration between units: its name, years, and the unit with most."""
    evidence, texts = Evidence(run), []
    for indicator in ("net_recorded", "lifetime_out"):
        rows = [row for row in evidence.find(indicator, place="*") if row.known]
        if rows:
            years = sorted({row.year for row in rows if row.year})
            when = "–".join(str(year) for year in dict.fromkeys((years[0], years[-1]))) if years else ""
            most = max(rows, key=lambda row: abs(row.mid))
            name = ", ".join(text for text in (words.t(BY_ID[indicator].label), when) if text)
            texts.append(f"{name}. {labels.unit(run, most.place, words)}: {labels.number(most, words)}")
    return texts


def _regions(twins: Twins, words: Words) -> list[Apart]:
    """Numbers that stand for wide regions: which regions each country's mountains and glaciers lie in."""
    kinds = (
        ("rgi", "rgi", "glacier_mass_left", N_("Glacier regions")),
        ("ar6", "ar6", "hottest_day", N_("Climate regions of the IPCC")),
    )
    made = []
    for key, kind, indicator, title in kinds:
        sides = [tuple(labels.group(f"{kind}:{code}", words) for code in run.about.get(key, ())) for run in (twins.a, twins.b)]
        if all(sides):
            row = next((row for row in _records(twins) if row["indicator"] == indicator and not row["lacks"]), None)
            if row and row["comparable"] == "with care":
                why = f"{reason(row, twins, words)} {words.t(N_('The first region named gives the numbers.'))}"
                made.append(Apart(words.t(title), words.t(N_("comparable with care")), "with care", why, sides[0], sides[1]))
    return made


def _absent(twins: Twins, words: Words) -> list[Apart]:
    """Belts that neither country has on this grid."""
    rows = [row for row in _records(twins) if row["indicator"] == "belt_area_left" and row["level"] == 2.0 and row["lacks"] == "ab"]
    none = words.t(N_("no number"))
    no = words.t(N_("not comparable"))
    return [
        Apart(
            words.t(N_("Belt: {belt}"), belt=labels.group(str(row["group"]), words)),
            no,
            "no",
            reason(row, twins, words),
            (none,),
            (none,),
        )
        for row in rows
    ]


def _units(twins: Twins, words: Words) -> Apart:
    def side(run: Run) -> tuple[str, ...]:
        note = str(run.about.get("note") or "")
        count = words.t(N_("First-level units: {count}"), count=len(run.units))
        return (count, words.t(note)) if note else (count,)

    why = words.t(N_("Units differ in size and in what they govern; only national numbers stand side by side."))
    return Apart(words.t(N_("Regions and provinces")), words.t(N_("not comparable")), "no", why, side(twins.a), side(twins.b))


def _records(twins: Twins) -> list[Record]:
    return list(twins.table.to_dict("records"))


def _sure(twins: Twins, words: Words) -> tuple[str, ...]:
    rows = [row for row in _records(twins) if shown(row)]
    counts = Counter(str(row["comparable"]) for row in rows)
    sides = [(row, side) for row in rows for side in SIDES if row[f"status_{side}"] == "value"]
    unverified = sum(row[f"grade_{side}"] == "unverified" for row, side in sides)
    return (
        words.t(N_("Pairs of numbers: {count}. Comparable: {yes}; with care: {care}; not: {no}."),
                count=len(rows), yes=counts["yes"], care=counts["with care"], no=counts["no"]),
        words.t(N_("Numbers behind the pairs: {count}; from a source that has not been verified yet: {unverified}."), count=len(sides), unverified=unverified),
        words.t(N_("A finding is as sure as the weaker of the two countries, and stands only where it holds for the whole range of both.")),
        words.t(N_("Both countries were computed with the same {members} joint draws (seed {seed}); what they share in doubt moves both alike."),
                members=int(twins.a.about["members"]), seed=int(twins.a.about["seed"])),
        words.t(N_("Where two ranges overlap we do not say which is higher, although the middles differ.")),
    )  # fmt: skip


def _reading(words: Words) -> tuple[str, ...]:
    return (
        words.t(N_("A range in brackets holds nine of ten outcomes; the number before it is the middle one, and the dark line of its bar.")),
        words.t(N_("Warming levels are global and above 1850-1900. Today is about {level}."), level=1.09),
        words.t(N_("The word after a range says how sure we are, in the words of the IPCC. A blank is never zero.")),
        words.t(N_("M and a number, such as M12, names a pair in the workbook; there every pair names its rows in both profiles.")),
    )  # fmt: skip


def _sources(twins: Twins, words: Words) -> tuple[Used, ...]:
    """The cards of both runs, each once; cards that both use come first."""
    mine = {source.id for source in twins.a.sources}, {source.id for source in twins.b.sources}
    cards = {source.id: source for source in (*twins.a.sources, *twins.b.sources)}
    ordered = sorted(cards.values(), key=lambda source: source.id not in mine[0] & mine[1])
    shared = [all(source.id in ids for ids in mine) for source in ordered]
    users = [
        words.t(N_("both")) if both else country(twins, "a" if source.id in mine[0] else "b", words)
        for source, both in zip(ordered, shared, strict=True)
    ]
    listed = content.references(ordered, words)
    numbered = (replace(reference, number=number) for number, reference in enumerate(listed, 1))
    return tuple(Used(*each) for each in zip(numbered, users, shared, strict=True))
