"""JSON in the one form that is signed: RFC 8785, keys in the order of UTF-16, numbers as ECMAScript writes them."""

import json
from math import isfinite
from typing import Final

from highground.basis.errors import BadData

EXACT: Final = 2**53  # whole numbers up to here are exact in every reader of JSON; RFC 8785, appendix B
_LEAST, _MOST = -7, 21  # exponents between which ECMAScript writes a number without e; ECMA-262, Number::toString


def canonical(value: object) -> bytes:
    """The bytes that are signed. Raises BadData for what JSON cannot say in one way alone.

    >>> canonical({"b": 1.0, "a": [True, None, "ж"]}).decode()
    '{"a":[true,null,"ж"],"b":1}'
    """
    try:
        return _text(value).encode("utf-8")
    except UnicodeEncodeError:
        raise BadData("a text holds half a letter, which no file can carry; the document is damaged") from None
    except RecursionError:
        raise BadData("the document is nested too deeply; it is damaged or an attack") from None


def _text(value: object) -> str:
    if value is None or isinstance(value, bool | str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, int | float):
        return number(value)
    if isinstance(value, list | tuple):
        return f"[{','.join(map(_text, value))}]"
    if isinstance(value, dict) and all(isinstance(key, str) for key in value):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be", "surrogatepass"))
        return "{" + ",".join(f"{_text(key)}:{_text(value[key])}" for key in keys) + "}"
    raise BadData(f"a document to be signed cannot hold {type(value).__name__}; only text, numbers, yes and no, lists and names")


def number(value: float) -> str:
    """A number as ECMAScript writes it: the shortest digits that read back as the same number.

    >>> number(1e21), number(-0.0), number(0.000001), number(1e-7)
    ('1e+21', '0', '0.000001', '1e-7')
    """
    if isinstance(value, int) and abs(value) > EXACT:
        raise BadData(f"{value} has more digits than JSON keeps; write it as text")
    if not isfinite(value):
        raise BadData("a document to be signed holds a number that is not finite")
    if value == 0:
        return "0"
    sign = "-" if value < 0 else ""
    mantissa, _, exponent = f"{abs(float(value))!r}".partition("e")
    whole, _, part = mantissa.partition(".")
    digits = (whole + part).lstrip("0")
    point = len(whole) + int(exponent or 0) - (len(whole + part) - len(digits))  # where the point stands after the first digits
    digits = digits.rstrip("0")
    return sign + _placed(digits, point)


def _placed(digits: str, point: int) -> str:
    count = len(digits)
    if count <= point <= _MOST:
        return digits + "0" * (point - count)
    if 0 < point <= _MOST:
        return f"{digits[:point]}.{digits[point:]}"
    if _LEAST < point - 1 < 0:
        return "0." + "0" * -point + digits
    power = point - 1
    head = digits if count == 1 else f"{digits[0]}.{digits[1:]}"
    return f"{head}e{'+' if power > 0 else '-'}{abs(power)}"
