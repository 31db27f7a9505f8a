"""Another day for a whole process: what it asks for the time is told another one.

Imported before anything of the program. Only the clock is put in place of the real one.
"""

import datetime
import os

_REAL = datetime.datetime


class _Any(type):
    """Whatever is a moment is one of these as well: some come from C."""

    def __instancecheck__(cls, one: object) -> bool:
        return isinstance(one, _REAL)


class _Moment(_REAL, metaclass=_Any):
    """A moment of a clock that goes as the real one does, some days before it."""

    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> "_Moment":
        """Return the moment that this process takes for now."""
        then = _REAL.now(tz) - _BEHIND
        return cls.fromisoformat(then.isoformat()).replace(tzinfo=then.tzinfo)


def behind(days: int) -> None:
    """Have the clock of this process go some days behind."""
    global _BEHIND  # noqa: PLW0603  a clock is one for the whole process
    _BEHIND = datetime.timedelta(days=days)


_BEHIND = datetime.timedelta(days=int(os.environ.get("JOURNEY_DAYS_AGO", "0")))
datetime.datetime = _Moment  # type: ignore[misc]
