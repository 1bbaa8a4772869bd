"""What the page of a comparison of groups of countries says, in one language. It is laid out as the page of gaps."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from highground import __version__
from highground.basis.words import N_
from highground.response.policy.compare import MEASURES, Compared, Measure, Side
from highground.response.policy.compare_shares import Difference, Share, wilson
from highground.views.report.alphabet.words import HARD, Words
from highground.views.report.narrative.parts import Findings, Listing, Number, notice

NONE: Final = "–"
FEW: Final = 10  # countries of a group below which the page warns; judged: the interval of a half is then wider than 50 points
GROUPS: Final = {"mountain": N_("Mountain countries"), "sids": N_("Small island states"), "landlocked": N_("Landlocked countries")}
MEASURED: Final[Mapping[Measure, str]] = {
    "mobility": N_("mention human mobility"), "place": N_("mention mountains or islands"), "finance": N_("speak of finance"),
}  # fmt: skip
PUBLISHED: Final = {
    "ndc-mobility": N_("Updated national climate plans that mention human mobility"), "drr-strategies": N_("Countries of which a strategy of disaster risk reduction was found"),
}  # fmt: skip
GRADES: Final = {"read": N_("read in the source"), "unverified": N_("not verified"), "given": N_("your own list")}
ANSWER: Final = N_(
    "{one}: of {n_one} countries whose texts were read in full, {hits_one} mention human mobility. {other}: of {n_other}, {hits_other}."
)
DIFFER: Final = N_("The difference is {difference} percentage points ({low} to {high}).")
OPEN: Final = N_("Whether the groups differ is not settled.")
PLAIN: Final = N_("The interval leaves zero out.")
DOUBTFUL: Final = N_("{group}, {measure}: left out, because coders disagree on their texts and nobody has settled it: {names}.")
ONE_SIDED: Final = N_("Of one group no text was read in full; nothing is compared.")
SMALL: Final = N_(
    "Few countries were read: an interval is wide, and one more text may turn it. This is a reading of those texts, not of the groups."
)
LIMITS: Final = (
    N_("Only countries of which a person has read a text in full count. They are no random sample: whose texts are easy to get and to read comes first."),
    N_("Texts of different years and kinds are counted alike; a later text may say more because it is later."),
    N_("To mention is not to commit: a strength of 0 or 1 is a word or a fact, and no commitment."),
    N_("Published counts are of other texts and other readers. They stand beside ours and are no test of them."),
)  # fmt: skip
METHOD: Final = (
    N_("Only codes that a person confirmed or that were adjudicated count; suggestions of the program do not."),
    N_("Shares with 95 % intervals by Wilson (1927), their difference by Newcombe (1998, method 10), and Fisher's exact test, two-sided. No correction for three comparisons."),
    N_("Human mobility: migration, displacement, planned relocation, immobility. Strength: the strongest passage of each country, 0 mention, 1 context, 2 aim, 3 measure, 4 measure with budget, owner and deadline."),
)  # fmt: skip
COLOPHON: Final = N_("Made by highground {version} on {day}. All tables: compare.xlsx; for machines: compare.json.")


def build(
    found: Compared, published: Sequence[Mapping[str, Any]], names: Mapping[str, Mapping[str, str]], lang: str, today: date
) -> Findings:
    """The whole page. published: rows of counts; names: country code -> name by language."""
    words = Words(lang, "gaps")
    few = [words.t(SMALL)] if min(len(found.one.read), len(found.other.read)) < FEW else []
    tables = (
        _shares(found, words),
        _strengths(found, words),
        _used(found, names, words),
        _coverage(found, words),
        _published(published, words),
    )
    return Findings(
        lang=lang, title=f"{group(found.one.name, words)} · {group(found.other.name, words)}", subtitle=words.t(N_("What their laws and plans say on mobility, side by side")),
        made_on=words.date(today), version=__version__, notice=notice(words), answer=" ".join((*_answer(found, words), *few)), numbers=_numbers(found, words),
        tables=tuple(table for table in tables if table.lines), unknown=_unknown(found, names, words), limits=tuple(map(words.t, LIMITS)), method=tuple(map(words.t, METHOD)),
        checks=_members(found, names, words), files=_files(found, words), colophon=words.t(COLOPHON, version=__version__, day=words.date(today)),
    )  # fmt: skip


def group(name: str, words: Words) -> str:
    """The name of a group; one's own prints as it was given."""
    return words.t(GROUPS[name]) if name in GROUPS else name


