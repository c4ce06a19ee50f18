"""A passage of a capture by its address, and how a post's Markdown cites it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from geopolitik.model.annotation import Annotation
from geopolitik.model.span import Span
from geopolitik.text.clean import one_line
from geopolitik.text.markup import legible

_CITATION = re.compile(
    r"\[(?P<words>(?:\\.|[^\[\]\\\n]){1,4000})\]"
    r"\(passage:(?P<capture>[\w.-]{1,80})#(?P<start>\d{1,9})-(?P<end>\d{1,9})\)"
)
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&@=^$#!{}])")
_ADDRESS = re.compile(r"(?<=\w):(?=//)|(?<=\bwww)\.", re.IGNORECASE)
_OPEN, _CLOSE = '“„«"', '”“»"'
_TO_SINGLE = str.maketrans({"“": "‘", "”": "’", "„": "‘", "«": "‘", "»": "’"})
_STRAIGHT = re.compile(r'(?<![\w.,!?…])"(?=\S)')
_PRIVATE = re.compile("[\ue000-\uf8ff]")


@dataclass(frozen=True, slots=True, order=True)
class PassageRef:
    """The address of a passage: a capture, and where the passage stands in its article's text."""

    capture: str
    """Capture id."""
    start: int
    end: int

    def __post_init__(self) -> None:
        Span(self.start, self.end)  # raises for what is no stretch

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation as it stands in a post: the linked words and the passage they lead to."""

    span: Span
    """The whole link in the Markdown."""
    words: Span
    """The words between the brackets, with any quotation marks."""
    ref: PassageRef | None
    """None if the address is no stretch at all."""


def citations(markdown: str) -> Iterator[Citation]:
    """The citations of a post in order."""
    for found in _CITATION.finditer(markdown):
        start, end = int(found["start"]), int(found["end"])
        ref = PassageRef(found["capture"], start, end) if start < end else None
        yield Citation(Span(*found.span()), Span(*found.span("words")), ref)


def cite(words: str, ref: PassageRef) -> str:
    """Quoted words as a link to the passage they stand in; quotation marks within them become single."""
    return f"[“{escape(_single(words))}”](passage:{ref.capture}#{ref.start}-{ref.end})"


def _single(words: str) -> str:
    words = _STRAIGHT.sub("‘", words.translate(_TO_SINGLE))
    return words.replace('"', "’")


def escape(words: str) -> str:
    """Words of others so that no character of them is read as Markdown, nor any address as a link."""
    return _ADDRESS.sub(r"\\\g<0>", _SPECIAL.sub(r"\\\1", words))


def quoted(words: str) -> bool:
    """Whether linked words stand in quotation marks."""
    words = words.strip()
    return len(words) > 2 and words[0] in _OPEN and words.rstrip(".,")[-1] in _CLOSE


def clean(text: str) -> str:
    """The text on one line, without control, direction and private characters."""
    return one_line(_PRIVATE.sub(" ", text))


def words_at(annotation: Annotation, span: Span) -> str:
    """The words of a passage without markup, on one line."""
    return clean(legible(annotation.article, span))
