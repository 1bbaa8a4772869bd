"""Questions go out and come back the same; files that are no bank of questions are refused in one sentence."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from highground.basis.errors import BadData
from highground.basis.question import Choice, Item
from highground.catalogue.quizzes import gift, moodle, scorm
from highground.catalogue.quizzes.plain import settled

ODD = 'A ~ = # { } : \\ -> %50% <b>&amp;</b> ]]> "x" // [html]'
BANK = (
    Item("one", "single", "Қанша мұз қалады? " + ODD, (Choice("43 % (35–50)", True, "Иә"), Choice("= 12 %", False, ODD), Choice("%10% of it", False)), explanation="Бет 3: " + ODD, category=("Kazakhstan", "s2/ice"), tags=("s2", "basic")),
    Item("two", "multiple", "Какие?\nВторая строка", (Choice("a", True), Choice("b", True, "да"), Choice("c", False, "нет")), category=("Kazakhstan", "s3")),
    Item("three", "truefalse", "¿Es cierto? مرحبا", (Choice("true", False, "no"), Choice("false", True, "sí")), category=("Kazakhstan", "s3")),
    Item("four", "numeric", "300 × 4?", value=1200.0, tolerance=0.5, explanation="1 200", category=("Kazakhstan", "s3")),
    Item("five", "matching", "Pair", (Choice("2 °C", True, match="43 % -> x"), Choice("3 °C", True, match="33 %"))),
)  # fmt: skip
FORMATS = pytest.mark.parametrize(("write", "read"), [(moodle.written, moodle.read), (gift.written, gift.read)])
Write = Callable[[Any], str]
Read = Callable[[Path], tuple[Item, ...]]


def back(write: Write, read: Read, items: tuple[Item, ...], path: Path) -> tuple[Item, ...]:
    path.write_text(write(items), encoding="utf-8", newline="")
    return read(path)


@FORMATS
def test_a_bank_comes_back_as_it_went_out(write: Write, read: Read, tmp_path: Path) -> None:
    assert back(write, read, BANK, tmp_path / "bank") == BANK


LETTERS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn"), exclude_characters="\u200b"), min_size=1, max_size=40
)
TEXT = st.one_of(LETTERS, st.text("~=#{}:\\->%<>&;[]/ \nаәқé3", min_size=1, max_size=40)).map(settled).filter(bool)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.tuples(TEXT, TEXT, TEXT, TEXT), explanation=TEXT)
@FORMATS
def test_any_text_comes_back(write: Write, read: Read, texts: tuple[str, ...], explanation: str, tmp_path: Path) -> None:
    stem, right, wrong, feedback = texts
    item = Item(
        "q",
        "single",
        stem,
        (Choice(right, True, feedback), Choice(wrong, False)),
        explanation=explanation,
        category=("c",),
        tags=("t",),
    )
    assert back(write, read, (item,), tmp_path / "bank") == (item,)


@pytest.mark.parametrize("write", [moodle.written, gift.written])
def test_control_characters_are_refused_before_anything_is_written(write: Write) -> None:
    with pytest.raises(BadData, match=r"U\+0007"):
        write((Item("q", "numeric", "bell \x07", value=1.0),))


def test_moodle_xml_has_the_documented_structure() -> None:
    root = ET.fromstring(moodle.written(BANK))  # noqa: S314  our own bytes
    assert [node.get("type") for node in root] == [
        "category",
        "multichoice",
        "category",
        "multichoice",
        "truefalse",
        "numerical",
        "category",
        "matching",
    ]
    first = root[1]
    assert [node.tag for node in first][:3] == ["name", "questiontext", "generalfeedback"]
    assert first.findtext("single") == "true"
    assert [answer.get("fraction") for answer in root[3].findall("answer")] == ["50", "50", "-100"]
    assert root[5].findtext("answer/tolerance") == "0.5"
    assert root[0].findtext("category/text") == "$course$/top/Kazakhstan/s2//ice"


BOMB = '<?xml version="1.0"?><!DOCTYPE q [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><quiz><question type="essay"><name><text>&b;</text></name></question></quiz>'


@pytest.mark.parametrize(
    ("read", "text", "why"),
    [
        (moodle.read, BOMB, "document type or entities"),
        (moodle.read, "<quiz><question", "not whole XML"),
        (moodle.read, "<html></html>", "its root is <html>"),
        (moodle.read, "<quiz></quiz>", "holds no question"),
        (moodle.read, '<quiz><question type="essay"/></quiz>', "question 1 is of the type 'essay'"),
        (moodle.read, '<quiz><question type="multichoice"><answer fraction="much"/></question></quiz>', "'much' is no number"),
        (moodle.read, '<quiz><question type="numerical"/></quiz>', "0 right answers"),
        (moodle.read, '<quiz><question type="multichoice"><answer fraction="100"/></question></quiz>', "among two or more"),
        (gift.read, "", "holds no question"),
        (gift.read, "What is this? {", "no answers in one pair of braces"),
        (gift.read, "The {=sun ~moon} shines.", "no missing-word"),
        (gift.read, "Number? {#many}", "'many' is no number"),
        (gift.read, "Which? {=a =b}", "one right option"),
        (gift.read, "Which? {nothing}", "begin with = or ~"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_bank_is_refused_in_one_sentence(read: Read, text: str, why: str, tmp_path: Path) -> None:
    path = tmp_path / "foreign.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadData, match=why) as caught:
        read(path)
    assert "\n" not in str(caught.value)
    assert "foreign.txt" in str(caught.value)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "bank.gift"
    path.write_bytes("Сколько? {#5}".encode("cp1251"))
    with pytest.raises(BadData, match="not UTF-8"):
        gift.read(path)


def test_a_question_that_a_hand_typed_in_gift_is_read(tmp_path: Path) -> None:
    path = tmp_path / "hand.gift"
    path.write_text("// a comment\n::Ice:: How much is left at 2 °C? {\n=43 %#Yes.\n~70 %\n~5 %#Too little.\n####See the table.\n}\n\nA stock is a flow. {F#No.#Yes.}\n", encoding="utf-8")  # fmt: skip
    ice, stock = gift.read(path)
    assert (ice.id, ice.kind, [choice.right for choice in ice.choices], ice.explanation) == (
        "Ice",
        "single",
        [True, False, False],
        "See the table.",
    )
    assert (stock.kind, stock.choices[1]) == ("truefalse", Choice("false", True, "Yes."))


SPOKEN = {"en": dict.fromkeys(scorm.WORDS, "word") | {"title": "A & B"}}


def test_a_package_of_ours_is_a_whole_scorm_package(tmp_path: Path) -> None:
    path = tmp_path / "package.zip"
    scorm.write(path, {"en": BANK}, SPOKEN, {"en": "English"})
    assert scorm.check(path) == ("A & B", 5)
    first = path.read_bytes()
    scorm.write(path, {"en": BANK}, SPOKEN, {"en": "English"})
    assert path.read_bytes() == first
    root = ET.fromstring(zipfile.ZipFile(path).read("imsmanifest.xml"))  # noqa: S314  our own bytes
    resource = root.find(".//{*}resource")
    assert resource is not None
    assert resource.get("href") == "index.html"
    assert {file.get("href") for file in resource} == {"index.html", "bank.js", "player.css", "player.js"}


def test_the_number_that_the_player_shows_is_written_as_the_language_writes_it(tmp_path: Path) -> None:
    ask = Item("q", "numeric", "?", value=6.2, tolerance=0.7)
    scorm.write(tmp_path / "x.zip", {"en": [ask]}, {"en": SPOKEN["en"] | {"point": ","}}, {})
    bank = zipfile.ZipFile(tmp_path / "x.zip").read("bank.js").decode("ascii")
    assert json.loads(bank.removeprefix("var BANK = ").rstrip(";\n"))["items"]["en"][0]["shown"] == "6,2 ± 0,7"


def test_the_player_sets_no_markup_from_data_and_loads_nothing_from_elsewhere() -> None:
    for name in scorm.FILES:
        text = (scorm.PLAYER / name).read_text(encoding="utf-8")
        assert not [
            word
            for word in ("innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval(", "http:", "https:", "//cdn")
            if word in text
        ]


def test_languages_of_a_package_ask_the_same(tmp_path: Path) -> None:
    with pytest.raises(BadData, match="same questions"):
        scorm.write(tmp_path / "x.zip", {"en": BANK, "ru": BANK[:2]}, SPOKEN | {"ru": SPOKEN["en"]}, {})
    with pytest.raises(BadData, match="words of the player are missing: en: close"):
        scorm.write(tmp_path / "x.zip", {"en": BANK}, {"en": SPOKEN["en"] | {"close": ""}}, {})
    with pytest.raises(BadData, match="201 questions"):
        scorm.write(tmp_path / "x.zip", {"en": [BANK[0]] * 201}, SPOKEN, {})


def packed(path: Path, files: dict[str, str], link: str = "") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
        if link:
            info = zipfile.ZipInfo(link)
            info.external_attr = 0o120777 << 16
            archive.writestr(info, "/etc/passwd")
    return path


@pytest.mark.parametrize(
    ("files", "link", "why"),
    [
        ({"index.html": ""}, "", "no imsmanifest.xml at the top"),
        ({"../up.txt": ""}, "", "leads out of the package"),
        ({"/etc/x": ""}, "", "leads out of the package"),
        ({"a\\b": ""}, "", "leads out of the package"),
        ({"C:x": ""}, "", "leads out of the package"),
        ({"imsmanifest.xml": ""}, "link", "is a link, not a file"),
        ({"big.txt": "0" * 3_000_000}, "", "far more than a lesson needs"),
        ({"imsmanifest.xml": BOMB}, "", "declares a document type"),
        ({"imsmanifest.xml": "<manifest"}, "", "not whole XML"),
        ({"imsmanifest.xml": "<manifest/>"}, "", "version ''"),
        ({"imsmanifest.xml": scorm._manifest("x", "k", 80)}, "", "launches no page"),
    ],
)
def test_a_package_with_tricks_is_refused_in_one_sentence(files: dict[str, str], link: str, why: str, tmp_path: Path) -> None:
    with pytest.raises(BadData, match=why) as caught:
        scorm.check(packed(tmp_path / "evil.zip", files, link))
    assert "\n" not in str(caught.value)


def test_what_is_no_zip_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "course.zip"
    path.write_bytes(b"PK\x03\x04 half")
    with pytest.raises(BadData, match="not a whole zip package"):
        scorm.check(path)
