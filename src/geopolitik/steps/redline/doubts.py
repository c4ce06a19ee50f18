"""Words that leave a claim open, and what they govern: hedges, modal verbs, hearsay, questions."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from geopolitik.lexicon import table
from geopolitik.model.annotation import Marker, MarkerKind
from geopolitik.steps.redline.phrases import closed
from geopolitik.steps.redline.side import Side

_SURE = 0.65
"""Up to this level a word leaves a claim open."""
_STEP = 0.25
"""Difference of two levels that a reader notices."""
_REACH = 8
_BEFORE = 6
_CLOSE = 5
"""So many words before a predicate a modal verb or a belief may stand that governs it."""
_ADVICE = frozenset({"should", "ought to"})
_BEHIND = frozenset({"possible", "likely", "uncertain", "unclear", "probable", "conceivable"})
_BE = closed("form of be")
_HINTING = frozenset({"suggest", "indic", "impli", "hint"})
_DENYING = frozenset({"no", "not", "n't", "without", "never"})
_ANYBODY = frozenset({"we", "you", "one"})
"""What these think, the text asks its reader to think."""
_PLACES = closed("preposition") - {"to", "from", "of", "for"} | {"before", "beside", "alongside"}
_HEARSAY = closed("hearsay")
_CHANCES = closed("chance")
_NUMBERS = closed("vague size")
_SETTLED = closed("settled")
_QUESTIONS = closed("question word")
_LIKENING = closed("likening verb")
_VIEWS = frozenset({"view", "opinion", "belief", "estimation"})
_UNKNOWN = frozenset({"unclear", "unknown", "mystery"})
_KNOW = frozenset({"know", "knows", "knew"})
_NOBODY = frozenset({"nobody", "one", "not", "n't"})
_EXCLUDING = frozenset({"exclude", "excludes", "excluded", "excluding"})
_RULING = frozenset({"rule", "rules", "ruled", "ruling"})
_OPENING = _QUESTIONS | _SETTLED | _EXCLUDING | _RULING | {"whether", "if"}
_WONDERING = frozenset({"decid", "know", "ask", "clear", "unclear", "sure", "wonder", "see", "determin"})
"""Stems behind which `if` asks rather than sets a condition."""
_DOUBT = (MarkerKind.HEDGE, MarkerKind.MODAL)
_ACCUSED = closed("accused")
_EVERY = frozenset({"all", "every", "everyone", "everybody", "everything"})
_MAYBE = frozenset({"may", "might"})


@dataclass(frozen=True, slots=True)
class Doubt:
    """A word that leaves a claim less than certain, and the words it governs."""

    first: int
    last: int
    scope: tuple[int, ...]
    predicate: int
    possible: bool
    """Whether it says what may be, rather than what seems to be."""
    plan: bool
    """Whether it tells what is set to happen; only what is then told as over is surer."""
    asked: bool
    """Whether it is a question that is left open: its scope begins with the subject of what is asked."""
    believed: bool
    """Whether somebody only believes it: its scope begins with the subject of what is believed."""


def doubts_in(side: Side, sentence: int) -> list[int]:
    """The words of a sentence, outside quotations, that leave something open."""
    tokens = side.tokens_of(sentence)
    found = {first for first, _, m in side.markers_in(tokens, *_DOUBT) if leaves_open(m) and not _soft(m)}
    found |= {t for t in tokens if side.norm(t) in _HEARSAY or _asked(side, t)}
    found |= {t for t in tokens if side.norm(t) == "necessarily" or _no_assurance(side, t)}
    found |= {t for t in tokens if hints(side, t)}
    return [t for t in sorted(found) if not side.quoted[t]]


def doubts(side: Side, *, beliefs: bool) -> Iterator[Doubt]:
    """The hedges and modal verbs of a text that leave a claim open, outside quotations."""
    for first, last, plan in _openers(side, beliefs):
        if side.quoted[first]:
            continue
        scope = _before(side, first) if _closes(side, first) else scope_of(side, last)
        if scope and not _counts(side, scope[0]):
            possible = any(t in side.lists["redline_force"] for t in range(first, last))
            believed = first in side.lists["redline_attitude"] and side.norm(last - 1) != "to"
            asked = _asked(side, first)
            yield Doubt(first, last, tuple(scope), scope[0], possible, plan, asked, believed)


def _openers(side: Side, beliefs: bool) -> Iterator[tuple[int, int, bool]]:
    """First and last (exclusive) token of what leaves a claim open, and whether it tells a plan.

    Hedges, modal verbs, hearsay adverbs, plans (set to), nouns of chance; none that is denied (could not).
    """
    for first, last, marker in side.markers:
        if _granted(side, first, last):
            continue
        plan = _soft(marker) and marker.lemma in _soft_futures()
        hearsay = marker.kind is MarkerKind.ATTRIBUTION and marker.lemma in _HEARSAY
        if _comes_up(side, first, last):
            continue
        if (plan or hearsay or (leaves_open(marker) and not _soft(marker))) and not unable(side, first, last):
            yield first, last, plan
    for t in range(1, len(side.starts) - 1):
        if _asked(side, t):
            yield t, t + 1 + (side.norm(t + 1) == "out"), False
    for first, hit in side.lists["redline_attitude"].items():
        common = first > 0 and side.norm(first - 1) in _ANYBODY
        that = beliefs and not common and hit.last < len(side.starts) and side.norm(hit.last) == "that"
        if that and float(hit.row["certainty"]) <= _SURE:
            yield first, hit.last, False
            continue
        near = range(max(side.tokens_of(side.sentence_of[first]).start, first - _CLOSE), first)
        every = first > 0 and side.norm(first - 1) in _EVERY
        if side.norm(first) in _CHANCES and not every and not side.markers_in(near, MarkerKind.NEGATION):
            yield first, hit.last, False


def _granted(side: Side, first: int, last: int) -> bool:
    """Whether a word leaves nothing open: it grants what `but` then limits, or it measures a whole.

    The roof may have come late but it holds; seemingly everyone.
    """
    stop = side.tokens_of(side.sentence_of[first]).stop
    if last < stop and side.norm(last) in _EVERY and side.norm(last - 1).endswith("ly"):
        return True
    words = [side.norm(t) for t in range(first, min(last + 1, stop))]
    if "have" not in words or _MAYBE.isdisjoint(words):
        return False
    return any(side.norm(t) == "but" for t in range(last, min(stop, last + 3 * _REACH)))


def _comes_up(side: Side, first: int, last: int) -> bool:
    """Whether `appear` tells that something comes up somewhere: appeared in the list."""
    return side.stem(first) == "appear" and last < len(side.starts) and side.norm(last) in _PLACES


def _asked(side: Side, token: int) -> bool:
    """Whether what follows is a question that the text leaves open, or somebody's view."""
    if side.norm(token) not in _OPENING or token + 1 >= len(side.starts):
        return False
    if side.norm(token) in _QUESTIONS and token > 1:
        before = side.norm(token - 1)
        if before in _UNKNOWN or (before in _KNOW and side.norm(token - 2) in _NOBODY):
            return True
    if side.norm(token) == "if":
        return any(side.stem(t) in _WONDERING for t in range(max(token - 2, 0), token))
    return side.norm(token) == "whether" or _not_settled(side, token) or _not_excluded(side, token)


