"""A post checked against what it rests on, by our own redline: what it bends, and what rests on nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from geopolitik.app.drafting.bending import Bending, Following, bendings
from geopolitik.app.drafting.citing import misquoted
from geopolitik.app.drafting.lines import known, words
from geopolitik.app.drafting.reading import Post, read_post
from geopolitik.app.drafting.refs import PassageRef, clean
from geopolitik.app.drafting.sources import Sources, compare_with
from geopolitik.app.drafting.story import Story
from geopolitik.errors import UsageError
from geopolitik.model.annotation import Annotation, Sentence
from geopolitik.model.span import Span
from geopolitik.model.story import Severity, Trace

_ORDER = (Severity.HIGH, Severity.MEDIUM, Severity.LOW)
_OFFERED = 0.4
"""Similarity from which a passage is offered as what a sentence rests on."""
_FEWEST = 3
"""A heading or label of fewer content words claims nothing that could rest on something."""


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A sentence of the post that rests on nothing kept."""

    post_span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A sentence without a citation, and the passage that it could cite."""

    post_span: Span
    text: str
    passage: PassageRef
    words: str
    score: float
    """Similarity of the two, 0..1."""


@dataclass(frozen=True, slots=True)
class PostCheck:
    """What a post does to what it rests on; all offsets into the Markdown as it was handed over."""

    bendings: tuple[Bending, ...]
    """The gravest first, then in the post's order."""
    unsupported: tuple[Unsupported, ...]
    followings: tuple[Following, ...]
    """Where captures differ, and the post tells it as one of them does."""
    offers: tuple[Offer, ...]
    exact: int
    """Citations whose words stand in the passage they lead to."""
    unread: tuple[str, ...]
    """Ids of captures in another language, which can't be compared."""

    @property
    def counts(self) -> dict[Severity, int]:
        """How many bendings there are of each severity."""
        found = Counter(bending.severity for bending in self.bendings)
        return {severity: found[severity] for severity in _ORDER}


def check_post(
    markdown_or_plain: str,
    trace: Trace,
    *,
    cited: Sequence[PassageRef] = (),
    step: Callable[[], None] = lambda: None,
) -> PostCheck:
    """Check a post against the captures it rests on.

    A difference counts as bent only if no capture says it as the post does. What the post merely leaves out
    is its editor's choice.

    Args:
        markdown_or_plain: the post's body.
        trace: the story it rests on.
        cited: passages the post is known to rest on, besides those that it cites itself; the captures they
            are of are compared first.
        step: called again and again on the way; an error that it raises stops the check.

    Raises:
        CaptureError: the post is empty.
        UsageError: a cited passage is of no capture of the trace, or the post is longer than any post.
    """
    story = Story(trace)
    for ref in cited:
        if ref.capture not in story.annotations:
            raise UsageError(ref.capture, "is no capture of this story", "Cite one that is")
    post = read_post(markdown_or_plain, story)
    sources = compare_with(post, story, cited, step)
    # Sentences that the trace itself vouches for need no source.
    vouched = known(story)
    told = [i for i, s in enumerate(post.annotation.sentences) if words(_text(post, s)) not in vouched]
    bent, followings = bendings(sources, told)
    return PostCheck(
        bendings=_sorted((*bent, *misquoted(markdown_or_plain, post, story, bent))),
        unsupported=tuple(
            Unsupported(post.annotation.sentences[i].span, _text(post, post.annotation.sentences[i]))
            for i in told
            if not sources.answers(i) and _claims(post.annotation, i) and not _within_exact(post, i)
        ),
        followings=tuple(followings),
        offers=tuple(offer for i in told if (offer := _offer(sources, i))),
        exact=len(post.exact),
        unread=sources.unread,
    )


def _sorted(found: Sequence[Bending]) -> tuple[Bending, ...]:
    return tuple(sorted(found, key=lambda b: (_ORDER.index(b.severity), b.post_span, b.kind)))


def _text(post: Post, sentence: Sentence) -> str:
    return clean(sentence.span.of(post.annotation.text))


def _claims(annotation: Annotation, sentence: int) -> bool:
    return sum(token.content for token in annotation.tokens_of(annotation.sentences[sentence])) >= _FEWEST


def _within_exact(post: Post, sentence: int) -> bool:
    """Whether a sentence says hardly more than words that it cites exactly."""
    tokens = [t for t in post.annotation.tokens_of(post.annotation.sentences[sentence]) if t.content]
    inside = sum(any(c.words.contains(token.span) for c in post.exact) for token in tokens)
    return 2 * inside >= len(tokens)


def _offer(sources: Sources, sentence: int) -> Offer | None:
    post = sources.post
    span = post.annotation.sentences[sentence].span
    best = next(iter(sources.answers(sentence)), None)
    if best is None or best.score < _OFFERED or any(span.overlaps(c.span) for c in post.citations):
        return None
    text = _text(post, post.annotation.sentences[sentence])
    return Offer(span, text, best.passage, best.words, round(best.score, 2))
