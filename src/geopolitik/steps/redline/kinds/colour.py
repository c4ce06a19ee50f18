"""Intensifier added: a word that colours, strengthens or widens a claim made without it."""

from __future__ import annotations

from collections.abc import Iterator

from geopolitik.model.story import Change, ChangeKind, Severity
from geopolitik.steps.redline.comparison import Comparison
from geopolitik.steps.redline.judging import attributed
from geopolitik.steps.redline.phrases import closed, stems
from geopolitik.steps.redline.side import Side
from geopolitik.steps.redline.words import alike

_THIRD = 0.34
_BESIDE = 2
_ROOT = 4
_TO = 3
_ARTICLES = closed("article")
_PLACING = closed("preposition") | {"inside", "into", "within", "under", "through"}
_DEGREES = frozenset({"quite", "very", "rather", "fairly", "pretty", "so", "too", "more", "most"})
_LEADS = _ARTICLES | closed("possessive")
_OFTEN = closed("frequency") | {"inevitably", "seldom", "rarely", "hardly", "never", "ever"}
_NAMING = closed("noun or adjective")
_PARTS = ("and", "or", "but", "while", "as")
"""Behind one of these, an adjective describes nothing."""


def colour(comparison: Comparison) -> Iterator[Change]:
    """Evaluative words of the copy that stand beside words which the original has without them."""
    a, b = comparison.a, comparison.b
    for first, hit in b.lists["redline_evaluative"].items():
        if first in comparison.to_a or b.quoted[first] or first in b.lists["redline_says"]:
            continue
        host = _host(comparison, first)
        if (
            host is None
            or not _kept(comparison, host)
            or _said_otherwise(comparison, first)
            or _told_of_it(comparison, first, host)
            or _as_often(comparison, first)
            or _noun(b, first)
            or _verb(b, first)
        ):
            continue
        strength = int(hit.row["strength"])
        if _replaced(comparison, host):
            continue
        claimed = attributed(b, b.sentence_of[first])
        tint = hit.row["kind"] == "colour" and b.stem(first) not in stems("redline_checkable")
        if (strength == 3 and not tint) or (strength >= 2 and claimed):
            severity = Severity.HIGH
        else:
            severity = Severity.MEDIUM if strength else Severity.LOW
        ours = a.span(comparison.to_a[host], comparison.to_a[host])
        theirs = b.span(min(first, host), max(first, host))
        word = f"{_sort(b, first)} added: {b.quote(b.span(first, first))}"
        yield Change(
            ChangeKind.INTENSIFIER_ADDED,
            severity,
            ours,
            theirs,
            f"{word}. The copy says {b.phrase(theirs)}, the original {a.phrase(ours)}.",
        )


def _kept(comparison: Comparison, host: int) -> bool:
    """Whether a third of the sentence is the original's: a freer one colours a claim of its own."""
    b = comparison.b
    own = [t for t in b.tokens_of(b.sentence_of[host]) if b.content(t)]
    return len(comparison.sources(own)) >= _THIRD * len(own)


def _sort(side: Side, token: int) -> str:
    """What sort of word it is, as far as its form tells."""
    word = side.norm(token)
    return "Adverb" if word.endswith("ly") or word in _OFTEN else "Adjective"


def _noun(side: Side, token: int) -> bool:
    """Whether the word is a noun here: a total of, a firm, a complex in the hills."""
    after = token + 1
    if token in side.lists["redline_generic"] or (after < len(side.starts) and side.norm(after) == "of"):
        return True
    led = any(side.norm(t) in _LEADS for t in range(max(0, token - 2), token))
    return led and not _describes(side, token)


def _describes(side: Side, token: int) -> bool:
    """Whether a word of content follows that it may describe; a word that may be a noun needs it at once."""
    after = token + 1
    if after not in side.tokens_of(side.sentence_of[token]) or side.norm(after)[:1].isdigit():
        return False
    between = side.text[side.annotation.tokens[token].end : side.starts[after]].strip()
    if side.norm(token) in _NAMING or side.norm(after) not in _PARTS:
        return side.content(after) and (not between or side.norm(token) not in _NAMING)
    return True


