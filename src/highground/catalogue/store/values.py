"""Values of nouns as columns and JSON keep them, and back: dates as ISO text, tuples as lists, nested nouns as mappings."""

import types
from collections.abc import Mapping, Set
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import lru_cache
from math import isfinite
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from highground.basis.errors import BadData

WIDEST: Final = 2**63  # whole numbers beyond it fit no column; SQLite and PostgreSQL both keep 64 bits

_MADE: Final = (dict, list, tuple, frozenset, float, bool)


def written(value: object, where: str) -> Any:
    """A value as JSON can say it. Raises BadData, naming where it stands, for what no store can keep: NaN, a zero byte, half a letter.

    >>> written((date(2026, 5, 1), None, {"a": 1.5}), "demo")
    ['2026-05-01', None, {'a': 1.5}]
    """
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        if not isfinite(value):
            raise BadData(f"{where}: {value} is no number that can be kept; leave it blank")
        return value
    if isinstance(value, str):
        return _text(value, where)
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()
    return _many(value, where)


def _many(value: object, where: str) -> Any:
    if isinstance(value, Mapping):
        return {str(written(key, where)): written(item, where) for key, item in value.items()}
    if isinstance(value, Set):
        return sorted(written(item, where) for item in value)
    if isinstance(value, list | tuple):
        return [written(item, where) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: written(getattr(value, one.name), where) for one in fields(value)}
    raise BadData(f"{where}: a {type(value).__name__} cannot be kept")


def _text(value: str, where: str) -> str:
    if "\x00" in value:
        raise BadData(f"{where}: the text holds a zero byte, which no text has; take it out")
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise BadData(f"{where}: the text holds half of a letter (a lone surrogate); write it again") from None
    return str(value)


def read(value: Any, hint: Any) -> Any:
    """A kept value as its type says. Raises KeyError, TypeError or ValueError where it does not fit.

    >>> read(["2026-05-01"], tuple[date, ...])
    (datetime.date(2026, 5, 1),)
    """
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _either(value, get_args(hint))
    if origin is Literal or hint is Any or hint is object:
        return value
    if origin is not None:
        return _held(value, origin, get_args(hint))
    if is_dataclass(hint) and isinstance(hint, type):
        known = hints(hint)
        return hint(**{name: read(item, known[name]) for name, item in value.items()})
    made = hint.fromisoformat if hint in (date, datetime) else hint if hint in _MADE else None
    return made(value) if made else value


def _either(value: Any, kinds: tuple[Any, ...]) -> Any:
    if value is None and type(None) in kinds:
        return None
    kinds = tuple(kind for kind in kinds if kind is not type(None))
    return read(value, kinds[0]) if len(kinds) == 1 else value


def _held(value: Any, origin: Any, kinds: tuple[Any, ...]) -> Any:
    if origin is tuple and kinds[-1] is not Ellipsis:
        return tuple(read(item, kind) for item, kind in zip(value, kinds, strict=True))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {read(_key(key, kinds[0]), kinds[0]): read(item, kinds[1]) for key, item in value.items()}
    made: Any = {tuple: tuple, list: list}.get(origin, frozenset if issubclass(origin, Set) else tuple)
    return made(read(item, kinds[0]) for item in value)


def _key(key: str, kind: Any) -> Any:
    return kind(key) if kind in (int, float) else key


def hints(noun: type) -> dict[str, Any]:
    """The types of a noun's fields, by name."""
    return _hints(noun)


@lru_cache(maxsize=256)
def _hints(noun: Any) -> dict[str, Any]:
    known = get_type_hints(noun)
    return {one.name: known[one.name] for one in fields(noun)}
