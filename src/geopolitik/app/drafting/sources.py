"""The post beside each captured text: what answers to each of its sentences, and what differs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from geopolitik.app.drafting.pairing import with_cited
from geopolitik.app.drafting.reading import Post
from geopolitik.app.drafting.refs import PassageRef, words_at
from geopolitik.app.drafting.story import Story
from geopolitik.model.annotation import Annotation
from geopolitik.model.article import Label
from geopolitik.model.span import Span
from geopolitik.model.story import Alignment, Change, CreditState

_NEAR = 0.6
"""A passage less like a sentence than this share of the most alike is about something else."""
_LEADS = 1.15
"""How much a text next to an origin counts as more alike: what retells it is mostly as near."""
_LEAST = 0.3
"""Similarity below which a passage of a text from which the post took little is a chance likeness."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The passage of one source that answers to a sentence of the post."""

    source: Annotation
    sentences: tuple[int, ...]
    nearest: int
    """The one of them most like the sentence."""
    score: float
    """Similarity of the two, 0..1."""
    cited: bool
    """Whether the sentence, or the post, cites this source."""
    leading: bool
    """Whether the source is nearest to an origin."""
    lost: tuple[Span, ...]
    """Clauses of the post that nothing here answers to."""

    @property
    def passage(self) -> PassageRef:
        span = self.source.sentences[self.nearest].span
        return PassageRef(self.source.capture_id, span.start, span.end)

    @property
    def words(self) -> str:
        return words_at(self.source, self.passage.span)


@dataclass(frozen=True)
class Sources:
    """Every answer to every sentence, and the changes of each source's redline."""

    story: Story
    post: Post
    by_sentence: dict[int, tuple[Answer, ...]]
    changes: dict[tuple[str, int], tuple[Change, ...]]
    """By capture id and sentence of the post."""
    unread: tuple[str, ...]

    def answers(self, sentence: int) -> tuple[Answer, ...]:
        """What answers to a sentence, cited and like passages first."""
        return self.by_sentence.get(sentence, ())

    def changes_at(self, answer: Answer, sentence: int) -> tuple[Change, ...]:
        """How a sentence differs from what answers to it in one source."""
        return self.changes.get((answer.source.capture_id, sentence), ())


def compare_with(
    post: Post, story: Story, cited: Sequence[PassageRef], step: Callable[[], None] = lambda: None
) -> Sources:
    """Align the post with each text of the story and redline it against each, calling `step` in between."""
    from geopolitik.steps.align import align
    from geopolitik.steps.redline import redline

    named = {ref.capture for ref in cited}
    own = {citation.ref.capture for citation in post.citations if citation.ref}
    texts = {text.capture_id: text for text in story.texts.values()}
    texts |= {capture: text for capture, text in story.annotations.items() if capture in named | own}
    found: defaultdict[int, list[Answer]] = defaultdict(list)
    changes: defaultdict[tuple[str, int], list[Change]] = defaultdict(list)
    readable = [text for text in texts.values() if text.article.language in (None, "en")]
    for text in readable:
        step()
        alignment = with_cited(align(text, post.annotation, related=True), post.citations)
        for sentence, answer in _answers(alignment, story, post, named):
            found[sentence].append(answer)
        step()
        for change in redline(alignment, credit=CreditState.FULL) if alignment.links else ():
            for sentence in _where(change, alignment):
                changes[text.capture_id, sentence].append(change)
    return Sources(
        story,
        post,
        {sentence: _near(answers) for sentence, answers in found.items()},
        {key: tuple(there) for key, there in changes.items()},
        tuple(text.capture_id for text in texts.values() if text not in readable),
    )


def _answers(alignment: Alignment, story: Story, post: Post, named: set[str]) -> Iterator[tuple[int, Answer]]:
    source = alignment.a
    leading = story.wording_of[source.capture_id].id in story.leading
    like = {(i, j): score for i, j, score in alignment.pairs}
    for link in alignment.links:
        for sentence in link.b:
            there = [i for i in link.a if (i, sentence) in like]
            # A headline says the same as the sentence it was made from, and less of it.
            nearest = max(there, key=lambda i: (source.sentences[i].label is Label.BODY, like[i, sentence]))
            if like[nearest, sentence] < _LEAST:
                continue
            span = post.annotation.sentences[sentence].span
            here = {c.ref.capture for c in post.citations if c.ref and c.span.overlaps(span)}
            yield (
                sentence,
                Answer(
                    source=source,
                    sentences=link.a,
                    nearest=nearest,
                    score=like[nearest, sentence],
                    cited=source.capture_id in (here or named),
                    leading=leading,
                    lost=tuple(clause for clause in link.b_only if clause.overlaps(span)),
                ),
            )


def _near(answers: Sequence[Answer]) -> tuple[Answer, ...]:
    """The answers that are about what the sentence is about: what it cites, then what is most like it.

    A text next to an origin is looked at in any case: what it says is what the others are measured by.
    """
    most = max(answer.score for answer in answers)
    near = [a for a in answers if a.cited or a.leading or a.score >= _NEAR * most]
    return tuple(sorted(near, key=lambda a: (a.cited, a.score * (_LEADS if a.leading else 1)), reverse=True))


def _where(change: Change, alignment: Alignment) -> Iterator[int]:
    """The sentences of the post that a change concerns; for what is gone, those its passage became."""
    span = change.copy_span
    if span is not None:
        yield from (i for i, s in enumerate(alignment.b.sentences) if s.span.overlaps(span))
        return
    gone = change.original_span
    for link in alignment.links:
        if gone and any(alignment.a.sentences[i].span.overlaps(gone) for i in link.a):
            yield from link.b
