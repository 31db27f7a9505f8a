"""What a later edition says of the one before it: where each of its answers goes."""

from typing import ClassVar, Final

from jalon.values import dataclass

_STRICT: Final = {"extra": "forbid", "strict": True}


@dataclass(frozen=True, slots=True)
class Move:
    """Where the answers of one item of the earlier edition go.

    ``old`` is the id of a requirement, of a fact or of a field of a document; ``new`` the ids
    that stand in its place: one for a new name, several where it was split, none where it was
    dropped. Several moves to one id merge their items into it.
    """

    __pydantic_config__: ClassVar = _STRICT
    old: str
    new: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Earlier:
    """The map from the edition before: ``earlier.toml`` in the folder of the later one.

    What it does not name is the item of the same id; ``edition`` is the id of the form before.
    Whether a text changed is not said here: the two forms are compared.
    """

    __pydantic_config__: ClassVar = _STRICT
    edition: str
    move: tuple[Move, ...] = ()
