"""Events as STAC collections and items with the fields of the IFRC Monty extension, so that other crisis databases can read them."""

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from highground.basis.event import Count, Event
from highground.catalogue.events.words import Kind, kinds

STAC: Final = "1.1.0"
MONTY: Final = "https://ifrcgo.org/monty-stac-extension/v1.3.0/schema.json"
MOST_FILES: Final = 500  # events; beyond, the items of a collection share one file
ROLES: Final = ("event", "hazard", "impact")
IMPACTS: Final = {  # measure -> category and type of a Monty impact; Monty v1.3, taxonomy
    "deaths": ("people", "death"), "missing": ("people", "missing"), "injured": ("people", "injured"), "evacuated": ("people", "evacuated"),
    "displaced": ("people", "displaced_internal"), "relocated": ("people", "relocated"), "homeless": ("people", "homeless"),
    "affected": ("people", "affected_total"), "families_affected": ("households", "affected_total"),
    "families_evacuated": ("households", "evacuated"), "families_displaced": ("households", "displaced_internal"),
    "families_relocated": ("households", "relocated"), "houses_destroyed": ("buildings", "destroyed"),
    "houses_damaged": ("buildings", "damaged"), "houses_affected": ("buildings", "affected_total"),
}  # fmt: skip
_WORLD: Final = [-180.0, -90.0, 180.0, 90.0]
Item = dict[str, Any]


def write_monty(folder: Path, events: Sequence[Event], name: str) -> int:
    """Write three collections (events, hazards, impacts) with their items below `folder`. Returns the number of items.

    Many events come as one file of items for each collection: tens of thousands of small files help nobody.
    An item without coordinates has no geometry, as STAC allows. A hazard item carries no severity: loss tables do not report it.
    """
    items = monty_items(events, name)
    together = len(events) > MOST_FILES
    for role in ROLES:
        place = folder / f"{role}s"
        place.mkdir(parents=True, exist_ok=True)
        own = items[role]
        _write(place / "collection.json", collection(role, own, name, together=together))
        if together:
            _write(place / "items.json", {"type": "FeatureCollection", "features": [_gathered(item) for item in own]})
        for item in () if together else own:
            _write(place / f"{item['id']}.json", item)
    return sum(map(len, items.values()))


def monty_items(events: Iterable[Event], name: str) -> dict[str, list[Item]]:
    """Items of every event by role: one event, one hazard where UNDRR-ISC has a code for it, one impact for each count."""
    made: dict[str, list[Item]] = {role: [] for role in ROLES}
    episodes: dict[str, int] = {}
    for number, event in enumerate(events, 1):
        kind = kinds()[event.first.kind]
        stem = f"{event.first.when.start:%Y%m%d}T000000Z-{event.first.iso3}-{kind.cluster or 'OTHER'}"
        episodes[stem] = episodes.get(stem, 0) + 1
        shared = _shared(event, kind, f"{stem}-{episodes[stem]}-GCDB")
        key = f"{slug(name)}-{number:05d}"
        hazard = [_item("hazard", f"{key}-hazard", event, name, shared)] if kind.undrr else []
        impacts = [_item("impact", f"{key}-{part}", event, name, {**shared, **detail}) for part, detail in _impacts(event)]
        base = _item("event", key, event, name, {**shared, "description": _description(event)})
        for item in (*hazard, *impacts):
            role = item["properties"]["roles"][0]
            base["links"].append(_link("related", f"../{role}s/{item['id']}.json", [role]))
            item["links"].append(_link("related", f"../events/{key}.json", ["event"]))
        made["event"].append(base)
        made["hazard"] += hazard
        made["impact"] += impacts
    return made


def _gathered(item: Item) -> Item:
    """An item whose links to other items lead into the files that hold them all."""
    links = [
        {**link, "href": re.sub(r"([^/]+)\.json$", r"items.json#\1", link["href"])} if link["rel"] == "related" else link
        for link in item["links"]
    ]
    return {**item, "links": links}


def slug(text: str) -> str:
    """A text as a part of a file's name: letters, digits and dashes.

    >>> slug("ЧС 2024 (final).xlsx"), slug("ЧС")
    ('2024-final-xlsx', 'table')
    """
    return re.sub(r"[^A-Za-z0-9]+", "-", text).strip("-").lower()[:60] or "table"


