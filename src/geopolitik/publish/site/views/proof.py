"""What our own redline says of a post, as its editor sees it beside the text."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from geopolitik.app.drafting import PassageRef, PostCheck
from geopolitik.app.drafting.refs import words_at
from geopolitik.app.naming import publisher
from geopolitik.errors import UsageError
from geopolitik.model.annotation import Annotation
from geopolitik.model.span import Span
from geopolitik.model.story import Severity, Trace
from geopolitik.publish.richtext import cited

_MOST = 40
"""Entries of a kind that are shown."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A passage of a source."""

    outlet: str
    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Bent:
    """One thing that a post bends, or in which it follows one telling against another."""

    kind: str
    severity: Severity | None
    words: str
    span: Span
    source: Quoted | None
    other: Quoted | None
    """For a following: the telling that differs."""
    reason: str
    against_origin: bool = False
    """For a following: whether the telling that differs stands next to an origin, and the other doesn't."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A sentence that could cite a passage."""

    words: str
    source: Quoted
    token: str
    """Names it in a form: see `inserted`."""
    span: Span


@dataclass(frozen=True, slots=True)
class ProofView:
    """A check beside the text."""

    counts: tuple[tuple[Severity, int], ...]
    bendings: tuple[Bent, ...]
    unsupported: tuple[tuple[str, Span], ...]
    followings: tuple[Bent, ...]
    offers: tuple[Offered, ...]
    exact: int
    unread: int
    """Texts in other languages, which can't be compared."""
    more: int
    """Entries that aren't shown."""

    @property
    def is_clean(self) -> bool:
        """Whether there is nothing to look at."""
        return not (self.bendings or self.unsupported or self.followings)


def proof_view(check: PostCheck, body: str, story_id: str, trace: Trace) -> ProofView:
    """A check, with the words of the passages it names."""
    texts = {annotation.capture_id: annotation for annotation in trace.annotations}

    def quoted(ref: PassageRef | None) -> Quoted | None:
        annotation = texts.get(ref.capture) if ref else None
        return _quoted(annotation, ref, story_id) if annotation and ref else None

    bendings = [
        Bent(b.kind.value, b.severity, b.post_words, b.post_span, quoted(b.source), None, b.reason)
        for b in check.bendings
    ]
    followings = [
        Bent(
            f.kind.value,
            None,
            f.post_words,
            f.post_span,
            quoted(f.follows),
            quoted(f.differs_from),
            f.reason,
            f.against_origin,
        )
        for f in check.followings
    ]
    offers = [
        Offered(o.text, source, token(body, o.post_span, o.passage), o.post_span)
        for o in check.offers
        if (source := quoted(o.passage))
    ]
    lists: tuple[Sequence[object], ...] = (bendings, followings, offers, check.unsupported)
    return ProofView(
        counts=tuple(check.counts.items()),
        bendings=tuple(bendings[:_MOST]),
        unsupported=tuple((u.text, u.post_span) for u in check.unsupported[:_MOST]),
        followings=tuple(followings[:_MOST]),
        offers=tuple(offers[:_MOST]),
        exact=check.exact,
        unread=len(check.unread),
        more=sum(max(0, len(found) - _MOST) for found in lists),
    )


def _quoted(annotation: Annotation, ref: PassageRef, story_id: str) -> Quoted:
    address = f"/s/{story_id}/captures/{annotation.capture_id}"
    return Quoted(publisher(annotation), words_at(annotation, ref.span), address)


def token(body: str, span: Span, passage: PassageRef) -> str:
    """A sentence of a body and the passage that it could cite: `12 80 1f2e3d4c CAPTURE 100 160`."""
    return f"{span.start} {span.end} {_digest(body, span)} {passage.capture} {passage.start} {passage.end}"


def inserted(body: str, named: str) -> str:
    """The body with an offered citation.

    Raises:
        UsageError: the sentence isn't there any more as it was when it was offered.
    """
    gone = UsageError("citation", "can't be put in: the text has changed", "Check it again.")
    parts = named.split(" ")
    numbers = [
        part for part in (*parts[:2], *parts[4:]) if part.isascii() and part.isdigit() and len(part) < 10
    ]
    if len(parts) != 6 or len(numbers) != 4:
        raise gone
    start, end, first, last = map(int, numbers)
    if not start < end <= len(body) or not first < last or _digest(body, Span(start, end)) != parts[2]:
        raise gone
    address = f"(passage:{parts[3]}#{first}-{last})"
    sentence = body[start:end]
    before = len(cited(body))
    for made in (f"[{sentence}]{address}", f"{sentence} [(source)]{address}"):
        whole = body[:start] + made + body[end:]
        if len(cited(whole)) > before:
            return whole
    raise gone


def _digest(body: str, span: Span) -> str:
    return hashlib.sha256(span.of(body).encode("utf-8", "replace")).hexdigest()[:12]
