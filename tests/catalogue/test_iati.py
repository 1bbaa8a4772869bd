from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from highground.basis.errors import BadData
from highground.basis.estimate import Estimate
from highground.basis.project import BudgetLine, Country, Event, Evidence, Indicator, Project, Result, Sector, Spending, Value
from highground.catalogue.iati.codes import codes, places, proved
from highground.catalogue.iati.door import parsed, parsed_bytes
from highground.catalogue.iati.known import known
from highground.catalogue.iati.read import Read, read_iati, read_root
from highground.catalogue.iati.rules import checks
from highground.catalogue.iati.schema import faults, plain
from highground.catalogue.iati.write import document, organisation
from highground.catalogue.projects.facts import bundled
from highground.catalogue.shelf import Shelf

from .project_makers import projects

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
        (b"<a>" * 300 + b"</a>" * 300, "too deep or a text is too long; this is no file of activities"),
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


def test_a_file_of_more_elements_than_any_publisher_has_is_refused_before_it_fills_the_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("highground.catalogue.iati.door.MOST_ELEMENTS", 1000)
    monkeypatch.setattr("lxml.etree.fromstring", None)  # it is not parsed at all
    with pytest.raises(BadData, match="are more than 1,000; this is no file of activities"):
        parsed_bytes(b"<a>" + b"<b/>" * 2001 + b"</a>", "a.xml")


def test_another_kind_of_xml_is_said_to_be_none_of_activities(tmp_path: Path) -> None:
    assert "must begin with iati-activities" in str(faults(parsed_bytes(b"<html/>", "a.xml"), SHELF)[0])
    spaced = parsed_bytes(b'<i:iati-activities xmlns:i="urn:x" version="2.03"/>', "a.xml")
    assert "must begin with iati-activities, without a namespace" in str(faults(spaced, SHELF)[0])
    with pytest.raises(BadData, match="there is no file"):
        parsed(tmp_path / "none.xml")


def test_a_message_that_nobody_foresaw_is_passed_on() -> None:
    assert "does not follow the schema: Something new" in str(plain("Something new", 3))


TODAY = date(2026, 11, 25)
IOM = organisation(SHELF, "XM-DAC-47066")


def again(raw: bytes) -> Read:
    return read_root(parsed_bytes(raw, "a.xml"), "a.xml", SHELF, TODAY)


def warned(more: str) -> list[str]:
    return [str(fault) for fault in checks(parsed_bytes(WHOLE.format(more=more).encode(), "a.xml"), SHELF, TODAY)]


@settings(max_examples=40, deadline=None)
@given(projects())
def test_a_project_comes_back_from_iati_with_every_field(project: Project) -> None:
    raw, _ = document((project,), IOM, SHELF, TODAY)
    read = again(raw)
    assert read.projects == (project,)
    assert read.warnings == read.changed == ()


def test_the_three_bundled_projects_make_one_valid_file_and_come_back() -> None:
    raw, said = document(bundled(SHELF), IOM, SHELF, TODAY)
    assert again(raw).projects == bundled(SHELF)
    assert b'<related-activity ref="XM-DAC-47066-NC.0092" type="3"/>' in raw
    assert b"<transaction>" not in raw
    assert b"<budget" not in raw
    assert any("told in words only" in text for text, _ in said)


@pytest.mark.skipif(not STANDARD.is_dir(), reason="the files of the standard lie outside the product")
def test_every_file_that_should_pass_is_read_into_projects() -> None:
    for path in files("should-pass"):
        assert read_iati(path, SHELF, TODAY).projects


def test_a_record_that_no_longer_fits_the_elements_gives_way_to_them() -> None:
    raw, _ = document(bundled(SHELF)[:1], IOM, SHELF, TODAY)
    read = again(raw.replace(b'<activity-status code="2"/>', b'<activity-status code="4"/>'))
    assert read.changed == ("XM-DAC-47066-NC.0090",)
    assert read.projects[0].status == "completed"
    assert read.projects[0].id == "NC.0090"


def test_what_a_project_has_no_place_for_is_listed() -> None:
    read = again(WHOLE.format(more="<location/><location/><default-tied-status code='5'/>").encode())
    assert read.left_out == {"default-tied-status": 1, "location": 2}


