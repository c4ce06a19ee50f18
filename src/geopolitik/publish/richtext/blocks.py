"""The blocks of a post: parsed, cut at pictures and rules within paragraphs, headings in steps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from markdown_it.token import Token

from geopolitik.publish.richtext.grammar import NESTING, reader
from geopolitik.publish.richtext.settling import without_empty, words_of

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
    """Cut paragraphs at what cannot stand within one; in a cell it may, and of a heading it stands behind."""
    before: Token | None = None
    for token in tokens:
        home = before.type if before else ""
        if token.type == "inline" and before and home == "paragraph_open":
            for piece in _pieces(token.children or []):
                yield from _paragraph(piece, before) if isinstance(piece, list) else _between(piece)
        elif token.type == "inline":
            pieces = list(_pieces(token.children or []))
            pictures = [piece for piece in pieces if isinstance(piece, Token) and piece.type == "picture"]
            token.children = list(_joined(pieces, pictures=home != "heading_open"))
            yield token
            if before and home == "heading_open":
                yield Token("heading_close", before.tag, -1, block=True)
                yield from pictures
        elif token.type not in {"paragraph_open", "paragraph_close", "heading_close"}:
            yield token
        before = token


def _pieces(children: Sequence[Token]) -> Iterator[list[Token] | Token]:
    """The words, and what cuts them; marks that a cut goes through are closed and opened again."""
    open_marks: list[Token] = []
    piece: list[Token] = []
    cut = False
    for child in children:
        if child.type in _CUTTING:
            cut = True
            yield without_empty([*piece, *_closed(open_marks)])
            yield _linked(child, open_marks)
            piece = list(open_marks)
            continue
        if child.nesting == 1:
            open_marks.append(child)
        elif child.nesting == -1 and open_marks:
            open_marks.pop()
        piece.append(child)
    # A citation that the author left without words is kept; one that a cut left is none.
    yield without_empty(piece, citations=not cut)


def _closed(open_marks: Sequence[Token]) -> Iterator[Token]:
    for mark in reversed(open_marks):
        yield Token(mark.type.replace("_open", "_close"), mark.tag, -1, markup=mark.markup, meta=mark.meta)


def _linked(child: Token, open_marks: Sequence[Token]) -> Token:
    """A picture within a link leads where the link leads."""
    links = [mark.meta["address"] for mark in open_marks if mark.type == "link_open"]
    if child.type == "picture" and links:
        child.meta = {"image": replace(child.meta["image"], link=links[-1])}
    return child


def _joined(pieces: Sequence[list[Token] | Token], *, pictures: bool) -> Iterator[Token]:
    """The pieces in one row, a blank for what cuts a paragraph only."""
    for piece in pieces:
        if isinstance(piece, list):
            yield from piece
        elif piece.type != "picture":
            yield Token("softbreak", "br", 0)
        elif pictures:
            yield piece


def _between(piece: Token) -> Iterator[Token]:
    """What stands where a paragraph was cut."""
    if piece.type == "rule":
        yield Token("hr", "hr", 0, block=True)
    elif piece.type == "picture":
        yield piece


def _paragraph(children: list[Token], opening: Token) -> Iterator[Token]:
    children = _trimmed(children)
    if words_of(children).strip() or any(child.type == "cite_close" for child in children):
        yield Token("paragraph_open", "p", 1, block=True, hidden=opening.hidden)
        yield Token("inline", "", 0, block=True, children=children)
        yield Token("paragraph_close", "p", -1, block=True, hidden=opening.hidden)


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
