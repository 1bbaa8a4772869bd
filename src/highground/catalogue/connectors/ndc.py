"""The NDC registry: its table of documents, which of them are active, and their files in the cache. Opens no socket unless told to."""

import csv
import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from highground.basis.errors import BadData, HashMismatch, MissingSource
from highground.basis.words import N_
from highground.catalogue.fetch import take
from highground.catalogue.shelf import sha256_of

REGISTER: Final = (
    "https://raw.githubusercontent.com/openclimatedata/ndcs/HEAD/data/ndcs.csv"  # UNFCCC NDC registry, collected by openclimatedata
)
LICENCE: Final = N_(
    "none stated by the registry; public documents of the parties to the Paris Agreement: cite party, title and date"
)
HOSTS: Final = ("unfccc.int", "www.unfccc.int", "www4.unfccc.int")  # where the registry keeps its files
COLUMNS: Final = (
    "code",
    "party",
    "title",
    "fileType",
    "language",
    "version",
    "status",
    "submissionDate",
    "encodedAbsUrl",
    "originalFilename",
)
STATUSES: Final = ("Active", "Archived")
MOST_BYTES: Final = 16 * 1024**2  # the register of 741 documents has 0.2 MB
RECORD: Final = "fetched.json"  # beside each file: where it came from, when, and its hash
LANGUAGES: Final = {
    "English": "en",
    "Russian": "ru",
    "Spanish": "es",
    "Kazakh": "kk",
    "French": "fr",
    "Arabic": "ar",
    "Chinese": "zh",
}


@dataclass(frozen=True, slots=True)
class Document:
    """One document of the register. Blank is not given there; several rows may lead to one file, as those of the European Union do."""

    iso3: str
    party: str
    title: str
    kind: str  # NDC, Addendum or Translation
    language: str  # as the register names it
    version: str
    active: bool
    submitted: str  # ISO 8601
    url: str
    name: str  # of the file


def register(path: Path) -> tuple[Document, ...]:
    """The documents of a register file, in its order.

    Raises MissingSource when there is no file, BadData naming the row for a table that is not the register's.
    """
    if not path.is_file():
        raise MissingSource(f"there is no register at {path}; give one with --listing, or run again with --online")
    if path.stat().st_size > MOST_BYTES:
        raise BadData(f"{path.name}: larger than {MOST_BYTES // 1024**2} MB, which the register is not")
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file, strict=True)
            if missing := [name for name in COLUMNS if name not in (rows.fieldnames or ())]:
                raise BadData(f"{path.name}: the table lacks {', '.join(missing)}; it is not the register of NDCs")
            found = tuple(_document(row, f"{path.name}: row {number}") for number, row in enumerate(rows, 2))
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadData(f"{path.name}: this is not plain CSV in UTF-8 ({error}); save it again") from None
    if not found:
        raise BadData(f"{path.name}: there are headings and no documents below them; check that the file is whole")
    return found


def _document(row: dict[str, str | None], where: str) -> Document:
    cells = {name: (row.get(name) or "").strip() for name in COLUMNS}
    if None in row or any(row.get(name) is None for name in COLUMNS):
        raise BadData(f"{where} has more or fewer cells than there are headings; mend it")
    if not re.fullmatch(r"[A-Z]{3}", cells["code"]):
        raise BadData(f"{where}: {cells['code']!r} is no country code of three letters; mend it")
    if cells["status"] not in STATUSES:
        raise BadData(f"{where}: status {cells['status']!r} is neither Active nor Archived; mend it")
    if cells["submissionDate"]:
        try:
            date.fromisoformat(cells["submissionDate"])
        except ValueError:
            raise BadData(f"{where}: {cells['submissionDate']!r} is no date; write it as 2026-11-25") from None
    address = urlsplit(cells["encodedAbsUrl"])
    if address.scheme != "https" or address.hostname not in HOSTS or address.port or address.username:
        raise BadData(
            f"{where}: the address {cells['encodedAbsUrl']!r} does not lead to unfccc.int over https; it is not fetched, take the row out"
        )
    return Document(
        cells["code"], cells["party"], cells["title"], cells["fileType"], cells["language"], "" if cells["version"] == "N/A" else cells["version"],
        cells["status"] == "Active", cells["submissionDate"], cells["encodedAbsUrl"], _name(cells["encodedAbsUrl"]),
    )  # fmt: skip


def _name(url: str) -> str:
    """The name of the file at an address, without anything that a folder could be misled by."""
    last = unquote(urlsplit(url).path).replace("\\", "/").rsplit("/", 1)[-1]
    plain = re.sub(r"[^\w.() -]", "_", last).strip(". ")
    return plain[-120:] or "document"


def active(documents: Iterable[Document], iso3: str = "") -> tuple[Document, ...]:
    """The active documents, of one country where it is named, the latest first; each file once."""
    chosen = [one for one in documents if one.active and iso3 in ("", one.iso3)]
    ordered = sorted(chosen, key=lambda one: (one.iso3, one.kind != "NDC"))
    latest = sorted(ordered, key=lambda one: one.submitted, reverse=True)
    return tuple({(one.iso3, one.url): one for one in reversed(latest)}.values())[::-1]


def the_register(cache: Path, online: bool, given: Path | None = None) -> tuple[Document, ...]:
    """The register: the file given, else the cache's, else the network's, when `online`, which then replaces the cache's."""
    if given is not None:
        return register(given)
    kept = cache / "ndc" / "register.csv"
    if online:
        fresh = take(REGISTER, cache / "ndc" / "coming" / "register.csv", "none stated for the data; scripts CC0")
        register(fresh)  # a broken one must not replace the one that works
        fresh.replace(kept)
    return register(kept)


def folder(document: Document, cache: Path) -> Path:
    """Where the file of a document lies in the cache."""
    return cache / "ndc" / hashlib.sha256(document.url.encode()).hexdigest()[:16]


def held(document: Document, cache: Path) -> Path | None:
    """The file of a document where it is in the cache, its bytes proved against what was recorded when it came; None where it is not.

    Raises HashMismatch when the bytes have changed since.
    """
    place = folder(document, cache)
    try:
        said = json.loads((place / RECORD).read_text(encoding="utf-8"))["sha256"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    path = place / document.name
    if not path.is_file():
        return None
    got = sha256_of(path)
    if got != said:
        raise HashMismatch(
            f"{path} was changed since it was fetched ({str(said)[:12]} then, {got[:12]} now); delete it and fetch it again"
        )
    return path


def fetched(document: Document, cache: Path) -> Path:
    """The file of a document, from the cache or else from the network, going on where an earlier try stopped; its hash is recorded.

    Raises MissingSource when the registry does not answer, HashMismatch when the cache's bytes have changed.
    """
    path = held(document, cache)
    if path is not None:
        return path
    path = take(document.url, folder(document, cache) / document.name, LICENCE)
    record = {
        "url": document.url,
        "sha256": sha256_of(path),
        "accessed": datetime.now(UTC).date().isoformat(),
        "licence": LICENCE,
        "title": document.title,
    }
    part = path.with_name(RECORD + ".part")
    part.write_text(json.dumps(record, ensure_ascii=False, indent=1), encoding="utf-8")
    part.replace(path.with_name(RECORD))
    return path
