"""What two or three tests show, in one language: the answer first, then sessions, questions, who is missing, and what it does not show."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import sqrt
from typing import TYPE_CHECKING, Final

from highground import __version__
from highground.basis.learning import Test
from highground.basis.question import SESSIONS
from highground.basis.words import N_
from highground.response.capacity.learning.evaluation import Evaluation, Item, Taken
from highground.response.capacity.learning.gain import SMALL, Span
from highground.views.report.alphabet.words import HARD, Words
from highground.views.report.narrative.parts import Listing, Number, Sheet, notice

if TYPE_CHECKING:
    from highground.catalogue.answers.bank import Bank

NONE: Final = "–"
EASY: Final = 0.9  # share of right answers above which a question is looked at again; judged
TOUGH: Final = 0.2  # share of right answers below which it is; judged
BLUNT: Final = 0.2  # correlation with the other questions below which it is, and below whose negative its key is; judged
TELLING: Final = (
    20  # participants from whom on a discrimination is remarked upon: below, chance alone moves it by half and more; judged
)
CHANCE: Final = N_(
    "With {people} people a discrimination may be off by {by} either way through chance alone: a remark is a hint to read the question again."
)  # 1.96 / sqrt(n - 3), Fisher (1921), Metron 1, 3-32
TESTS: Final[Mapping[Test, str]] = {"pre": N_("Test before"), "post": N_("Test after"), "later": N_("Test months later")}
CLOSED: Final = N_(
    "The class closed {gain} of the gap between its test before and full marks. Right answers before: {pre}; after: {post}. Took both tests: {n}."
)
UNSURE: Final = N_(
    "No change can be told from chance: the range of the gain includes zero. Right answers before: {pre}; after: {post}. Took both tests: {n}."
)
UNTOLD: Final = N_(
    "Whether the class gained cannot be told: no range can be given for the gain. Right answers before: {pre}; after: {post}. Took both tests: {n}."
)
FELL: Final = N_(
    "The class had fewer right answers after the training than before. Right answers before: {pre}; after: {post}. Took both tests: {n}."
)
FULL: Final = N_("Everybody had everything right before the training, so the test cannot show a gain. Took both tests: {n}.")
FEW: Final = N_(
    "Fewer than {least} people took both tests. Ranges from so few are rough, and one person moves them; read them as a hint."
)
FORMS: Final = N_(
    "The tests had different questions (form {a} before, form {b} after), alike by design but not tried out: a part of the change may be that one form is harder. Next time let one half of the class begin with the other form: then that can be taken out."
)
SAME: Final = N_(
    "The questions before and after were the same. People remember questions, so a part of the change may be practice."
)
CROSSED: Final = N_(
    "Form {a} came first for {n} of them and form {b} for {m}, so a difference between the forms can be taken out. The change in points is then {change}."
)
EASIER: Final = N_("Form {a} is easier than form {b}. Difference in points: {gap}.")
NEITHER: Final = N_("That one form is easier cannot be told from chance. Form {a} less form {b}, in points: {gap}.")
NO_PAIRS: Final = N_(
    "McNemar's test by question does not apply, because no question stands in both tests. Compare by session instead."
)
LEFT: Final = N_("Took only the test before: {pre}; only the test after: {post}. They are not in the comparison.")
BETTER: Final = N_(
    "Those who left had scored lower before than those who stayed, so the result may look better than for the whole class. Difference in points: {gap}."
)
WORSE: Final = N_("Those who left had scored higher before than those who stayed. Difference in points: {gap}.")
ALIKE: Final = N_(
    "Whether those who left had scored otherwise before than those who stayed cannot be told from chance. Difference in points: {gap}."
)
ALL: Final = N_("Everybody who took one of the two tests took the other too.")
ONE: Final = N_("One person alone left or stayed, so nothing can be said of whether they differ.")
GONE: Final = N_(
    "Took both tests and not the later one: {gone} of {both}. After the training, those who came back less those who did not, in points: {gap}."
)
SHINES: Final = N_("Those who came back had known more, so what is left may look better than for the whole class.")
OTHER: Final = N_(
    "The later test (form {a}) had other questions than the test after (form {b}): a part of what is left may be that one form is harder."
)
AFTER: Final = N_(
    "Of all who took three tests ({n}), right answers were {pre} before, {post} after and {later} months later. Change since the test after, in points: {change}."
)
KEPT: Final = N_("Of the gain, this is left: {kept}.")
NOT_KEPT: Final = N_("How much of the gain is left cannot be told, because the gain itself is not sure.")
LIMITS: Final = (
    N_("There was no group without training to compare with. That people know more is shown; that the training alone caused it is not."),
    N_("A test shows what people know on that day, not what they do at work."),
    N_("People who meet questions of this kind a second time do somewhat better even without a training."),
    N_("Ranges say how much the result would differ with other people like these. They do not cover guessing, copying or a test that is easier."),
    N_("No person is named or ranked here, and no certificate follows from this page."),
)  # fmt: skip
METHOD: Final = (
    N_("Gain of the class: points won of the points that could be won, from the means of the class (Hake 1998). Mean of own gains: the same for each person, then the mean; who had everything right before is left out."),
    N_("Ranges, all 95 %: gain of the class and what is left of it, Fieller; means, changes and own gains, Student; size, noncentral t; those who left against those who stayed, Welch."),
    N_("A question counts when it is wholly right; a blank counts as wrong."),
    N_("Difficulty: share of right answers. Discrimination: correlation with the sum of all other questions. Best against weakest: share right among the best 27 % less that among the weakest 27 % (Kelley 1939)."),
    N_("Agreement of the test with itself: KR-20 with Feldt's range. Questions of both tests: McNemar's exact test, corrected for many by Holm."),
)  # fmt: skip
COLOPHON: Final = N_("Made by highground {version} on {day}. All tables: evaluation.xlsx; for machines: evaluation.json.")


@dataclass(frozen=True, slots=True)
class Page(Sheet):
    """The page of an evaluation."""

    numbers: tuple[Number, ...]
    caption: str
    tables: tuple[Listing, ...]
    warnings: tuple[str, ...]
    limits: tuple[str, ...]
    method: tuple[str, ...]


def build(found: Evaluation, bank: "Bank", country: str, lang: str, today: date) -> Page:
    """The whole page. country: its name in the language."""
    words = Words(lang, "learning", "questions")
    tables = (
        sessions(found, words),
        tests(found, words),
        *(items(taken, found, bank, words) for taken in found.tests),
        changed(found, bank, words),
    )
    return Page(
        lang=lang, title=words.t(N_("What the training changed")), subtitle=words.t(N_("{country}: tests before and after"), country=country),
        made_on=words.date(today), version=__version__, notice=notice(words), answer=answer(found, words), numbers=_numbers(found, words),
        caption=words.t(N_("Share of right answers of those who took both tests, before and after, with 95 % ranges.")),
        tables=tuple(table for table in tables if table.lines), warnings=warnings(found, words), limits=tuple(map(words.t, LIMITS)),
        method=tuple(map(words.t, METHOD)), colophon=words.t(COLOPHON, version=__version__, day=words.date(today)),
    )  # fmt: skip


def percent(span: Span | None, words: Words) -> str:
    """A share with its range, in percent."""
    return told(span, words, "%")


def told(span: Span | None, words: Words, unit: str = "", scale: float = 100) -> str:
    """A number with its range as people read it; a dash where there is none."""
    if span is None:
        return NONE
    digits = 0 if scale == 100 else 2
    low, mid, high = (None if end is None else words.number(scale * end, digits) for end in (span.low, span.mid, span.high))
    value = f"{mid}{HARD}{unit}" if unit else str(mid)
    return value if low is None or high is None else words.spanned(value, low, high)


def sure(span: Span | None) -> bool:
    """Whether a range tells its sign: it has ends, and both lie on one side of zero."""
    return span is not None and span.low is not None and span.high is not None and not span.low <= 0 <= span.high


def answer(found: Evaluation, words: Words) -> str:
    """The first sentence of the page."""
    if found.gain is None:
        return words.t(FULL, n=found.attrition.both)
    if found.gain.low is None or found.gain.high is None:
        template = UNTOLD
    else:
        template = UNSURE if not sure(found.gain) else CLOSED if found.gain.mid > 0 else FELL
    return words.t(
        template,
        gain=percent(found.gain, words),
        pre=percent(found.pre, words),
        post=percent(found.post, words),
        n=found.attrition.both,
    )


def _numbers(found: Evaluation, words: Words) -> tuple[Number, ...]:
    made = [
        (percent(found.gain, words), N_("of the gap closed by the class"), N_("Hake's normalised gain")),
        (percent(found.own_gain, words), N_("mean of each person's own gain"), N_("of those who could gain")),
        (told(found.change, words), N_("change in points of 100"), N_("mean of those who took both tests")),
        (told(found.size, words, scale=1), N_("size of the change"), N_("Cohen's d of pairs: change in units of its spread")),
        (
            percent(found.later.kept if found.later else None, words),
            N_("of the gain left months later"),
            N_("of those who took three tests"),
        ),
    ]
    return tuple(_number(value, words.t(label), words.t(why)) for value, label, why in made if value != NONE)


def _number(value: str, label: str, why: str) -> Number:
    """A number whose range stands in the note below it."""
    head, _, tail = value.partition("\u00a0(" if "\u00a0(" in value else " (")
    return Number(head, "", label, f"{tail.rstrip(')')}; {why}" if tail else why)


def warnings(found: Evaluation, words: Words) -> tuple[str, ...]:
    """What a reader must know before the tables: few people, who is missing, other forms, and what is left months later."""
    few = [words.t(FEW, least=SMALL)] if found.attrition.both < SMALL else []
    pairs = [] if found.changed else [words.t(NO_PAIRS)]
    return (*few, *_missing(found, words), *_forms(found, words), *pairs, *_left(found, words))


def _missing(found: Evaluation, words: Words) -> list[str]:
    gone = found.attrition
    said = [words.t(LEFT, pre=gone.pre, post=gone.post) if gone.pre or gone.post else words.t(ALL)]
    if gone.stayed is not None:
        lone = gone.stayed.low is None
        template = ONE if lone else ALIKE if not sure(gone.stayed) else BETTER if gone.stayed.mid > 0 else WORSE
        said.append(words.t(template, gap=told(gone.stayed, words)))
    return said


def _forms(found: Evaluation, words: Words) -> list[str]:
    """What the forms may have done to the change."""
    crossed, before, after = found.crossed, found.forms("pre"), found.forms("post")
    if crossed is None:
        same = before == after and len(before) == 1
        return [words.t(SAME) if same else words.t(FORMS, a=", ".join(before), b=", ".join(after))]
    first, second, gap = crossed.first, crossed.second, told(crossed.easier, words)
    n, m = crossed.people
    said = words.t(CROSSED, a=first, b=second, n=n, m=m, change=told(crossed.change, words))
    if sure(crossed.easier) and crossed.easier.mid < 0:
        return [said, words.t(EASIER, a=first, b=second, gap=told(turned(crossed.easier), words))]
    return [said, words.t(EASIER if sure(crossed.easier) else NEITHER, a=second, b=first, gap=gap)]


def turned(span: Span) -> Span:
    """A number with the other sign."""
    low, high = (None if end is None else -end for end in (span.high, span.low))
    return Span(-span.mid, low, high)


def _left(found: Evaluation, words: Words) -> list[str]:
    """What the follow-up tells, and who did not come to it."""
    later = found.later
    if later is None:
        return []
    shares = {name: percent(Span(getattr(later, name)), words) for name in ("pre", "post", "later")}
    said = [words.t(AFTER, n=later.all, change=told(later.change, words), **shares)]
    said.append(words.t(KEPT, kept=percent(later.kept, words)) if later.kept else words.t(NOT_KEPT))
    if later.stayed is not None:
        gone, both = found.attrition.both - later.all, found.attrition.both
        said.append(words.t(GONE, gone=gone, both=both, gap=told(later.stayed, words)))
        said += [words.t(SHINES)] if sure(later.stayed) and later.stayed.mid > 0 else []
    if found.forms("later") != found.forms("post"):
        said.append(words.t(OTHER, a=", ".join(found.forms("later")), b=", ".join(found.forms("post"))))
    return said


def sessions(found: Evaluation, words: Words) -> Listing:
    """Sessions of the training that both tests asked about."""
    columns = (
        N_("Session"),
        N_("Questions before"),
        N_("Questions after"),
        N_("Right before, %"),
        N_("Right after, %"),
        N_("Change, points"),
    )
    lines = tuple(
        (words.t(SESSIONS[one.id]), *map(str, one.items), told(one.pre, words), told(one.post, words), told(one.change, words))
        for one in found.sessions
    )
    note = words.t(N_("A session has few questions: read its change beside its range, and not as a mark for the session."))
    return Listing("sessions", words.t(N_("By session")), tuple(map(words.t, columns)), lines, note)


def tests(found: Evaluation, words: Words) -> Listing:
    """The tests themselves: how many took each form, and how far it agrees with itself."""
    columns = (N_("Test"), N_("Form"), N_("Participants"), N_("Questions"), N_("KR-20"))
    lines = tuple(
        (words.t(TESTS[one.test]), one.form, words.number(one.people), str(one.items), told(one.agreement, words, scale=1))
        for one in found.tests
    )
    note = words.t(
        N_(
            "KR-20 tells how far the questions of a test agree: from about 0.7 on a test tells people apart well. With few people or where all know alike it says little."
        )
    )
    return Listing("tests", words.t(N_("The tests")), tuple(map(words.t, columns)), lines, note, words=(1,))


def items(taken: Taken, found: Evaluation, bank: "Bank", words: Words) -> Listing:
    """The questions of one form in one test."""
    columns = (
        N_("No."),
        N_("Question"),
        N_("Session"),
        N_("Right, %"),
        N_("Discrimination"),
        N_("Best against weakest"),
        N_("To look at"),
    )
    mine = [one for one in found.items if (one.test, one.form) == (taken.test, taken.form)]
    enough = taken.people >= SMALL
    caption = words.t(N_("Questions: {test}, form {form}"), test=words.t(TESTS[taken.test]), form=taken.form)
    note = words.t(CHANCE, people=taken.people, by=words.number(1.96 / sqrt(taken.people - 3), 1)) if enough else ""
    lines = tuple(_item(one, bank, words, taken.people) for one in mine)
    return Listing(f"items-{taken.test}-{taken.form}", caption, tuple(map(words.t, columns)), lines, note, words=(1, 2, 6))


def _item(one: Item, bank: "Bank", words: Words, people: int) -> tuple[str, ...]:
    tell = [NONE if value is None else words.number(value, 2) for value in (one.discrimination, one.upper_lower)]
    return (
        str(one.number), stem(one.id, bank, words.lang), words.t(SESSIONS[one.session]), words.number(100 * one.share, 0), *tell,
        words.t(remark(one, people)),
    )  # fmt: skip


def remark(one: Item, people: int) -> str:
    """What a trainer may look at; a dash where nothing is odd, or where too few took the form to tell."""
    if people < SMALL:
        return NONE
    if one.share > EASY:
        return N_("nearly all know it")
    if one.share < TOUGH:
        return N_("hardly anybody knows it")
    if one.discrimination is None or people < TELLING or one.discrimination >= BLUNT:
        return NONE
    return N_("the better ones miss it: check its key") if one.discrimination < -BLUNT else N_("tells little about who knows")


def stem(name: str, bank: "Bank", lang: str) -> str:
    """A question's words in the language, else in the one that the bank has."""
    texts = bank.stems[name]
    return texts.get(lang) or next(iter(texts.values()))


def changed(found: Evaluation, bank: "Bank", words: Words) -> Listing:
    """Questions of both tests, by how many changed their answer."""
    columns = (N_("Question"), N_("From wrong to right"), N_("From right to wrong"), N_("Chance"), N_("Corrected for many"))
    lines = tuple(
        (stem(one.id, bank, words.lang), str(one.won), str(one.lost), _chance(one.chance, words), _chance(one.corrected, words))
        for one in found.changed
    )
    note = words.t(
        N_(
            "Chance: how likely so uneven a split is if nobody learnt or forgot. Below 0.05 after correction a question shows a change by itself."
        )
    )
    return Listing("changed", words.t(N_("Questions that stood in both tests")), tuple(map(words.t, columns)), lines, note)


def _chance(value: float, words: Words) -> str:
    return "<" + words.number(0.001, 3) if value < 0.001 else words.number(value, 3)