def _verb(side: Side, token: int) -> bool:
    """Whether the word is a verb here, or leads to a place: complete the map, growing in, deep inside."""
    after = token + 1
    if side.norm(token).endswith("ly") or after not in side.tokens_of(side.sentence_of[token]):
        return False
    follows, lead = side.norm(after), side.norm(token - 1) if token else ""
    if lead == "to" or (side.norm(token).endswith("ing") and lead in _PLACING and not side.content(after)):
        return True  # to complete the map; with growing it
    if lead in _PARTS and any(side.norm(t) == "to" for t in range(max(0, token - _TO), token)):
        return True  # to read and complete forms
    return follows in _ARTICLES or follows in _PLACING or follows == "that"


def _replaced(comparison: Comparison, host: int) -> bool:
    """Whether a describing word of the original's own stands where the copy has its: a thick accent."""
    a = comparison.a
    at = comparison.to_a[host]
    sentence = a.tokens_of(a.sentence_of[at])
    beside = [at - 1] if a.norm(at) not in _DEGREES else [at + 1]
    return any(
        t in sentence and a.content(t) and t not in comparison.to_b and a.text[a.starts[t]].islower()
        for t in beside
    )


def _host(comparison: Comparison, token: int) -> int | None:
    """The word that the evaluative word goes with, if the original has it: the next, else the one before."""
    b = comparison.b
    clause = b.clause_tokens(b.clause_of[token])
    stop = next((t for t in range(token + 1, clause.stop) if b.norm(t) in _PARTS), clause.stop)
    after = [t for t in range(token + 1, stop) if b.content(t)][:_BESIDE]
    before = [t for t in range(clause.start, token) if b.content(t)][-1:]
    adjacent = [t for t in after if t == token + 1]
    choices = [*adjacent, *before, *after[:1]] if b.norm(token).endswith("ly") else after
    choices = choices or before  # long and brutal
    return next((t for t in choices if t in comparison.to_a), None)


def _said_otherwise(comparison: Comparison, token: int) -> bool:
    """Whether the original's answering sentences have the word, one like it, or another in its place."""
    a, b = comparison.a, comparison.b
    stem = b.stem(token)
    sentences = comparison.partners_b.get(b.sentence_of[token], ())
    return any(_like(stem, a.stem(t)) for s in sentences for t in a.tokens_of(s)) or _coloured(
        a, comparison, token
    )


def _told_of_it(comparison: Comparison, token: int, host: int) -> bool:
    """Whether some sentence of the original has the word beside the same host: the body is naked there."""
    a, b = comparison.a, comparison.b
    host_stem = a.stem(comparison.to_a[host])
    return not a.where.get(b.stem(token), set()).isdisjoint(a.where.get(host_stem, set()))


def _as_often(comparison: Comparison, token: int) -> bool:
    """Whether a word for how often is denied, or the original says how often in its own: rarely, if ever."""
    a, b = comparison.a, comparison.b
    if b.norm(token) not in _OFTEN:
        return False
    if token and b.norm(token - 1) in ("not", "nor"):
        return True
    sentences = comparison.partners_b.get(b.sentence_of[token], ())
    return any(a.norm(t) in _OFTEN for s in sentences for t in a.tokens_of(s))


def _like(one: str, other: str) -> bool:
    """Whether two stems are alike, or of one root: naive, naivety."""
    return alike(one, other) > 0 or (min(len(one), len(other)) >= _ROOT and one[:_ROOT] == other[:_ROOT])


def _coloured(side: Side, comparison: Comparison, token: int) -> bool:
    """Whether the host already has an evaluative word of its own in the original."""
    host = _host(comparison, token)
    if host is None:
        return False
    at = comparison.to_a[host]
    near = range(max(side.tokens_of(side.sentence_of[at]).start, at - 2), at)
    words = side.lists["redline_evaluative"]
    return any(t in words and t not in comparison.to_b and int(words[t].row["strength"]) > 0 for t in near)
