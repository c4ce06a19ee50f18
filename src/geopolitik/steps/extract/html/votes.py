"""Votes: which segments the extraction libraries, and a text-density rule of ours, take for body text."""

from __future__ import annotations

import re
import signal
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from geopolitik.steps.extract.html.walk import Segment, Walker

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

SECONDS_EACH = 3.0
_WORD = re.compile(r"\w+")
_SHINGLE = 4
_SHARE = 0.6
_MOST_LINKED = 0.35
_GAP = 6
"""Segments without prose that may stand between two paragraphs of one story."""


class VoterTimeoutError(Exception):
    """A voter took too long."""


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Interrupt what runs too long; the worker is a process of its own, so its alarm clock is free."""

    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise VoterTimeoutError(f"took longer than {seconds:g} s")

    previous = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)


def vote(html: str, segments: Sequence[Segment]) -> tuple[list[list[str]], list[str]]:
    """Names of the voters for each segment, and what went wrong with a voter."""
    votes: list[list[str]] = [[] for _ in segments]
    warnings: list[str] = []
    keys = [_WORD.findall(segment.text.lower()) for segment in segments]
    for name, read in (("trafilatura", _trafilatura), ("readability", _readability)):
        try:
            with _limited(SECONDS_EACH):
                text = read(html)
        # Whatever a voter trips over, the page is still read: the other voters decide.
        except Exception as err:  # noqa: BLE001
            warnings.append(f"{name} could not vote: {type(err).__name__}")
            continue
        _count(name, text, keys, votes)
    for i in dense(segments):
        votes[i].append("density")
    return votes, warnings


def _count(name: str, text: str, keys: Sequence[Sequence[str]], votes: list[list[str]]) -> None:
    """Give the voter's vote to the segments that stand in its text."""
    words = _WORD.findall(text.lower())
    shingles = {tuple(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)}
    # A table's row is one line of cells there.
    lines = {
        tuple(_WORD.findall(cell)) for line in text.lower().split("\n") for cell in (line, *line.split("|"))
    }
    for i, key in enumerate(keys):
        if len(key) < _SHINGLE:
            inside = bool(key) and tuple(key) in lines
        else:
            own = [tuple(key[j : j + _SHINGLE]) for j in range(len(key) - _SHINGLE + 1)]
            inside = sum(shingle in shingles for shingle in own) >= _SHARE * len(own)
        if inside:
            votes[i].append(name)


def _trafilatura(html: str) -> str:
    import trafilatura

    return trafilatura.extract(html, favor_precision=True, include_comments=False, deduplicate=False) or ""


def _readability(html: str) -> str:
    from lxml import html as lxml_html
    from readability import Document

    summary = Document(html).summary(html_partial=True)
    root = lxml_html.fromstring(summary) if summary.strip() else None
    return "\n".join(segment.text for segment in Walker(root).segments) if root is not None else ""


def dense(segments: Sequence[Segment]) -> list[int]:
    """Segments of the densest run of prose (after Kohlschütter, Fankhauser and Nejdl 2010, section 4)."""
    prose = [i for i, segment in enumerate(segments) if _is_dense(segment)]
    runs: list[list[int]] = []
    for i in prose:
        if runs and i - runs[-1][-1] <= _GAP:
            runs[-1].append(i)
        else:
            runs.append([i])
    if not runs:
        return []
    weight: Callable[[list[int]], int] = lambda run: sum(len(segments[i].text) for i in run)  # noqa: E731
    best = max(runs, key=weight)
    chosen = set(best)
    for i in range(best[0], best[-1] + 1):
        segment = segments[i]
        inside = {"li", "blockquote", "h2", "h3", "h4", "p"} & set(segment.marks)
        if (
            inside
            and not segment.linked * 2 > len(segment.text)
            and not {"nav", "aside", "form", "button"} & set(segment.marks)
        ):
            chosen.add(i)
    return sorted(chosen)


def _is_dense(segment: Segment) -> bool:
    if segment.linked > _MOST_LINKED * len(segment.text):
        return False
    if {"nav", "footer", "aside", "form", "button", "select", "figcaption"} & set(segment.marks):
        return False
    count = len(segment.text.split())
    return (
        count >= 15
        or len(segment.text) >= 100
        or (count >= 5 and segment.text[-1:] in '.!?”"’' and "p" in segment.marks)
    )


def voters() -> tuple[Any, ...]:
    """The libraries that vote, imported ahead of the first page."""
    import readability
    import trafilatura

    return trafilatura, readability
