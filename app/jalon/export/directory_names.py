"""Lets the libraries that sign and verify compare every name that a certificate can hold.

They prepare names by the tables of Unicode 3.2 and fail on what these refuse: a newer character,
an emoji, a name in Arabic and Latin letters. Such a name is compared as it is written, which can
only tell more names apart than the rules do.

Source: RFC 5280, 7.1; RFC 4518, 2.
"""

from collections.abc import Callable
from typing import Final

from asn1crypto.x509 import NameTypeAndValue  # type: ignore[import-untyped]  # it has no types

_by_the_tables: Final[Callable[[object, str], str]] = NameTypeAndValue._ldap_string_prep  # noqa: SLF001


def _prepared(of: object, text: str) -> str:
    """Return a part of a name, made ready to be compared."""
    try:
        return _by_the_tables(of, text)
    except ValueError:
        return text


def allow_every_name() -> None:
    """Put the more patient comparison in the place of the library's; once or often.

    A private name: asn1crypto is pinned, a test holds it.
    """
    NameTypeAndValue._ldap_string_prep = _prepared  # noqa: SLF001
