"""What the page of a planned relocation says, in order, in one language. Small counts of one settlement are not printed."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any, Final

from highground.basis.event import Count
from highground.basis.relocation import CHECKS, CONSENTS, LIVELIHOODS, YEARS
from highground.basis.words import N_
from highground.people.mobility.relocation.destinations import ACCEPTED_YEARS, Reason, Verdict
from highground.people.mobility.relocation.families import FEW, Step, unprinted
from highground.research.relocation import Relocation, Standing
from highground.views.report.alphabet.words import HARD, Words
from highground.views.report.evidence.labels import BELTS
from highground.views.report.narrative.parts import Findings, Listing, Number, notice

SHOWN: Final = 40  # lines of a table; the register holds all
STEPS: Final = {
    "ask": N_("talk with the family: nobody has asked it yet"), "wait": N_("wait for the family's answer"),
    "date": N_("consent without a date: write the date down"), "checks": N_("consent given: close the open items of the checklist"),
    "elsewhere": N_("the destination that it prefers is excluded: look for another with the family"),
    "ready": N_("may move: consent dated, checklist closed"), "moved": N_("moved: visits follow"),
    "no": N_("said no: no step towards a move; protect where they live"), "withdrawn": N_("consent withdrawn: every step is stopped"),
    "unasked move": N_("moved without consent on record: look into it"),
}  # fmt: skip
VISITS: Final = {"done": N_("made"), "due": N_("due"), "later": N_("later")}
AFTER: Final = {1: N_("1 year after the move"), 3: N_("3 years after the move"), 5: N_("5 years after the move")}
FEWER: Final = N_("fewer than {n}")
HIDDEN: Final = N_("not shown")
EXCLUDED: Final = {True: N_("excluded"), False: N_("not excluded")}
PARTLY: Final = N_("not excluded, but not for: {whom}")
ANSWER: Final = N_(
    "Families on the register: {families}, in settlements: {places}; {people}. Consented to move: {yes}; said no or withdrew: {no}; not answered or not asked: {open}. Destinations excluded: {excluded} of {goals}."
)
MOST: Final = N_("Most often reached: {name}, {yearly} in a year and {within} within {years} years.")
UNKNOWN_PEOPLE: Final = N_("how many people they are is not reported")
AT_LEAST: Final = N_("at least {low} people")
LIMITS: Final = (
    N_("Nobody is listed to move without consent that has a date. A family that says no or withdraws keeps its home, and every step stops; it is owed protection where it lives."),
    N_("A destination is never approved here: it is excluded with its reasons, or not excluded by what is known. Of 17 destinations that were checked elsewhere, 9 were still exposed in some scenario (Bower et al. 2024)."),
    N_("The order says with whom to talk first. It is not a list of who must go, and no sum of points stands behind it."),
    N_("Families are not persons. Where a family does not say how many it is, people are a range from a stated household size, or “at least”."),
    N_("No single cause: hazard, land, work, services and the family's own wishes all play a part, and protection in place may be the better answer."),
)  # fmt: skip
METHOD: Final = (
    N_("Chance in a year: the share of members in which flow comes to the settlement, divided by the return period of the event; hazards of different names are taken to come independently. Within {years} years: 1 − (1 − chance)^{years}."),
    N_("Ranges run from 5 to 95 % of {members} members (seed {seed}): the return period is drawn evenly on a logarithmic scale between its ends, the share of members within what so many members can tell."),
    N_("Rank 1 is reached most often; a range of ranks says where the settlement stands in 90 % of the members. Where nobody knows how often a hazard starts, the settlement may stand anywhere, and is ordered by the share of members alone, after the others."),
    N_("Families are ordered by their settlement, then by damage to the house, then by whether a person with a disability, an older person or a child lives there. Blanks count as no. Equal families share a rank."),
    N_("A destination is held against the same hazards: reached more often than once in {accepted} years, or nobody knows how often, excludes it (the limit is that of Swiss hazard zones, from general knowledge, not verified). So do no pasture for herders, no farmland or too cold a season for farmers, and a road, school or clinic too far away (limits judged)."),
    N_("Items of the checklist follow the guidance named beside them, from general knowledge, not verified against its text."),
    N_("Counts of fewer than {few} families in one settlement are not printed, nor a second one from which they could be worked out. The register itself holds all and belongs under lock."),
)  # fmt: skip
COLOPHON: Final = N_(
    "Made by highground {version} on {day}. The register: register.xlsx; its history: changes.csv; for machines: relocation.json."
)


def build(found: Relocation, lang: str) -> Findings:
    """The whole page."""
    words, about = Words(lang), found.about
    settings = about["settings"]
    values: dict[str, Any] = {
        "years": settings["horizon"], "members": settings["members"], "seed": str(settings["seed"]), "accepted": round(ACCEPTED_YEARS), "few": FEW,
    }  # fmt: skip
    return Findings(
        lang=lang, title=words.t(N_("Planned relocation")), subtitle=words.t(N_("Who lives in danger, who consents, and where they could go")),
        made_on=words.date(about["made_on"]), version=about["version"], notice=notice(words),
        answer=_answer(found, words), numbers=_numbers(found, words),
        tables=tuple(table for table in (settlements(found, words), _consents(found, words), destinations(found, words), _visits(found, words)) if table.lines),
        unknown=_unknown(found, words), limits=tuple(map(words.t, LIMITS)), method=tuple(words.t(text, **values) for text in METHOD),
        checks=_checks(words), files=_files(about, words), colophon=words.t(COLOPHON, version=about["version"], day=words.date(about["made_on"])),
    )  # fmt: skip


def totals(found: Relocation) -> dict[str, int]:
    """Families by what they said: yes, no (withdrawn included), open (not asked included)."""
    counts = {code: len(some) for code, some in by_consent(found).items()}
    return {"yes": counts["yes"], "no": counts["no"] + counts["withdrawn"], "open": counts["not asked"] + counts["asked"]}


def _answer(found: Relocation, words: Words) -> str:
    lived = sum(one.families > 0 for one in found.settlements)
    excluded = sum(one.excluded for one in found.destinations)
    said = {name: words.t(HIDDEN) if unsaid(found) else count for name, count in totals(found).items()}
    text = words.t(
        ANSWER, families=registered(found, words), places=lived, people=_people(found, words).rstrip("."), excluded=excluded, goals=len(found.destinations),
        **said,
    )  # fmt: skip
    first = next((one for one in found.settlements if one.families and one.yearly[1] > 0), None)
    if first is None:
        return text
    spans = {"yearly": chance(first, first.yearly, words), "within": chance(first, first.horizon, words)}
    return f"{text} {words.t(MOST, name=first.place.name, years=found.about['settings']['horizon'], **spans)}"


def persons(count: Count | None, words: Words) -> str:
    """People as a range, as at least, or as not reported."""
    if count is None:
        return words.t(UNKNOWN_PEOPLE)
    if count.high is None:
        return words.t(AT_LEAST, low=round(count.low))
    return words.estimate(round(count.low), round(count.mid or count.low), round(count.high), "persons")


def _people(found: Relocation, words: Words) -> str:
    """People of the whole register; of fewer than FEW families they are not shown."""
    return persons(found.people, words) if len(found.state) >= FEW else f"{words.t(N_('people'))}: {words.t(HIDDEN)}"


def _numbers(found: Relocation, words: Words) -> tuple[Number, ...]:
    said, due = totals(found), sum(visit.state == "due" for visit in found.visits)
    ready = sum(found.step(family) == "ready" for family in found.state)
    size = found.about["household"]
    if found.blank and size:
        note = words.t(
            N_("families that do not say: {n}; for them {least} to {most} people per household, as stated"),
            n=found.blank,
            least=size[0],
            most=size[2],
        )
    else:
        note = words.t(N_("families that do not say: {n}"), n=found.blank) if found.blank else ""
    may = words.t(N_("may move now, consent dated and checklist closed: {n}"), n=few(ready, found, words))
    return (
        _card(
            str(registered(found, words)),
            N_("families on the register"),
            _people(found, words) + (f"; {note}" if note else ""),
            words,
        ),
        _card(words.t(HIDDEN) if unsaid(found) else words.number(said["yes"]), N_("families consent to move"), may, words),
        _card(few(due, found, words), N_("visits after a move are due"), "", words),
    )


def _card(value: str, label: str, note: str, words: Words) -> Number:
    """A number and what it counts; one that is not told stands as a dash in large type, and in words below."""
    if any(sign.isalpha() for sign in value):
        return Number("–", "", words.t(label), "; ".join(filter(None, (value, note))))
    return Number(value, "", words.t(label), note)


def hidden(found: Relocation) -> frozenset[str]:
    """Settlements whose counts of families are not printed."""
    return unprinted({one.place.name: one.families for one in found.settlements})


def lean(listing: Listing, blanks: Collection[str]) -> Listing:
    """A table without the columns in which every line says the same nothing, such as not reported."""
    kept = [at for at in range(len(listing.columns)) if not at or any(line[at] not in blanks for line in listing.lines)]
    return replace(
        listing, columns=tuple(listing.columns[at] for at in kept), lines=tuple(tuple(line[at] for at in kept) for line in listing.lines),
        words=tuple(new for new, at in enumerate(kept) if at in listing.words),
    )  # fmt: skip


def alone(found: Relocation) -> bool:
    """Whether what the whole register says is said of few families or, as good as, of one settlement: no two have FEW families or more."""
    return sum(one.families >= FEW for one in found.settlements) < 2


def by_consent(found: Relocation) -> dict[str, list[str]]:
    """Families by the code of their consent."""
    return {
        code: [family for family, cells in found.state.items() if cells.get("consent", "not asked") == code] for code in CONSENTS
    }


def unsaid(found: Relocation) -> frozenset[str]:
    """Codes of consent whose counts are not printed, as they would tell of single families of one settlement."""
    return unprinted({code: len(some) for code, some in by_consent(found).items()}) if alone(found) else frozenset()


def few(count: int, found: Relocation, words: Words) -> str:
    """A count of families of the whole register; not shown where it would tell of single families of one settlement."""
    return words.t(HIDDEN) if alone(found) and 0 < count < FEW else words.number(count)


def registered(found: Relocation, words: Words) -> int | str:
    """How many families the register holds, or that they are few."""
    return len(found.state) if len(found.state) >= FEW else words.t(FEWER, n=FEW)


def settlements(found: Relocation, words: Words) -> Listing:
    """Settlements in the order in which they are reached, each criterion in its own column."""
    heads = (
        N_("Settlement"), N_("Rank"), N_("Chance in a year"), N_("Within {years} years"), N_("Reached, if it starts"), N_("People where flow may come"),
        N_("Families"), N_("People of these families"),
    )  # fmt: skip
    columns = tuple(words.t(head, years=found.about["settings"]["horizon"]) if "{" in head else words.t(head) for head in heads)
    quiet = hidden(found)
    lines = tuple(_standing(one, one.place.name in quiet, words) for one in found.settlements[:SHOWN])
    note = words.t(N_("{count} more in the files."), count=len(found.settlements) - SHOWN) if len(found.settlements) > SHOWN else ""
    if quiet:
        note = f"{words.t(N_('Counts of fewer than {few} families are not shown, nor one from which they could be worked out.'), few=FEW)} {note}"
    whole = Listing("settlements", words.t(N_("Settlements, the most often reached first")), columns, lines, note.strip())
    return lean(whole, {words.t(N_("not reported"))})


def _standing(one: Standing, quiet: bool, words: Words) -> tuple[str, ...]:
    reach = max((hazard.reach for hazard in one.hazards), default=None)
    reached = [hazard.reached for hazard in one.hazards if hazard.reached]
    lives = max(reached, key=lambda ends: ends[2]) if reached else None
    families = words.t(HIDDEN) if quiet else words.number(one.families)
    return (
        one.place.name, ranked(one, words), *(chance(one, span, words) for span in (one.yearly, one.horizon)),
        words.t(N_("not looked at")) if reach is None else f"{words.number(100 * reach, 0)}{HARD}%",
        words.estimate(round(lives[0]), round(lives[1]), round(lives[2]), "") if lives else words.t(N_("not reported")),
        families, words.t(HIDDEN) if quiet else persons(one.people, words) if one.families else words.number(0),
    )  # fmt: skip


def ranked(one: Standing, words: Words) -> str:
    """The rank with its range."""
    low, mid, high = one.rank
    if low < high and (one.open or not one.looked):
        return words.t("{low} to {high}", low=low, high=high)
    return words.number(mid) if low == high else words.spanned(words.number(mid), words.number(low), words.number(high))


def chance(one: Standing, span: tuple[float, float, float], words: Words) -> str:
    """A chance in percent; not known where nobody knows how often, at least where one of several hazards is so."""
    if not one.looked or (one.open and span[1] == 0):
        return words.t(N_("not known"))
    if span[2] == 0:
        return words.t(N_("not reached"))
    low, mid, high = (100 * end for end in span)
    text = words.estimate(low, mid, high, "%")
    return words.t(N_("at least {text}"), text=text) if one.open else text


def _consents(found: Relocation, words: Words) -> Listing:
    """Families by what they said, the whole register together."""
    quiet = unsaid(found)
    lines = tuple(
        (
            words.t(CONSENTS[code]), words.t(HIDDEN) if code in quiet else words.number(len(some)),
            _steps([found.step(family) for family in some], words, counted=not quiet),
        )
        for code, some in by_consent(found).items() if some
    )  # fmt: skip
    columns = (words.t(N_("Consent to move")), words.t(N_("Families")), words.t(N_("Next step")))
    return Listing("consent", words.t(N_("What the families say")), columns, lines, words=(2,))


def _steps(steps: list[Step], words: Words, *, counted: bool) -> str:
    """Next steps, each with its number of families."""
    return "; ".join(
        words.t(STEPS[name]) + (f" ({words.number(steps.count(name))})" if counted else "") for name in dict.fromkeys(steps)
    )


def destinations(found: Relocation, words: Words) -> Listing:
    """Destinations with what speaks against them and what is open; the excluded last."""
    heads = (
        N_("Destination"),
        N_("Verdict"),
        N_("What speaks against it"),
        N_("What is not known"),
        N_("Nearest old land"),
        N_("Season today"),
    )
    lines = tuple(
        (one.place.name, verdict(one, words), reasons(one.reasons, words), reasons(one.open, words), _away(one, words), _season(found, one, words))
        for one in sorted(found.destinations, key=lambda one: one.excluded)
    )  # fmt: skip
    caption = words.t(N_("Destinations, screened by the same rule"))
    return lean(Listing("destinations", caption, tuple(map(words.t, heads)), lines, words=(1, 2, 3, 5)), {words.t(N_("not known"))})


def verdict(one: Verdict, words: Words) -> str:
    """Excluded, not excluded, or not for some livelihoods."""
    whom = [words.t(LIVELIHOODS[code]) for code in dict.fromkeys(reason.whom for reason in one.reasons) if code]
    return words.t(PARTLY, whom=", ".join(whom)) if whom and not one.excluded else words.t(EXCLUDED[one.excluded])


def reasons(some: tuple[Reason, ...], words: Words) -> str:
    """Reasons as one text; those of one livelihood name it."""
    return "; ".join(_reason(one, words) for one in some) or "–"


def _reason(one: Reason, words: Words) -> str:
    names = one.values.get("hazards")
    told = {"hazards": ", ".join(named(str(name), words) for name in names)} if isinstance(names, tuple) else {}
    text = words.t(one.message, **(one.values | told))
    return f"{words.t(LIVELIHOODS[one.whom])}: {text}" if one.whom else text


def named(source: str, words: Words) -> str:
    """A hazard's name; of a runout its kind of flow in the language."""
    kind, sign, folder = source.partition(" · ")
    return f"{words.t(kind)}{sign}{folder}"


