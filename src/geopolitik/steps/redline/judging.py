"""What several kinds of change ask of a passage: who holds it, how much it claims, where a word belongs."""

from __future__ import annotations

from collections.abc import Iterable

from geopolitik.model.annotation import MarkerKind
from geopolitik.model.span import Span
from geopolitik.steps.redline.phrases import closed, stems
from geopolitik.steps.redline.side import Side

_UNNAMED = closed("unnamed")
_NAMING = closed("naming")
_GROUP = (MarkerKind.HEDGE, MarkerKind.MODAL, MarkerKind.NEGATION)
_HELPERS = closed("auxiliary") | {"to", "not", "have", "has", "had"}
_NAMED_BEFORE = 4
_PREPOSITIONS = closed("preposition")


def attributed(side: Side, sentence: int) -> bool:
    """Whether the sentence reports what somebody says, or quotes them."""
    tokens = side.tokens_of(sentence)
    says = side.lists["redline_says"]
    if any(side.quoted[t] or (t in says and not attributive(side, t)) for t in tokens):
        return True
    return bool(side.markers_in(tokens, MarkerKind.ATTRIBUTION))


def attributive(side: Side, token: int) -> bool:
    """Whether a participle stands as an adjective: 96 declared shells, over proposed rules."""
    if not side.norm(token).endswith("ed") or token == 0:
        return False
    before = side.norm(token - 1)
    if before in ("a", "an", "the") or before[0].isdigit():
        return True
    return before in _PREPOSITIONS and token + 1 < len(side.starts) and side.content(token + 1)


def unnamed(side: Side, sentences: Iterable[int]) -> int | None:
    """The word that says that somebody would not be named."""
    for sentence in sentences:
        tokens = side.tokens_of(sentence)
        for t in tokens:
            word = side.norm(t)
            before = [side.norm(u) for u in range(max(tokens.start, t - _NAMED_BEFORE), t)]
            if word in _UNNAMED or (word in _NAMING and {"not", "declined", "refused"} & set(before)):
                return t
    return None


def weighty(side: Side, span: Span) -> int:
    """How much a passage claims that can be checked: weighty words, names, numbers, quoted words."""
    words = grave_words(side, span)
    start, end = span.start, span.end
    sentence = side.sentence_of[side.tokens_in(span)[0]]
    names = sum(
        1 for n in side.names_of.get(sentence, ()) if start <= n.start and n.end <= end and not n.is_pronoun
    )
    numbers = sum(1 for q in side.annotation.quantities if start <= q.start and q.end <= end)
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


def hedged_group(side: Side, token: int, reach: int = 6) -> int:
    """The first token of a verb group with the hedges in front of it: appears to require."""
    start = max(side.tokens_of(side.sentence_of[token]).start, token - reach)
    doubts = {
        t for first, last, _ in side.markers_in(range(start, token), *_GROUP) for t in range(first, last)
    }
    first = found = verb_group(side, token)
    while first > start and (first - 1 in doubts or side.norm(first - 1) in _HELPERS):
        first -= 1
        found = first if first in doubts else found
    return found


def condition_of(side: Side, token: int, reach: int = 7) -> int | None:
    """The strict word of condition that governs a word, if one does: only if the council accepts."""
    clause = side.clause_tokens(side.clause_of[token])
    sentence = side.tokens_of(side.sentence_of[token])
    words = side.lists["redline_conditions"]
    near = range(max(sentence.start, min(clause.start, token - 1), token - reach), token)
    return next((t for t in near if t in words and words[t].row["strict"] == "1"), None)


def trimmed(side: Side, span: Span) -> Span:
    """The span without punctuation and space at its ends."""
    start, end = span.start, span.end
    text = side.text
    while start < end and not (text[start].isalnum() or text[start] in "“\"'‘$€£"):
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in "”\"’%'"):
        end -= 1
    return Span(start, end)


def owns(side: Side, span: Span) -> bool:
    """Whether a name is a possessor's: the president's adviser speaks, not the president."""
    return side.text[span.end : span.end + 2] in ("'s", "’s")


def ordered(side: Side, one: int, other: int) -> Span:
    """From one token to another, whichever is first."""
    return side.span(min(one, other), max(one, other))
