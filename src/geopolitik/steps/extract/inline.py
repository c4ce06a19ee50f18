"""Markdown and the rich text of social platforms: marks, links, pictures, and where they cut a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass

from geopolitik.model.article import Image, Label, Link, LinkKind
from geopolitik.model.span import Span
from geopolitik.steps.extract.links import bare_links, kind_of

_TARGET = (
    r"\(\s{0,2}<?(?P<url>(?:[^\s()<>]|\([^\s()]{0,300}\)){1,2000})>?"
    r"(?:\s{1,3}[\"'](?P<title>[^\"\n]{0,300})[\"'])?"
)
_IMAGE = re.compile(
    rf"!\[(?P<alt>[^\[\]\n]{{0,300}}?)(?P<place>><|<|>)?\]{_TARGET}"
    r"(?:\s{1,3}=(?P<width>\d{1,5}%?)?x(?P<height>\d{1,5}%?)?)?\s{0,2}\)"
)
_LINK = re.compile(rf"\[(?P<text>[^\[\]\n]{{0,500}})\]{_TARGET}\s{{0,2}}\)")
_LINK_CLOSE = re.compile(rf"\]{_TARGET}\s{{0,2}}\)")
_PLACEMENT = {"<": "left", ">": "right", "><": "center"}
_BR = re.compile(r"<br\s{0,3}/?>", re.IGNORECASE)
_BRS = re.compile(r"(?:<br\s{0,3}/?>\s{0,5}){2,50}", re.IGNORECASE)
_RULE = re.compile(r"(?<!\S)(?:-{3,100}|\*{3,100}|_{3,100}|={3,200})(?!\S)")
_EMPHASIS = re.compile(
    r"(?<![\w\\*])\*{1,3}(?=[^\s*])|(?<=[^\s*\\])\*{1,3}(?!\*)|(?<![\w_])_{1,2}(?=[^\s_])"
    r"|(?<=[^\s_])_{1,2}(?![\w_])|~~"
)
_LINE_MARK = re.compile(
    r"^[ \t]{0,3}(?:#{1,6}(?=\s)|(?:>\s?){1,10}|[-*+](?=\s)|```[\w-]{0,20}$)", re.MULTILINE
)
_HEADING = re.compile(r"^#{1,6}\s")
_BOLD_OPENING = re.compile(r"^(?:\*\*|__)(?P<run>[^*\n]{8,400}?)(?:\*\*|__)(?P<rest>\s*)")
_RICH = re.compile(
    r"\]\((?:file-guid|mention|oembed):|!\[[^\[\]\n]{0,200}[<>]\]\(|\)\s=\d{0,5}%?x|\s=\d{1,5}%?x\d{0,5}%?\)"
)
_MARKDOWN = re.compile(
    r"^#{1,6}\s\S|\*\*[^\s*][^*\n]{0,400}\*\*|!?\[[^\[\]\n]{0,300}\]\([^\s()]{1,500}", re.MULTILINE
)
_FEWEST_TITLE_WORDS = 4


@dataclass(frozen=True, slots=True)
class Cut:
    """A stretch that is a piece of its own inside its paragraph."""

    start: int
    end: int
    label: Label


@dataclass(frozen=True, slots=True)
class Inline:
    """What the marks of a text say."""

    markup: tuple[Span, ...] = ()
    links: tuple[Link, ...] = ()
    images: tuple[Image, ...] = ()
    cuts: tuple[Cut, ...] = ()


def sniff_markup(text: str, name: str) -> str:
    """`rich-text`, `markdown` or `text`, from the marks in it and the file's name."""
    if _RICH.search(text):
        return "rich-text"
    if name.lower().endswith((".md", ".markdown", ".mdown")) or _MARKDOWN.search(text):
        return "markdown"
    return "text"


