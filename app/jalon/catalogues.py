"""Catalogues of translations that are read where a text is looked up, and not before.

A catalogue holds seven thousand texts and more; the first page shows a few hundred of them.
"""

import struct
from collections.abc import Callable
from typing import Final, Protocol

_MAGIC: Final = 0x950412DE
_PAIR: Final = struct.Struct("<II")
_HEAD: Final = struct.Struct("<7I")
_CONTEXT: Final = "\x04"
_RULES: Final[dict[str, Callable[[int], int]]] = {
    "n>1": lambda count: int(count > 1),
    "n!=1": lambda count: int(count != 1),
}
"""Rules for plurals that most languages share; others are left to :mod:`gettext`."""


class Catalogue(Protocol):
    """What a translator asks; gettext's own classes answer it as well."""

    def gettext(self, message: str, /) -> str:
        """Return a text in another language, or as it is."""

    def ngettext(self, msgid1: str, msgid2: str, n: int, /) -> str:
        """Return the text for a number."""

    def pgettext(self, context: str, message: str, /) -> str:
        """Return a text of one place."""


class Sources:
    """The catalogue of the language that the texts are written in."""

    def gettext(self, message: str) -> str:
        """Return the text as it is."""
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the text for a number."""
        return msgid1 if n == 1 else msgid2

    def pgettext(self, context: str, message: str) -> str:  # noqa: ARG002  as of every catalogue
        """Return the text as it is."""
        return message


class Compiled:
    """A ``.mo`` file whose texts lie in the order of their bytes (:func:`in_order`).

    It answers as ``gettext.GNUTranslations`` does, which reads the whole file first.
    """

    def __init__(self, data: bytes) -> None:
        magic, _, self._count, self._keys, self._values, *_ = _HEAD.unpack_from(data)
        if magic != _MAGIC:
            raise ValueError("no compiled catalogue")
        self._data = data
        self._found: dict[str, tuple[str, ...] | None] = {}
        self._rule: Callable[[int], int] | None = None

    def gettext(self, message: str) -> str:
        """Return a text in the language of the catalogue, or as it is."""
        return self._one(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the text for a number."""
        forms, which = self._forms(msgid1), self._plural(n)
        if forms is None or len(forms) <= which or not self._has_plural(msgid1):
            return msgid1 if n == 1 else msgid2
        return forms[which]

    def pgettext(self, context: str, message: str) -> str:
        """Return a text of one place."""
        return self._one(f"{context}{_CONTEXT}{message}", message)

    def knows(self, context: str, message: str) -> bool:
        """Tell whether a text of one place is in the catalogue."""
        return self._forms(f"{context}{_CONTEXT}{message}") is not None

    def _one(self, key: str, otherwise: str) -> str:
        forms = self._forms(key)
        if forms is None:
            return otherwise
        return forms[self._plural(1)] if len(forms) > 1 else forms[0]

    def _forms(self, key: str) -> tuple[str, ...] | None:
        """Return all forms of a text; None where it is not in the catalogue."""
        if key not in self._found:
            at = self._place(key.encode())
            self._found[key] = None if at is None else self._text(at)
        return self._found[key]

    def _text(self, at: int) -> tuple[str, ...]:
        return tuple(self._bytes(self._values, at).decode().split("\0"))

    def _has_plural(self, key: str) -> bool:
        at = self._place(key.encode())
        return at is not None and b"\0" in self._bytes(self._keys, at)

    def _place(self, key: bytes) -> int | None:
        """Find the text, or the pair of singular and plural that begins with it."""
        low, high = 0, self._count
        while low < high:
            middle = (low + high) // 2
            if self._bytes(self._keys, middle) < key:
                low = middle + 1
            else:
                high = middle
        if low == self._count:
            return None
        found = self._bytes(self._keys, low)
        return low if found == key or found.startswith(key + b"\0") else None

    def _bytes(self, table: int, at: int) -> bytes:
        length, start = _PAIR.unpack_from(self._data, table + 8 * at)
        return self._data[start : start + length]

    def _plural(self, count: int) -> int:
        """Tell which form stands for a number."""
        if self._rule is None:
            head = (self._forms("") or ("",))[0].replace(" ", "").replace("\n", ";")
            said = head.partition("plural=")[2].partition(";")[0]
            said = said[1:-1] if said[:1] == "(" and said[-1:] == ")" else said
            self._rule = _RULES.get(said) or _rule(said)
        return self._rule(count)


def _rule(said: str) -> Callable[[int], int]:
    from gettext import c2py

    rule: Callable[[int], int] = c2py(said or "n!=1")
    return rule


def in_order(compiled: bytes) -> bytes:
    """Return a ``.mo`` file with its texts in the order of their bytes, as gettext's own tools do.

    Babel orders them by text and then by place, which no search can follow.
    """
    head = _HEAD.unpack_from(compiled)
    count, keys, values = head[2:5]
    pairs = [
        (_PAIR.unpack_from(compiled, keys + 8 * at), _PAIR.unpack_from(compiled, values + 8 * at))
        for at in range(count)
    ]
    pairs.sort(key=lambda pair: compiled[pair[0][1] : pair[0][1] + pair[0][0]])
    made = bytearray(compiled)
    for at, (key, value) in enumerate(pairs):
        _PAIR.pack_into(made, keys + 8 * at, *key)
        _PAIR.pack_into(made, values + 8 * at, *value)
    return bytes(made)
