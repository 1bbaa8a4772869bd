"""Precision and recall of suggestions: weighted, with intervals known by hand."""

from math import isnan

import pytest

from highground.catalogue.passages.dictionary import dictionary
from highground.catalogue.reference import Reference
from highground.catalogue.shelf import Shelf
from highground.catalogue.tables import table
from highground.research.mentions.words import dictionary_of
from highground.research.validation.policy import CARD, checks, judged, kappa, weighted_share, wilson


def test_a_passage_that_stands_for_many_weighs_as_many() -> None:
    assert weighted_share([0.0, 3.0], [1.0, 3.0])[0] == 0.75
    assert all(map(isnan, weighted_share([], [])))


def test_wilsons_interval_is_that_of_his_paper() -> None:
    share, low, high = wilson(0.5, 10)
    assert (share, round(low, 3), round(high, 3)) == (0.5, 0.237, 0.763)


def test_unequal_weights_make_the_interval_wider() -> None:
    equal, unequal = weighted_share([1, 1, 0, 0], [1, 1, 1, 1]), weighted_share([9, 1, 0, 0], [9, 1, 1, 9])
    assert equal[0] == unequal[0] == 0.5
    assert unequal[2] - unequal[1] > equal[2] - equal[1]


def test_kappa_is_one_for_twins_and_nought_for_chance() -> None:
    assert kappa([("1", "1"), ("0", "0")])[0] == 1
    assert kappa([("1", "1"), ("1", "0"), ("0", "1"), ("0", "0")])[0] == 0
    assert isnan(kappa([("0", "0")])[0])
    assert isnan(kappa([])[0])


def test_two_coders_who_never_differ_in_a_few_passages_may_differ_in_the_next() -> None:
    few, many = ([("1", "1"), ("0", "0")] * pairs for pairs in (5, 500))
    assert kappa(few)[1:] == pytest.approx((1 - 2 * 3.8415 / 13.8415, 1), abs=1e-3)  # Wilson of 10 of 10, chance one half
    assert kappa(few)[1] < kappa(many)[1] < 1


def test_suggested_and_labelled_are_counted_with_the_weight_of_their_stratum() -> None:
    labels = dict.fromkeys(("migration", "displacement", "relocation", "immobility", "mountains", "cryosphere", "pastoralism"), "0")
    rows = [
        {
            "sha256": "a",
            "stratum": "weak",
            "frame": 20,
            "mobility_final": 1,
            **{f"{name}_final": cell for name, cell in labels.items()},
        },
        {
            "sha256": "b",
            "stratum": "weak",
            "frame": 20,
            "mobility_final": "",
            **{f"{name}_final": cell for name, cell in labels.items()},
        },
    ]
    found = judged(rows, {"a": "Families migrate to towns.", "b": "Snow."}, dictionary_of(dictionary(Shelf())))
    assert [(one.weight, one.suggested, one.there) for one in found["mobility"]] == [(10.0, True, True)]
    assert [(one.suggested, one.there) for one in found["cryosphere"]] == [(False, False), (True, False)]


def test_the_sample_is_whole_and_holds_no_text_of_a_plan() -> None:
    rows = table(Shelf(), CARD)
    assert len(rows) == 190
    assert all(len(str(begins).split()) <= 5 for begins in rows["begins"])
    assert rows.groupby("stratum").size().to_dict() == {"land": 60, "moving": 30, "rest": 40, "weak": 60}
    assert rows.groupby("stratum")["frame"].first().sum() == 2532


@pytest.mark.parametrize("name", ["mobility: precision", "mobility: recall", "all themes: precision", "all themes: recall"])
def test_suggestions_on_climate_plans_keep_to_their_bands(reference: Reference, name: str) -> None:
    found = [row for row in checks(Shelf(), reference) if f"Climate plans, {name}" in row.check]
    assert [row.verdict for row in found] == ["pass"]