def read_inline(text: str) -> Inline:
    """Find marks, links and pictures; time grows with the length of the text only."""
    images, image_links, cuts = _images(text)
    taken = [(cut.start, cut.end) for cut in cuts]
    bare = _blanked(text, taken)
    links, link_marks, embeds = _links(bare)
    linked = [(s.start, s.end) for s in link_marks]
    # A star beside a link, `*[a](b)*`, stands beside words: a blank there would part it from them.
    joined, bare = _blanked(bare, linked, by="\N{OBJECT REPLACEMENT CHARACTER}"), _blanked(bare, linked)
    marks = [Span(start, end) for start, end in taken] + link_marks
    for pattern, where in ((_BR, bare), (_EMPHASIS, joined), (_LINE_MARK, bare)):
        marks += (Span(m.start(), m.end()) for m in pattern.finditer(where) if m.end() > m.start())
    for rule in _RULE.finditer(bare):
        marks.append(Span(rule.start(), rule.end()))
        cuts.append(Cut(rule.start(), rule.end(), Label.FURNITURE))
    found = sorted([*links, *image_links, *bare_links(bare)], key=lambda link: link.start or 0)
    return Inline(
        _joined(marks), tuple(found), tuple(images), tuple(sorted(cuts + embeds, key=lambda c: c.start))
    )


def _images(text: str) -> tuple[list[Image], list[Link], list[Cut]]:
    images: list[Image] = []
    links: list[Link] = []
    cuts: list[Cut] = []
    for match in _IMAGE.finditer(text):
        start, end = match.span()
        target = None
        close = _LINK_CLOSE.match(text, end) if start and text[start - 1] == "[" else None
        if close:
            start, end, target = start - 1, close.end(), close.group("url")
            links.append(Link(target, kind_of(target), match.group("alt"), start, end))
        images.append(
            Image(
                url=match.group("url"),
                alt=match.group("alt"),
                title=match.group("title") or "",
                placement=_PLACEMENT.get(match.group("place") or ""),
                width=match.group("width"),
                height=match.group("height"),
                link=target,
                start=start,
                end=end,
            )
        )
        cuts.append(Cut(start, end, Label.IMAGE))
    return images, links, cuts


def _links(text: str) -> tuple[list[Link], list[Span], list[Cut]]:
    links: list[Link] = []
    marks: list[Span] = []
    embeds: list[Cut] = []
    for match in _LINK.finditer(text):
        url, title = match.group("url"), match.group("title")
        kind = kind_of(url)
        if kind is LinkKind.MENTION:
            url = title or url
        elif kind is LinkKind.EMBED:
            url = url.removeprefix("oembed:")
            embeds.append(Cut(match.start(), match.end(), Label.IMAGE))
        links.append(Link(url, kind, match.group("text"), match.start(), match.end()))
        marks += (Span(match.start(), match.start("text")), Span(match.end("text"), match.end()))
    return links, marks, embeds


def _blanked(text: str, stretches: list[tuple[int, int]], *, by: str = " ") -> str:
    parts: list[str] = []
    at = 0
    for start, end in sorted(stretches):
        if start >= at:
            parts += (text[at:start], by * (end - start))
            at = end
    return "".join([*parts, text[at:]])


def _joined(marks: list[Span]) -> tuple[Span, ...]:
    """Sorted, and touching ones made one."""
    joined: list[Span] = []
    for mark in sorted(marks):
        if joined and mark.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, mark.end))
        else:
            joined.append(mark)
    return tuple(joined)


def breaks_in(text: str) -> list[int]:
    """Where doubled `<br>` end a paragraph inside a line."""
    return [match.end() for match in _BRS.finditer(text)]


def opening_title(text: str) -> int | None:
    """End of the bold run that opens a post like a headline, or None."""
    match = _BOLD_OPENING.match(text)
    if not match or len(match.group("run").split()) < _FEWEST_TITLE_WORDS:
        return None
    return match.end() - len(match.group("rest"))


def is_heading(text: str) -> bool:
    """Whether a line is a Markdown heading, or bold as a whole."""
    if _HEADING.match(text):
        return True
    end = opening_title(text)
    return end is not None and end == len(text.rstrip())
