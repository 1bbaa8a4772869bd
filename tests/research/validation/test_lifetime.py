from pathlib import Path

import pytest

from highground.catalogue.reference import Reference
from highground.catalogue.shelf import Shelf
from highground.research.validation import lifetime


@pytest.mark.parametrize(("published", "verdict"), [(30.0, "pass"), (38.0, "pass"), (41.0, "fail"), (24.0, "fail")])
def test_a_published_share_passes_inside_our_range(published: float, verdict: str) -> None:
    assert lifetime._inside("x", (25.0, 30.0, 40.0), published).verdict == verdict


def test_the_known_pairs_of_manabi_stand_beside_the_prior(shared: Path) -> None:
    rows = list(lifetime.checks(Shelf(), Reference(shared / "data")))
    assert [round(row.published, 1) for row in rows[:3]] == [45.3, 13.5, 12.2]  # 227,806; 68,196; 61,446 of 503,394
    assert all(0 < row.ours < 100 for row in rows[:3])
    assert rows[0].ours == max(row.ours for row in rows[:3])  # Guayas first, as published
    assert rows[3].verdict == "pass"