def _answer(found: Compared, words: Words) -> tuple[str, ...]:
    one, other = found.one.shares["mobility"], found.other.shares["mobility"]
    values = {
        "one": group(found.one.name, words),
        "other": group(found.other.name, words),
        "n_one": one.n,
        "n_other": other.n,
        "hits_one": one.hits,
        "hits_other": other.hits,
    }
    difference = found.differences["mobility"]
    if difference is None:
        return words.t(ANSWER, **values), words.t(ONE_SIDED)
    a, b, c = (points(x, words) for x in (difference.mid, difference.low, difference.high))
    settled = words.t(OPEN if difference.low <= 0 <= difference.high else PLAIN)
    return words.t(ANSWER, **values), words.t(DIFFER, difference=a, low=b, high=c), settled


def share(one: Share, words: Words) -> str:
    """3 of 4: 75 % (30 to 95)."""
    if one.mid is None or one.low is None or one.high is None:
        return words.t(N_("no text read"))
    a, b, c = (words.number(100 * x, 0) for x in (one.mid, one.low, one.high))
    counted = words.t(N_("{n} of {of}"), n=one.hits, of=one.n)
    return f"{counted}: {words.spanned(f'{a}{HARD}%', b, c)}"


def points(x: float, words: Words) -> str:
    """A difference in percentage points, with its sign."""
    return ("+" if round(100 * x) > 0 else "") + words.number(100 * x, 0)


def _difference(one: Difference | None, words: Words) -> tuple[str, str]:
    if one is None:
        return NONE, NONE
    a, b, c = (points(x, words) for x in (one.mid, one.low, one.high))
    return words.spanned(a, b, c), words.number(one.p, 2)


def _numbers(found: Compared, words: Words) -> tuple[Number, ...]:
    made = []
    for side in (found.one, found.other):
        one = side.shares["mobility"]
        if one.mid is None or one.low is None or one.high is None:
            continue
        ends = {"low": words.number(100 * one.low, 0), "high": words.number(100 * one.high, 0)}
        note = words.t(N_("{low} to {high} %; texts of {n} countries read"), n=one.n, **ends)
        label = f"{group(side.name, words)}: {words.t(MEASURED['mobility'])}"
        made.append(Number(f"{words.number(100 * one.mid, 0)}{HARD}%", "", label, note))
    return tuple(made)


def _shares(found: Compared, words: Words) -> Listing:
    heads = (
        words.t(N_("Countries whose texts …")),
        group(found.one.name, words),
        group(found.other.name, words),
        words.t(N_("Difference, percentage points")),
        words.t(N_("Exact test, p")),
    )
    lines = tuple(
        (words.t(MEASURED[name]), share(found.one.shares[name], words), share(found.other.shares[name], words), *_difference(found.differences[name], words))
        for name in MEASURES
    )  # fmt: skip
    return Listing("shares", words.t(N_("Shares of countries")), heads, lines)


def _strengths(found: Compared, words: Words) -> Listing:
    heads = (
        N_("Group"),
        N_("Countries whose passages on mobility have a strength"),
        N_("Mean of the strongest, 0 to 4"),
        N_("Lowest to highest"),
    )
    lines = tuple(
        (group(side.name, words), words.number(len(side.strengths)), words.number(side.mean, 1), _ends(side.strengths.values()))
        for side in (found.one, found.other)
        if side.mean is not None
    )
    return Listing("strengths", words.t(N_("Strength of what is said on mobility")), tuple(map(words.t, heads)), lines)


