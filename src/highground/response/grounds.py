"""Holds actions to the runs that they rest on: a claim that no run makes supports nothing."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
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
                    f"{_nearest(ground, held)}profile the country again, or leave the action out"
                )
    return kept


def _nearest(ground: Ground, held: Iterable[Ground]) -> str:
    """The claims of the country that are written nearly so; empty where none is."""
    near = get_close_matches(ground.claim, [one.claim for one in held if one.iso3 == ground.iso3])
    return f"name one that it makes ({', '.join(near)}), " if near else ""


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
