"""Checks: texts are handed in and kept at once, then traced in the background and kept as a story."""

from geopolitik.app.checking.desk import Desk
from geopolitik.app.checking.fetching import Fetching
from geopolitik.app.checking.intake import MOST_TEXTS
from geopolitik.app.checking.progress import Progress

__all__ = ["MOST_TEXTS", "Desk", "Fetching", "Progress"]