RESULT = (
    "<transaction><transaction-type code='2'/><transaction-date iso-date='2023-02-01'/><value value-date='2023-02-01'>5</value></transaction>"
    "<transaction><transaction-type code='3'/><transaction-date iso-date='2023-02-01'/><value value-date='2023-02-01' currency='USD'>7</value></transaction>"
    "<result type='2'><title><narrative>Less loss</narrative></title><indicator measure='1' ascending='0'><title><narrative>Losses</narrative></title>{periods}</indicator></result>"
)
PERIOD = "<period><period-start iso-date='{year}-01-01'/><period-end iso-date='{year}-12-31'/><target value='{target}'/><actual value='{actual}'/></period>"


def test_the_last_target_every_result_and_the_direction_of_a_foreign_indicator_are_read() -> None:
    periods = PERIOD.format(year=2023, target=30, actual=40) + PERIOD.format(year=2024, target=20, actual=25)
    read = again(WHOLE.format(more=RESULT.format(periods=periods)).encode())
    (one,) = read.projects
    (indicator,) = one.indicators
    assert (indicator.direction, [value.on for value in indicator.actuals]) == ("down", ["2023-12-31", "2024-12-31"])
    assert indicator.target is not None
    assert indicator.target.estimate is not None
    assert (indicator.target.estimate.mid, indicator.target.on) == (20.0, "2024-12-31")
    assert [spent.amount for spent in one.spending] == [7.0], "a commitment is no spending"
    assert read.left_out == {"result/indicator/period/target": 1, "transaction": 1}


def test_an_end_known_by_its_year_goes_out_as_its_last_day() -> None:
    raw, _ = document(bundled(SHELF)[:1], IOM, SHELF, TODAY)
    assert b'<activity-date iso-date="2022-01-01" type="1">' in raw
    assert b'<activity-date iso-date="2024-12-31" type="3">' in raw


def test_a_result_of_a_day_before_the_project_has_no_period_in_iati_and_comes_back() -> None:
    value = Value(Estimate(1, 1, 1, "", "counted", ("list",)), on="2021-12")
    project = replace(
        bundled(SHELF)[0], results=(Result("O", "output", "Ice"),), indicators=(Indicator("I", "O", "Ice", actuals=(value,)),)
    )
    raw, notes = document((project,), IOM, SHELF, TODAY)
    assert b"<period>" not in raw
    assert any("has no date after the start of the project" in message for message, _ in notes)
    assert again(raw).projects == (project,)


def test_a_status_that_no_list_holds_is_said_to_be_taken_as_active() -> None:
    raw, _ = document(bundled(SHELF)[:1], IOM, SHELF, TODAY)
    read = again(raw.replace(b'<activity-status code="2"/>', b'<activity-status code="9"/>'))
    assert read.left_out == {"activity-status, taken as active": 1}


