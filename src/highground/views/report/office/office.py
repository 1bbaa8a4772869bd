"""What the three office formats share: text without control characters, and files that are the same for the same run."""

import re
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # not allowed in XML 1.0, section 2.2
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_CORE = "docProps/core.xml"
TAGS = {"en": "en-GB", "ru": "ru-RU", "kk": "kk-KZ", "es": "es-EC"}  # BCP 47, so that spelling is checked in the right language


def clean(value: object) -> str:
    """Text that XML can carry: control characters and lone surrogates dropped.

    >>> clean("Almaty" + chr(0) + chr(11) + " region")
    'Almaty region'
    """
    return _CONTROL.sub("", str(value))


def made_at(about: dict[str, object]) -> datetime:
    """The day the run was made, at midnight, as the date of its documents; 1 January 2000 where the run does not say."""
    try:
        return datetime.fromisoformat(str(about.get("made_on", "")))
    except ValueError:
        return datetime(2000, 1, 1)


def save(made: Any, title: str, lang: str, moment: datetime, path: Path) -> None:
    """Save a Word document or a deck with its facts, so that the same run gives the same bytes."""
    facts = made.core_properties
    facts.title, facts.author, facts.language = clean(title), "highground", TAGS[lang]
    facts.created = facts.modified = moment
    facts.comments, facts.last_modified_by, facts.revision = "", "highground", 1
    made.save(str(path))
    settle(path, moment)


def settle(path: Path, moment: datetime) -> None:
    """Rewrite an office file so that the same run gives the same bytes: fixed dates, same order of parts.

    The three libraries stamp the present time into the archive; nothing else in it changes.
    """
    stamp = (max(moment.year, 1980), moment.month, moment.day, 0, 0, 0)
    settled = path.with_name(path.name + ".settled")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(settled, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            body = old.read(entry)
            if entry.filename == _CORE:
                body = _MODIFIED.sub(rb"\g<1>" + moment.strftime("%Y-%m-%dT00:00:00Z").encode() + rb"\g<2>", body)
            fixed = zipfile.ZipInfo(entry.filename, stamp)
            fixed.compress_type = zipfile.ZIP_DEFLATED
            fixed.external_attr = 0o644 << 16
            new.writestr(fixed, body)
    settled.replace(path)
