"""Tests of the window: no screen is needed, and none is used."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything imports Qt
os.environ.pop("QT_SCALE_FACTOR", None)
