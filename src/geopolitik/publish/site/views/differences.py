"""Two texts of a post, line by line: what stands in one only."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice

_MOST = 2000
"""Lines of each text that are compared: beyond, comparing could take long."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines that stand in both texts, or in one only."""

    kind: str
    """`both`, `was` or `is`."""
    text: str


def differences(was: str, now: str) -> tuple[Stretch, ...]:
    """What became of a text; long texts are shown one after the other."""
    if was == now:
        return (Stretch("both", now),)
    before, after = was.split("\n"), now.split("\n")
    if max(len(before), len(after)) > _MOST:
        return (Stretch("was", was), Stretch("is", now))
    found = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Stretch("both", "\n".join(islice(before, a, b))))
            continue
        if b > a:
            found.append(Stretch("was", "\n".join(before[a:b])))
        if d > c:
            found.append(Stretch("is", "\n".join(after[c:d])))
    return tuple(found)
