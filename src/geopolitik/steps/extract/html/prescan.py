"""Count a page's tags, depth and attributes before any parser sees it; linear in its length."""

from __future__ import annotations

import re
from dataclasses import dataclass

MAX_DEPTH = 600
MAX_ELEMENTS = 60_000
MAX_VOTED_ELEMENTS = 20_000
"""More than a news page has; the voters' time grows faster than the page."""
MAX_ATTRIBUTES = 1_000
MAX_ATTRIBUTE_LENGTH = 2_000_000

_TAG = re.compile(r"<(?:(/?)([a-zA-Z][a-zA-Z0-9:-]{0,40})|(!--))")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_RAW = frozenset({"script", "style", "textarea", "title", "xmp", "noembed", "noframes"})
_NO_DEPTH = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "keygen",
        "basefont",
        "frame",
        "p",
        "li",
        "dt",
        "dd",
        "tr",
        "td",
        "th",
        "thead",
        "tbody",
        "tfoot",
        "option",
        "optgroup",
        "colgroup",
        "caption",
        "rt",
        "rp",
        "html",
        "body",
        "head",
    ]
)
"""Empty elements, and those whose end tag HTML lets one leave out: a parser closes them by itself."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What a page would cost to parse."""

    elements: int
    depth: int
    attributes: int
    """Of the tag that has most."""
    longest: int
    """Characters of the longest tag."""


def count(html: str) -> Counts:
    """Count tags, the deepest nesting, and the most attributes of one tag."""
    elements = depth = deepest = attributes = longest = 0
    opened: dict[str, int] = {}
    at = 0
    while match := _TAG.search(html, at):
        if match.group(3):
            end = html.find("-->", match.end())
            if end < 0:
                break
            at = end + 3
            continue
        end = html.find(">", match.end())
        if end < 0:
            end = len(html)
        longest = max(longest, end - match.end())
        if end - match.end() > MAX_ATTRIBUTES:
            attributes = max(attributes, len(_QUOTED.sub("q", html[match.end() : end]).split()))
        name = match.group(2).lower()
        at = end
        if match.group(1):
            if opened.get(name, 0):
                opened[name] -= 1
                depth -= 1
            continue
        elements += 1
        if name in _RAW:
            at = _past_raw(html, name, end)
        elif name not in _NO_DEPTH and html[end - 1 : end] != "/":
            opened[name] = opened.get(name, 0) + 1
            depth += 1
            deepest = max(deepest, depth)
        if elements > MAX_ELEMENTS or deepest > MAX_DEPTH:
            break
    return Counts(elements, deepest, attributes, longest)


def _past_raw(html: str, name: str, at: int) -> int:
    """Where the text of a script, style or the like ends; to the page's end if it is not closed."""
    close = re.compile(rf"</{name}", re.IGNORECASE).search(html, at)
    return close.start() if close else len(html)


def refusal(counts: Counts) -> str | None:
    """Why a page is not parsed, or None if it may be."""
    if counts.depth > MAX_DEPTH:
        return f"nests elements more than {MAX_DEPTH} deep"
    if counts.elements > MAX_ELEMENTS:
        return f"has more than {MAX_ELEMENTS:,} elements"
    if counts.attributes > MAX_ATTRIBUTES:
        return f"has an element with more than {MAX_ATTRIBUTES:,} attributes"
    if counts.longest > MAX_ATTRIBUTE_LENGTH:
        return f"has a tag of more than {MAX_ATTRIBUTE_LENGTH:,} characters"
    return None
