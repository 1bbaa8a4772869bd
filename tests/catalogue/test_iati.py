from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from highground.basis.errors import BadData
from highground.catalogue.iati.codes import codes, places, proved
from highground.catalogue.iati.door import parsed, parsed_bytes
from highground.catalogue.iati.schema import faults, plain
from highground.catalogue.shelf import Shelf

SHELF = Shelf()
STANDARD = Path(__file__).parents[3] / "shared" / "data" / "standards" / "iati"
WHOLE = (
    '<iati-activities version="2.03"><iati-activity><iati-identifier>XM-DAC-47066-A</iati-identifier>'
    '<reporting-org ref="XM-DAC-47066" type="40"><narrative>IOM</narrative></reporting-org><title><narrative>Ice</narrative></title>'
    '<description><narrative>Ice</narrative></description><participating-org role="4"><narrative>IOM</narrative></participating-org>'
    '<activity-status code="2"/><activity-date type="1" iso-date="2022-01-01"/>{more}</iati-activity></iati-activities>'
)


def said(more: str) -> list[str]:
    return [str(fault) for fault in faults(parsed_bytes(WHOLE.format(more=more).encode(), "a.xml"), SHELF)]


def files(folder: str) -> list[Path]:
    return sorted(path for path in (STANDARD / folder).rglob("*") if path.is_file())


def test_a_whole_file_is_accepted() -> None:
    assert said("") == []


@pytest.mark.parametrize(
    ("more", "wrong"),
    [
        ("<budget><period-start iso-date='2022-01-01'/><period-end iso-date='2022-12-31'/></budget>", "budget: value is missing inside it"),
        ("<activity-scope code='4'/><activity-scope code='4'/>", "activity-scope: it may not stand here: it comes once too often"),
        ("<sector/>", "sector: the attribute code is missing; add it"),
        ("<sector code='1' ref='2'/>", "the attribute ref is not allowed here; take it out"),
        ("<default-tied-status code='5'>text</default-tied-status>", "text stands inside an element that may hold none"),
        ("<activity-date type='3' iso-date='2024'/>", "the attribute iso-date is '2024'; write a day such as 2024-06-30"),
        ("<related-activity type='1'/>", "related-activity: "),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_element_and_what_to_do(more: str, wrong: str) -> None:
    assert any(wrong in text for text in said(more)), said(more)
    assert all(text.startswith("line 1, ") and "; " in text for text in said(more))


@pytest.mark.skipif(not STANDARD.is_dir(), reason="the files of the standard lie outside the product")
def test_every_file_that_should_pass_is_accepted() -> None:
    found = {path.name: faults(parsed(path), SHELF) for path in files("should-pass")}
    assert {name: fault for name, fault in found.items() if fault} == {}
    assert len(files("should-pass")) == 58


@pytest.mark.skipif(not STANDARD.is_dir(), reason="the files of the standard lie outside the product")
def test_every_file_that_should_fail_is_refused_with_a_reason() -> None:
    found = {}
    for path in files("should-fail"):
        try:
            found[str(path)] = [str(fault) for fault in faults(parsed(path), SHELF)]
        except BadData as error:
            found[str(path)] = [str(error)]
    assert [name for name, said in found.items() if not said] == []
    assert [text for said in found.values() for text in said if "does not follow the schema" in text or "line " not in text] == []
    assert len(found) == 113


@pytest.mark.skipif(not STANDARD.is_dir(), reason="the files of the standard lie outside the product")
@pytest.mark.parametrize("name", ["Sector", "Currency", "PolicyMarker", "Region", "ActivityStatus", "RelatedActivityType", "Country", "TransactionType",
                                  "OrganisationRole", "OrganisationType", "BudgetStatus", "BudgetType", "ActivityScope", "ActivityDateType"])  # fmt: skip
def test_bundled_codes_are_those_of_the_current_lists_and_so_is_what_was_withdrawn(name: str) -> None:
    root = parsed(STANDARD / "codelists" / f"{name}.xml")
    current = {item.findtext("code"): item.get("status", "active") == "active" for item in root.iter("codelist-item")}
    assert {code: held.active for code, held in codes(SHELF, name).items()} == current


def test_a_withdrawn_code_is_never_written() -> None:
    assert proved(SHELF, "Sector", "15190") == "15190"
    with pytest.raises(BadData, match=r"74010 .* has been withdrawn"):
        proved(SHELF, "Sector", "74010")
    with pytest.raises(BadData, match="is no code of the IATI list Sector"):
        proved(SHELF, "Sector", "1")
    with pytest.raises(BadData, match="there is no code list Colour"):
        proved(SHELF, "Colour", "1")


def test_every_place_of_a_code_names_a_list_that_is_bundled() -> None:
    assert len(places(SHELF)) > 60
    assert all(codes(SHELF, place.list) for place in places(SHELF))


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04", "no XML file but an archive"),
        (b"<a>", "not whole XML"),
        (b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', "declares a document type or entities"),
        (
            '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'.encode("utf-16"),
            "declares a document type or entities",
        ),
        (b"<a>" * 100 + b"</a>" * 100, "more than 64 deep"),
        (b"\xff\xfe\x00", "not whole XML"),
        (b'<?xml version="1.0" encoding="none"?><a/>', "not whole XML"),
    ],
)
def test_hostile_xml_is_refused_in_one_sentence(raw: bytes, said: str) -> None:
    with pytest.raises(BadData, match=said) as refused:
        parsed_bytes(raw, "a.xml")
    assert "\n" not in str(refused.value)


def test_a_bomb_of_entities_is_refused_before_it_is_opened() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    with pytest.raises(BadData, match="it was not opened"):
        parsed_bytes(f'<!DOCTYPE a [<!ENTITY l0 "ha">{laughs}]><a>&l9;</a>'.encode(), "a.xml")


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_and_nothing_else_happens(raw: bytes) -> None:
    with suppress(BadData):
        faults(parsed_bytes(raw, "a.xml"), SHELF)


def test_another_kind_of_xml_is_said_to_be_none_of_activities(tmp_path: Path) -> None:
    assert "must begin with iati-activities" in str(faults(parsed_bytes(b"<html/>", "a.xml"), SHELF)[0])
    with pytest.raises(BadData, match="there is no file"):
        parsed(tmp_path / "none.xml")


def test_a_message_that_nobody_foresaw_is_passed_on() -> None:
    assert "does not follow the schema: Something new" in str(plain("Something new", 3))
