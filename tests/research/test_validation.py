from highground.catalogue.shelf import Shelf
from highground.research.validation import Row, check


def test_a_row_passes_inside_its_band_and_fails_outside() -> None:
    assert Row("x", 1.0, 2.0, 0.0, 1.0, "m", "s").verdict == "pass"
    assert Row("x", 1.1, 2.0, 0.0, 1.0, "m", "s").verdict == "fail"
    assert Row("x", 1.1, 2.0, float("nan"), float("nan"), "m", "s").verdict == "info"


MISSED = {  # known to fail and printed as failing; docs/verbs/check.md says why. A mend that meets one must take it off this list
    "Sign of migration added, Ferghana valley",
    "Sign of migration added, lowlands of southern Tajikistan with Dushanbe",
    "Sign of migration added, northern Kazakhstan, Kostanay",
}


def test_every_published_band_is_met_but_those_known_to_be_missed(shelf: Shelf) -> None:
    table = check(shelf)
    failed = table[table["verdict"] == "fail"]
    assert set(failed["check"]) == MISSED, failed.to_string()
    assert table["check"].str.startswith("Sign of migration").sum() == 9
    assert table["check"].str.startswith("K1 share").sum() == 11
    assert table["check"].str.startswith("Ice loss").sum() == 52
    assert table["check"].str.startswith("Warming").sum() == 45
    assert (table["verdict"] == "pass").sum() >= 11 + 52 + 45 + 25 + 1