def _not_settled(side: Side, token: int) -> bool:
    """Whether a question follows that is not answered yet: not immediately clear who."""
    return side.norm(token) in _SETTLED and side.norm(token + 1) in _QUESTIONS and _denied(side, token)


def _not_excluded(side: Side, token: int) -> bool:
    """Whether what follows is not ruled out."""
    out = side.norm(token) in _EXCLUDING or (side.norm(token) in _RULING and side.norm(token + 1) == "out")
    return out and _denied(side, token)


def _denied(side: Side, token: int) -> bool:
    near = range(max(side.tokens_of(side.sentence_of[token]).start, token - 3), token)
    return any(
        side.norm(t) in ("not", "n't", "never", "cannot") or side.norm(t).endswith("n't") for t in near
    )


def unable(side: Side, first: int, last: int) -> bool:
    """Whether the word is part of a denial: could not, not possible."""
    behind = side.norm(last) if last < len(side.starts) else ""
    if side.norm(first).endswith("n't"):
        return True
    denied = behind in ("not", "no", "never") and side.norm(first) in ("could", "can")
    if side.norm(first) == "likely" and first and side.norm(first - 1) in ("more", "less", "most", "least"):
        return True
    near = range(max(side.tokens_of(side.sentence_of[first]).start, first - 2), first)
    return denied or any(side.norm(t) in ("not", "no", "never") for t in near)


def _closes(side: Side, token: int) -> bool:
    """Whether an adjective of doubt stands behind its claim: an exchange was possible."""
    return token > 0 and side.norm(token) in _BEHIND and side.norm(token - 1) in _BE


def _before(side: Side, token: int) -> list[int]:
    """The content words of the clause before a token, nearest first."""
    clause = side.clause_tokens(side.clause_of[token])
    found = [t for t in range(max(clause.start, token - _REACH), token) if side.content(t)]
    return found[::-1]


def scope_of(side: Side, after: int) -> list[int]:
    """The content words governed from here on: to the end of the clause, if it isn't just ending."""
    sentence = side.tokens_of(side.sentence_of[after - 1])
    end = min(sentence.stop, after + _REACH)
    clause = side.clauses[side.clause_of[after - 1]][1]
    stop = clause if clause - after >= 2 else end
    end = next((t for t in range(after, end) if side.norm(t) == "but"), end)
    return [t for t in range(after, min(stop, end)) if side.content(t) and not side.norm(t).endswith("ly")]


