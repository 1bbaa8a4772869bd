from highground.catalogue.runs import Run
from highground.views.report.alphabet.words import Words
from highground.views.report.evidence.cells import cell, table
from highground.views.report.evidence.rows import Evidence


def test_a_blank_says_which_kind_of_nothing_it_is_and_leads_nowhere(sample_run: Run) -> None:
    blank = next(row for row in Evidence(sample_run).rows if not row.known)
    made = cell(blank, Words())
    assert (made.text, made.row) == (blank.status, None)
    assert cell(None, Words()).text == "not reported"


def test_a_number_leads_to_its_row(sample_run: Run) -> None:
    row = Evidence(sample_run).one("mountain_share", "definition:K1")
    assert row is not None
    assert cell(row, Words()).row == row.number


def test_only_the_first_column_of_a_table_is_words() -> None:
    assert table("x", "y", ("a", "b", "c"), []).numeric == (False, True, True)
