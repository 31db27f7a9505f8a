"""Whether samples are left aside and everything is tried: ``.ci/long samples`` asks for it."""

import os

THOROUGH = bool(os.environ.get("JALON_LONG"))


def examples(few: int, many: int) -> int:
    """Return how many examples a test tries: few in every run, many when all is tried."""
    return many if THOROUGH else few
