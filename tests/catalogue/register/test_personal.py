import pytest

from highground.catalogue.register.personal import looks_like


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Maria Lopez", "a full name"), ("Juan Carlos de la Cruz", "a full name"), ("Ахметов Серик", "a full name"), ("сын Иванович просил", "a full name"),
        ("беседа с Петром Ивановичем", "a full name"), ("говорили с Анной Петровной", "a full name"), ("Серікқызы", "a full name"), ("Иванов И.И.", "a full name"),
        ("И. И. Иванов", "a full name"), ("call +7 701 123-45-67", "a telephone or identity number"), ("940101300123", "a telephone or identity number"),
        ("1712345678", "a telephone or identity number"), ("N12345678", "a telephone or identity number"), ("me@example.org", "an electronic address"),
        ("roof heavy, two cows", ""), ("F-001", ""), ("12345678", ""), ("2026-01-05", ""), ("Moved", ""), ("", ""),
    ],
)  # fmt: skip
def test_what_looks_personal_is_named(text: str, kind: str) -> None:
    assert looks_like(text) == kind


def test_the_name_of_a_settlement_may_have_two_words() -> None:
    assert looks_like("San Juan Bosco", place=True) == ""
    assert looks_like("Серік Ахметұлы", place=True) == "a full name"


@pytest.mark.parametrize(
    "text", ["ИВАНОВА МАРИЯ ПЕТРОВНА", "ПЕТРОВНА просила", "PEREZ LOPEZ MARIA", "Rosa De La Cruz", "Abdul-Aziz Karim", "Maria San Martin", "O'Brien Mary"]
)  # fmt: skip
def test_names_in_capitals_and_names_of_two_parts_are_found(text: str) -> None:
    assert looks_like(text) == "a full name"


@pytest.mark.parametrize(
    "text", ["Nueva Esperanza", "Верхний Мост", "Жаңа Өмір", "Upper Bridge", "НЕТ ДОМА", "Casa Destruida", "ДЧС РК", "10.01.2026 12.02.2026", "2026-01-10 - 2026-02-03"]
)  # fmt: skip
def test_places_things_and_days_side_by_side_are_nobody(text: str) -> None:
    assert looks_like(text) == ""
