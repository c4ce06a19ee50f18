"""Settle the words of a block: which links lead where, who is mentioned, what is cited, what is a picture."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, takewhile

from markdown_it.common.normalize_url import normalizeLink
from markdown_it.common.utils import unescapeAll
from markdown_it.token import Token

from geopolitik.model.article import Image
from geopolitik.publish.richtext.addresses import accept
from geopolitik.publish.richtext.citations import passage_of
from geopolitik.steps.extract.links import bare_links

MENTION = re.compile(r"(?<![\w@./+#&=-])@(?P<name>\w(?:[\w.-]{0,38}\w)?)")
_SIDES = {"><": "center", "<": "left", ">": "right"}


def settle(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with each link told for what it is, and addresses and mentions found in the words."""
    settled: list[Token] = []
    closing: list[str] = []
    for index, token in enumerate(tokens):
        if token.type == "link_open":
            opened = _opened(tokens, index) if not closing else None
            closing.append(opened.type.replace("_open", "_close") if opened else "")
            if opened:
                settled.append(opened)
        elif token.type == "link_close":
            kind = closing.pop() if closing else ""
            if kind:
                settled.append(Token(kind, "a", -1, meta=_meta_of(settled, kind)))
        elif token.type == "text" and not closing:
            settled += _worded(token)
        else:
            settled.append(_pictured(token))
    return settled


def without_empty(tokens: Iterable[Token], *, citations: bool = False) -> list[Token]:
    """The tokens without links and emphasis around nothing: a link without words cannot be followed.

    With `citations`, those around nothing are kept: their number can be followed.
    """
    kept: list[Token] = []
    opened: list[tuple[int, bool]] = []
    for token in tokens:
        kept.append(token)
        if token.nesting == 1:
            opened.append((len(kept) - 1, False))
            continue
        shown = bool(_word(token).strip())
        if token.nesting == -1 and opened:
            start, shown = opened.pop()
            shown = shown or (citations and token.type == "cite_close")
            if not shown:
                del kept[start], kept[-1]
        if shown and opened:
            opened[-1] = (opened[-1][0], True)
    return kept


def words_of(tokens: Iterable[Token]) -> str:
    """What a reader sees of the tokens, pictures apart."""
    return "".join(_word(token) for token in tokens)


def _word(token: Token) -> str:
    if token.type == "hardbreak":
        return "\n"
    if token.type in {"softbreak", "rule", "paragraph_break"}:
        return " "
    return token.content if token.type in {"text", "text_special", "code_inline", "mention"} else ""


def _opened(tokens: Sequence[Token], index: int) -> Token | None:
    """What the target of the link that opens at `index` makes of it; None for a target that is refused."""
    target = str(tokens[index].attrGet("href") or "")
    passage = passage_of(target)
    if passage:
        return Token("cite_open", "span", 1, meta={"passage": passage})
    if target.startswith("mention:"):
        inside = takewhile(lambda token: token.type != "link_close", islice(tokens, index + 1, None))
        name = words_of(inside).strip().removeprefix("@")
        return Token("mention_open", "a", 1, meta={"name": name})
    address = accept(target.removeprefix("oembed:"))
    if not address:
        return None
    title = str(tokens[index].attrGet("title") or "")
    return Token("link_open", "a", 1, meta={"address": address, "title": title})


def _meta_of(settled: Sequence[Token], closing: str) -> dict[str, object]:
    opening = closing.replace("_close", "_open")
    return next(token.meta for token in reversed(settled) if token.type == opening)


def _worded(token: Token) -> Iterator[Token]:
    """Text cut at bare addresses and mentions."""
    at = 0
    for start, end, parts in _finds(token.content):
        yield from _text(token.content[at:start])
        yield from parts
        at = end
    yield from _text(token.content[at:])


def _text(content: str) -> Iterator[Token]:
    if content:
        yield Token("text", "", 0, content=content)


def _finds(text: str) -> list[tuple[int, int, list[Token]]]:
    found: list[tuple[int, int, list[Token]]] = []
    for link in bare_links(text):
        address = accept(normalizeLink(link.url))
        if address and link.start is not None and link.end is not None:
            meta = {"address": address, "title": ""}
            opening = Token("link_open", "a", 1, meta=meta)
            parts = [opening, *_text(link.url), Token("link_close", "a", -1, meta=meta)]
            found.append((link.start, link.end, parts))
    taken = [(start, end) for start, end, _ in found]
    for match in MENTION.finditer(text) if "@" in text else ():
        if not any(start < match.end() and match.start() < end for start, end in taken):
            mention = Token("mention", "a", 0, content=match.group(), meta={"name": match["name"]})
            found.append((*match.span(), [mention]))
    return sorted(found, key=lambda each: each[0])


def _pictured(token: Token) -> Token:
    """A picture of either grammar as one kind of token, with its address in normal form."""
    if token.type == "picture":
        token.meta = {"image": _normal(token.meta["image"])}
    elif token.type == "image":
        alt = words_of(token.children or []).strip()
        side = next((mark for mark in _SIDES if alt.endswith(mark)), "")
        image = Image(
            url=str(token.attrGet("src") or ""),
            alt=alt.removesuffix(side).rstrip(),
            title=str(token.attrGet("title") or ""),
            placement=_SIDES.get(side),
        )
        return Token("picture", "figure", 0, meta={"image": image})
    return token


def _normal(image: Image) -> Image:
    return Image(
        url=normalizeLink(unescapeAll(image.url)),
        alt=unescapeAll(image.alt),
        title=unescapeAll(image.title),
        placement=image.placement,
        width=image.width,
        height=image.height,
        link=normalizeLink(unescapeAll(image.link)) if image.link else None,
    )
