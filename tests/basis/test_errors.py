import inspect
import re

import pytest

from highground.basis import errors
from highground.basis.errors import BadData, HighgroundError, UnitMismatch

CLASSES = [cls for _, cls in inspect.getmembers(errors, inspect.isclass) if cls is not HighgroundError]


@pytest.mark.parametrize("cls", CLASSES)
def test_every_error_is_one_that_a_user_can_mend_and_stands_in_the_drawn_tree(cls: type[Exception]) -> None:
    assert issubclass(cls, HighgroundError)
    assert re.search(rf"── {cls.__name__}\b", HighgroundError.__doc__ or "")


def test_the_tree_draws_no_error_that_is_not_there() -> None:
    drawn = set(re.findall(r"── (\w+)", HighgroundError.__doc__ or ""))
    assert drawn == {cls.__name__ for cls in CLASSES}


def test_a_wrong_unit_is_bad_data() -> None:
    assert issubclass(UnitMismatch, BadData)
