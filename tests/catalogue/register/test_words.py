import tomllib
from pathlib import Path

import pytest

from highground.basis.relocation import CHECKS, FAMILY, VISIT
from highground.basis.settings import LANGS
from highground.catalogue.events.words import plain
from highground.catalogue.register import words as words_of
from highground.catalogue.register.words import choice, fields, personal
from highground.views.report.alphabet.words import Words


@pytest.mark.parametrize("lang", LANGS)
def test_every_word_that_the_register_prints_is_read_back(lang: str) -> None:
    words = Words(lang)
    for field in (*FAMILY, *CHECKS, *VISIT):
        assert {choice(words.t(text), field.choices): code for code, text in field.choices.items()} == {
            code: code for code in field.choices
        }


@pytest.mark.parametrize("lang", LANGS)
def test_every_heading_that_the_register_prints_is_known_and_is_no_personal_data(lang: str) -> None:
    words = Words(lang)
    headings = [words.t(field.label) for field in FAMILY]
    assert fields("family", headings) == {field.id: number for number, field in enumerate(FAMILY)}


@pytest.mark.parametrize(
    "headings",
    [
        ("Family code", "Village", "People"),
        ("Код семьи", "Населённый пункт", "Количество человек"),
        ("Отбасы нөмірі", "Ауыл", "Адам саны"),
        ("Código de familia", "Comunidad", "Personas"),
    ],
)
def test_headings_are_read_in_four_languages(headings: tuple[str, ...]) -> None:
    assert fields("family", headings) == {"id": 0, "settlement": 1, "people": 2}


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Name", "names of people"), ("ФИО", "names of people"), ("Ф.И.О. главы семьи", "names of people"), ("Аты-жөні", "names of people"),
        ("Nombres y apellidos", "names of people"), ("Phone no.", "telephone numbers"), ("Сотовый телефон", "telephone numbers"), ("Celular", "telephone numbers"),
        ("ИИН", "identity numbers"), ("ЖСН", "identity numbers"), ("Cédula", "identity numbers"), ("Passport", "identity numbers"), ("Адрес", "addresses"),
        ("Dirección", "addresses"), ("Мекенжайы", ""), ("E-mail", "electronic addresses"), ("Дата рождения", "dates of birth"), ("IBAN", "bank accounts"),
        ("Roof", ""), ("Number of cattle", ""),
    ],
)  # fmt: skip
def test_columns_of_personal_data_are_known_by_their_headings(heading: str, kind: str) -> None:
    assert personal(heading) == kind


def test_a_word_that_is_no_choice_has_no_code() -> None:
    assert choice("perhaps", {"yes": "", "no": ""}) == ""


def test_no_word_means_two_choices_of_one_field_and_no_heading_two_fields() -> None:
    table = tomllib.loads(Path(words_of.__file__).with_name("words.toml").read_text(encoding="utf-8"))
    for field in (*FAMILY, *CHECKS, *VISIT):
        said = [word for code in field.choices for word in {plain(code), *map(plain, table["choice"].get(code, []))}]
        assert len(said) == len(set(said)), field.id
    for part in ("family", "place", "hazard"):
        heads = [head for texts in table[part].values() for head in set(map(plain, texts))]
        assert len(heads) == len(set(heads)), part
    assert "" not in {plain(text) for part in table.values() for texts in part.values() for text in texts}


@pytest.mark.parametrize(
    "headings",
    [
        {"№ семьи": "id", "Нас. пункт": "settlement", "Кол-во человек": "people", "Инвалидов": "disability", "Примечания": "note"},
        {"Отбасы №": "id", "Ауыл атауы": "settlement", "Балалар саны": "children", "Ескерту": "note"},
        {"N° de familia": "id", "Número de niños": "children", "Estado de la vivienda": "damage", "Observación": "note"},
        {"HH ID": "id", "HH size": "people", "House condition": "damage", "Remarks": "note"},
    ],
)
def test_headings_as_offices_write_them_are_read(headings: dict[str, str]) -> None:
    assert fields("family", [*headings]) == {field: number for number, field in enumerate(headings.values())}


def test_the_number_of_a_row_is_no_family() -> None:
    assert fields("family", ["№ п/п", "№", "Nº"]) == {}
