"""The HTML of a post: the blocks written out, with mentions and citations resolved."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from html import escape

from markdown_it.token import Token

from geopolitik.publish.richtext.addresses import accept
from geopolitik.publish.richtext.citations import Cited, Numbering, Passage
from geopolitik.publish.richtext.pictures import PicturePolicy, anchor, figure

MISSING = "source missing"
"""What stands behind words whose cited passage cannot be found."""

Mentions = Callable[[str], str | None]
Passages = Callable[[Passage], Cited | None]


@dataclass(slots=True)
class Surroundings:
    """What a post is written out with."""

    mentions: Mentions
    passages: Passages
    pictures: PicturePolicy
    numbering: Numbering = field(default_factory=Numbering)


def write(tokens: Iterable[Token], around: Surroundings) -> str:
    """The tokens as HTML, not yet through the gate."""
    return "".join(_written(token, around) for token in tokens)


def as_written(text: str, why: str) -> str:
    """Text that is not parsed, paragraph by paragraph, with the reason before it."""
    note = f'<span class="as-written">Shown as it was written: the post {escape(why)}.</span>'
    pieces = [escape(piece.strip(), quote=False) for piece in text.split("\n\n")]
    return "".join(f'<p dir="auto">{piece}</p>\n' for piece in [note, *pieces] if piece)


def _written(token: Token, around: Surroundings) -> str:
    if token.type == "inline":
        return write(token.children or (), around)
    if token.hidden:  # The paragraphs of a list whose items stand close together.
        return ""
    writer = _WRITERS.get(token.type)
    return writer(token, around) if writer else _element(token)


def _element(token: Token) -> str:
    """A token that is its element alone."""
    if token.nesting < 0:
        return f"</{token.tag}>" + ("\n" if token.block else "")
    attributes = "".join(f' {name}="{escape(str(value))}"' for name, value in token.attrs.items())
    return f"<{token.tag}{attributes}>" + ("\n" if token.nesting == 0 and token.block else "")


def _text(token: Token, _: Surroundings) -> str:
    return escape(token.content, quote=False)


def _code(token: Token, _: Surroundings) -> str:
    return f"<code>{escape(token.content, quote=False)}</code>"


def _code_block(token: Token, around: Surroundings) -> str:
    return f'<pre dir="auto">{_code(token, around)}</pre>\n'


def _space(_token: Token, _: Surroundings) -> str:
    return "\n"


def _picture(token: Token, around: Surroundings) -> str:
    return figure(token.meta["image"], around.pictures)


def _cell(token: Token, _: Surroundings) -> str:
    """A cell's side as a class: the parser writes it as a style, which the site's policy forbids."""
    style = str(token.attrGet("style") or "").removeprefix("text-align:")
    side = {"left": "left", "right": "right", "center": "centre"}.get(style)
    return f"<{token.tag}" + (f' class="{side}"' if side else "") + ' dir="auto">'


def _link(token: Token, _: Surroundings) -> str:
    if token.nesting < 0:
        return "</a>"
    opening = anchor(token.meta["address"], "").removesuffix("</a>")
    title = token.meta["title"]
    return f'{opening[:-1]} title="{escape(title)}">' if title else opening


def _mention(token: Token, around: Surroundings) -> str:
    """`@name`, or a platform's mark around a name: a link if the name is known, else the words alone."""
    words = escape(token.content, quote=False)
    name = str(token.meta["name"])
    address = accept(around.mentions(name) or "") if name else None
    if not address:
        return words
    if token.nesting < 0:
        return "</a>"
    link = anchor(address, words, kind="mention")
    return link if token.nesting == 0 else link.removesuffix("</a>")


def _citation(token: Token, around: Surroundings) -> str:
    if token.nesting > 0:
        return '<span class="cited">'
    return "</span>" + _reference(token.meta["passage"], around)


def _reference(passage: Passage, around: Surroundings) -> str:
    """The number behind cited words, leading to the passage; or that it is missing."""
    number, place = around.numbering.cite(passage)
    cited = around.passages(passage)
    address = accept(cited.address) if cited else None
    if not cited or not address:
        return f'<sup class="cite missing" id="{place}">{MISSING}</sup>'
    title = " ".join(cited.title.split())
    label = f"Source {number}" + (f": {title}" if title else "")
    link = anchor(address, str(number))
    return f'<sup class="cite" id="{place}"><a aria-label="{escape(label)}"{link[2:]}</sup>'


_WRITERS: dict[str, Callable[[Token, Surroundings], str]] = {
    "text": _text,
    "text_special": _text,
    "code_inline": _code,
    "code_block": _code_block,
    "fence": _code_block,
    "softbreak": _space,
    "rule": _space,
    "paragraph_break": _space,
    "picture": _picture,
    "th_open": _cell,
    "td_open": _cell,
    "link_open": _link,
    "link_close": _link,
    "mention": _mention,
    "mention_open": _mention,
    "mention_close": _mention,
    "cite_open": _citation,
    "cite_close": _citation,
}
