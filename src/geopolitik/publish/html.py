"""The report as one HTML file that needs no network."""

from __future__ import annotations

from geopolitik.app.comparing import Comparison
from geopolitik.model.story import Trace


def to_html(result: Trace | Comparison) -> str:
    """The report as one self-contained HTML document."""
    raise ValueError(f"nothing to draw yet: {type(result).__name__}")
