from dataclasses import replace

from highground.catalogue.runs import Run
from highground.response.policy.pack.objections import ALL, answered


def ids(found: object) -> set[str]:
    return {one.objection.id for one in found}  # type: ignore[attr-defined]


def test_each_answer_rests_on_claims_or_on_steps(pilots: tuple[Run, Run]) -> None:
    for one in answered(pilots, range(1, 13)):
        assert one.grounds or one.objection.steps
    assert ids(answered(pilots, range(1, 13))) == {one.id for one in ALL}


def test_the_flood_of_the_steppe_is_answered_only_where_it_is_on_record(pilots: tuple[Run, Run]) -> None:
    assert "steppe" not in ids(answered([pilots[1]], ()))
    found = {one.objection.id: one for one in answered(pilots, ())}
    assert {ground.iso3 for ground in found["steppe"].grounds} == {"KAZ"}
    assert found["steppe"].objection.verdict == "right"


def test_an_answer_on_steps_needs_all_of_them(pilots: tuple[Run, Run]) -> None:
    assert "oneoff" not in ids(answered(pilots, (5,)))
    assert "oneoff" in ids(answered(pilots, (5, 10)))


def test_without_its_claim_an_answer_is_not_given(pilots: tuple[Run, Run]) -> None:
    bare = replace(pilots[1], claims=())
    assert ids(answered([bare], ())) == set()


def test_a_given_comparison_takes_the_place_of_the_silence_on_islands(pilots: tuple[Run, Run]) -> None:
    assert "islands" in ids(answered(pilots, (12,)))
    found = {one.objection.id: one.objection for one in answered(pilots, (12,), compared=True)}
    assert "No comparison" not in found["islands"].answer


def test_an_answer_that_repeats_a_caveat_is_given_only_where_the_claim_carries_it(pilots: tuple[Run, Run]) -> None:
    """What the answer says of melt water, and of work and family, stands in the claim itself, or is not said."""
    bare = [replace(run, claims=tuple(replace(claim, against=(), gaps=()) for claim in run.claims)) for run in pilots]
    assert {"water", "wave"} <= ids(answered(pilots, ()))
    assert not {"water", "wave"} & ids(answered(bare, ()))
