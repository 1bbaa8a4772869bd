import json
import re
from pathlib import Path
from typing import Any

import pytest

from highground.basis.event import MEASURES, Count, Event, Record, Remark, moment
from highground.catalogue.events.words import kinds
from highground.catalogue.stac import IMPACTS, MONTY, STAC, collection, monty_items, slug, write_monty

jsonschema = pytest.importorskip("jsonschema", reason="STAC items are validated with jsonschema, which is not installed")

MONTY_TYPES = {  # json-schema/schema.json of the Monty extension, v1.3.0
    "death", "missing", "injured", "evacuated", "relocated", "homeless", "displaced_internal", "affected_total", "destroyed", "damaged",
}  # fmt: skip
POINT = {
    "type": "object",
    "required": ["type", "coordinates"],
    "properties": {"type": {"const": "Point"}, "coordinates": {"type": "array", "minItems": 2}},
}
FEATURE = {"type": "object", "required": ["type", "properties", "geometry"], "properties": {"type": {"const": "Feature"}}}


def event(number: int = 2, kind: str = "debris_flow", lat: float | None = 43.2, **counts: Count) -> Event:
    record = Record(
        number, kinds()[kind].hazard, kind, moment(2015, 7, 23), "KAZ", place="Kargaly", lat=lat, lon=lat and 76.9, source="a"
    )
    return Event(f"KAZ-{number}", record, (record,), counts, {name: Remark("the only figure") for name in counts}, None, "")


EVENTS = [
    event(2, evacuated=Count(100, 150, 200), deaths=Count(0, 0, 0), families_affected=Count(9, 9, None)), event(3, "earthquake", None), event(4, "temperature"),
]  # fmt: skip


@pytest.fixture(scope="module")
def validate(shared: Path) -> Any:
    """A check against the published schemas, whose version is that of their last draft and whose outside parts are not in the folder."""
    from referencing import Registry, Resource
    from referencing.jsonschema import DRAFT7

    root = shared / "data/standards/stac"
    outside = {"https://geojson.org/schema/Feature.json": FEATURE, "https://geojson.org/schema/Geometry.json": POINT}
    parts = {}
    for path in root.rglob("*.json"):
        text = path.read_text(encoding="utf-8").replace("1.1.0-beta.1", STAC)
        body = json.loads(text)
        body["$id"] = (
            f"https://schemas.stacspec.org/v{STAC}/{path.relative_to(root).as_posix()}"  # by its place; one id is misspelt
        )
        parts[body["$id"]] = body
    registry = Registry().with_resources([(name, Resource.from_contents(body, DRAFT7)) for name, body in (outside | parts).items()])

    def check(document: dict[str, Any], kind: str) -> None:
        schema = next(body for name, body in parts.items() if name.endswith(f"/{kind}.json"))
        jsonschema.Draft7Validator(schema, registry=registry).validate(document)

    return check


def test_every_item_and_collection_keeps_the_schema_of_stac(validate: Any) -> None:
    items = monty_items(EVENTS, "Losses 2015.xlsx")
    for role, some in items.items():
        validate(collection(role, some, "Losses 2015.xlsx"), "collection")
        for item in some:
            validate(item, "item")


def test_the_schema_refuses_an_item_without_its_date(validate: Any) -> None:
    item = monty_items(EVENTS, "x")["event"][0]
    del item["properties"]["datetime"]
    with pytest.raises(jsonschema.ValidationError):
        validate(item, "item")


def test_items_keep_the_rules_of_monty() -> None:
    items = monty_items(EVENTS, "x")
    for role, some in items.items():
        for item in some:
            properties = item["properties"]
            assert MONTY in item["stac_extensions"]
            assert properties["roles"] == [role, "source"]
            assert properties["monty:country_codes"] == ["KAZ"]
            assert all(re.fullmatch(r"[A-Z]{2}(\d{4})?|[a-z]{3}(-[a-z]{3}){3}", code) for code in properties["monty:hazard_codes"])
            assert all(len(link["roles"]) == 1 for link in item["links"] if link["rel"] == "related")


def test_a_hazard_has_one_undrr_code_and_at_most_three_codes() -> None:
    for item in monty_items(EVENTS, "x")["hazard"]:
        codes = item["properties"]["monty:hazard_codes"]
        assert sum(bool(re.fullmatch(r"[A-Z]{2}\d{4}", code)) for code in codes) == 1
        assert len(codes) <= 3


def test_a_hazard_without_an_undrr_code_gets_no_hazard_item() -> None:
    items = monty_items(EVENTS, "x")
    assert (len(items["event"]), len(items["hazard"])) == (3, 2)


def test_each_count_is_one_impact_with_its_range_in_words() -> None:
    details = [item["properties"]["monty:impact_detail"] for item in monty_items(EVENTS[:1], "x")["impact"]]
    assert [(d["category"], d["type"], d["value"]) for d in details] == [
        ("people", "evacuated", 150),
        ("people", "death", 0),
        ("households", "affected_total", 9),
    ]
    assert "150 (100 to 200)" in details[0]["description"]
    assert "at least 9" in details[2]["description"]


def test_every_measure_has_its_impact() -> None:
    assert set(IMPACTS) == set(MEASURES)
    assert {what for _, what in IMPACTS.values()} <= MONTY_TYPES


def test_events_of_one_day_country_and_cluster_are_numbered() -> None:
    ids = [item["properties"]["monty:corr_id"] for item in monty_items([event(2), event(3)], "x")["event"]]
    assert ids == ["20150723T000000Z-KAZ-GEO-GFAIL-1-GCDB", "20150723T000000Z-KAZ-GEO-GFAIL-2-GCDB"]


def test_links_between_written_files_lead_somewhere(tmp_path: Path) -> None:
    (tmp_path / "events.csv").write_text("", encoding="utf-8")
    count = write_monty(tmp_path / "monty", EVENTS, "../Losses: 2015")
    files = [path for path in (tmp_path / "monty").rglob("*.json") if path.name != "collection.json"]
    assert len(files) == count == 3 + 2 + 3
    for path in (tmp_path / "monty").rglob("*.json"):
        document = json.loads(path.read_text(encoding="utf-8"))
        hrefs = [link["href"] for link in document["links"]] + [asset["href"] for asset in document.get("assets", {}).values()]
        assert all((path.parent / href).is_file() for href in hrefs)


def test_many_items_share_one_file_and_stay_valid(tmp_path: Path, validate: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("highground.catalogue.stac.MOST_FILES", 2)
    write_monty(tmp_path, EVENTS, "x")
    assert sorted(path.name for path in (tmp_path / "events").iterdir()) == ["collection.json", "items.json"]
    features = json.loads((tmp_path / "events/items.json").read_text(encoding="utf-8"))["features"]
    assert len(features) == 3
    for item in features:
        validate(item, "item")
    validate(json.loads((tmp_path / "events/collection.json").read_text(encoding="utf-8")), "collection")
    assert "../impacts/items.json#x-00001-evacuated" in [link["href"] for link in features[0]["links"]]


def test_a_name_of_any_alphabet_is_safe_in_a_path() -> None:
    assert slug("../../Потери 2024.xlsx") == "2024-xlsx"
    assert slug("Потери") == "table"
