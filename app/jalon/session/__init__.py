"""The open project: the one object that the window and the command line talk to."""

from jalon.session.session import Session, opened

__all__ = ["Session", "opened"]
