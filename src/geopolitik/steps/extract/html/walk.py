"""The visible text of a parsed page in reading order, cut where a browser would break the line."""

from __future__ import annotations

import re
from typing import Any

_SKIPPED = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "head",
        "title",
        "iframe",
        "object",
        "embed",
        "applet",
        "audio",
        "video",
        "canvas",
        "datalist",
        "rp",
        "noframes",
        "noembed",
        "desc",
        "defs",
        "symbol",
        "metadata",
        "map",
        "base",
        "link",
        "meta",
    ]
)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "button",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "optgroup",
        "option",
        "p",
        "pre",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "td",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_MARKED = frozenset(
    [
        "nav",
        "header",
        "footer",
        "aside",
        "figure",
        "figcaption",
        "article",
        "main",
        "form",
        "button",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "p",
        "li",
        "blockquote",
        "td",
        "th",
        "pre",
        "address",
        "caption",
        "summary",
        "label",
        "select",
        "dd",
        "dt",
        "time",
    ]
)
_HIDDEN_STYLE = re.compile(r"display\s{0,5}:\s{0,5}none|visibility\s{0,5}:\s{0,5}hidden", re.IGNORECASE)
_SPACES = re.compile("[ \t\n\r\f]+")
_LEVELS = 7
"""Elements around a segment whose classes are kept; further out they speak of the page."""


class Segment:
    """A run of text without a line break of the page's layout."""

    __slots__ = ("bold", "linked", "links", "marks", "names", "text", "tight")

    def __init__(self, text: str, marks: list[str], names: list[str], *, tight: bool) -> None:
        self.text = text
        self.marks = marks
        """Names of the elements around it that mean something, outermost first."""
        self.names = names
        """Classes and ids of the elements around it, outermost first."""
        self.linked = 0
        self.bold = 0
        self.links: list[tuple[int, int, str]] = []
        self.tight = tight
        """Follows the segment before it without an empty line."""


class Walker:
    """Walks a tree without recursion and collects segments and pictures."""

    def __init__(self, root: Any) -> None:
        self.segments: list[Segment] = []
        self.images: list[dict[str, Any]] = []
        self._parts: list[str] = []
        self._length = 0
        self._space = True
        self._links: list[tuple[int, int, str]] = []
        self._bold = 0
        self._linked = 0
        self._anchor: tuple[int, str] | None = None
        self._marks: list[str] = []
        self._names: list[str] = []
        self._bolds = 0
        self._pre = 0
        self._tight = False
        self._walk(root)
        self._flush()

    def _walk(self, root: Any) -> None:
        stack: list[tuple[Any, bool]] = [(root, True)]
        while stack:
            element, entering = stack.pop()
            if not entering:
                self._leave(element)
                self._say(element.tail)
                continue
            tag = element.tag
            if not isinstance(tag, str) or tag in _SKIPPED or _hidden(element):
                if element is not root:
                    self._say(element.tail)
                continue
            self._enter(element, tag)
            self._say(element.text)
            stack.append((element, False))
            stack += ((child, True) for child in reversed(element))

    def _enter(self, element: Any, tag: str) -> None:
        if tag in _BLOCKS:
            self._flush()
            self._tight = tag in {"li", "tr", "td", "th", "dd", "option"}
        if tag in _MARKED:
            self._marks.append(tag)
        names = (
            f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}".strip()
        )
        self._names.append("" if tag in {"html", "body", "main"} else names[:200])
        match tag:
            case "br":
                self._break()
            case "img":
                self._image(element)
            case "a":
                href = element.get("href")
                self._anchor = (self._length, href[:2000]) if href else None
            case "b" | "strong":
                self._bolds += 1
            case "pre" | "textarea":
                self._pre += 1

    def _leave(self, element: Any) -> None:
        tag = element.tag
        if tag == "a":
            self._close_anchor()
        elif tag in {"b", "strong"}:
            self._bolds -= 1
        elif tag in {"pre", "textarea"}:
            self._pre -= 1
        if tag in _BLOCKS:
            self._flush()
            self._tight = False
        if tag in _MARKED:
            self._marks.pop()
        self._names.pop()

    def _say(self, text: str | None) -> None:
        if not text:
            return
        shown = text if self._pre else _SPACES.sub(" ", text)
        if self._space and not self._pre:
            shown = shown.lstrip(" ")
        if not shown:
            return
        self._parts.append(shown)
        self._length += len(shown)
        self._space = shown[-1] in " \n"
        count = len(shown)
        if self._bolds:
            self._bold += count
        if self._anchor:
            self._linked += count

    def _break(self) -> None:
        """One `<br>` breaks the line, two end the paragraph."""
        if self._parts and self._parts[-1] == "\n":
            self._flush()
            return
        if self._length:
            self._parts.append("\n")
            self._length += 1
            self._space = True

    def _close_anchor(self) -> None:
        if self._anchor:
            start, href = self._anchor
            self._links.append((min(start, self._length), self._length, href))
            self._anchor = None

    def _flush(self) -> None:
        """End the segment; an anchor around blocks goes on in the next one."""
        anchor = self._anchor
        if anchor:
            self._close_anchor()
        text = "".join(self._parts)
        lead = len(text) - len(text.lstrip())
        shown = text.strip()
        if shown:
            names = self._names[-_LEVELS:]
            segment = Segment(shown, list(dict.fromkeys(self._marks)), names, tight=self._tight)
            segment.linked, segment.bold = self._linked, self._bold
            segment.links = [
                (max(0, a - lead), min(len(shown), b - lead), href) for a, b, href in self._links if b > lead
            ]
            self.segments.append(segment)
        self._parts, self._links = [], []
        self._length = self._linked = self._bold = 0
        self._space = True
        self._anchor = (0, anchor[1]) if anchor else None

    def _image(self, element: Any) -> None:
        url = element.get("src") or element.get("data-src") or ""
        if not url or url.startswith("data:") or len(self.images) >= 500:
            return
        self.images.append(
            {
                "url": url[:2000],
                "alt": (element.get("alt") or "")[:500],
                "title": (element.get("title") or "")[:500],
                "width": (element.get("width") or None),
                "height": (element.get("height") or None),
                "link": self._anchor[1] if self._anchor else None,
            }
        )


def _hidden(element: Any) -> bool:
    if element.get("hidden") is not None:
        return True
    if element.tag == "input" or (element.tag == "dialog" and element.get("open") is None):
        return True
    style = element.get("style")
    return bool(style) and bool(_HIDDEN_STYLE.search(style[:2000]))
