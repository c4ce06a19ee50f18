"""The child process that parses pages, as its parent sees it."""

from __future__ import annotations

from geopolitik.errors import ExtractionError
from geopolitik.text.apart import Child

CHILD = Child(
    "geopolitik.steps.extract.html.worker",
    ExtractionError,
    "Save only the article's part of the page, or hand in its text",
)