def test_a_member_state_without_an_outline_goes_out_and_comes_back() -> None:
    raw, _ = document((Project("A", "Ice", start="2022", type="Study", countries=(Country("GEO"),)),), IOM, SHELF, TODAY)
    assert b'<recipient-country code="GE" percentage="100"/>' in raw
    elements = again(raw.replace(b"urn:highground:project:1", b"urn:other")).projects[0]
    assert elements.countries == (Country("GEO", 100.0),)


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"countries": (Country("XXX"),)}, "a member state: 'XXX' is no country code"),
        ({"countries": (Country("Kazakhstan"),)}, "write three capital letters such as KAZ"),
        ({"events": (Event("2022", "Visit", country="KZ"),)}, "the event “Visit”: 'KZ' is no country code"),
        ({"indicators": (Indicator("I", "O", "Ice", evidence=Evidence("ZZZ", "a", "b")),)}, "the evidence of I: 'ZZZ' is no"),
        ({"id": "N" * 101}, "at most 100 signs in one line"),
        ({"id": "N\n1"}, "at most 100 signs in one line"),
        ({"title": "\u200b\u202e"}, "its title has no letter"),
        ({"url": "javascript:alert(1)"}, "write an address that begins with https://"),
        ({"year": "in 2024"}, "the year of the fund is 'in 2024'; write four digits"),
        ({"language": "russian"}, "project A: write the code of the language, such as ru; 'russian' is no code"),
        ({"sectors": (Sector("1"),)}, "is no code of the IATI list Sector"),
        ({"budgets": (BudgetLine("2022", "2022", 1.0, "AAA"),)}, "is no code of the IATI list Currency"),
        ({"budgets": (BudgetLine("2022", "2022", -1.0, "USD"),)}, "a budget is below 0"),
        ({"budget": -1.0, "currency": "USD"}, "a budget is below 0"),
        ({"ended": "2026-11-26"}, "the actual end is dated 2026-11-26, which is still to come"),
        ({"results": (Result("O", "output", "Ice", done="2027"),)}, "O done is dated 2027"),
        ({"spending": (Spending("2027", 1.0, "USD"),)}, "an amount spent is dated 2027"),
        (
            {"indicators": (Indicator("I", "O", "Ice", actuals=(Value(None, "good", "2026-12"),)),)},
            "a result of I is dated 2026-12",
        ),
    ],
)
def test_a_person_is_told_of_codes_and_dates_that_cannot_be(parts: dict[str, Any], said: str) -> None:
    whole: dict[str, Any] = {"results": (Result("O", "output", "Ice"),), **parts}
    with pytest.raises(BadData, match=said):
        known(Project(**{"id": "A", "title": "Ice", **whole}), SHELF, TODAY)


def test_what_is_known_passes_also_in_the_year_that_is_not_over() -> None:
    project = Project("A", "Ice", end="2030", countries=(Country("GEO"),), sectors=(Sector("15190"),), currency="USD", spending=(Spending("2026", -1.0, "USD"),),
                      results=(Result("O", "output", "Ice", due="2030", done="2026-11"),))  # fmt: skip
    assert known(project, SHELF, TODAY) is project
    assert all(known(one, SHELF, TODAY) for one in bundled(SHELF))


def test_budgets_of_one_period_are_added_up_and_spending_is_a_transaction() -> None:
    project = Project("A", "Ice", start="2022", type="Study", budgets=(BudgetLine("2022", "2022", 10.5, "USD", "staff"), BudgetLine("2022", "2022", 4.5, "USD", "travel")),
                      spending=(Spending("2022-06", 7.0, "USD"),))  # fmt: skip
    raw, _ = document((project,), IOM, SHELF, TODAY)
    assert raw.count(b"<budget ") == 1
    assert b">15.00</value>" in raw
    assert b'<transaction-date iso-date="2022-06-30"/>' in raw


