"""What an archive holds and what is found in it: records, and the passages that two of them share."""

from __future__ import annotations

from dataclasses import dataclass

from geopolitik.model.span import Span


@dataclass(frozen=True, slots=True)
class Record:
    """One text of an archive, as it was read; the capture's counterpart where there are millions."""

    id: str
    """Names it within the archive: what the input calls it, else made from its content and place."""
    text: str
    """What it says, without furniture where a page was read. All offsets are into this, in code points."""
    outlet: str = ""
    """Who published it (passim's series); empty if nobody says. Such records count as an outlet each."""
    date: str = ""
    """When it was published, ISO 8601, a day or a moment; empty if unknown."""
    address: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class SetAside:
    """A record that could not be taken in: named, with the reason."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Passage:
    """What two texts have in common at one place: both sides, and how many words are the same."""

    a: Span
    b: Span
    words: int
