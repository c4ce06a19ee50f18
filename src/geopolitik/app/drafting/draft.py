"""A draft of a post about a story: passages of the captures, each with its address, and lines of counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from geopolitik.app.drafting import lines
from geopolitik.app.drafting.allowance import Allowance
from geopolitik.app.drafting.choosing import choose, given
from geopolitik.app.drafting.differing import Differing, Version, differing, spread
from geopolitik.app.drafting.refs import PassageRef, cite, escape, words_at
from geopolitik.app.drafting.story import Story
from geopolitik.app.drafting.units import past_dateline
from geopolitik.errors import UsageError
from geopolitik.model.story import Trace

LENGTH = 150
"""How many words a draft quotes in its paragraphs, about."""
_MOST_ROWS = 8
_OPENERS, _CLOSERS = "“„«", "”»"
_MARKS = f'{_OPENERS}{_CLOSERS} ".\n'


@dataclass(frozen=True, slots=True)
class Draft:
    """An extractive, cited draft of a post."""

    title: str
    """A suggestion, plain text."""
    body: str
    """Markdown; each passage is a link to `passage:CAPTURE#START-END`."""
    passages: tuple[PassageRef, ...]
    """What the draft quotes, in order, each once."""
    differing: tuple[Differing, ...]
    """The claims shown in more than one version."""
    foot: str
    """What the post rests on, in a line."""
    left_out: tuple[PassageRef, ...] = ()
    """Chosen passages that would have quoted too much of their text."""


def draft(trace: Trace, *, length: int = LENGTH, chosen: Sequence[PassageRef] | None = None) -> Draft:
    """A draft of a post about a story, made of short passages of the captures with their addresses.

    Args:
        trace: the story.
        length: how many words to quote in paragraphs, about; differing versions come on top.
        chosen: passages to quote instead of those the draft would choose.

    Returns:
        A frozen draft. Of no wording are more than 90 words or a quarter of its words quoted.

    Raises:
        UsageError: no text of the trace could be read, or a chosen passage lies in no text of the story.
    """
    story = Story(trace)
    if not story.texts:
        raise UsageError("draft", "no text of this story could be read", "Hand in at least one that can")
    allowance = Allowance(story)
    rows = differing(story)
    passages = choose(story, rows, allowance, length) if chosen is None else given(story, chosen, allowance)
    shown = tuple(_affordable(rows, allowance))
    parts = [" ".join(map(escape, lines.opening(story))), *_paragraphs(story, passages)]
    if shown:
        parts.append("\n".join(_table(story, shown)))
    versions = (version.passage for row in shown for version in row.versions)
    used = dict.fromkeys((*passages, *(passage for passage in versions if passage)))
    kept = [ref for ref in chosen or () if not any(_inside(ref, passage) for passage in passages)]
    return Draft(
        title=lines.title(story),
        body="\n\n".join(parts) + "\n",
        passages=tuple(used),
        differing=shown,
        foot=lines.foot(story),
        left_out=tuple(dict.fromkeys(kept)),
    )


def _inside(ref: PassageRef, other: PassageRef) -> bool:
    return ref.capture == other.capture and other.span.contains(ref.span)


def _affordable(rows: Iterable[Differing], allowance: Allowance) -> Iterator[Differing]:
    """The rows whose every version may still be quoted; they are taken from the allowance."""
    fitting = (row for row in rows if _fits(row, allowance))
    for row in spread(tuple(fitting), _MOST_ROWS):
        if _fits(row, allowance):
            for version in row.versions:
                if version.passage:
                    allowance.take(version.passage)
            yield row


def _fits(row: Differing, allowance: Allowance) -> bool:
    return allowance.fits([version.passage for version in row.versions if version.passage])


def _paragraphs(story: Story, passages: Sequence[PassageRef]) -> Iterator[str]:
    """For each text its heading, what is known of it, and its passages."""
    quoted = [story.wording_of[ref.capture].id for ref in passages]
    leading = [wording for wording in story.leading if wording not in quoted]
    for wording in dict.fromkeys((*quoted, *leading)):
        if wording not in story.texts:
            continue
        yield f"### {escape(story.name(wording))}"
        yield " ".join(map(escape, lines.carried(story, wording)))
        own = [ref for ref in passages if story.wording_of[ref.capture].id == wording]
        for ref in own:
            yield f"> {_quote(story, ref)} – {escape(story.outlet(ref.capture))}"
        if not own:
            yield escape(lines.unquotable(story, wording))


def _table(story: Story, rows: Sequence[Differing]) -> Iterator[str]:
    """The versions of each claim, one under the other, with who has which."""
    yield f"### {lines.DIFFER}\n"
    yield f"| {' | '.join(lines.HEADS)} |"
    yield "| --- | --- | --- |"
    for row in sorted(rows, key=lambda row: _place(story, row)):
        what = lines.what(row.kind)
        for version in row.versions:
            yield f"| {what} | {_holders(story, version)} | {_words(story, version)} |"
            what = ""


def _place(story: Story, row: Differing) -> tuple[int, PassageRef]:
    """By the text whose version comes last, so that what one retelling did stands together."""
    place = next(version.passage for version in row.versions if version.passage)
    return list(story.annotations).index(place.capture), place


def _holders(story: Story, version: Version) -> str:
    outlets = (outlet for wording in version.holders for outlet in story.outlets(wording))
    return escape(", ".join(dict.fromkeys(outlets)))


def _words(story: Story, version: Version) -> str:
    return _quote(story, version.passage) if version.passage else lines.NOWHERE


def _quote(story: Story, ref: PassageRef) -> str:
    """The passage in quotation marks and linked, with dots where its sentence was cut."""
    annotation = story.annotations[ref.capture]
    text, words = annotation.text, words_at(annotation, ref.span)
    sentences = [s.span for s in annotation.sentences if s.span.overlaps(ref.span)]
    if sentences:
        start = min(ref.start, past_dateline(text, sentences[0]))
        before, behind = text[start : ref.start], text[ref.end : sentences[-1].end]
        words = f"{'… ' if before.strip(_MARKS) else ''}{words}{' …' if behind.strip(_MARKS) else ''}"
    return cite(_paired(words), ref)


def _paired(words: str) -> str:
    """The words with the other mark of a quotation that was cut in two."""
    depth = lowest = 0
    for char in words:
        depth += (char in _OPENERS) - (char in _CLOSERS)
        lowest = min(lowest, depth)
    return "“" * -lowest + words + "”" * (depth - lowest)
