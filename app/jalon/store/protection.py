"""A project under a passphrase: every page of the file, its log and its backups is encrypted.

ChaCha20 with Poly1305 by SQLite3 Multiple Ciphers, so that an altered page is refused, too. The
key comes from the passphrase by Argon2id with the salt that stands in the file's first sixteen
bytes; neither is ever written elsewhere. Whoever forgets the passphrase has lost the file.

Source: RFC 9106 (Argon2), section 4, second recommended option: t=3, p=4, 64 MiB.
"""

from pathlib import Path
from typing import Final, TypeAlias
from urllib.parse import quote

import apsw

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
        ).derive(unicodedata.normalize("NFC", self.text).encode())
        return Raw(salt, derived.hex())

    def new(self) -> Raw:
        """Derive a key for a file that is to be made."""
        import secrets

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
    name = f"file:{quote(str(path))}"
    if key is None:
        return f"{name}?key="
    return f"{name}?cipher={_CIPHER}&key=raw:{key.key}{key.salt.hex()}"
