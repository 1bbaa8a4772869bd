import pytest

from highground.basis.errors import BadData
from highground.research.drafts.check import Book
from highground.research.drafts.known import known_figures
from highground.research.drafts.numbers import figures

ROW = {
    "figure_id": "a",
    "place": "x",
    "measure": "m",
    "value": 31.0,
    "unit": "pct",
    "as_of": "",
    "source": "s",
    "grade": "read",
    "note": "",
}


def test_percent_is_only_the_same_as_percent() -> None:
    known = known_figures([ROW])["a"]
    assert known.is_in(figures("31 %", "en")[0])
    assert not known.is_in(figures("31 people", "en")[0])


@pytest.mark.parametrize("rows", [[ROW, ROW], [{**ROW, "grade": "sure"}]])
def test_a_doubled_figure_and_an_unknown_grade_are_refused(rows: list[dict[str, object]]) -> None:
    with pytest.raises(BadData, match="known figure 'a'"):
        known_figures(rows)


def test_the_bundled_figures_are_those_of_the_sources(bundled: Book) -> None:
    values = {
        name: bundled.known[name].value
        for name in ("gs_ca", "gs_eeca", "gs_world", "idmc_ecu_total", "kz2024_14_evac", "tj_plan_total")
    }
    assert list(values.values()) == [2.4e6, 5.1e6, 216e6, 333_702, 119_220, 904]
    assert bundled.known["gs_ca_share"].grade == "unverified"
