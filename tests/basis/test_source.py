from highground.basis.source import GRADES, worst_grade


def test_one_unverified_fact_makes_the_whole_unverified() -> None:
    assert worst_grade(("read", "computed", "read")) == "computed"
    assert worst_grade(["read", "unverified"]) == "unverified"


def test_nothing_to_grade_is_not_a_good_grade() -> None:
    assert worst_grade(()) == "unverified"


def test_grades_run_from_best_to_worst() -> None:
    assert GRADES == ("read", "computed", "unverified")
