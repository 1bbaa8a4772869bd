import numpy as np
import pytest

from highground.basis.errors import BadData
from highground.people.mobility.fit.lifetime import completed

NAN = np.nan
COST = np.array([[0.0, 1.0, 2.0], [1.0, 0.0, 4.0], [2.0, 4.0, 0.0]])
PEOPLE = [100.0, 100.0, 100.0]


def blank() -> np.ndarray:
    return np.full((3, 3), NAN)


def test_known_pairs_stay_and_the_rest_of_a_sum_follows_the_prior() -> None:
    found = completed([90, 30, NAN], blank(), PEOPLE, COST, (1.0, 1.0, 1.0))
    assert found.mid[0] == pytest.approx([0, 60, 30])  # twice as far, half as many
    assert found.mid[1] == pytest.approx([24, 0, 6])  # four times as far
    assert np.isnan(found.mid[2]).all()
    assert found.unknown == (2,)
    known = blank()
    known[0, 1] = 80
    pinned = completed([90, 30, NAN], known, PEOPLE, COST)
    assert pinned.mid[0] == pytest.approx([0, 80, 10])
    assert (pinned.low[0] == pinned.high[0]).all()  # one pair is left, and the sum settles it
    assert (pinned.reported, pinned.settled) == (120, 80)


def test_sums_are_kept_at_every_exponent_and_pairs_are_ranges() -> None:
    found = completed([90, NAN, NAN], blank(), PEOPLE, COST)
    assert found.mid[0].sum() == pytest.approx(90)
    assert found.low[0, 1] < found.mid[0, 1] < found.high[0, 1]


def test_a_known_pair_without_a_sum_stays_alone() -> None:
    known = blank()
    known[2, 0] = 7
    found = completed([90, NAN, NAN], known, PEOPLE, COST)
    assert found.mid[2, 0] == 7
    assert np.isnan(found.mid[2, 1])
    assert found.settled == 0


@pytest.mark.parametrize(
    ("totals", "pair", "says"),
    [
        ([5, NAN, NAN], (0, 1, 9.0), "hold 9 people, but its sum is 5"),
        ([NAN, NAN, NAN], (0, 1, 9.0), "nothing to share out"),
        ([-5, NAN, NAN], (0, 1, 1.0), "from 0 up"),
        ([5, NAN, NAN], (0, 0, 1.0), "to itself"),
        ([5, NAN], (0, 1, 1.0), "do not fit"),
    ],
)
def test_what_cannot_be_is_refused(totals: list[float], pair: tuple[int, int, float], says: str) -> None:
    known = blank()
    known[pair[0], pair[1]] = pair[2]
    with pytest.raises(BadData, match=says):
        completed(totals, known, PEOPLE, COST)


def test_people_without_a_destination_are_refused() -> None:
    known = blank()
    known[0, 1:] = 1
    with pytest.raises(BadData, match="leave 3 people without a destination"):
        completed([5, NAN, NAN], known, PEOPLE, COST)
