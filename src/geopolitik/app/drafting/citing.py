"""Words that a post gives as another's: citations and quotations that match nothing captured."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from geopolitik.app.drafting.bending import Bending
from geopolitik.app.drafting.lines import words
from geopolitik.app.drafting.reading import Post, cited_words
from geopolitik.app.drafting.refs import Citation, clean, quoted
from geopolitik.app.drafting.story import Story
from geopolitik.model.annotation import Annotation, Quotation
from geopolitik.model.story import ChangeKind, Severity

_LEAST, _LEAST_SAID = 4, 2
"""Fewer words in quotation marks are a term; of what somebody is said to have said, a single word."""
_DOTS = re.compile(r"…|\.{3}")


def misquoted(markdown: str, post: Post, story: Story, bent: Sequence[Bending]) -> Iterator[Bending]:
    """Citations that lead to nothing or to other words, and quotations that nobody is known to have said.

    What the redline flags as grave already is not flagged again.
    """
    grave = [bending.post_span for bending in bent if bending.severity is Severity.HIGH]
    for citation in post.citations:
        found = None if citation in post.exact else _miscited(markdown, citation, story)
        if found and (found.source is None or not any(span.overlaps(citation.words) for span in grave)):
            yield found
    for citation, label in post.labels:
        yield from _mislabelled(markdown, citation, label, story)
    texts = [f" {' '.join(t.norm for t in text.tokens)} " for text in story.annotations.values()]
    inexact = [c.words for c in post.citations if c not in post.exact]
    for quotation in post.annotation.quotations:
        span = quotation.span
        if any(span.overlaps(other) for other in (*grave, *inexact)):
            continue
        if not all(_stands(part, texts) for part in _parts(post.annotation, quotation)):
            said = clean(span.of(post.annotation.text))
            yield Bending(
                ChangeKind.QUOTATION_INVENTED,
                Severity.HIGH,
                span,
                said,
                None,
                "",
                f"The post quotes “{said}”; no captured text has these words.",
            )


def _miscited(markdown: str, citation: Citation, story: Story) -> Bending | None:
    """What is wrong with a citation; None for one in other words, which the redline judges."""
    said, passage = clean(citation.words.of(markdown)), cited_words(citation, story)
    if passage is None:
        reason = f"The citation of {said} leads to no passage that is kept."
        return Bending(ChangeKind.QUOTATION_INVENTED, Severity.HIGH, citation.span, said, None, "", reason)
    if not quoted(said):
        return None
    reason = f"The post quotes {said}, but the passage cited reads “{passage}”."
    kind = ChangeKind.QUOTATION_ALTERED if _shares(said, passage) else ChangeKind.QUOTATION_INVENTED
    return Bending(kind, Severity.HIGH, citation.words, said, citation.ref, passage, reason)


def _mislabelled(markdown: str, citation: Citation, label: str, story: Story) -> Iterator[Bending]:
    """A passage with the name of an outlet that doesn't carry its wording."""
    wording = story.wording_of.get(citation.ref.capture) if citation.ref else None
    if wording is None or not words(label):
        return
    captures = [w.capture for w in wording.witnesses if w.capture in story.annotations]
    names = {name for c in captures for name in (story.outlet(c), story.named_outlet(c)) if name}
    beside = f" {' '.join(words(label))} "
    if not any(f" {' '.join(words(name))} " in beside for name in names):
        whose = ", ".join(sorted(names))
        said, passage = clean(citation.words.of(markdown)), cited_words(citation, story) or ""
        reason = f"The post gives {said} as from {label.strip(' –-—:')}; the passage is from {whose}."
        kind = ChangeKind.ATTRIBUTION_CHANGED
        yield Bending(kind, Severity.HIGH, citation.words, said, citation.ref, passage, reason)


def _shares(said: str, passage: str) -> bool:
    """Whether half of the words quoted stand in the passage."""
    ours, theirs = set(words(said)), set(words(passage))
    return 2 * len(ours & theirs) >= len(ours)


def _parts(annotation: Annotation, quotation: Quotation) -> Iterator[tuple[str, ...]]:
    """The words of a quotation between its dots, as far as they are enough to be somebody's words."""
    cuts = [m.start() + quotation.start for m in _DOTS.finditer(quotation.span.of(annotation.text))]
    first = bisect_left(annotation.tokens, quotation.start, key=lambda token: token.start)
    last = bisect_left(annotation.tokens, quotation.end, key=lambda token: token.start)
    tokens = annotation.tokens[first:last]
    enough = _LEAST_SAID if quotation.is_speech and quotation.speaker else _LEAST
    for start, end in pairwise((quotation.start, *cuts, quotation.end)):
        part = tuple(t.norm for t in tokens if start <= t.start < end)
        if len(part) >= enough:
            yield part


def _stands(part: tuple[str, ...], texts: Iterable[str]) -> bool:
    """Whether words stand in a captured text, one after another."""
    return any(f" {' '.join(part)} " in text for text in texts)
