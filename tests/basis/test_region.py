from highground.basis.region import Region, Unit


def test_a_name_that_is_missing_in_a_language_is_given_in_english() -> None:
    region = Region("KAZ", "KZ", {"en": "Kazakhstan", "kk": "Қазақстан"}, (Unit("KZ-ALM", "Almaty"),))
    assert region.name("kk") == "Қазақстан"
    assert region.name("es") == region.name() == "Kazakhstan"
