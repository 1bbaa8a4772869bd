"""SCORM 1.2: one SCO with a player of our own and the questions in one or more languages; and a check of packages that others made."""

import html
import json
import zipfile
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any, Final

from highground.basis.errors import BadData
from highground.basis.question import Item
from highground.catalogue.archives import declares, opened
from highground.catalogue.quizzes.plain import MOST_ITEMS, checked

PLAYER: Final = Path(__file__).parent / "player"
FILES: Final = ("index.html", "player.css", "player.js")
MANIFEST: Final = "imsmanifest.xml"
MASTERY: Final = 80  # percent from which the test is passed; judged: four of five, as many courses ask
MOST_FILES: Final = 5_000  # in a package that is checked
MOST_UNPACKED: Final = 512 * 1024**2  # bytes a package may unpack to
MOST_RATIO: Final = 200  # unpacked over packed from which a file is a bomb
MOST_MANIFEST: Final = 4 * 1024**2  # bytes
MOST_KEPT: Final = 200  # questions whose answers fit the 4,096 characters in which SCORM 1.2 keeps a place
DAY: Final = (1980, 1, 1, 0, 0, 0)  # so that the same questions give the same bytes
WORDS: Final = (
    "title", "language", "nolms", "intro", "start", "where", "answer", "choose", "number", "good", "bad", "value", "next", "finish", "result",
    "passed", "failed", "close", "point",
)  # fmt: skip
_CP: Final = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
_ADL: Final = "http://www.adlnet.org/xsd/adlcp_rootv1p2"


def write(
    path: Path,
    items: Mapping[str, Sequence[Item]],
    words: Mapping[str, Mapping[str, str]],
    names: Mapping[str, str],
    mastery: int = MASTERY,
) -> None:
    """Write the package. items, words: by language, the same questions in the same order; names: of the languages, in themselves.

    Raises BadData when languages differ in their questions, a word is missing, or there are more questions than a place can be kept for.
    """
    langs = list(items)
    ids = [item.id for item in items[langs[0]]]
    if not 0 < len(ids) <= MOST_KEPT:
        raise BadData(
            f"{len(ids)} questions; a SCORM 1.2 package keeps its place among 1 to {MOST_KEPT}; choose a session or a count"
        )
    if any([item.id for item in items[lang]] != ids for lang in langs):
        raise BadData("the languages of a package must have the same questions in the same order")
    if missing := [f"{lang}: {word}" for lang in langs for word in WORDS if not words[lang].get(word)]:
        raise BadData(f"words of the player are missing: {', '.join(missing)}")
    told = {lang: [_told(item, words[lang]["point"]) for item in items[lang]] for lang in langs}
    bank = {
        "langs": langs,
        "names": dict(names),
        "mastery": mastery,
        "words": {lang: dict(words[lang]) for lang in langs},
        "items": told,
    }
    key = sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:12]
    inner = {"bank.js": f"var BANK = {json.dumps({'key': key, **bank}, ensure_ascii=True, allow_nan=False)};\n"}
    inner[MANIFEST] = _manifest(words[langs[0]]["title"], key, mastery)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in (MANIFEST, "bank.js", *FILES):
            content = inner[name] if name in inner else (PLAYER / name).read_text(encoding="utf-8")
            archive.writestr(zipfile.ZipInfo(name, DAY), content.encode(), zipfile.ZIP_DEFLATED)


def _told(item: Item, point: str) -> dict[str, Any]:
    """One item as the player takes it; its number is shown with the language's own decimal point."""
    choices = [{"text": checked(one.text, item.id), "right": one.right, "feedback": checked(one.feedback, item.id), "match": checked(one.match, item.id)} for one in item.choices]  # fmt: skip
    shown = "" if item.value is None else f"{item.value:g}" + (f" ± {item.tolerance:g}" if item.tolerance else "")
    shown = shown.replace(".", point)
    return {
        "id": item.id, "kind": item.kind, "stem": checked(item.stem, item.id), "choices": choices, "order": item.order, "value": item.value,
        "tolerance": item.tolerance, "shown": shown, "explanation": checked(item.explanation, item.id),
    }  # fmt: skip


