"""Credits of labelled blocks: read where they stand, cut out where they stand inside a paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from geopolitik.model.article import STORY_LABELS, Block, Credit, CreditRole, Label
from geopolitik.steps.extract.credits import (
    borrowed,
    contributed,
    credit_line,
    credit_sentence,
    ends_in_aside,
    where_first,
)
from geopolitik.steps.extract.signed_frame import Frame
from geopolitik.steps.extract.wire_marks import copyright_notice, dateline, end_mark, signers

_FIRST_PARAGRAPHS = 20
"""Captions and teasers are taken for paragraphs at times, so that a dateline may stand below them."""
_SURE = 4
"""Paragraphs within which an unlisted name in a dateline can be an agency."""
_LAST_PARAGRAPHS = 3
_GLUED_COUNT = re.compile(r"(?<=[.!?…”\"’»])\d{1,6}$")
_SHORT_PARAGRAPH = 400


@dataclass(frozen=True, slots=True)
class Signed:
    """Blocks with the credits cut out, and the credits in the order of the page."""

    blocks: tuple[Block, ...]
    credits: tuple[Credit, ...]


def sign(text: str, legible: str, blocks: Sequence[Block], *, in_channel: bool) -> Signed:
    """Cut credits out of the first and last paragraphs, and read those of all credit lines."""
    frame = Frame(legible, blocks)
    body = [i for i, block in enumerate(blocks) if block.label is Label.BODY]
    story = [i for i, block in enumerate(blocks) if block.label in STORY_LABELS - {Label.TITLE}]
    # A round-up names the source of each of its paragraphs in brackets behind it.
    ends = {
        *body[-_LAST_PARAGRAPHS:],
        *(i for i in body if ends_in_aside(legible[blocks[i].start : blocks[i].end])),
    }
    starts = {i: n < _SURE for n, i in enumerate(story[:_FIRST_PARAGRAPHS])}
    cut: list[Block] = []
    credits: list[Credit] = []
    for i, block in enumerate(blocks):
        framed = frame.credits_of(i)
        if framed is not None:
            credits += framed.credits
            cut.append(replace(block, label=framed.label, reason=framed.reason or block.reason))
        elif i in starts or i in ends:
            known = frozenset(credit.name for credit in credits)
            parts = _cut_paragraph(text, legible, block, known, opens=starts.get(i), ends=i in ends)
            if any(credit.role is CreditRole.AGENCY for credit in parts.credits):
                starts = {}
            cut += parts.blocks
            credits += parts.credits
        else:
            cut.append(block)
    if in_channel and body:
        cut = _without_count(text, cut)
    return Signed(tuple(cut), tuple(credits))


def _cut_paragraph(
    text: str, legible: str, block: Block, known: frozenset[str], *, opens: bool | None, ends: bool
) -> Signed:
    """Dateline, story, then credit sentence or end mark.

    `opens` tells whether the paragraph may begin with a dateline, and whether also with an unlisted agency's.
    """
    before: list[Block] = []
    after: list[Block] = []
    credits: list[Credit] = []
    start, end = block.start, block.end
    found = dateline(legible[start:end], listed=not opens) if opens is not None else None
    if found and found[1]:
        stop = start + len(legible[start : start + found[0]].rstrip())
        before.append(Block(start, stop, Label.CREDIT, "a dateline that names an agency"))
        credits += (Credit(name, CreditRole.AGENCY, start, stop) for name in signers(found[1]))
        known |= {found[1]}
        start += found[0]
        start += len(text[start:end]) - len(text[start:end].lstrip())
    if ends:
        end = _cut_end(legible, start, end, after, credits, known)
    if start >= end:
        return Signed((*before, *after) or (block,), tuple(credits))
    return Signed((*before, Block(start, end, block.label, block.reason), *after), tuple(credits))


def _cut_end(
    legible: str, start: int, end: int, after: list[Block], credits: list[Credit], known: frozenset[str]
) -> int:
    """Cut a credit sentence or an agency's mark off the end; gives the story's new end."""
    paragraph = legible[start:end]
    found = _whole(paragraph, start) or _sentence(paragraph, start) or _mark(paragraph, start, known)
    if found is None:
        return end
    at, given, reason = found
    if at < start + len(paragraph) and (
        paragraph[: at - start].strip() or len(paragraph) <= _SHORT_PARAGRAPH
    ):
        credits += given
        after.append(Block(at, end, Label.CREDIT, reason))
        return start + len(paragraph[: at - start].rstrip())
    return end


_Found = tuple[int, list[Credit], str] | None


def _whole(paragraph: str, start: int) -> _Found:
    """A last paragraph that is a copyright notice or tells whose material was used."""
    if len(paragraph) > _SHORT_PARAGRAPH:
        return None
    given = copyright_notice(paragraph, start)
    return (start, given, "an agency's copyright notice") if given else None


def _sentence(paragraph: str, start: int) -> _Found:
    for read, reason in ((contributed, "names who contributed"), (where_first, "says where it was first")):
        given = read(paragraph, start)
        if given and given[0].start is not None:
            return given[0].start, given, reason
    sentence = credit_sentence(paragraph)
    if sentence is None:
        return None
    at = start + sentence[0]
    stated = paragraph[sentence[0] :]
    found = credit_line(stated, at) or borrowed(stated.strip("() "), at)
    return at, found, "a sentence that credits this article"


def _mark(paragraph: str, start: int, known: frozenset[str]) -> _Found:
    mark = end_mark(paragraph, known)
    if mark is None:
        return None
    at = start + mark[0]
    end = start + len(paragraph)
    return at, [Credit(name, CreditRole.AGENCY, at, end) for name in mark[1]], "an agency's mark at the end"


def _without_count(text: str, blocks: list[Block]) -> list[Block]:
    """A channel counts reactions right behind the post's last full stop."""
    last = blocks[-1]
    match = _GLUED_COUNT.search(text, max(last.start, last.end - 8), last.end)
    if last.label is not Label.BODY or not match:
        return blocks
    count = Block(match.start(), last.end, Label.FURNITURE, "a count glued to the post's end")
    return [*blocks[:-1], Block(last.start, match.start(), last.label, last.reason), count]