def test_a_revised_budget_stands_for_all_that_counts_in_its_period() -> None:
    lines = (BudgetLine("2022", "2022", 60.0, "USD", "staff"), BudgetLine("2022", "2022", 20.0, "USD", "travel", committed="yes"),
             BudgetLine("2022", "2022", 70.0, "USD", "staff", "yes"), BudgetLine("2023", "2023", 5.0, "USD", "staff"))  # fmt: skip
    raw, _ = document((Project("A", "Ice", start="2022", type="Study", budgets=lines),), IOM, SHELF, TODAY)
    found = parsed_bytes(raw, "a.xml").findall("iati-activity/budget")
    assert [(one.get("type"), one.get("status"), one.find("period-end").get("iso-date"), one.findtext("value")) for one in found] == [
        ("1", "1", "2022-12-31", "60.00"), ("1", "2", "2022-12-31", "20.00"), ("2", "1", "2022-12-31", "70.00"),
        ("2", "2", "2022-12-31", "20.00"), ("1", "1", "2023-12-31", "5.00"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("project", "said"),
    [
        (Project("A", "Ice"), "no start is given"),
        (Project("A", "Ice", start="2022", sectors=(Sector("74010"),)), "has been withdrawn"),
        (Project("A", "Ice", start="2022", currency="BYR"), "has been withdrawn"),
        (Project("A", "Ice", start="2022", sectors=(Sector("15190", 40.0), Sector("43060", 40.0))), "add up to 80, not to 100"),
        (Project("A", "Ice", start="2022", countries=(Country("KAZ"), Country("ECU"))), "are not all given"),
        (Project("A", "Ice", started="2030"), "an actual date lies in the future"),
        (Project("A", "Ice", start="2022", spending=(Spending("2030", 1.0, "USD"),)), "a transaction lies in the future"),
        (Project("A/B", "Ice", start="2022"), "one of the signs"),
        (Project("A", "Ice\x00", start="2022"), "signs that no XML can carry"),
    ],
)
def test_nothing_that_breaks_a_rule_is_written(project: Project, said: str) -> None:
    with pytest.raises(BadData, match=said):
        document((replace(project, type="Study"),), IOM, SHELF, TODAY)


def test_our_own_sentences_among_texts_of_another_language_are_marked_as_english() -> None:
    project = replace(bundled(SHELF)[0], language="ru", spending=(Spending("2023", 5.0, "USD", "Staff"),))
    raw, _ = document((project,), IOM, SHELF, TODAY)
    root = parsed_bytes(raw, "a.xml")
    english = [one.text for one in root.iter("narrative") if one.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"]
    assert english == [
        "Total budget as stated: 100,000.00 USD", "Only 2022 is known, not the day", "Only 2024 is known, not the day", "Page of the project",
    ]  # fmt: skip
    assert root.findtext("iati-activity/transaction/description/narrative") == "Staff · 2023"
    assert again(raw).projects == (project,)


def test_what_cannot_go_out_names_its_project() -> None:
    wrong = Project("B", "Ice", start="2022", type="Study", countries=(Country("KAZ", 60.0),))
    with pytest.raises(BadData, match="project B cannot go out as IATI: recipient-country: the shares of countries"):
        document((*bundled(SHELF), wrong), IOM, SHELF, TODAY)


def test_rules_are_told_on_reading() -> None:
    assert any("no sector is named" in text for text in warned(""))
    dates = "<activity-date type='2' iso-date='2023-01-01'/><activity-date type='4' iso-date='2022-06-30'/>"
    assert any("the end lies before the start" in text for text in warned(dates))
    shares = "<recipient-country code='KZ' percentage='60'/><recipient-country code='EC' percentage='{share}'/>"
    assert any("add up to 99, not to 100" in text for text in warned(shares.format(share=39)))
    assert not any("add up to" in text for text in warned(shares.format(share=40)))
    assert any("'77' is no code of the list Sector" in text for text in warned("<sector code='77'/>"))
    assert not any("is no code" in text for text in warned("<sector vocabulary='99' code='77'/>"))
    budget = "<budget><period-start iso-date='2022-01-01'/><period-end iso-date='{end}'/><value value-date='2022-01-01' currency='USD'>1</value></budget>"
    assert any("longer than a year" in text for text in warned(budget.format(end="2023-06-30")))
    assert any("ends before it starts" in text for text in warned(budget.format(end="2021-06-30")))
    indicator = "<result type='1'><title><narrative>a</narrative></title><indicator measure='1'><title><narrative>a</narrative></title><baseline year='2020'/></indicator></result>"
    assert any("a number is missing" in text for text in warned(indicator))


@pytest.mark.parametrize(
    ("ref", "said"), [("IOM", "must begin with a registration agency"), ("XM-DAC-0", "no list says whose identifier"), ("XM-DAC-47066/1", "must begin with")]
)  # fmt: skip
def test_an_organisation_is_named_by_a_list_or_by_a_person(ref: str, said: str) -> None:
    with pytest.raises(BadData, match=said):
        organisation(SHELF, ref)
    assert organisation(SHELF, "XM-DAC-0", "Office", "10").name == "Office"
    assert IOM.name == "International Organisation for Migration"


def test_a_modelled_value_is_written_to_the_digits_that_its_range_supports() -> None:
    value = Value(Estimate(2551.4, 8302.55, 26407.6, "displacements yr-1", "modelled", ("run",)), on="2024")
    project = Project("A", "Ice", start="2022", type="Study", results=(Result("O", "outcome", "Fewer"),),
                      indicators=(Indicator("I", "O", "Displaced", unit="displacements yr-1", actuals=(value,)),))  # fmt: skip
    raw, _ = document((project,), IOM, SHELF, TODAY)
    assert b'<actual value="8000">' in raw
    assert b"2600 to 26000 displacements yr-1; modelled; run" in raw
    assert again(raw).projects == (project,)
