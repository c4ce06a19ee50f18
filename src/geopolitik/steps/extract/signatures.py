"""Credits inside paragraphs: datelines, end marks and credit sentences become blocks of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from geopolitik.model.article import Block, Credit, CreditRole, Label
from geopolitik.steps.extract.credits import (
    credit_line,
    credit_sentence,
    dateline,
    end_mark,
    ends_in_aside,
)

_LAST_PARAGRAPHS = 3
_GLUED_COUNT = re.compile(r"(?<=[.!?…”\"’»])\d{1,6}$")


@dataclass(frozen=True, slots=True)
class Signed:
    """Blocks with the credits cut out, and the credits in the order of the page."""

    blocks: tuple[Block, ...]
    credits: tuple[Credit, ...]


def sign(text: str, legible: str, blocks: Sequence[Block], *, in_channel: bool) -> Signed:
    """Cut credits out of the first and last paragraphs, and read those of all credit lines."""
    body = [i for i, block in enumerate(blocks) if block.label is Label.BODY]
    # A round-up names the source of each of its paragraphs in brackets behind it.
    ends = {
        *body[-_LAST_PARAGRAPHS:],
        *(i for i in body if ends_in_aside(legible[blocks[i].start : blocks[i].end])),
    }
    cut: list[Block] = []
    credits: list[Credit] = []
    for i, block in enumerate(blocks):
        if block.label is Label.CREDIT:
            credits += credit_line(legible[block.start : block.end], block.start)
            cut.append(block)
        elif block.label is Label.FEED:
            name = legible[block.start : block.end].strip()
            credits.append(Credit(name, CreditRole.FEED, block.start, block.end))
            cut.append(block)
        elif (body and i == body[0]) or i in ends:
            known = frozenset(credit.name for credit in credits)
            parts = _cut_paragraph(
                text, legible, block, known, opens=bool(body) and i == body[0], ends=i in ends
            )
            cut += parts.blocks
            credits += parts.credits
        else:
            cut.append(block)
    if in_channel and body:
        cut = _without_count(text, cut)
    return Signed(tuple(cut), tuple(credits))


def _cut_paragraph(
    text: str, legible: str, block: Block, known: frozenset[str], *, opens: bool, ends: bool
) -> Signed:
    """Dateline, story, then credit sentence or end mark."""
    before: list[Block] = []
    after: list[Block] = []
    credits: list[Credit] = []
    start, end = block.start, block.end
    found = dateline(legible[start:end]) if opens else None
    if found and found[1]:
        stop = start + len(legible[start : start + found[0]].rstrip())
        before.append(Block(start, stop, Label.CREDIT, "a dateline that names an agency"))
        credits.append(Credit(found[1], CreditRole.AGENCY, start, stop))
        known |= {found[1]}
        start += found[0]
        start += len(text[start:end]) - len(text[start:end].lstrip())
    if ends:
        end = _cut_end(legible, start, end, after, credits, known)
    if start >= end:
        return Signed((block,), tuple(credits))
    return Signed((*before, Block(start, end, block.label, block.reason), *after), tuple(credits))


def _cut_end(
    legible: str, start: int, end: int, after: list[Block], credits: list[Credit], known: frozenset[str]
) -> int:
    """Cut a credit sentence or an agency's mark off the end; gives the story's new end."""
    paragraph = legible[start:end]
    sentence = credit_sentence(paragraph)
    mark = None if sentence else end_mark(paragraph, known)
    at = sentence[0] if sentence else mark[0] if mark else len(paragraph)
    if at >= len(paragraph) or not paragraph[:at].strip():
        return end
    if sentence:
        credits += credit_line(paragraph[at:], start + at)
        after.append(Block(start + at, end, Label.CREDIT, "a sentence that credits this article"))
    elif mark:
        credits += (Credit(name, CreditRole.AGENCY, start + at, end) for name in mark[1])
        after.append(Block(start + at, end, Label.CREDIT, "an agency's mark at the end"))
    return start + len(paragraph[:at].rstrip())


def _without_count(text: str, blocks: list[Block]) -> list[Block]:
    """A channel counts reactions right behind the post's last full stop."""
    last = blocks[-1]
    match = _GLUED_COUNT.search(text, max(last.start, last.end - 8), last.end)
    if last.label is not Label.BODY or not match:
        return blocks
    count = Block(match.start(), last.end, Label.FURNITURE, "a count glued to the post's end")
    return [*blocks[:-1], Block(last.start, match.start(), last.label, last.reason), count]
