"""The blocks of a post: parsed, cut at pictures and rules within paragraphs, headings in steps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from markdown_it.token import Token

from geopolitik.publish.richtext.grammar import NESTING, reader
from geopolitik.publish.richtext.settling import words_of

_CUTTING = frozenset({"picture", "rule", "paragraph_break"})
_DIRECTED = frozenset({"p", "blockquote", "ul", "ol", "li", "table", "th", "td", "pre"})
_FIRST_LEVEL = 2
_LAST_LEVEL = 6


def read_blocks(text: str) -> list[Token] | None:
    """The tokens of a post in order; None if it nests deeper than the parser follows."""
    tokens = reader().parse(text)
    if any(token.level >= NESTING - 1 for token in tokens):
        return None  # The parser leaves out what lies deeper, and no word may be lost.
    made = list(_cut(tokens))
    _set_headings(made)
    for token in made:
        if token.nesting == 1 and (token.tag in _DIRECTED or token.type == "heading_open"):
            token.attrSet("dir", "auto")
    return made


def _cut(tokens: Sequence[Token]) -> Iterator[Token]:
    """Cut paragraphs at what cannot stand within one; behind a heading, its pictures."""
    for before, token in zip([None, *tokens], tokens, strict=False):
        home = before.type if before else ""
        if token.type == "inline" and home == "paragraph_open" and before:
            yield from _paragraphs(token, before)
        elif token.type == "inline" and home == "heading_open":
            pictures = [child for child in token.children or [] if child.type == "picture"]
            token.children = [child for child in token.children or [] if child.type not in _CUTTING]
            yield token
            yield Token("heading_close", before.tag if before else "h2", -1, block=True)
            yield from pictures
        elif token.type not in {"paragraph_open", "paragraph_close", "heading_close"}:
            yield token


def _paragraphs(inline: Token, opening: Token) -> Iterator[Token]:
    """The pieces of a paragraph; emphasis and links that a cut goes through are closed and opened again."""
    open_marks: list[Token] = []
    piece: list[Token] = []
    for child in inline.children or []:
        if child.type in _CUTTING:
            yield from _paragraph([*piece, *_closed(open_marks)], opening)
            yield from _between(child, open_marks)
            piece = list(open_marks)
            continue
        if child.nesting == 1:
            open_marks.append(child)
        elif child.nesting == -1 and open_marks:
            open_marks.pop()
        piece.append(child)
    yield from _paragraph(piece, opening)


def _paragraph(children: list[Token], opening: Token) -> Iterator[Token]:
    children = _trimmed(children)
    if words_of(children).strip():
        yield Token("paragraph_open", "p", 1, block=True, hidden=opening.hidden)
        yield Token("inline", "", 0, block=True, children=children)
        yield Token("paragraph_close", "p", -1, block=True, hidden=opening.hidden)


def _closed(open_marks: Sequence[Token]) -> Iterator[Token]:
    for mark in reversed(open_marks):
        yield Token(mark.type.replace("_open", "_close"), mark.tag, -1, markup=mark.markup, meta=mark.meta)


def _between(child: Token, open_marks: Sequence[Token]) -> Iterator[Token]:
    """What stands where the paragraph was cut; a picture within a link leads where the link leads."""
    if child.type == "rule":
        yield Token("hr", "hr", 0, block=True)
    elif child.type == "picture":
        links = [mark.meta["address"] for mark in open_marks if mark.type == "link_open"]
        image = child.meta["image"]
        child.meta = {"image": replace(image, link=image.link or (links[-1] if links else None))}
        yield child


def _trimmed(children: list[Token]) -> list[Token]:
    """Without line breaks at either end, which would stand as empty lines."""
    shown = [i for i, child in enumerate(children) if words_of([child]).strip()]
    first, last = (shown[0], shown[-1]) if shown else (0, -1)
    return [
        c for i, c in enumerate(children) if c.type not in {"softbreak", "hardbreak"} or first <= i <= last
    ]


def _set_headings(tokens: Sequence[Token]) -> None:
    """The first heading is h2, the page having the h1; none is more than one step below the one above it."""
    levels: list[int] = []
    tag = ""
    for token in tokens:
        if token.type == "heading_open":
            level = int(token.tag[1:])
            while levels and levels[-1] >= level:
                levels.pop()
            levels.append(level)
            tag = f"h{min(_LAST_LEVEL, _FIRST_LEVEL - 1 + len(levels))}"
        if token.type in {"heading_open", "heading_close"}:
            token.tag = tag
