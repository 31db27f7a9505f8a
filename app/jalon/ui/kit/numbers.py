"""Reading and writing numbers as people type them: ``3e22``, ``3,5·10^22``, ``1 200``."""

import math
import re
from decimal import Decimal

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_LOWERED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_SPACES = re.compile(r"[\s\u00a0\u202f'’_]")
_TIMES_TEN = re.compile(r"[·×x*.⋅∙]?10(?:\^|\*\*)?([+-]?\d+)$")
_RAISED_DIGITS = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]+$")
_PLAIN = re.compile(r"(\d+\.?\d*|\.\d+)(?:e([+-]?\d+))?$", re.IGNORECASE)
_GROUPED = re.compile(r"\d{1,3}(,\d{3})+(\.\d*)?$")
_EXACT = 2**53
_LONG = 10**15
_MOST_DIGITS = 400
_LAST_POWER = 308


def read(words: str, *, comma: bool) -> int | float | None:
    """Return the number that is written, or None when it is none or below zero.

    ``comma``: the language's decimal sign is a comma; then ``1,200`` is one and a fifth.
    A whole number that a float cannot hold exactly becomes the nearest float, as in JSON.
    """
    if len(words) > _MOST_DIGITS:
        return None
    text = _SPACES.sub("", words)
    head, power = _power(text)
    if not comma and _GROUPED.fullmatch(head):
        head = head.replace(",", "")
    head = head.replace(",", ".")
    found = _PLAIN.fullmatch(head or "1") if head or power is not None else None
    if found is None or (power is not None and found[2]):
        return None
    exponent = (power or 0) + int(found[2] or 0)
    if abs(exponent) > _LAST_POWER:
        return None
    return _number(Decimal(found[1]).scaleb(exponent))


def written(value: float, *, decimal: str, group: str) -> str:
    """Return a number with all its digits; very large ones as ``3·10²²``."""
    digits = Decimal(repr(value))
    if value and (abs(digits) >= _LONG or abs(digits) < Decimal("1e-4")):
        power = digits.adjusted()
        head = _trimmed(digits.scaleb(-power))
        return f"{head.replace('.', decimal)}·10{str(power).translate(_LOWERED)}"
    whole, _, rest = _trimmed(digits).partition(".")
    return f"{int(whole):,}".replace(",", group) + (decimal + rest if rest else "")


def _power(text: str) -> tuple[str, int | None]:
    """Split off ``·10^22`` and its kin."""
    raised = _RAISED_DIGITS.search(text)
    if raised and text[: raised.start()].endswith("10"):
        text = text[: raised.start()] + "^" + raised[0].translate(_RAISED)
    if "^" not in text and "**" not in text:
        return text, None
    found = _TIMES_TEN.search(text)
    if found is None or abs(int(found[1])) > _LAST_POWER:
        return text, None
    return text[: found.start()], int(found[1])


def _number(exact: Decimal) -> int | float | None:
    if exact == exact.to_integral_value() and exact <= _EXACT:
        return int(exact)
    nearest = float(exact)
    return nearest if math.isfinite(nearest) else None


def _trimmed(digits: Decimal) -> str:
    text = format(digits, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
