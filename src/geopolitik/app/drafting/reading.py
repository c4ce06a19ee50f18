"""A post as the redline reads it: every line of it, its marks blanked out, offsets as in the Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from geopolitik.app.drafting.lines import is_label, known, words
from geopolitik.app.drafting.refs import Citation, citations, clean, quoted, words_at
from geopolitik.app.drafting.story import Story
from geopolitik.errors import UsageError
from geopolitik.model.annotation import Annotation
from geopolitik.model.article import Article, Block, Label
from geopolitik.model.capture import Declared
from geopolitik.model.span import Span

_LINE = re.compile(r"[^\n]+")
_OPENING = re.compile(r"[ \t]{0,3}(?:#{1,6}\s|(?:>\s?){1,10}|[-*+]\s|\d{1,3}[.)]\s|```\w*$)")
_RULER = re.compile(r"[\s|:=*_-]+")
_ESCAPE = re.compile(r"\\(?=[^\w\s])")
_CELL = re.compile(r"(?<!\\)\|")
_SINGLE_OPEN, _SINGLE_CLOSE = re.compile(r"(?<!\w)‘(?=\S)"), re.compile(r"(?<=\S)’(?!\w)")
MOST_CHARACTERS = 60_000
"""Longer than any post: a check shows its result while its writer waits."""
_LONGEST = 3000
"""Characters of a passage that is still one: who cites a whole page cites nothing that can be looked up."""


@dataclass(frozen=True, slots=True)
class Post:
    """A post, read."""

    annotation: Annotation
    """What of it must be compared: all but passages cited word by word and lines that the trace vouches for.
    Its offsets are those of the Markdown, in which it stands."""
    citations: tuple[Citation, ...]
    exact: tuple[Citation, ...]
    """Those whose words stand in the passage they lead to, in that order."""
    labels: tuple[tuple[Citation, str], ...]
    """Citations that stand alone, with the outlets that the line names beside them."""


def read_post(markdown: str, story: Story) -> Post:
    """Read a post; whatever is written in it is taken for its text, and nothing for furniture.

    Raises:
        CaptureError: the post is empty or holds what no text holds.
        UsageError: it is longer than any post.
    """
    if len(markdown) > MOST_CHARACTERS:
        raise UsageError("post", f"is longer than {MOST_CHARACTERS:,} characters", "Cut it into several")
    # An article's extraction would set aside what looks like a card or an advert; in a post all is checked.
    cited = tuple(citations(markdown))
    exact = tuple(citation for citation in cited if _is_exact(markdown, citation, story))
    shown, vouched = _shown(markdown, cited), known(story)
    blocks: list[Block] = []
    labels: list[tuple[Citation, str]] = []
    for span, label in _blocks(shown):
        inside = [citation for citation in cited if span.contains(citation.words)]
        rest = _blanked(shown, [citation.words for citation in inside])[span.start : span.end]
        if is_label(rest, story) or words(rest) in vouched:
            parts = [citation.words for citation in inside if citation not in exact]
            beside = clean(rest)
            labels += ((citation, beside) for citation in inside)
        else:
            parts = [span]
        blocks += (Block(part.start, part.end, label) for part in parts)
    return Post(_annotate(markdown, _unquoted(shown, blocks), blocks), cited, exact, tuple(labels))


def _annotate(markdown: str, shown: str, blocks: list[Block]) -> Annotation:
    from geopolitik.steps.annotate import annotate
    from geopolitik.steps.collect import capture_bytes

    content = markdown.encode("utf-8", errors="replace")
    capture = capture_bytes(content, "post.md", declared=Declared())
    return annotate(
        Article(capture=capture, text=shown, format="markdown", blocks=tuple(blocks), language="en")
    )


def _is_exact(markdown: str, citation: Citation, story: Story) -> bool:
    """Whether the words of a citation stand one after another in the passage it leads to."""
    passage = cited_words(citation, story)
    said = words(_ESCAPE.sub("", citation.words.of(markdown)))
    if not said or passage is None:
        return False
    there = words(passage)
    return any(there[at : at + len(said)] == said for at in range(len(there) - len(said) + 1))


def cited_words(citation: Citation, story: Story) -> str | None:
    """The words of the passage that a citation leads to; None if there is no such passage."""
    ref = citation.ref
    annotation = story.annotations.get(ref.capture) if ref else None
    if ref is None or annotation is None or ref.end > len(annotation.text) or len(ref.span) > _LONGEST:
        return None
    return words_at(annotation, ref.span)


def _shown(markdown: str, cited: tuple[Citation, ...]) -> str:
    """The Markdown with its marks blanked out: same length, same offsets."""
    from geopolitik.steps.extract.inline import read_inline

    text = _blanked(
        markdown.replace("\r", "\n"), [mark for citation in cited for mark in _brackets(citation)]
    )
    # What opens a line tells what the line is, and is read there.
    marks = [mark for mark in read_inline(text).markup if not _opens_line(text, mark)]
    return _ESCAPE.sub(" ", _blanked(text, marks))


def _brackets(citation: Citation) -> tuple[Span, Span]:
    """What of a citation isn't its words."""
    return Span(citation.span.start, citation.words.start), Span(citation.words.end, citation.span.end)


def _opens_line(text: str, mark: Span) -> bool:
    return not text[text.rfind("\n", 0, mark.start) + 1 : mark.start].strip()


def _blanked(text: str, marks: Iterable[Span]) -> str:
    parts: list[str] = []
    at = 0
    for mark in marks:
        parts += (text[at : mark.start], " " * len(mark))
        at = mark.end
    return "".join([*parts, text[at:]])


def _blocks(shown: str) -> Iterator[tuple[Span, Label]]:
    """The paragraphs, headings, list items and table cells; lines in a row are one paragraph."""
    start = end = -1
    for line in _LINE.finditer(shown):
        text = line.group()
        opening = _OPENING.match(text)
        alone = opening or text.lstrip().startswith("|") or not text.strip() or _RULER.fullmatch(text)
        if start >= 0 and (alone or shown[end : line.start()].count("\n") > 1):
            yield Span(start, end), Label.BODY
            start = -1
        if not alone:
            start, end = (start if start >= 0 else line.start()), line.end()
        elif not _RULER.fullmatch(text):
            yield from _alone(text, line.start(), opening)
    if start >= 0:
        yield Span(start, end), Label.BODY


def _alone(text: str, start: int, opening: re.Match[str] | None) -> Iterator[tuple[Span, Label]]:
    """A line that is a block by itself, or a row of cells that are."""
    if opening is None:
        at = 0
        for bar in [*(match.start() for match in _CELL.finditer(text)), len(text)]:
            if text[at:bar].strip():
                yield Span(start + at, start + bar), Label.BODY
            at = bar + 1
        return
    label = Label.HEADING if text.lstrip().startswith("#") else Label.BODY
    yield Span(start + opening.end(), start + len(text)), label


def _unquoted(shown: str, blocks: list[Block]) -> str:
    """The text without the outer marks of passages that stand alone, their inner ones doubled."""
    for block in blocks:
        words = block.span.of(shown)
        if quoted(words) and not any(mark in words.strip()[1:-1] for mark in "“”"):
            bare = words.replace("“", " ").replace("”", " ")
            bare = _SINGLE_CLOSE.sub("”", _SINGLE_OPEN.sub("“", bare))
            shown = shown[: block.start] + bare + shown[block.end :]
    return shown
