"""The last gate: whatever the renderer wrote, only these elements, attributes and addresses come out."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape

import nh3

from geopolitik.publish.richtext.addresses import FOREIGN_REL, accept
from geopolitik.publish.richtext.pictures import PicturePolicy

_LINK = frozenset({"href", "rel", "title", "class", "id", "aria-label"})
_PICTURE = frozenset({"src", "alt", "title", "width", "height", "loading", "referrerpolicy"})
ATTRIBUTES = {
    "a": _LINK,
    "img": _PICTURE,
    "figure": frozenset({"class", "dir"}),
    "span": frozenset({"class"}),
    "sup": frozenset({"class", "id"}),
    "ol": frozenset({"start", "dir"}),
    "td": frozenset({"class", "dir"}),
    "th": frozenset({"class", "dir"}),
} | {
    tag: frozenset({"dir"})
    for tag in ("blockquote", "h2", "h3", "h4", "h5", "h6", "li", "p", "pre", "table", "ul")
}  # fmt: skip
"""Elements that may carry attributes, and which."""
TAGS = frozenset(ATTRIBUTES) | {"br", "code", "em", "hr", "s", "strong", "tbody", "thead", "tr"}
"""Elements of a post; no other comes out."""
CLASSES = frozenset(
    {"left", "right", "centre", "absent", "mention", "cite", "cited", "missing", "as-written"}
) | {f"w{share}" for share in range(10, 101, 10)}
_VALUES = {
    "dir": re.compile(r"auto"),
    "rel": re.compile(FOREIGN_REL),
    "loading": re.compile(r"lazy"),
    "referrerpolicy": re.compile(r"no-referrer"),
    "width": re.compile(r"[0-9]{1,4}"),
    "height": re.compile(r"[0-9]{1,4}"),
    "start": re.compile(r"[0-9]{1,9}"),
    "id": re.compile(r"[a-z][a-z0-9-]{0,80}"),
}
_TAG = re.compile(r"<(?P<closing>/?)(?P<name>[A-Za-z][^\s/>]*)")
_WHOLE_TAG = re.compile(r"<[A-Za-z/!?][^<>]*>")
_VOID = frozenset({"br", "hr", "img"})
_DEEPEST = 120
_ROUNDS = 4


def sanitise(html: str, *, pictures: PicturePolicy | None = None) -> str:
    """The HTML with nothing in it but what a post may hold; doing so twice changes nothing.

    HTML that nests too deep for the sanitiser, or never settles, comes out as its text alone. Never raises.
    """
    html = html.encode("utf-8", "replace").decode()
    if _depth(html) > _DEEPEST:
        return _text_alone(html)
    cleaner = _cleaner(pictures or PicturePolicy())
    for _ in range(_ROUNDS):
        cleaned = cleaner.clean(html)
        if cleaned == html:
            return cleaned
        html = cleaned
    return _text_alone(html)


def _text_alone(html: str) -> str:
    return escape(_WHOLE_TAG.sub(" ", html).replace("<", " "), quote=False)


def _depth(html: str) -> int:
    """The most elements that could be open at once; the sanitiser's time grows with its square."""
    deepest = depth = 0
    for tag in _TAG.finditer(html):
        if tag["closing"]:
            depth = max(0, depth - 1)
        elif tag["name"].lower() not in _VOID:
            depth += 1
            deepest = max(deepest, depth)
    return deepest


@lru_cache(maxsize=8)
def _cleaner(pictures: PicturePolicy) -> nh3.Cleaner:
    def keep(_tag: str, name: str, value: str) -> str | None:
        if name == "class":
            return " ".join(each for each in value.split() if each in CLASSES) or None
        if name == "href":
            return accept(value)
        if name == "src":
            return value if pictures.shows(value) else None
        pattern = _VALUES.get(name)
        return value if pattern is None or pattern.fullmatch(value) else None

    return nh3.Cleaner(
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        attribute_filter=keep,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
