"""What repeats on the pages of an outlet, as far as was seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OutletProfile:
    """The blocks that an outlet shows on page after page, whatever the story."""

    outlet: str
    """Its slug."""
    repeated: Mapping[str, tuple[int, int]]
    """By the key of a block's words: on how many of how many of its last pages it stands."""
