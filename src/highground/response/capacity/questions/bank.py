"""The bank of questions of one country, the choice from it, and two forms of a test that are equally hard."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Final

from highground.basis.errors import BadData
from highground.basis.question import LEVELS, SESSIONS, Form, Question
from highground.response.capacity.questions import concepts, numbers, places, sentences
from highground.response.capacity.questions.numbers import Asker
from highground.response.capacity.questions.rows import table

if TYPE_CHECKING:
    from highground.catalogue.runs import Run

ENOUGH: Final = 60  # questions of a bank; fewer is said
_ORDER: Final = tuple(SESSIONS)


def bank(run: "Run", seed: int = 1) -> tuple[Question, ...]:
    """Every question that the run can answer, session by session; the same run and seed give the same questions in the same order.

    Raises BadData where two questions bear one name.
    """
    ask = asker(run, seed)
    claims = {claim.id: claim for claim in run.claims}
    made = (
        *numbers.ranges(ask), *numbers.ladders(ask), *numbers.doubts(ask), *numbers.blanks(ask), *places.tops(ask), *places.sums(ask),
        *sentences.sentences(ask, claims), *concepts.concepts(ask, frozenset(claims)),
    )  # fmt: skip
    if twice := [question.id for n, question in enumerate(made) if question.id in {other.id for other in made[:n]}]:
        raise BadData(f"two questions are named {twice[0]}")
    return tuple(sorted(made, key=lambda question: (_ORDER.index(question.session), question.id)))


def asker(run: "Run", seed: int = 1) -> Asker:
    """What makes questions of a run."""
    return Asker(run.about["iso3"], run.about["names"], table(run), seed)


def chosen(
    questions: Sequence[Question], sessions: Collection[str] = (), levels: Collection[str] = (), count: int = 0, seed: int = 1
) -> tuple[Question, ...]:
    """Questions of these sessions and levels (empty: all), at most `count` of them (0: all), spread evenly over the sessions."""
    fit = [one for one in questions if (not sessions or one.session in sessions) and (not levels or one.level in levels)]
    if not count or count >= len(fit):
        return tuple(fit)
    return tuple(sorted(_dealt(fit, seed)[:count], key=fit.index))


def forms(questions: Sequence[Question], count: int = 20, seed: int = 1) -> tuple[Form, Form]:
    """Forms A and B for before and after: no question in both, the same number of each session and level, so that none is harder by design.

    Questions of one session, level and kind are paired and parted; `count` is the length of each form. Raises BadData when the bank
    has fewer than two pairs.
    """
    pairs: list[tuple[Question, Question]] = []
    waiting: dict[tuple[str, str, str], Question] = {}
    told: set[object] = set()
    for one in _dealt(questions, seed):
        about = {*one.rows, *(() if one.facts or one.id.startswith("concept.") else one.claims)}
        if about & told:
            continue  # one question would give another's answer away, in the same form or from before to after
        told |= about
        cell = (one.session, one.level, one.kind)
        if cell in waiting:
            pairs.append((waiting.pop(cell), one))
        else:
            waiting[cell] = one
    kept = pairs[:count]
    if len(kept) < 2:
        raise BadData(
            f"{len(questions)} questions are too few for two forms; take more questions, sessions or levels, or leave docx out of --exports"
        )
    kept.sort(key=lambda pair: (_ORDER.index(pair[0].session), tuple(LEVELS).index(pair[0].level)))
    return Form("A", tuple(pair[0].id for pair in kept)), Form("B", tuple(pair[1].id for pair in kept))


def _dealt(questions: Sequence[Question], seed: int) -> list[Question]:
    """Questions dealt round by round: one of each session and level a round, in an order that the seed decides."""
    ask = Asker(questions[0].iso3 if questions else "", {}, (), seed)
    mixed = sorted(questions, key=lambda one: ask.drawn("deal", one.id))
    rounds: dict[tuple[str, str], int] = {}
    placed: list[tuple[int, int, Question]] = []
    for n, one in enumerate(mixed):
        cell = (one.session, one.level)
        rounds[cell] = rounds.get(cell, 0) + 1
        placed.append((rounds[cell], n, one))
    return [one for _, _, one in sorted(placed, key=lambda each: each[:2])]
