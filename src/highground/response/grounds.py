"""Holds actions to the runs that they rest on: a claim that no run makes supports nothing."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from highground.basis.action import Action, Ground
from highground.basis.claim import Claim
from highground.basis.errors import BadData

if TYPE_CHECKING:
    from highground.catalogue.runs import Run


def grounded(actions: Iterable[Action], runs: Sequence["Run"]) -> tuple[Action, ...]:
    """The actions, each of whose claims some run makes. Raises BadData naming the first action and claim that no run holds."""
    held = claims_of(runs)
    kept = tuple(actions)
    for action in kept:
        for ground in action.grounds:
            if ground not in held:
                raise BadData(
                    f"action {action.id} rests on the claim {ground.claim} of {ground.iso3}, which the run does not make; "
                    "profile the country again, or leave the action out"
                )
    return kept


def supported(wanted: Iterable[str], runs: Sequence["Run"]) -> tuple[Ground, ...]:
    """The grounds that the runs give for claim ids: all that are held, run by run in their order; empty where none is."""
    ids = tuple(wanted)
    held = claims_of(runs)
    return tuple(ground for run in runs for name in ids if (ground := Ground(run.about["iso3"], name)) in held)


def claims_of(runs: Sequence["Run"]) -> dict[Ground, Claim]:
    """Every claim of the runs by its ground."""
    return dict(_claims(runs))


def _claims(runs: Sequence["Run"]) -> Iterator[tuple[Ground, Claim]]:
    for run in runs:
        yield from ((Ground(run.about["iso3"], claim.id), claim) for claim in run.claims)
