"""Tests of the window: no screen is needed, and none is used."""

import os
import tempfile

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything imports Qt
os.environ.pop("QT_SCALE_FACTOR", None)
os.environ["XDG_DATA_HOME"] = tempfile.mkdtemp(prefix="jalon-tests-")  # backups go there
