"""What several kinds of change ask of a passage: who holds it, how much it claims, where a word belongs."""

from __future__ import annotations

from collections.abc import Iterable

from geopolitik.model.annotation import Clause, ClauseKind, MarkerKind
from geopolitik.model.span import Span
from geopolitik.steps.redline.phrases import stems
from geopolitik.steps.redline.side import Side

_SAYS = (MarkerKind.REPORTING, MarkerKind.ATTRIBUTION)


def attributed(side: Side, sentence: int) -> bool:
    """Whether the sentence reports what somebody says, or quotes them."""
    tokens = side.tokens_of(sentence)
    if any(c.kind is ClauseKind.ATTRIBUTION for c in clauses_of(side, sentence)):
        return True
    return bool(side.markers_in(tokens, *_SAYS)) or any(side.quoted[t] for t in tokens)


def clauses_of(side: Side, sentence: int) -> list[Clause]:
    """The clauses of a sentence."""
    return [c for c in side.annotation.clauses if c.sentence == sentence]


def weighty(side: Side, span: Span) -> int:
    """How much a passage claims that can be checked: weighty words, names, numbers, quoted words."""
    words = grave_words(side, span)
    names = sum(1 for n in side.annotation.names if span.contains(n.span) and not n.is_pronoun)
    numbers = sum(1 for q in side.annotation.quantities if span.contains(q.span))
    return words + names + 2 * numbers


def grave_words(side: Side, span: Span) -> int:
    """How many words of blame, harm, breach, consequence or legal status a passage has."""
    heavy = stems("redline_checkable")
    return sum(1 for t in side.contents_in(span) if side.stem(t) in heavy)


def verb_group(side: Side, token: int, reach: int = 3) -> int:
    """The first token of the run of function words (will be, was to) that leads up to a word."""
    first = token
    start = side.tokens_of(side.sentence_of[token]).start
    while first > start and token - first < reach and not side.content(first - 1):
        first -= 1
    return first


def clause_window(side: Side, tokens: Iterable[int], back: int = 4) -> range:
    """From a few words before the first of the tokens, or the start of its clause, to the end of their clauses."""
    chosen = sorted(tokens)
    sentence = side.tokens_of(side.sentence_of[chosen[0]])
    first = side.clauses[side.clause_of[chosen[0]]][0]
    last = side.clauses[side.clause_of[chosen[-1]]][1]
    return range(
        max(sentence.start, min(first, chosen[0] - back)), min(max(last, chosen[-1] + 1), sentence.stop)
    )


def trimmed(side: Side, span: Span) -> Span:
    """The span without punctuation and space at its ends."""
    start, end = span.start, span.end
    text = side.text
    while start < end and not (text[start].isalnum() or text[start] in "“\"'‘$€£"):
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in "”\"’%'"):
        end -= 1
    return Span(start, end)
