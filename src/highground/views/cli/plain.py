"""Results as one JSON document. A blank stays null; a number never becomes text."""

import json
from dataclasses import fields, is_dataclass
from datetime import date
from math import isfinite
from pathlib import Path
from typing import Any

import click


def say_json(document: object) -> None:
    """Print one JSON document on standard output."""
    click.echo(json.dumps(plain(document), ensure_ascii=False, indent=1, allow_nan=False))


def plain(value: Any) -> Any:
    """Tables as lists of rows, records as dicts, dates as ISO text, NaN and missing values as null.

    A run inside a result shows what it is about, not its tables. Raises TypeError for anything that JSON cannot say.
    >>> plain({"mid": float("nan"), "groups": ("a", "b")})
    {'mid': None, 'groups': ['a', 'b']}
    """
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return value if isfinite(value) else None
    if isinstance(value, date | Path):
        return str(value)
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    return _plain_object(value)


def _plain_object(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in fields(value)]
        if {"about", "evidence"} <= set(names):
            return plain(value.about)  # type: ignore[attr-defined]  # a run
        return {name: plain(getattr(value, name)) for name in names}
    if hasattr(value, "to_dict") and hasattr(value, "columns"):  # a table
        return [plain(row) for row in value.to_dict("records")]
    if type(value).__name__ in ("NAType", "NaTType"):
        return None
    if hasattr(value, "tolist"):  # a number or an array of numpy
        return plain(value.tolist())
    raise TypeError(f"cannot say {type(value).__name__} in JSON")
