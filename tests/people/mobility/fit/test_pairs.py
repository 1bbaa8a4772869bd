import numpy as np
import pytest

from highground.basis.errors import BadData
from highground.people.mobility.fit.pairs import from_rows, pairs


def test_a_blank_is_left_out_and_a_zero_is_kept() -> None:
    found = pairs([[np.nan, 0.0], [3.0, np.nan]], {})
    assert found.reported == 2
    assert found.absent.tolist() == [0, 3]
    assert found.leaving().tolist() == [[0, 3]]


def test_the_flows_given_are_not_changed() -> None:
    given = np.array([[np.nan, 1.0]])
    pairs(given, {})
    assert np.isnan(given[0, 0])


def test_turning_twice_gives_the_same() -> None:
    given = pairs(np.array([[[np.nan, 1.0, 2.0], [3.0, 4.0, np.nan]]]), {"x": [[1.0], [2.0]]})
    turned = given.turned()
    assert turned.flow[0].tolist() == [[0, 3], [1, 4], [2, 0]]
    assert turned.absent.tolist() == [0, 5]
    assert turned.covariates[0].shape == (1, 1, 2)
    assert (turned.turned().flow == given.flow).all()


def test_every_second_origin_keeps_its_own_blanks() -> None:
    part = pairs([[np.nan, 1.0], [2.0, np.nan], [3.0, np.nan]], {"x": [[1.0], [2.0], [3.0]]}).origins(2)
    assert part.flow[0].tolist() == [[0, 1], [3, 0]]
    assert part.absent.tolist() == [0, 3]
    assert part.covariates[0].reshape(-1).tolist() == [1, 3]


@pytest.mark.parametrize(
    ("flow", "says"),
    [
        ([[1.0, -2.0]], "hold -2; a count is never negative"),
        ([[1.0, np.inf]], "infinite"),
        ([[0.0, np.nan]], "nobody moved"),
        ([1.0, 2.0], "shape"),
    ],
)
def test_flows_that_cannot_be_are_refused(flow: list[object], says: str) -> None:
    with pytest.raises(BadData, match=says):
        pairs(flow, {})  # type: ignore[arg-type]


def test_a_covariate_must_fit_and_be_known_where_a_flow_is() -> None:
    with pytest.raises(BadData, match="does not fit"):
        pairs([[1.0, 2.0]], {"km": [1.0, 2.0, 3.0]})
    with pytest.raises(BadData, match="origin 0 and destination 1"):
        pairs([[1.0, 2.0]], {"log km": [[0.0, -np.inf]]})
    assert np.isfinite(pairs([[1.0, np.nan]], {"log km": [[0.0, -np.inf]]}).covariates[0]).all()


def test_rows_become_a_table_and_doubles_are_refused() -> None:
    assert from_rows([0, 1], [1, 0], [5, 7], 2)[0, 1] == 5
    with pytest.raises(BadData, match="more than one row"):
        from_rows([0, 0], [1, 1], [5, 7], 2)
    with pytest.raises(BadData, match="outside 0 to 1"):
        from_rows([0], [2], [5], 2)
