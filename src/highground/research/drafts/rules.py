"""Rules are data: which numbers, concepts and years of a sentence together make it doubtful, and what to say then."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, replace
from fnmatch import fnmatchcase
from typing import Any, Final

from highground.basis.errors import BadData
from highground.basis.source import GRADES
from highground.research.drafts.known import Known
from highground.research.drafts.numbers import Figure
from highground.research.drafts.reading import NOUNS, Reading
from highground.research.drafts.vocabulary import Concept, Mention

KINDS: Final = ("figure", "confusion", "cause", "forecast", "term")
EXACT: Final = 0.005  # of a number: a last written digit worth less than this cannot be chance; judged
WIDE: Final = ("cause", "forecast")  # kinds whose doubt is in the words, not in the number
SEVERITIES: Final = ("wrong", "doubtful", "style")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. All that is given must hold; what is not given does not matter.

    Concepts may be given as alternatives (`a|b`) and, with ^ at the end, may stand in the sentences before. `figures`: a number is one of
    these known figures; `other_than`: a number is none of them; `bound`: of the concepts `among`, the one nearest to the number is one of
    these; `together`: known figures that the sentence all holds; `without`: known figures that it does not hold.
    """

    id: str
    kind: str
    severity: str
    why: str
    write: str
    source: str = ""
    grade: str = ""
    right: str = ""  # known figure that gives the source and grade; * for the one that the number is
    figures: tuple[str, ...] = ()
    other_than: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    among: tuple[str, ...] = ()
    bound: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()  # what the number counts
    quantity: tuple[str, ...] = ()  # up to, more than, about
    unit: str = ""  # "%" or "count"; only with other_than
    least: float = 0.0
    most: float = 0.0
    years: tuple[int, ...] = ()  # the sentence names years, and none of these
    exact: bool = False  # the number is written with at least three figures that count
    single: bool = False  # the number is no end of a range and no upper bound
    sums: bool = False  # the number is the sum of two others of the sentence
    over: tuple[str, ...] = ()  # rules that say nothing where this one speaks


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a rule holds: what in the sentence it rests on."""

    rule: Rule
    start: int
    end: int
    figure: Figure | None


def rules(raw: Iterable[Mapping[str, Any]], known: Mapping[str, Known], concepts: Mapping[str, Concept]) -> tuple[Rule, ...]:
    """Rules from their tables. Raises BadData naming the rule, the key and what is allowed."""
    made = tuple(_spread(_rule(table), known) for table in raw)
    names = [rule.id for rule in made]
    for rule in made:
        _check(rule, known, concepts)
        if names.count(rule.id) > 1:
            raise BadData(f"rule {rule.id!r} comes twice; give one of them another id")
    return made


def _rule(table: Mapping[str, Any]) -> Rule:
    name = table.get("id", "?")
    types = {field.name: field for field in fields(Rule)}
    if strangers := sorted(set(table) - set(types)):
        raise BadData(f"rule {name!r} has an unknown key {strangers[0]!r}; allowed are {', '.join(types)}")
    if missing := [key for key, field in types.items() if field.default is MISSING and not table.get(key)]:
        raise BadData(f"rule {name!r} lacks {', '.join(missing)}; add each key")
    for key, value in table.items():
        default = types[key].default
        wanted: tuple[type, ...] = (
            (str,)
            if default is MISSING
            else (list,)
            if isinstance(default, tuple)
            else (int, float)
            if key in ("least", "most")
            else (type(default),)
        )
        if not isinstance(value, wanted):
            raise BadData(f"rule {name!r}: {key} must be {wanted[0].__name__}, got {value!r}")
    given: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}
    return Rule(**given)


def _spread(rule: Rule, known: Mapping[str, Known]) -> Rule:
    """The rule with a * in its figures replaced by all that it stands for."""

    def every(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(found for name in names for found in ([held for held in known if fnmatchcase(held, name)] or [name]))

    return replace(rule, figures=every(rule.figures), other_than=every(rule.other_than))


def _check(rule: Rule, known: Mapping[str, Known], concepts: Mapping[str, Concept]) -> None:
    figures = (
        *rule.figures,
        *rule.other_than,
        *rule.together,
        *rule.without,
        *((rule.right,) if rule.right not in ("", "*") else ()),
    )
    named = [part.removesuffix("^") for text in (*rule.needs, *rule.lacks, *rule.among, *rule.bound) for part in text.split("|")]
    for what, given, allowed in (
        ("kind", (rule.kind,), KINDS), ("severity", (rule.severity,), SEVERITIES), ("known figure", figures, known), ("concept", named, concepts),
        ("noun", rule.nouns, (*NOUNS, "none")), ("grade", (rule.grade,) if rule.grade else (), GRADES),
    ):  # fmt: skip
        if strangers := [name for name in given if name not in allowed]:
            raise BadData(f"rule {rule.id!r}: there is no {what} {strangers[0]!r}; choose one that is in the tables")
    if not (rule.right and (rule.right != "*" or rule.figures)) and not (rule.source and rule.grade):
        raise BadData(f"rule {rule.id!r} has no source: give right = a known figure, or source and grade")
    if not (rule.figures or rule.other_than or rule.needs or rule.bound or rule.together):
        raise BadData(f"rule {rule.id!r} would mark every sentence; give figures, needs or bound")


def hits(rule: Rule, reading: Reading, known: Mapping[str, Known]) -> Iterator[Hit]:
    """Every place of a sentence where a rule holds."""
    counts = rule.figures or rule.other_than or rule.nouns or rule.least or rule.single or rule.sums or rule.quantity
    numbers = [figure for figure in reading.figures if _value_fits(rule, figure, reading, known)] if counts else []
    if (counts and not numbers) or not _sentence_fits(rule, reading, known):
        return
    if not counts:
        place = _place(rule, reading)
        if place:
            yield Hit(rule, *place, None)
        return
    for figure in numbers:
        if not _words_fit(rule, figure, reading):
            continue
        mention = reading.nearest(figure, rule.among or rule.bound) if rule.bound else None
        if not rule.bound or _bound_fits(rule, mention):
            with_words = (mention.start, mention.end) if mention else _place(rule, reading) if rule.kind in WIDE else None
            start, end = with_words or (figure.start, figure.end)
            yield Hit(rule, min(figure.start, start), max(figure.end, end), figure)


def _sentence_fits(rule: Rule, reading: Reading, known: Mapping[str, Known]) -> bool:
    if not all(any(reading.says(part) for part in text.split("|")) for text in rule.needs):
        return False
    if any(reading.names(part) for text in rule.lacks for part in text.split("|")):
        return False
    if rule.years and (not reading.years or set(rule.years) & set(reading.years)):
        return False
    held = {name: any(known[name].is_in(figure) for figure in reading.figures) for name in (*rule.together, *rule.without)}
    return all(held[name] for name in rule.together) and not any(held[name] for name in rule.without)


def _value_fits(rule: Rule, figure: Figure, reading: Reading, known: Mapping[str, Known]) -> bool:
    """Whether a number is what the rule wants by its value; asked first, because most numbers are not."""
    return (
        figure.value >= rule.least
        and (not rule.most or figure.value <= rule.most)
        and (not rule.unit or (figure.unit == "%") == (rule.unit == "%"))
        and (not rule.quantity or figure.bound in rule.quantity)
        and (not rule.exact or figure.step <= EXACT * figure.value)
        and (not rule.single or (figure.side == "" and figure.bound != "up to"))
        and (not rule.figures or any(known[name].is_in(figure) for name in rule.figures))
        and not any(known[name].is_in(figure) for name in rule.other_than)
        and (not rule.sums or _is_sum(figure, reading.figures))
    )


def _words_fit(rule: Rule, figure: Figure, reading: Reading) -> bool:
    """Whether the words around a number are what the rule wants."""
    return (not rule.nouns or (reading.noun(figure) or "none") in rule.nouns) and not reading.denies(figure)


def _bound_fits(rule: Rule, mention: Mention | None) -> bool:
    return mention is not None and mention.concept in rule.bound and mention.said


def _is_sum(figure: Figure, others: tuple[Figure, ...]) -> bool:
    parts = [other.value for other in others if other.value < figure.value]
    return any(figure.means(a + b) for place, a in enumerate(parts) for b in parts[place + 1 :])


def _place(rule: Rule, reading: Reading) -> tuple[int, int] | None:
    """What a rule without numbers rests on: the first mention of its first need."""
    parts = [part.removesuffix("^") for part in (*rule.needs, *rule.bound, "")[0].split("|")]
    said = [mention for part in parts for mention in reading.mentions[part] if mention.said]
    if not said:
        return (0, len(reading.text)) if rule.together else None
    first = min(said, key=lambda mention: mention.start)
    return first.start, first.end