def _shared(event: Event, kind: Kind, corr_id: str) -> dict[str, Any]:
    first = event.first
    start, end = f"{first.when.start}T00:00:00Z", f"{first.when.end}T23:59:59Z"
    where = f"{first.place}, {first.iso3}" if first.place else first.iso3
    return {
        "title": first.name or f"{kind.label}: {where}, {first.when}", "datetime": start, "start_datetime": start, "end_datetime": end,
        "keywords": [word for word in (first.iso3, kind.label, first.place) if word],
        "monty:country_codes": [first.iso3], "monty:hazard_codes": [code for code in (kind.undrr, kind.glide, kind.emdat) if code],
        "monty:corr_id": corr_id, "monty:src_event_id": event.id,
    }  # fmt: skip


def _impacts(event: Event) -> Iterable[tuple[str, dict[str, Any]]]:
    for measure, count in event.counts.items():
        category, what = IMPACTS[measure]
        yield measure.replace("_", "-"), _detail(category, what, count, f"{count}; {event.kept[measure]}")
    if event.moved and event.moved.how == "modelled":
        said = f"{event.moved}; modelled from {event.moved_from.replace('_', ' ')} times people per house or family"
        yield "displaced-modelled", _detail("people", "displaced_internal", event.moved, said)


def _detail(category: str, what: str, count: Count, said: str) -> dict[str, Any]:
    value = count.low if count.mid is None else count.mid
    kind = "modelled" if count.how == "modelled" else "primary"
    detail = {"category": category, "type": what, "value": value, "unit": "count", "estimate_type": kind, "description": said}
    return {"monty:impact_detail": detail}


def _description(event: Event) -> str:
    rows = ", ".join(str(record.row) for record in event.records)
    sources = "; ".join(event.sources) or "not reported"
    return f"Date known to the {event.first.when.precision}. Rows of the source table: {rows}. Sources: {sources}."


def _item(role: str, key: str, event: Event, name: str, properties: dict[str, Any]) -> Item:
    spot = None if event.first.lat is None or event.first.lon is None else [event.first.lon, event.first.lat]
    made: Item = {
        "type": "Feature", "stac_version": STAC, "stac_extensions": [MONTY], "id": key, "collection": f"{slug(name)}-{role}s",
        "geometry": {"type": "Point", "coordinates": spot} if spot else None, "properties": {**properties, "roles": [role, "source"]},
        "links": [_link("collection", "./collection.json"), _link("parent", "./collection.json")],
        "assets": {"table": {"href": "../../events.csv", "type": "text/csv", "roles": ["data"], "title": "The table of events"}},
    }  # fmt: skip
    return {**made, "bbox": [*spot, *spot]} if spot else made


def collection(role: str, items: Sequence[Item], name: str, *, together: bool = False) -> dict[str, Any]:
    """The collection of one role's items: where and when they are, their countries and hazard codes."""
    spots = [item["bbox"] for item in items if "bbox" in item]
    box = (
        [min(s[0] for s in spots), min(s[1] for s in spots), max(s[2] for s in spots), max(s[3] for s in spots)]
        if spots
        else _WORLD
    )
    properties = [item["properties"] for item in items]
    starts = sorted(entry["start_datetime"] for entry in properties) or [None]
    ends = sorted(entry["end_datetime"] for entry in properties) or [None]
    codes = {
        key: sorted({code for entry in properties for code in entry[key]}) for key in ("monty:country_codes", "monty:hazard_codes")
    }
    return {
        "type": "Collection", "stac_version": STAC, "stac_extensions": [MONTY], "id": f"{slug(name)}-{role}s",
        "title": f"{role.capitalize()}s of {name}", "description": f"{role.capitalize()} items made from the loss table {name}.",
        "license": "other", "roles": [role, "source"],
        "providers": [{"name": name, "roles": ["producer"]}, {"name": "highground", "roles": ["processor"]}],
        "extent": {"spatial": {"bbox": [box]}, "temporal": {"interval": [[starts[0], ends[-1]]]}}, "summaries": codes,
        "links": [_link("root", "./collection.json"), *_members(items, together=together)],
    }  # fmt: skip


def _members(items: Sequence[Item], *, together: bool) -> list[dict[str, Any]]:
    if together:
        return [_link("items", "./items.json")]
    return [_link("item", f"./{item['id']}.json") for item in items]


def _link(rel: str, href: str, roles: list[str] | None = None) -> dict[str, Any]:
    link: dict[str, Any] = {"rel": rel, "href": href, "type": "application/json"}
    return {**link, "roles": roles} if roles else link


def _write(path: Path, document: dict[str, Any]) -> None:
    indent = None if "features" in document else 1  # a file of many items is for machines
    path.write_text(json.dumps(document, ensure_ascii=False, indent=indent, allow_nan=False), encoding="utf-8")
