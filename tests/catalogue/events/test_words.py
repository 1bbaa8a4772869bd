import pytest

from highground.basis.event import MEASURES, OTHER
from highground.basis.hazards import HAZARD_BY_ID
from highground.catalogue.events.words import bag, fields, hazards_in, is_blank, is_name, kinds, plain


@pytest.mark.parametrize(
    ("text", "kind"),
    [("Flood", "flood"), ("паводок", "flood"), ("су тасқыны", "flood"), ("inundación", "flood"), ("весеннее половодье", "snowmelt_flood"),
     ("сель", "debris_flow"), ("сел тасқыны", "debris_flow"), ("aluvión", "debris_flow"), ("huaico", "debris_flow"), ("Flash flood", "flash_flood"),
     ("GLOF", "outburst"), ("glacial lake outburst flood", "outburst"), ("прорыв моренного озера", "outburst"), ("мореналық көлдің бұзылуы", "outburst"),
     ("оползень", "landslide"), ("жер көшкіні", "landslide"), ("deslave", "landslide"), ("Wet mass movement", "landslide"), ("alud", "landslide"),
     ("лавина", "avalanche"), ("қар көшкіні", "avalanche"), ("alud de nieve", "avalanche"), ("snow avalanches", "avalanche"), ("засуха", "drought"),
     ("құрғақшылық", "drought"), ("sequía", "drought"), ("аптап ыстық", "heat"), ("ola de calor", "heat"), ("землетрясение", "earthquake"),
     ("жер сілкінісі", "earthquake"), ("terremoto", "earthquake"), ("Volcanic eruption", "volcano"), ("лесной пожар", "wildfire"), ("өрт", "fire"),
     ("прорыв плотины", "dam_failure"), ("rotura de presa", "dam_failure"), ("Cold wave", "cold"), ("буран", "snowstorm"), ("glacier detachment", "ice_rock_avalanche"),
     ("ice and rock avalanche", "ice_rock_avalanche"), ("Extreme temperature", "temperature")],
)  # fmt: skip
def test_hazard_words_of_four_languages_are_known(text: str, kind: str) -> None:
    assert hazards_in(text) == (kind,)


def test_the_village_of_selo_is_no_debris_flow() -> None:
    assert hazards_in("село Карагаш") == ()


def test_two_hazards_come_in_the_order_of_the_text() -> None:
    assert hazards_in("Landslides and floods") == ("landslide", "flood")


def test_every_kind_is_one_of_our_hazards_or_another_one_with_its_codes() -> None:
    for kind in kinds().values():
        assert kind.hazard in (*HAZARD_BY_ID, OTHER)
        assert kind.grade in ("read", "computed", "unverified")
        assert bool(kind.undrr) == bool(kind.cluster)
        assert len(kind.glide) == 2
    assert {kind.hazard for kind in kinds().values()} == {*HAZARD_BY_ID, OTHER}


def test_mountain_hazards_never_hold_an_earthquake() -> None:
    assert {name for name, kind in kinds().items() if kind.hazard == OTHER} >= {
        "earthquake",
        "volcano",
        "fire",
        "storm",
        "dam_failure",
        "cold",
    }


@pytest.mark.parametrize(
    ("heading", "field"),
    [("Дата", "date"), ("Күні", "date"), ("Fecha", "date"), ("Место события", "place"), ("Эвакуировано (чел.)", "evacuated"), ("Evacuados", "evacuated"),
     ("Эвакуацияланған адамдар", "evacuated"), ("New Displacements", "displaced"), ("Viviendas destruidas", "houses_destroyed"), ("Разрушено домов", "houses_destroyed"),
     ("Қираған үйлер", "houses_destroyed"), ("familias afectadas", "families_affected"), ("Пострадало семей", "families_affected"), ("GF_ID", "id"),
     ("Lives_total", "deaths"), ("DisNo.", "id"), ("No. Homeless", "homeless"), ("country_iso3", "iso3"), ("displaced_low_persons", "displaced_low"), ("ISO3", "iso3")],
)  # fmt: skip
def test_headings_of_four_languages_are_known(heading: str, field: str) -> None:
    assert fields([heading]) == {field: (0,)}


def test_an_hxl_tag_decides_over_its_heading() -> None:
    assert fields(["Number", "Displaced"], ["#affected +displaced", "#affected+evacuated"]) == {
        "displaced": (0,),
        "evacuated": (1,),
    }


def test_the_preferred_heading_of_two_comes_first() -> None:
    assert fields(["Type", "Hazard Type"])["hazard"] == (1, 0)


def test_every_measure_has_a_column() -> None:
    assert [name for name in MEASURES if fields([name]) != {name: (0,)}] == []


def test_a_name_that_only_repeats_the_hazard_is_no_name() -> None:
    assert not any(map(is_name, ("Flood", "Весеннее половодье 2024", "Spring floods")))
    assert is_name("Quito Fire")


def test_blanks_accents_and_words() -> None:
    assert plain("Año N°1") == "ano n 1"
    assert is_blank(" — ")
    assert not is_blank("+")
    assert bag("a b a") == {"a", "b"}


@pytest.mark.parametrize(
    ("heading", "field"),
    [("Эвакуировано (количество семей)", "families_evacuated"), ("Evacuated (families)", "families_evacuated"), ("Affected, HH", "families_affected"),
     ("Evacuados (familias)", "families_evacuated"), ("Affected (houses)", "houses_affected"), ("Эвакуировано, чел.", "evacuated"), ("Evacuated (2024)", "evacuated"),
     ("Количество эвакуированных", "evacuated"), ("Количество разрушенных домов", "houses_destroyed"), ("Personas fallecidas", "deaths")],
)  # fmt: skip
def test_what_stands_in_brackets_says_whom_a_column_counts(heading: str, field: str) -> None:
    assert fields([heading]) == {field: (0,)}


@pytest.mark.parametrize("heading", ["Evacuated (children)", "Погибло, в т.ч. детей", "Пострадало (домов)", "Deaths (families)"])
def test_a_part_of_the_people_or_their_houses_is_not_all_of_them(heading: str) -> None:
    assert fields([heading]) == {}
