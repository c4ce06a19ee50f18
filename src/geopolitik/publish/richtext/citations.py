"""Citations: a sentence of a post names the passage of a capture that it rests on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from geopolitik.model.span import Span

_PASSAGE = re.compile(
    r"passage:(?P<capture>[A-Za-z0-9][A-Za-z0-9._~-]{0,127})#(?P<start>[0-9]{1,9})-(?P<end>[0-9]{1,9})"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of a capture, as a post cites it: `[words](passage:CAPTURE_ID#START-END)`."""

    capture: str
    """The capture's id."""
    span: Span
    """Offsets into the capture's text, in code points; never empty."""


@dataclass(frozen=True, slots=True)
class Cited:
    """Where a cited passage can be read."""

    address: str
    """A page of our own site, or the outlet's address."""
    title: str = ""
    """Whose text it is, in a few words: read to whom cannot see the number's place."""


def passage_of(target: str) -> Passage | None:
    """The passage that a link's target names; None if it names none."""
    match = _PASSAGE.fullmatch(target)
    if not match:
        return None
    start, end = int(match["start"]), int(match["end"])
    return Passage(match["capture"], Span(start, end)) if start < end else None


@dataclass(slots=True)
class Numbering:
    """Numbers of the passages in the order in which they are first cited, and an id for each place."""

    name: str = "cite"
    uses: dict[Passage, int] = field(default_factory=dict)
    numbers: dict[Passage, int] = field(default_factory=dict)

    def cite(self, passage: Passage) -> tuple[int, str]:
        """The passage's number from 1, and the id of this place: `cite-2`; cited again `cite-2-2`."""
        number = self.numbers.setdefault(passage, len(self.numbers) + 1)
        use = self.uses[passage] = self.uses.get(passage, 0) + 1
        return number, f"{self.name}-{number}" + (f"-{use}" if use > 1 else "")
