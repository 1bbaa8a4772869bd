import pytest

from highground.basis.errors import BadData
from highground.basis.stakeholder import Attendance, Event, Need, Person


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"name": " "}, "no name"),
        ({"institution": ""}, "no institution"),
        ({"consent_on": ""}, "not kept without consent"),
        ({"consent_for": " "}, "not kept without consent"),
        ({"consent_on": "yesterday"}, "is no day"),
    ],
)
def test_a_person_without_name_or_consent_is_refused(given: dict[str, str], said: str) -> None:
    whole = {
        "id": "p-1",
        "name": "A",
        "institution": "B",
        "role": "",
        "contact": "",
        "consent_on": "2026-01-02",
        "consent_for": "training",
    }
    assert Person(**whole).contact == ""
    with pytest.raises(BadData, match=said):
        Person(**(whole | given))


def test_an_event_of_two_days_has_two() -> None:
    assert Event("e", "Training", "Almaty", "2026-05-01", "2026-05-02").days == 2
    with pytest.raises(BadData, match="ends before"):
        Event("e", "Training", "Almaty", "2026-05-02", "2026-05-01")
    with pytest.raises(BadData, match="no title"):
        Event("e", "", "Almaty", "2026-05-02", "2026-05-02")


def test_needs_and_attendance_that_cannot_be_are_refused() -> None:
    with pytest.raises(BadData, match="theme"):
        Need("n", "A", "weather", "1", "")
    with pytest.raises(BadData, match="no institution"):
        Need("n", "", "policy", "1", "")
    with pytest.raises(BadData, match="-1 days"):
        Attendance("a", "e", "p", -1)
