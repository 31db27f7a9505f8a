"""Whether samples are left aside and everything is tried: ``.ci/long samples`` asks for it."""

import os

THOROUGH = bool(os.environ.get("JALON_LONG"))
