"""How much of other people's texts the public is shown: one allowance for each text, whatever shows it.

`choosing` picks a story's passages, `windows` cuts them short, `room` counts what they open of every text
that holds the same words, `shown` is what pages, feeds, files and the API then ask.
"""

from __future__ import annotations

from geopolitik.app.quoting.choosing import choose
from geopolitik.app.quoting.shown import Shown
from geopolitik.app.quoting.windows import Window

__all__ = ["Shown", "Window", "choose"]
