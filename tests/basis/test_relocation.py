from highground.basis.relocation import BY_KEY, CHECKS, CONSENTS, FAMILY, VISIT, YEARS, key


def test_every_field_has_a_name_of_its_own_in_the_log() -> None:
    assert len(BY_KEY) == len(FAMILY) + len(CHECKS) + len(YEARS) * len(VISIT)
    assert key("visit", "income", 3) == "year 3:income"


def test_choices_have_words_and_every_item_of_the_checklist_names_its_guidance() -> None:
    assert all(field.choices for field in BY_KEY.values() if field.kind == "choice")
    assert all(item.source for item in CHECKS)
    assert "withdrawn" in CONSENTS


def test_no_field_asks_for_a_name_or_an_address() -> None:
    words = " ".join(field.label for field in BY_KEY.values()).lower()
    assert not [word for word in ("phone", "passport", "address", "birth") if word in words]
