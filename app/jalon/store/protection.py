"""A project under a passphrase: every page of the file, its log and its backups is encrypted.

ChaCha20 with Poly1305 by SQLite3 Multiple Ciphers, so that an altered page is refused, too. The
key comes from the passphrase by Argon2id with the salt that stands in the file's first sixteen
bytes; neither is ever written elsewhere. Whoever forgets the passphrase has lost the file.

Source: RFC 9106 (Argon2), section 4, second recommended option: t=3, p=4, 64 MiB.
"""

from pathlib import Path
from typing import Final, TypeAlias

import apsw

from jalon.errors import N_, UserError
from jalon.values import dataclass

SALT: Final = 16
"""In bytes, at the start of an encrypted file."""

_CIPHER: Final = "chacha20"
_KEY: Final = 32
_ROUNDS, _LANES, _KIB = 3, 4, 64 * 1024


@dataclass(frozen=True, slots=True)
class Raw:
    """The key of one file, derived already; its copies and backups share salt and key."""

    salt: bytes
    key: str

    def __repr__(self) -> str:
        return "Raw(…)"

    def of(self, salt: bytes) -> "Raw":
        """Return the key for a file with this salt: itself, or one that will not fit."""
        import secrets

        return self if salt == self.salt else Raw(salt, secrets.token_hex(_KEY))


@dataclass(frozen=True, slots=True)
class Passphrase:
    """What a person types; characters that look the same count as the same."""

    text: str

    def __repr__(self) -> str:
        return "Passphrase(…)"

    def of(self, salt: bytes) -> Raw:
        """Derive the key for a file with this salt; takes about a tenth of a second."""
        import unicodedata

        from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

        derived = Argon2id(
            salt=salt, length=_KEY, iterations=_ROUNDS, lanes=_LANES, memory_cost=_KIB
        ).derive(unicodedata.normalize("NFC", self.text).encode("utf-8", "surrogatepass"))
        return Raw(salt, derived.hex())

    def new(self) -> Raw:
        """Derive a key for a file that is to be made.

        Raises:
            UserError: it holds half a character, which a paste can bring and nobody can type.
        """
        import secrets

        try:
            self.text.encode()
        except UnicodeEncodeError:
            # "From None": the cause holds the passphrase.
            raise UserError(
                N_(
                    "This passphrase holds a character that is none, so nobody could type it"
                    " again. Nothing was changed. Choose another one."
                )
            ) from None
        return self.of(secrets.token_bytes(SALT))


Opens: TypeAlias = Passphrase | Raw
"""What opens a protected project."""


def unlock(connection: apsw.Connection, key: Raw | None) -> None:
    """Have a connection encrypt and decrypt; before anything else is done with it."""
    if key is not None:
        connection.execute(f"PRAGMA cipher = '{_CIPHER}'")
        connection.execute(f"PRAGMA key = 'raw:{key.key}{key.salt.hex()}'")


def target(path: Path, key: Raw | None) -> str:
    """Return the name under which ``VACUUM INTO`` writes a file with another key, or none."""
    from urllib.parse import quote  # not before the first page is painted

    name = f"file:{quote(str(path))}"
    if key is None:
        return f"{name}?key="
    return f"{name}?cipher={_CIPHER}&key=raw:{key.key}{key.salt.hex()}"


_HEAD: Final = 24
"""Bytes of the first page that are not encrypted: the salt, and how pages are laid out."""

_NONCE, _TAG = 16, 16
RESERVED: Final = _NONCE + _TAG
"""In bytes, at the end of every page."""

PAGE: Final = 2048
"""In bytes: a page of a new file under a passphrase. With each answer a few are encrypted whole, so
they are smaller than the usual ones; figures in docs/decisions/003-sqlite-driver.md."""

SIZES: Final = (PAGE, 4096)
"""In bytes: the pages of files under a passphrase, now and until November 2026."""

_LAYOUTS: Final = {
    size.to_bytes(2) + bytes((form, form, RESERVED, 64, 32, 32))
    for size in SIZES
    for form in (1, 2)
}
"""What stands behind the salt: size of pages, journal or log, reserved bytes, fixed fractions."""

_PLAIN: Final = b"SQLite format 3\0"
_PAD: Final = 64
_WORD: Final = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Page:
    """One encrypted page by itself, for a file that no database can open any more.

    Attributes:
        text: what stood on it, the last :data:`RESERVED` bytes aside.
        genuine: whether it is as it was written under this key.
    """

    text: bytes
    genuine: bool


def salt(head: bytes) -> bytes:
    """Return the salt of a file that begins with ``head``; empty where it is surely not ours."""
    return head[:SALT] if head[SALT:_HEAD] in _LAYOUTS and head[:SALT] != _PLAIN else b""


def page(key: Raw, number: int, data: bytes) -> Page:
    """Decrypt one page; ``number`` counts from 1. An altered page is decrypted all the same.

    Source: SQLite3 Multiple Ciphers, documentation of the cipher "sqleet: ChaCha20"; RFC 8439.
    """
    from cryptography.hazmat.primitives.poly1305 import Poly1305

    end = len(data) - RESERVED
    nonce, tag = data[end : end + _NONCE], data[end + _NONCE :]
    counter = int.from_bytes(nonce[-4:], "little") ^ number
    pad = _stream(bytes.fromhex(key.key), counter, nonce, bytes(_PAD))
    start = _HEAD if number == 1 else 0
    text = _stream(pad[_KEY:], counter + 1, nonce, data[start:end])
    genuine = Poly1305.generate_tag(pad[:_KEY], data[: end + _NONCE]) == tag
    return Page(data[:start] + text, genuine)


def _stream(key: bytes, counter: int, nonce: bytes, data: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms

    start = (counter & _WORD).to_bytes(4, "little") + nonce[:-4]
    return Cipher(algorithms.ChaCha20(key, start), mode=None).encryptor().update(data)
