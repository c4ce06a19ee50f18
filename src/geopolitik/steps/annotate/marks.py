"""Quotation marks: which stretches stand between a pair, in every style, nested and over paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_MARK = re.compile(r"''|``|[\"“”„‟«»『』「」]|['‘’‚‹›]")
_DOUBLE = frozenset('"“”„‟«»') | {"''", "``", "「", "」", "『", "』"}
_OPENING = frozenset("“„«‘‚‹「『") | {"``"}
_CLOSING = frozenset("”»›」』")
_BEFORE_OPENING = frozenset(" \t\n\xa0([{—–-/…*_#>") | {""}
_ELIDED = re.compile(r"(?:em|til|tis|twas|cause|n|round|bout|\d0s|\d\d)\b", re.IGNORECASE)
"""Words that begin with an apostrophe."""


class Stretch(NamedTuple):
    """A quote-marked stretch; `start:end` lies inside the marks."""

    start: int
    end: int
    level: int
    """0 outermost, 1 inside another quotation."""
    continues: bool
    """Whether it goes on from a paragraph that was left open."""


class _Open(NamedTuple):
    at: int
    """Where the quoted words begin."""
    mark: str
    continues: bool


def quoted(text: str, blocks: Iterable[tuple[int, int]]) -> Iterator[Stretch]:
    """Every quote-marked stretch of the paragraphs, outer ones before the ones nested in them.

    A quotation left open at the end of a paragraph counts if the next paragraph opens with a mark again, as
    newspapers print quotations of several paragraphs, if the next paragraph closes it, or if a colon or comma
    announces it; otherwise its mark is ignored.
    """
    paragraphs = [piece for block in blocks for piece in _paragraphs(text, *block)]
    open_before = goes_on = False
    for index, (start, end) in enumerate(paragraphs):
        following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        runs_on = following is not None and _closes_first(text, *following)
        resumed = following is not None and (runs_on or _opens(text, *following))
        stretches, left_open = _pair(text, start, end, open_before, resumed)
        if following is not None and not left_open and _SINGLE_OPENS.match(text, following[0]):
            stretches += _left_open(text, start, end, stretches)
        if goes_on:
            stretches = [*_rest(text, start, end), *stretches]
        yield from sorted(stretches)
        open_before = left_open
        goes_on = left_open and runs_on


_SINGLE_OPENS = re.compile(r"\s*['‘](?=[A-Z])")
_SINGLE_LEFT = re.compile(r"(?:^\s*|[:,] )['‘](?=[A-Z])")
_SINGLE_CLOSES = re.compile(r"[^\s'‘’]['’](?![A-Za-z])")


def _left_open(text: str, start: int, end: int, found: Iterable[Stretch]) -> Iterator[Stretch]:
    """The words behind a single mark that no mark closes, where the next paragraph opens with one again."""
    last = max((stretch.end for stretch in found), default=start)
    rest = text[last:end]
    opening = _SINGLE_LEFT.search(rest)
    if opening is not None and not _SINGLE_CLOSES.search(rest, opening.end()):
        at = last + opening.end()
        yield Stretch(at, _strip_end(text, at, end), 0, False)


def _closes_first(text: str, start: int, end: int) -> bool:
    """Whether a paragraph's first mark is one that only closes: the one before it was left open."""
    first = next((m for m in _MARK.finditer(text, start, end) if m.group() in _DOUBLE), None)
    return first is not None and first.group() == "”" and text[first.start() - 1] not in _BEFORE_OPENING


def _rest(text: str, start: int, end: int) -> Iterator[Stretch]:
    """What of a paragraph still belongs to the quotation that the one before it left open."""
    at = text.find("”", start, end)
    while start < at and text[start].isspace():
        start += 1
    if at > start:
        yield Stretch(start, at, 0, True)


_PARAGRAPH = re.compile(r"\n\s*\n|\n(?=[\"“„«'‘])|(?<=[\"”»'’.!?])\n")


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for match in _PARAGRAPH.finditer(text, start, end):
        yield at, match.start()
        at = match.end()
    yield at, end


