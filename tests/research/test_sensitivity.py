import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from highground.basis.ensemble import Ensemble, Members
from highground.basis.errors import BadData
from highground.research.sensitivity import COLUMNS, Headline, sensitivity

ENSEMBLE = Ensemble(seed=1, members=1000)


def ishigami(ensemble: Ensemble) -> tuple[dict[str, Members], Members]:
    x = {name: ensemble.uniform(name, -np.pi, np.pi) for name in ("x1", "x2", "x3", "idle")}
    return x, np.sin(x["x1"]) + 7 * np.sin(x["x2"]) ** 2 + 0.1 * x["x3"] ** 4 * np.sin(x["x1"])


def headline(members: Members) -> Headline:
    return Headline("demo", "population", "", float("nan"), members)


def test_the_ishigami_function_has_its_known_shares() -> None:
    inputs, result = ishigami(ENSEMBLE)
    share = sensitivity(inputs, [headline(result)]).set_index("input")["share"].reindex(list(inputs), fill_value=0.0)
    assert share["x1"] == pytest.approx(0.3139, abs=0.06)  # Ishigami and Homma 1990; analytic
    assert share["x2"] == pytest.approx(0.4424, abs=0.06)
    assert share["x3"] == pytest.approx(0, abs=0.06)
    assert share["idle"] == pytest.approx(0, abs=0.06)


def test_a_sum_is_shared_by_the_squares_of_its_weights() -> None:
    inputs = {name: ENSEMBLE.normal(name) for name in "abc"}
    table = sensitivity(inputs, [headline(3 * inputs["a"] + 2 * inputs["b"] + inputs["c"])])
    assert table["input"].tolist() == ["a", "b", "c"]
    assert table["share"].tolist() == pytest.approx([9 / 14, 4 / 14, 1 / 14], abs=0.05)


def test_shares_agree_with_salib() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MPLBACKEND", "agg")
        rbd_fast = pytest.importorskip("SALib.analyze.rbd_fast")
    inputs, result = ishigami(ENSEMBLE)
    problem = {"num_vars": 4, "names": list(inputs), "bounds": [[-np.pi, np.pi]] * 4}
    theirs = rbd_fast.analyze(problem, np.column_stack(list(inputs.values())), result, num_resamples=2, seed=1)["S1"]
    ours = sensitivity(inputs, [headline(result)]).set_index("input")["share"].reindex(list(inputs), fill_value=0.0)
    assert ours.to_numpy() == pytest.approx(np.clip(theirs, 0, 1), abs=0.06)


def test_a_choice_among_few_options_is_seen_whole() -> None:
    choice = np.floor(ENSEMBLE.uniform("choice", 0, 3))
    table = sensitivity({"choice": choice, "idle": ENSEMBLE.normal("idle")}, [headline(np.where(choice == 1, 5.0, 0.0))])
    assert table["share"].iloc[0] == pytest.approx(1)


def test_inputs_without_effect_are_not_named_however_many_there_are() -> None:
    idle = {f"idle {i}": ENSEMBLE.uniform(f"idle {i}") for i in range(60)}
    table = sensitivity(idle | {"a": ENSEMBLE.normal("a")}, [headline(np.exp(ENSEMBLE.normal("a")))])
    assert table["input"].tolist() == ["a"]


def test_what_does_not_vary_is_left_out() -> None:
    draws = ENSEMBLE.normal("a")
    table = sensitivity({"a": draws, "fixed": np.ones(1000)}, [headline(draws), headline(np.full(1000, 4.0))])
    assert table["input"].tolist() == ["a"]
    assert sensitivity({}, []).columns.tolist() == list(COLUMNS)


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 1000), members=st.integers(30, 300))
def test_shares_lie_between_zero_and_one_and_inside_their_range(seed: int, members: int) -> None:
    inputs, result = ishigami(Ensemble(seed, members))
    table = sensitivity(inputs, [headline(result)])
    assert ((table["low"] >= 0) & (table["low"] <= table["share"]) & (table["share"] <= table["high"]) & (table["high"] <= 1)).all()


def test_permuting_members_changes_nothing() -> None:
    inputs, result = ishigami(ENSEMBLE)
    order = np.random.default_rng(9).permutation(1000)
    one = sensitivity(inputs, [headline(result)])
    two = sensitivity({name: draws[order] for name, draws in inputs.items()}, [headline(result[order])])
    assert one["input"].tolist() == two["input"].tolist()
    for column in ("share", "low", "high"):
        assert one[column].to_numpy() == pytest.approx(two[column].to_numpy(), abs=1e-9)


def test_the_range_covers_the_truth_about_as_often_as_it_says() -> None:
    hits = 0
    for seed in range(40):
        inputs, result = ishigami(Ensemble(seed, 500))
        row = sensitivity(inputs, [headline(result)]).set_index("input").to_dict("index")["x1"]
        hits += int(row["low"] <= 0.3139 <= row["high"])
    assert hits >= 30


def test_members_of_another_ensemble_are_refused() -> None:
    with pytest.raises(BadData, match="10 members"):
        sensitivity({"a": np.arange(10.0)}, [headline(np.arange(20.0))])


def test_a_member_without_a_value_is_refused() -> None:
    with pytest.raises(BadData, match="without a value"):
        sensitivity({"a": np.arange(20.0)}, [headline(np.where(np.arange(20) > 3, np.nan, 1.0))])