def _counts(side: Side, token: int) -> bool:
    """Whether the governed word is a number: perhaps hundreds is a guess at size, not a doubt."""
    at = side.starts[token]
    return side.norm(token) in _NUMBERS or any(q.start <= at < q.end for q in side.annotation.quantities)


def _no_assurance(side: Side, token: int) -> bool:
    """Whether the word denies that something is sure: no guarantee that."""
    beliefs = side.lists["redline_attitude"]
    sure = token in beliefs and float(beliefs[token].row["certainty"]) >= 1
    return sure and token > 0 and side.norm(token - 1) in _DENYING


def any_doubt(side: Side, sentences: Iterable[int], kept: Container[int]) -> bool:
    """Whether anything in some sentences leaves anything open: also beliefs and looks.

    Args:
        kept: words that the other text has, too, and that therefore tell nothing.
    """
    beliefs = side.lists["redline_attitude"]
    for sentence in sentences:
        tokens = side.tokens_of(sentence)
        found = {first for first, _, m in side.markers_in(tokens, *_DOUBT) if leaves_open(m) or _soft(m)}
        found |= {t for t in tokens if t in beliefs and float(beliefs[t].row["certainty"]) < 1}
        found |= {t for t in tokens if side.norm(t) in _LIKENING}
        found |= {t for t in tokens if _asked(side, t) or hints(side, t) or side.norm(t) == "necessarily"}
        if any(not side.quoted[t] and t not in kept for t in found):
            return True
    return False


def accused(side: Side, tokens: Iterable[int]) -> bool:
    """Whether somebody is only accused, charged or suspected: it is the accuser's claim."""
    return any(side.norm(t) in _ACCUSED for t in tokens)


def hints(side: Side, token: int) -> bool:
    """Whether trends or data hint at something, rather than somebody who speaks."""
    if side.stem(token) not in _HINTING or token == 0:
        return False
    if token not in side.lists["redline_says"] or (token - 1) in side.lists["redline_generic"]:
        return False
    at = side.starts[token - 1]
    return not any(n.start <= at < n.end for n in side.names_of.get(side.sentence_of[token], ()))


def _not_surely(side: Side, tokens: range) -> bool:
    """Whether a denial of `necessarily` leaves a claim open."""
    return any(side.norm(t) == "necessarily" for t in tokens)


def open_claim(side: Side, predicate: int, ignoring: Container[int] = ()) -> bool:
    """Whether a word near the predicate leaves it open: a modal before it, or a hedge in its sentence."""
    sentence = side.tokens_of(side.sentence_of[predicate])
    before = range(max(sentence.start, predicate - _BEFORE), predicate + 1)
    if any(leaves_open(m) or m.lemma in _ADVICE for _, _, m in side.markers_in(before, *_DOUBT)):
        return True
    if any(t in side.lists["redline_embedding"] and t not in ignoring for t in before[-_CLOSE:-1]):
        return True
    if any(side.norm(t) in _VIEWS for t in range(max(sentence.start, predicate - _REACH), predicate)):
        return True
    if any(side.norm(t) in _LIKENING and side.norm(t + 1) in ("like", "as") for t in before[:-1]):
        return True
    if predicate > sentence.start and side.norm(predicate - 1) in _LIKENING:
        return True  # looks cheerful
    if accused(side, range(max(sentence.start, predicate - _REACH), predicate)):
        return True
    if _not_surely(side, before) or any(_no_assurance(side, t) for t in before):
        return True
    beliefs = side.lists["redline_attitude"]
    if any(t in beliefs and float(beliefs[t].row["certainty"]) < _SURE + _STEP for t in before[-_CLOSE:]):
        return True
    if any(_asked(side, t) for t in range(max(sentence.start, predicate - _REACH), predicate)):
        return True
    clause = side.clause_tokens(side.clause_of[predicate])
    hedges = [
        (t, m)
        for t, _, m in side.markers_in(sentence, MarkerKind.HEDGE, MarkerKind.ATTRIBUTION)
        if leaves_open(m) and not _soft(m)
    ]
    return any(t in clause or m.lemma.endswith("ly") for t, m in hedges)


def leaves_open(marker: Marker) -> bool:
    """Whether a marker leaves its claim open."""
    if marker.lemma in _HEARSAY:
        return True
    if marker.kind not in _DOUBT or marker.level > _SURE:
        return False
    return not (_soft(marker) and marker.lemma in _soft_futures())


def _soft(marker: Marker) -> bool:
    """Whether a hedge rounds off, or tells a plan, rather than doubts."""
    return marker.lemma in _softs()


@cache
def _softs() -> frozenset[str]:
    return frozenset(row["word"] for row in table("redline_soft"))


@cache
def _soft_futures() -> frozenset[str]:
    """Hedges that tell a plan: talks set to resume."""
    return frozenset(row["word"] for row in table("redline_soft") if row["plan"] == "1")