def _opens(text: str, start: int, end: int) -> bool:
    """Whether a paragraph begins with an opening mark."""
    while start < end and text[start].isspace():
        start += 1
    return (start < end and text[start] in '"“„«') or text.startswith(("''", "``"), start, end)


def _pair(text: str, start: int, end: int, open_before: bool, resumed: bool) -> tuple[list[Stretch], bool]:
    found: list[Stretch] = []
    stack: list[_Open] = []
    for match in _MARK.finditer(text, start, end):
        mark, at, after = match.group(), match.start(), match.end()
        before = text[at - 1] if at > start else ""
        behind = text[after] if after < end else ""
        if mark in _DOUBLE:
            _double(found, stack, mark, at, after, before, behind, open_before)
        else:
            _single(text, found, stack, mark, at, after, before, behind, end)
    unclosed = next((mark for mark in stack if mark.mark in _DOUBLE), None)
    if unclosed is None:
        return found, False
    if not resumed and not _announced(text, start, unclosed.at):
        return found, False
    found.append(Stretch(unclosed.at, _strip_end(text, unclosed.at, end), 0, unclosed.continues))
    return found, resumed


def _announced(text: str, start: int, at: int) -> bool:
    """Whether a colon or comma leads to an opening mark: speech, though its closing mark was forgotten."""
    before = text[max(start, at - 6) : at].rstrip("“\"„«`' \n")
    return before.endswith((":", ","))


def _strip_end(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _double(
    found: list[Stretch],
    stack: list[_Open],
    mark: str,
    at: int,
    after: int,
    before: str,
    behind: str,
    open_before: bool,
) -> None:
    is_open = any(item.mark in _DOUBLE for item in stack)
    if _is_opening(mark, before, behind, is_open, is_single=False):
        first = not found and not stack and before in ("", " ", "\n")
        if is_open:  # the earlier mark was never closed
            while stack and stack.pop().mark not in _DOUBLE:
                pass
        stack.append(_Open(after, mark, open_before and first))
    elif is_open:
        while stack[-1].mark not in _DOUBLE:  # an apostrophe taken for a mark
            stack.pop()
        opened = stack.pop()
        if at > opened.at:
            found.append(Stretch(opened.at, at, len(stack), opened.continues))


def _is_opening(mark: str, before: str, behind: str, is_open: bool, *, is_single: bool) -> bool:
    if mark in _CLOSING:
        # Some styles open with the closing mark: »so«.
        return mark in "»”" and not is_open and (before in _BEFORE_OPENING) and behind not in (" ", "")
    if mark == "“" and is_open and before not in _BEFORE_OPENING:
        return False  # German style closes with it
    if mark in _OPENING:
        return not (mark == "«" and is_open)
    opens_left = before in _BEFORE_OPENING or before in "“”\"‘’'"
    blank_right = behind == "" or behind.isspace()
    if is_single:
        return opens_left and not blank_right
    if opens_left and not blank_right and not (before in "“”\"‘’'" and is_open):
        return not (is_open and behind in ".,;:!?)")
    if not opens_left and (blank_right or not behind.isalnum()):
        return False
    return not is_open


def _single(
    text: str,
    found: list[Stretch],
    stack: list[_Open],
    mark: str,
    at: int,
    after: int,
    before: str,
    behind: str,
    end: int,
) -> None:
    if before.isalnum() and behind.isalnum():
        return  # an apostrophe inside a word
    is_open = bool(stack) and stack[-1].mark not in _DOUBLE
    if mark != "’" and _is_opening(mark, before, behind, is_open, is_single=True):
        if behind.isalnum() and not is_open and not _ELIDED.match(text, after, end):
            stack.append(_Open(after, mark, False))
        return
    if not is_open or before.isspace():
        return
    if before == "s" and behind == " " and _closes_later(text, after, end):
        return  # a plural's possessive
    opened = stack.pop()
    found.append(Stretch(opened.at, at, len(stack), False))


def _closes_later(text: str, after: int, end: int) -> bool:
    """Whether a better closing mark follows before the next opening one."""
    for at in range(after, min(end, after + 300)):
        char = text[at]
        if char in '"“”‘':
            return False
        if char in "'’" and not text[at - 1].isspace() and (at + 1 >= end or not text[at + 1].isalnum()):
            return True
    return False
