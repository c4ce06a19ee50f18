"""The letters of an article's body, without what pages add or change by themselves."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from unicodedata import normalize

from geopolitik.model.annotation import Annotation
from geopolitik.model.article import SET_ASIDE_LABELS, STORY_LABELS, Article, Block, CreditRole, Label
from geopolitik.model.span import Span
from geopolitik.text.chain import outlet_key

_STOPS = ".!?…。！？؟"
_CLOSERS = "\"'”’»)]】」 \n\t"
_TRIFLE_WORDS = 15
"""A block this short without an end mark is a headline, a caption or a button, whatever its label says."""
_DATELINE = 60
"""An agency's mark this near the start of a block closes a dateline."""


@dataclass(frozen=True, slots=True)
class Body:
    """What of an article is compared when wordings are joined."""

    letters: str
    """Letters and digits of the body, case and accents of compatibility folded, nothing between them."""
    words: tuple[str, ...]
    language: str | None
    edges: frozenset[str]
    """Folded words that may stand at either end without making another text: outlets, credits, byline."""
    loose: tuple[tuple[int, int], ...] = ()
    """Stretches of `words` that are short blocks beside furniture: likely furniture themselves."""

    @property
    def core(self) -> tuple[str, ...]:
        """The words without the loose stretches."""
        at = 0
        kept: list[str] = []
        for start, end in self.loose:
            kept += self.words[at:start]
            at = end
        return (*kept, *self.words[at:])


def body_of(annotation: Annotation) -> Body:
    """The comparable body of an article; its other story blocks if it has no body."""
    article = annotation.article
    text = _without_credits(article)
    blocks = [b for b in article.blocks if b.label is Label.BODY]
    kept = [b for b in blocks if not _is_trifle(text[b.start : b.end])] or blocks
    if not kept:
        kept = [b for b in article.blocks if b.label in STORY_LABELS]
    words: list[str] = []
    loose: list[tuple[int, int]] = []
    beside = _beside_furniture(article)
    for block in kept:
        start = len(words)
        words += plain_words(text[block.start : block.end])
        if block in beside and len(words) - start <= _TRIFLE_WORDS:
            loose.append((start, len(words)))
    return Body("".join(words), tuple(words), article.language, _edges(article), tuple(loose))


def _beside_furniture(article: Article) -> set[Block]:
    """Blocks next to an advertisement, a button or a card, headings between them not counted."""
    blocks = [b for b in article.blocks if b.label is not Label.HEADING]
    pairs = [(a, b) for one, other in pairwise(blocks) for a, b in ((one, other), (other, one))]
    return {a for a, b in pairs if b.label in SET_ASIDE_LABELS}


def plain_words(passage: str) -> list[str]:
    """The words of a passage as bare letters and digits."""
    folded = normalize("NFKC", passage).casefold()
    cleaned = "".join(c if c.isalnum() else "" if c in "'’‘-‐‑" else " " for c in folded)
    return cleaned.split()


def _is_trifle(passage: str) -> bool:
    bare = passage.rstrip(_CLOSERS)
    return bare[-1:] not in _STOPS and len(passage.split()) <= _TRIFLE_WORDS if bare else True


def _without_credits(article: Article) -> str:
    """The legible text with credit statements inside the body blanked; offsets stay."""
    text = article.legible
    for span in _credit_spans(article):
        text = text[: span.start] + " " * len(span) + text[span.end :]
    return text


def _credit_spans(article: Article) -> list[Span]:
    spans = []
    for credit in article.credits:
        if credit.start is None or credit.end is None:
            continue
        block = _block_at(article, credit.start)
        if block is None or block.label is not Label.BODY or credit.end > block.end:
            continue
        start = credit.start
        if credit.role is CreditRole.AGENCY and credit.start - block.start <= _DATELINE:
            start = block.start
        # A statement as long as a sentence of the story is the story's, not a mark on it.
        if credit.end - start <= 2 * _DATELINE:
            spans.append(Span(start, credit.end))
    return spans


def _block_at(article: Article, offset: int) -> Block | None:
    return next((b for b in article.blocks if b.start <= offset < b.end), None)


def _edges(article: Article) -> frozenset[str]:
    names = [credit.name for credit in article.credits]
    names += [name for name in (article.feed_name, article.byline) if name]
    if article.outlet:
        names.append(article.outlet.name)
    words = {word for name in names for word in plain_words(name)}
    return frozenset(words | {outlet_key(name) for name in names})