def _manifest(title: str, key: str, mastery: int) -> str:
    """The manifest of a package with one organisation, one item and one SCO."""
    name = html.escape(checked(title, "title"), quote=False)
    files = "".join(f'\n      <file href="{file}"/>' for file in ("index.html", "bank.js", "player.css", "player.js"))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="highground-{key}" version="1.2" xmlns="{_CP}" xmlns:adlcp="{_ADL}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xsi:schemaLocation="{_CP} imscp_rootv1p1p2.xsd {_ADL} adlcp_rootv1p2.xsd">
  <metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
  <organizations default="course">
    <organization identifier="course"><title>{name}</title>
      <item identifier="test" identifierref="player"><title>{name}</title><adlcp:masteryscore>{mastery}</adlcp:masteryscore></item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="player" type="webcontent" adlcp:scormtype="sco" href="index.html">{files}
    </resource>
  </resources>
</manifest>
"""


def check(path: Path) -> tuple[str, int]:
    """Title and number of files of a SCORM 1.2 package. Nothing is unpacked to the disk.

    Raises BadData in one sentence for names that lead out of the folder, bombs, entities, and manifests that launch nothing.
    """
    from lxml import etree  # noqa: PLC0415

    with opened(path, "zip package of SCORM", "export a smaller package") as archive:
        _check_files(path.name, archive)
        if MANIFEST not in archive.namelist():
            raise BadData(f"{path.name}: no {MANIFEST} at the top of the package; zip what is inside the folder, not the folder")
        if archive.getinfo(MANIFEST).file_size > MOST_MANIFEST or declares(archive, MANIFEST):
            raise BadData(f"{path.name}: {MANIFEST} is too large or declares a document type or entities; export the package again")
        try:
            root = etree.fromstring(
                archive.read(MANIFEST), etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
            )
        except etree.XMLSyntaxError as error:
            raise BadData(f"{path.name}: {MANIFEST} is not whole XML ({str(error)[:100]}); export the package again") from None
        names = set(archive.namelist())
    spaces = {"cp": _CP, "adl": _ADL}
    version = (root.findtext("cp:metadata/cp:schemaversion", "", spaces) or "").strip()
    if version != "1.2":
        raise BadData(f"{path.name}: the manifest says version {version!r}; we check SCORM 1.2")
    starts = [
        one.get("href", "") for one in root.iterfind("cp:resources/cp:resource", spaces) if one.get(f"{{{_ADL}}}scormtype") == "sco"
    ]
    if not starts or any(start.partition("?")[0] not in names for start in starts):
        raise BadData(f"{path.name}: the manifest launches no page that the package holds; export the package again")
    title = root.findtext("cp:organizations/cp:organization/cp:title", "", spaces)
    return checked(str(title).strip(), path.name), len(names)


def _check_files(name: str, archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if len(parts) > min(MOST_FILES, MOST_ITEMS):
        raise BadData(f"{name}: {len(parts):,} files in the package; at most {MOST_FILES:,} are read")
    seen: set[str] = set()
    for part in parts:
        where = PurePosixPath(part.filename)
        if (
            where.is_absolute()
            or ".." in where.parts
            or "\\" in part.filename
            or ":" in part.filename
            or "\x00" in part.orig_filename
        ):
            raise BadData(
                f"{name}: the name {part.filename[:80]!r} leads out of the package; do not open it, ask for a clean export"
            )
        if (part.external_attr >> 16) & 0o170000 == 0o120000:
            raise BadData(f"{name}: {part.filename[:80]!r} is a link, not a file; do not open the package, ask for a clean export")
        if part.filename in seen:
            raise BadData(f"{name}: {part.filename[:80]!r} stands in the package twice; export it again")
        if part.file_size > MOST_RATIO * max(part.compress_size, 1024):
            raise BadData(f"{name}: {part.filename[:80]!r} unpacks to far more than a lesson needs; do not open the package")
        seen.add(part.filename)
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise BadData(f"{name}: the package unpacks to more than {MOST_UNPACKED // 1024**2} MB; do not open it")
