"""The body of a post: rich-text Markdown written out as safe HTML, or as its words.

The grammar is what the trace reads of a channel's post: CommonMark with tables and strikethrough, pictures
with side and size (`![alt><](/media/boat.jpg "title" =250x)`), mentions, bare addresses, `<br>`. Raw HTML is
shown as it was typed. A sentence cites a passage of a capture as `[words](passage:CAPTURE_ID#START-END)`.
"""

from __future__ import annotations

import re
from functools import cache

from geopolitik.publish.richtext.blocks import read_blocks
from geopolitik.publish.richtext.citations import Cited, Numbering, Passage
from geopolitik.publish.richtext.gate import sanitise
from geopolitik.publish.richtext.limits import LONGEST, TOO_DEEP, excess
from geopolitik.publish.richtext.pictures import PicturePolicy
from geopolitik.publish.richtext.rendering import Mentions, Passages, Surroundings, as_written, write
from geopolitik.publish.richtext.words import words
from geopolitik.text.clean import printable

__all__ = ["Cited", "Passage", "PicturePolicy", "cited", "plain", "refusal", "render", "sanitise"]

_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_ID = re.compile(r"[a-z][a-z0-9-]{0,39}")


def _nobody(_: str) -> str | None:
    return None


def _nothing(_: Passage) -> Cited | None:
    return None


def render(
    markdown: str,
    *,
    mentions: Mentions = _nobody,
    passages: Passages = _nothing,
    pictures: PicturePolicy | None = None,
    anchors: str = "cite",
) -> str:
    """The body as HTML that can stand in a page under an h1; no text makes it raise.

    Args:
        markdown: the body. What is too large or too deep (see `refusal`) is shown as it was written,
            with a note, cut at 200,000 characters.
        mentions: the address for a name mentioned as `@name` (given without the `@`), None if nobody has it;
            asked once for each name.
        passages: where a cited passage can be read, None if it cannot: the words then say "source missing";
            asked once for each passage.
        pictures: which pictures are shown, and how large; by default those of our own `/media/`.
        anchors: how the ids of references begin: `cite-1`, the place at which passage 1 of `cited` is
            first cited, and `cite-1-2` the second. Give each post of a page its own.

    Raises:
        ValueError: `anchors` is no lower-case name.
    """
    if not _ID.fullmatch(anchors):
        raise ValueError(f"not a name for anchors: {anchors!r}")
    policy = pictures or PicturePolicy()
    text = _readable(markdown)
    why = excess(text)
    blocks = None if why else read_blocks(text)
    if blocks is None:
        html = as_written(text[:LONGEST], why or TOO_DEEP)
    else:
        around = Surroundings(cache(mentions), cache(passages), policy, Numbering(anchors))
        html = write(blocks, around)
    return sanitise(html, pictures=policy)


def plain(markdown: str) -> str:
    """The words a reader sees, without marks, addresses, pictures and references: what the trace would read.

    Blocks are parted by blank lines, the cells of a table by tabs. What cannot be parsed (see `refusal`) is
    given as it was written, cut at 200,000 characters. Never raises.
    """
    text = _readable(markdown)
    blocks = None if excess(text) else read_blocks(text)
    return text[:LONGEST].strip() if blocks is None else words(blocks)


def cited(markdown: str) -> tuple[Passage, ...]:
    """The passages that a post cites, each once, in the order of their first citation.

    The number that `render` sets behind the words is the place in this list, from 1. Never raises.
    """
    text = _readable(markdown)
    blocks = None if excess(text) else read_blocks(text)
    children = (child for block in blocks or () for child in block.children or ())
    return tuple(dict.fromkeys(child.meta["passage"] for child in children if child.type == "cite_close"))


def refusal(markdown: str) -> str | None:
    """Why a body should not be saved, in plain words that follow "the post …"; None if it is fine."""
    text = _readable(markdown)
    return excess(text) or (TOO_DEEP if read_blocks(text) is None else None)


def _readable(markdown: str) -> str:
    """With one kind of line end, and without what can't be printed."""
    return printable(_LINE_END.sub("\n", markdown))