def _away(one: Verdict, words: Words) -> str:
    return words.t(N_("not known")) if one.old_land_km is None else f"{words.number(one.old_land_km, 0)}{HARD}{words.t(N_('km'))}"


def _season(found: Relocation, one: Verdict, words: Words) -> str:
    seen = found.climates.get(one.place.name)
    if seen is None:
        return words.t(N_("not known"))
    low, high = seen.days
    belts = dict.fromkeys(words.t(BELTS[name]) for name in seen.belts)
    return f"{words.range(low, (low + high) / 2, high, 'days') or words.estimate(low, low, low, 'days')}, {' / '.join(belts)}"


def _visits(found: Relocation, words: Words) -> Listing:
    """Visits by year: made, due, later."""
    states = {year: [visit.state for visit in found.visits if visit.year == year] for year in YEARS}
    lines = tuple(
        (words.t(AFTER[year]), *(few(states[year].count(name), found, words) for name in ("done", "due", "later")))
        for year in YEARS if states[year]
    )  # fmt: skip
    columns = (words.t(N_("Visit")), *(words.t(VISITS[name]) for name in ("done", "due", "later")))
    return Listing("visits", words.t(N_("Visits to families that moved")), columns, lines)


def _unknown(found: Relocation, words: Words) -> tuple[str, ...]:
    """What is not known, as sentences; nothing where all is."""
    lived = [one for one in found.settlements if one.families]
    no_hazard = [one.place.name for one in lived if not one.looked]
    no_period = [one.place.name for one in lived if one.open]
    open_goals = [one.place.name for one in found.destinations if one.open]
    lines = (
        (N_("No hazard was looked at for: {names}."), no_hazard), (N_("How often the hazard starts is not known for: {names}."), no_period),
        (N_("Destinations with open questions: {names}."), open_goals),
    )  # fmt: skip
    said = [words.t(text, names=", ".join(names[:SHOWN])) for text, names in lines if names]
    if found.blank:
        said.append(words.t(N_("Families that do not say how many they are: {n}."), n=found.blank))
    if not found.destinations:
        said.append(words.t(N_("No destination was named: nothing is said of where anybody could go.")))
    if found.about["country"] is None and found.destinations:
        said.append(words.t(N_("Season and belt of the destinations were not asked for; name the country with --country.")))
    return tuple(said)


def _checks(words: Words) -> Listing:
    lines = tuple((words.t(item.label), item.source) for item in CHECKS)
    columns = (words.t(N_("Before a family moves")), words.t(N_("Guidance")))
    return Listing("checks", words.t(N_("Checklist of consent and livelihood")), columns, lines, words=(1,))


def _files(about: dict[str, Any], words: Words) -> Listing:
    lines = tuple((name, digest[:16]) for name, digest in about["files"].items())
    return Listing("files", words.t(N_("Files that were read")), (words.t(N_("File")), "SHA-256"), lines, words=(1,))
