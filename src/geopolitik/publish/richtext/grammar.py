"""The grammar of a post: CommonMark, tables, strikethrough, and the marks of social platforms' rich text."""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline

from geopolitik.model.article import Image
from geopolitik.publish.richtext.limits import DEEPEST
from geopolitik.publish.richtext.settling import settle
from geopolitik.steps.extract.inline import read_inline

NESTING = 2 * DEEPEST + 8
"""Elements within one another that the parser follows: a list takes two, and words have their own."""

_BREAKS = re.compile(r"<br\s{0,3}/?>(?:\s{0,5}<br\s{0,3}/?>){0,50}", re.IGNORECASE)
_RULE = re.compile(r"(?:-{3,100}|\*{3,100}|_{3,100}|={3,200})(?!\S)")


class _Reader(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802
        """Let every target through: what is refused later keeps its words, here it would show its marks."""
        return True


@cache
def reader() -> MarkdownIt:
    """The parser, with raw HTML off."""
    made = _Reader("commonmark", {"html": False, "maxNesting": NESTING})
    made.enable(["table", "strikethrough"])
    made.disable(["html_block", "html_inline"])
    made.inline.ruler.before("emphasis", "rule", _rule)
    made.inline.ruler.before("link", "picture", _picture)
    made.inline.ruler.before("autolink", "breaks", _breaks)
    # Before the escaped characters join their neighbours: `\@name` is no mention.
    made.core.ruler.after("inline", "settle", _settle)
    return made


def _settle(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline":
            token.children = settle(token.children or [])


def _picture(state: StateInline, silent: bool) -> bool:
    """A picture with a size, as the trace reads it; CommonMark knows of none and reads the others."""
    if not state.src.startswith(("![", "[!["), state.pos):
        return False
    image = _pictures(state).get(state.pos)
    if image is None or image.end is None or image.end > state.posMax:
        return False
    if not silent:
        state.push("picture", "figure", 0).meta = {"image": image}
    state.pos = image.end
    return True


def _pictures(state: StateInline) -> dict[int, Image]:
    """The pictures with a size by where each begins, link included; found once for each text."""
    found: dict[str, dict[int, Image]] = state.env.setdefault("pictures", {})
    if state.src not in found:
        sized = [image for image in read_inline(state.src).images if image.width or image.height]
        found[state.src] = {image.start: image for image in sized if image.start is not None}
    return found[state.src]


def _breaks(state: StateInline, silent: bool) -> bool:
    """`<br>` ends a line, two end the paragraph: the only tag that platforms leave in a body."""
    match = _BREAKS.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        doubled = match.group().lower().count("<br") > 1
        state.push("paragraph_break" if doubled else "hardbreak", "" if doubled else "br", 0)
    state.pos = match.end()
    return True


def _rule(state: StateInline, silent: bool) -> bool:
    """`---` between blanks within a paragraph: platforms run lines together."""
    if state.src[state.pos] not in "-*_=" or (state.pos and not state.src[state.pos - 1].isspace()):
        return False
    match = _RULE.match(state.src, state.pos)
    if not match or match.end() > state.posMax:
        return False
    if not silent:
        state.push("rule", "hr", 0)
    state.pos = match.end()
    return True