def _ends(strengths: Collection[int]) -> str:
    return "–".join(dict.fromkeys((str(min(strengths)), str(max(strengths)))))


def _used(found: Compared, names: Mapping[str, Mapping[str, str]], words: Words) -> Listing:
    heads = (N_("Country"), N_("Group"), N_("Text"), N_("Year"))
    lines = tuple(
        (
            _named([text.iso3], names, words),
            group(side.name, words),
            text.title or text.name,
            str(text.year or NONE),
        )
        for side in (found.one, found.other)
        for text in side.used
    )
    return Listing("used", words.t(N_("Texts that were used")), tuple(map(words.t, heads)), lines, words=(1, 2))


def _coverage(found: Compared, words: Words) -> Listing:
    heads = (
        N_("Group"),
        N_("Countries in the list"),
        N_("Read in full"),
        N_("In the library, not read"),
        N_("No text in the library"),
    )
    lines = tuple(
        (
            group(side.name, words),
            *(words.number(n) for n in (len(side.countries), len(side.read), len(unread(side)), len(side.missing))),
        )
        for side in (found.one, found.other)
    )
    return Listing("coverage", words.t(N_("How much of each group was read")), tuple(map(words.t, heads)), lines)


def unread(side: Side) -> tuple[str, ...]:
    """Countries whose texts are in the library and none was read in full."""
    return tuple(sorted({text.iso3 for text in side.unread} - set(side.read)))


def _named(codes: Iterable[str], names: Mapping[str, Mapping[str, str]], words: Words) -> str:
    """Countries by name, in the order of the names; a code of somebody's own stays as it is."""
    return ", ".join(sorted(names.get(code, {}).get(words.lang, code) for code in codes))


def _unknown(found: Compared, names: Mapping[str, Mapping[str, str]], words: Words) -> tuple[str, ...]:
    said = []
    for side in (found.one, found.other):
        name = group(side.name, words)
        if side.unread:
            titles = "; ".join(f"{_named([text.iso3], names, words)}: {text.title or text.name}" for text in side.unread)
            said.append(words.t(N_("{group}, texts not read in full: {names}."), group=name, names=titles))
        for measure, countries in side.doubtful.items():
            if countries:
                measured = words.t(MEASURED[measure])
                said.append(words.t(DOUBTFUL, group=name, measure=measured, names=_named(countries, names, words)))
        if side.missing:
            told = _named(side.missing, names, words)
            said.append(words.t(N_("{group}, no text in the library: {names}."), group=name, names=told))
    return tuple(said)


def _published(published: Sequence[Mapping[str, Any]], words: Words) -> Listing:
    heads = (N_("Published count"), N_("Share"), N_("As of"), N_("Source"))
    lines = tuple(
        (
            words.t(PUBLISHED[row["id"]]),
            share(wilson(int(row["hits"]), int(row["denominator"])), words),
            str(row["as_of"]),
            str(row["source"]),
        )
        for row in published
    )
    note = words.t(N_("No published comparison of mountain countries with small island states was found in what was read."))
    return Listing("published", words.t(N_("Published counts beside ours")), tuple(map(words.t, heads)), lines, note, words=(3,))


def _members(found: Compared, names: Mapping[str, Mapping[str, str]], words: Words) -> Listing:
    lines = [
        (
            group(side.name, words),
            words.t(GRADES.get(grade, grade)),
            _named((code for code, said in side.countries.items() if said == grade), names, words),
        )
        for side in (found.one, found.other)
        for grade in sorted(set(side.countries.values()))
    ]
    heads = (N_("Group"), N_("Grade of the membership"), N_("Countries"))
    return Listing("members", words.t(N_("Who is in each group")), tuple(map(words.t, heads)), tuple(lines), words=(1, 2))


def _files(found: Compared, words: Words) -> Listing:
    lines = tuple((text.name, text.sha256) for side in (found.one, found.other) for text in side.used)
    return Listing("files", words.t(N_("Files that it rests on")), (words.t(N_("File")), "SHA-256"), lines, words=(1,))
