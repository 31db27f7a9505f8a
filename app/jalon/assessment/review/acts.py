"""What to set in the record so that a step, a comment or an opinion stands in it."""

from collections.abc import Mapping
from datetime import datetime

from jalon.assessment.changes import Key, Subject, Value, new_subject
from jalon.assessment.review.model import Act, Target
from jalon.assessment.review.reading import moment_text
from jalon.assessment.state import Edit


def step(
    about: Target, act: Act, *, by: str, at: datetime, seen: str = "", **more: str
) -> tuple[Subject, list[Edit]]:
    """Return a new step and its edits; ``more`` are further texts (``comment``, ``to``, …).

    ``seen`` is the digest of the answers it is taken on. Names with a hyphen are written with
    an underscore.
    """
    texts = {name.replace("_", "-"): text for name, text in more.items()}
    return _made("review", about, at, {"step": act, "by": by, "seen": seen, **texts})


def comment(
    about: Target, text: str, *, by: str, at: datetime, answers: Subject | None = None
) -> tuple[Subject, list[Edit]]:
    """Return a new comment and its edits."""
    return _made("comment", about, at, {"text": text, "by": by, "answers": answers or ""})


def opinion(about: Target, *, at: datetime, **parts: str) -> tuple[Subject, list[Edit]]:
    """Return a new opinion and its edits; ``parts`` as in the record, underscores for hyphens."""
    texts = {name.replace("_", "-"): text for name, text in parts.items()}
    return _made("opinion", about, at, texts)


def moved(opinion: Subject, about: Target) -> list[Edit]:
    """Return the edits after which an opinion is about something else."""
    return [(Key(opinion, "opinion", n), v) for n, v in _about(about).items()]


def withdraw(subject: Subject, *, by: str, at: datetime) -> list[Edit]:
    """Return the edits that withdraw a step, a comment or an opinion; it stays on record."""
    item = kind(subject)
    return [
        (Key(subject, item, "withdrawn"), moment_text(at)),
        (Key(subject, item, "withdrawn-by"), by or None),
    ]


def restore(subject: Subject) -> list[Edit]:
    """Return the edits that take a withdrawal back."""
    item = kind(subject)
    return [(Key(subject, item, "withdrawn"), None), (Key(subject, item, "withdrawn-by"), None)]


def kind(subject: Subject) -> str:
    """Return ``review``, ``comment`` or ``opinion``: also the item of its fields."""
    return subject.partition("-")[0]


def _made(
    item: str, about: Target, at: datetime, texts: Mapping[str, str]
) -> tuple[Subject, list[Edit]]:
    made = new_subject(item)
    values: dict[str, Value] = {**_about(about), "at": moment_text(at), **texts}
    edits: list[Edit] = [(Key(made, "subject", "kind"), item)]
    edits += [(Key(made, item, name), value) for name, value in values.items() if value]
    return made, edits


def _about(about: Target) -> dict[str, Value]:
    return {
        "about": about.scope,
        "item": about.item or None,
        "subject": about.subject if about.scope == "requirement" else None,
    }
