"""Negation: what one text denies, the other states."""

from __future__ import annotations

from collections.abc import Iterator

from geopolitik.model.annotation import MarkerKind
from geopolitik.model.span import Span
from geopolitik.model.story import Change, ChangeKind, Severity
from geopolitik.steps.redline.comparison import Comparison
from geopolitik.steps.redline.judging import attributed, grave_words, trimmed, unnamed, verb_group
from geopolitik.steps.redline.onesided import is_note
from geopolitik.steps.redline.passages import mirrored
from geopolitik.steps.redline.phrases import closed, stems
from geopolitik.steps.redline.side import Side

_REACH = 8
_CLOSE = 5
_FAILING = frozenset({"fail", "refus", "declin", "neglect", "omit", "forgot"})
_LACKING = closed("lacking")
_LAST = closed("least wanted")
_SET = 6
_REFUSALS = closed("refusal")
_HELPING = closed("helping word")
_QUALITIES = ("ity", "ness", "ance", "ence")
_DENIALS = closed("denial")


def negation(comparison: Comparison) -> Iterator[Change]:
    """Denials that stand in one text only, over a predicate that both have."""
    a, b = comparison.a, comparison.b
    pairs = [(x, y) for x, y in _lost(comparison)] + [(y, x) for x, y in _lost(comparison.flipped())]
    for ours, theirs in pairs:
        said, told = a.phrase(ours), b.phrase(theirs)
        reason = f"The original says {said}, the copy {told}: one denies what the other says."
        yield Change(ChangeKind.NEGATION, Severity.HIGH, ours, theirs, reason)


def failures(comparison: Comparison) -> Iterator[Change]:
    """Deeds that one text tells and the other says failed, were refused or were not done: failed to deny."""
    a, b = comparison.a, comparison.b
    for one_way, turned in ((comparison, False), (comparison.flipped(), True)):
        for ours, theirs in _failed(one_way):
            if turned:
                ours, theirs = theirs, ours
            said, told = a.phrase(ours), b.phrase(theirs)
            reason = f"The original says {said}, the copy {told}: one denies what the other says."
            yield Change(ChangeKind.NEGATION, Severity.HIGH, ours, theirs, reason)


def _failed(comparison: Comparison) -> Iterator[tuple[Span, Span]]:
    """Verbs of a that b has under a word of failure."""
    a, b = comparison.a, comparison.b
    for u in range(len(b.starts) - 2):
        if b.stem(u) not in _FAILING or b.norm(u + 1) != "to" or b.quoted[u] or u in comparison.to_a:
            continue
        deed = comparison.to_a.get(u + 2)
        if deed is None or a.stem(deed) != b.stem(u + 2) or a.quoted[deed] or _before_it(a, deed):
            continue
        yield a.span(verb_group(a, deed), deed), b.span(u, u + 2)


def _before_it(side: Side, predicate: int) -> bool:
    """Whether a word before the predicate denies or reverses it."""
    sentence = side.tokens_of(side.sentence_of[predicate])
    near = range(max(sentence.start, predicate - _CLOSE), predicate)
    negative = side.lists["redline_negative"]
    return bool(side.markers_in(near, MarkerKind.NEGATION)) or any(t in negative for t in near)


def denials_gone(comparison: Comparison) -> Iterator[Change]:
    """Clauses of the original that deny something and have no answer that does."""
    a, b = comparison.a, comparison.b
    seen: set[int] = set()
    for first, _, marker in a.markers_in(range(len(a.starts)), MarkerKind.NEGATION):
        clause = a.clause_of[first]
        if marker.lemma not in _DENIALS or a.quoted[first] or clause in seen or _idiom(a, first):
            continue
        seen.add(clause)
        own = [t for t in a.clause_tokens(clause) if a.content(t)]
        if is_note(a, a.annotation.clauses[clause].span):
            continue
        if not own or 2 * len(comparison.answered(own)) >= len(own) or comparison.excerpted:
            continue
        near = comparison.partners_a.get(a.sentence_of[first], ())
        if unnamed(a, [a.sentence_of[first]]) is not None and unnamed(b, near) is not None:
            continue
        if any(_denies(b, s) for s in near) or _denied_elsewhere(comparison, own):
            continue
        if unnamed(a, [a.sentence_of[first]]) in a.clause_tokens(clause):
            continue  # that a source would not be named is told by the kinds of attribution
        span = trimmed(a, a.span_of(a.clause_tokens(clause)))
        reason = f"The original says {a.quote(span)}; the copy leaves it out."
        checks = any(a.stem(t) in stems("redline_verify") for t in own)
        grave = checks or grave_words(a, span) or attributed(a, a.sentence_of[first])
        severity = Severity.HIGH if grave else Severity.MEDIUM
        if mirrored(comparison.flipped(), a.annotation.clauses[clause].span):
            severity = Severity.LOW  # for it cannot be overstated; because it is so rare
        yield Change(ChangeKind.CLAIM_DROPPED, severity, span, None, reason)


def _idiom(side: Side, token: int) -> bool:
    """Whether the denial is part of an idiom that denies nothing: not the least, not only."""
    after = [side.norm(t) for t in range(token + 1, min(token + 3, len(side.starts)))]
    end = side.annotation.tokens[token].end
    if side.text[end : end + 1] == "-" or (
        side.norm(token) == "no" and after[:1] in (["more"], ["less"], ["fewer"])
    ):
        return True  # not-for-profit; no more than
    if side.norm(token) == "no" and after and after[0][0].isdigit():
        return True  # no 12: a number
    if after[:1] in (["further"], ["help"]) or after == ["be", "any"]:
        return True  # look no further than; can't help but; couldn't be any more
    if side.norm(token) == "no" and after[:1] in (["illusions"], ["doubt"], ["wonder"], ["surprise"]):
        return True
    return side.norm(token) == "not" and (
        after[:1] in (["only"], ["just"], ["least"]) or after == ["the", "least"]
    )


def _alternative(side: Side, token: int) -> bool:
    """Whether the denial only names the other case: with or without, whether or not."""
    return token > 0 and side.norm(token - 1) == "or"


def _denies(side: Side, sentence: int) -> bool:
    tokens = side.tokens_of(sentence)
    return bool(side.markers_in(tokens, MarkerKind.NEGATION)) or any(
        side.norm(t) in _REFUSALS for t in tokens
    )


def _denied_elsewhere(comparison: Comparison, own: list[int]) -> bool:
    """Whether some sentence of the copy that denies something has half of the words."""
    counts: dict[int, int] = {}
    flipped = comparison.flipped()
    for t in own:
        for s in flipped.like_sentences(comparison.a.stem(t)):
            counts[s] = counts.get(s, 0) + 1
    return any(2 * n >= len(own) and _denies(comparison.b, s) for s, n in counts.items())


def _lost(comparison: Comparison) -> Iterator[tuple[Span, Span]]:
    """Denials of a, with the predicate that b states."""
    a, b = comparison.a, comparison.b
    for first, last, marker in a.markers_in(range(len(a.starts)), MarkerKind.NEGATION):
        if marker.lemma not in _DENIALS or _alternative(a, first):
            continue
        scope = [
            t for t in range(last, min(last + 5, a.tokens_of(a.sentence_of[first]).stop)) if a.content(t)
        ]
        if not a.quoted[first] and scope and (excluded := _excluded(comparison, scope)):
            yield a.span(first, scope[0]), excluded
            continue
        if a.quoted[first] or not scope or _empty(a, last):
            continue
        if last in a.lists["redline_says"] and not a.content(last):
            yield from _unsaid(comparison, first, last, scope)
        if not _next(a, last, scope[0]):
            continue
        predicate = comparison.to_b.get(scope[0])
        if predicate is None or a.stem(scope[0]) != b.stem(predicate) or b.quoted[predicate]:
            continue
        if _names_or_counts(a, scope[0]):
            continue
        if _quality(a, scope[0]) != _quality(b, predicate) or a.norm(last) == "to":
            continue  # not equal and equality; no one to talk to
        close = [u for u in comparison.answered(scope) if abs(u - predicate) <= _REACH]
        if (
            len(close) < min(2, len(scope))
            or _denied(b, predicate)
            or not _same_clause(comparison, first, predicate)
            or _denied_beside(comparison, first)
        ):
            continue
        yield a.span(first, scope[0]), b.span(verb_group(b, predicate), predicate)


def _denied_beside(comparison: Comparison, denial: int) -> bool:
    """Whether the copy denies the same at another place: swans do not nest here; nest, but no swans."""
    a, b = comparison.a, comparison.b
    clause = a.clause_tokens(a.clause_of[denial])
    if len(a.markers_in(a.tokens_of(a.sentence_of[denial]), MarkerKind.NEGATION)) > 1:
        return False
    for s in comparison.partners_a.get(a.sentence_of[denial], ()):
        tokens = b.tokens_of(s)
        for first, last, _ in b.markers_in(tokens, MarkerKind.NEGATION):
            near = range(max(tokens.start, first - 2), min(tokens.stop, last + 3))
            if any(comparison.to_a.get(u, -1) in clause for u in near):
                return True
    return False


def _names_or_counts(side: Side, token: int) -> bool:
    """Whether the word is part of a name or a number, and so no predicate."""
    at = side.starts[token]
    names = side.names_of.get(side.sentence_of[token], ())
    return any(n.start <= at < n.end for n in (*names, *side.annotation.quantities))


def _quality(side: Side, token: int) -> bool:
    """Whether a word names a quality rather than states it: equality."""
    return side.norm(token).endswith(_QUALITIES)


def _excluded(comparison: Comparison, scope: list[int]) -> Span | None:
    """Where the copy excludes what the original does not: have not ruled out → have excluded."""
    a, b = comparison.a, comparison.b
    if not _rules_out(a, scope[0]):
        return None
    near = comparison.partners_a.get(a.sentence_of[scope[0]], ())
    matter = [u for u in comparison.answered(scope[1:]) if b.sentence_of[u] in near]
    found = (
        u
        for s in near
        for u in b.tokens_of(s)
        if _rules_out(b, u)
        and not b.quoted[u]
        and not _denied(b, u)
        and any(0 < m - u <= _REACH for m in matter)
    )
    at = next(found, None)
    return None if at is None else b.span(verb_group(b, at), at + (b.norm(at)[:4] == "rule"))


def _rules_out(side: Side, token: int) -> bool:
    if side.norm(token).startswith("exclud"):
        return True
    return side.stem(token) == "rule" and token + 1 < len(side.starts) and side.norm(token + 1) == "out"


def _same_clause(comparison: Comparison, denial: int, predicate: int) -> bool:
    """Whether half of the denied clause's words are answered in the predicate's sentence."""
    a, b = comparison.a, comparison.b
    own = [t for t in a.clause_tokens(a.clause_of[denial]) if a.content(t)]
    kept = [u for u in comparison.answered(own) if b.sentence_of[u] == b.sentence_of[predicate]]
    return 2 * len(kept) >= len(own)


def _unsaid(comparison: Comparison, first: int, cue: int, scope: list[int]) -> Iterator[tuple[Span, Span]]:
    """A denied cue (does not say who) of which the copy makes a plain one (says that)."""
    a, b = comparison.a, comparison.b
    near = comparison.partners_a.get(a.sentence_of[first], ())
    kept = [u for u in comparison.answered(scope) if b.sentence_of[u] in near]
    if len(kept) < min(2, len(scope)):
        return
    for u in b.tokens_of(b.sentence_of[kept[0]]):
        if b.stem(u) == a.stem(cue) and not b.quoted[u] and not _denied(b, u):
            yield a.span(first, cue), b.span(verb_group(b, u), u)
            return


def _next(side: Side, after: int, predicate: int) -> bool:
    """Whether only helping words stand between the negation and its predicate."""
    return all(side.norm(t) in _HELPING for t in range(after, predicate))


def _empty(side: Side, after: int) -> bool:
    """Whether the negation is none: not only, not just, whether or not."""
    return side.norm(after) in ("only", "just", "least", "more", "less") if after < len(side.starts) else True


def _unwanted(side: Side, predicate: int) -> bool:
    """Whether a set phrase before the predicate denies it: out of work, the last thing anyone needs."""
    start = side.tokens_of(side.sentence_of[predicate]).start
    before = " ".join(side.norm(t) for t in range(max(start, predicate - _SET), predicate))
    return any(before.endswith(phrase) for phrase in _LACKING) or any(phrase in before for phrase in _LAST)


def _cut_short(side: Side, after: int) -> bool:
    """Whether nothing follows a denial: an allergy can kill, an intolerance (which is not)."""
    if after >= len(side.starts):
        return True
    return any(
        mark in side.text[side.annotation.tokens[after - 1].end : side.starts[after]] for mark in ").;,"
    )


def _denied(side: Side, predicate: int) -> bool:
    """Whether anything in the clause, or shortly before the predicate, denies or reverses it."""
    sentence = side.tokens_of(side.sentence_of[predicate])
    if predicate > sentence.start and side.norm(predicate - 1) == "non":
        return True
    if _unwanted(side, predicate):
        return True
    near = range(max(sentence.start, predicate - 8), min(sentence.stop, predicate + 6))
    negative = side.lists["redline_negative"]
    denials = [m for m in side.markers_in(near, MarkerKind.NEGATION) if not m[0] <= predicate < m[1]]
    if any(_cut_short(side, last) for _, last, _ in side.markers_in(sentence, MarkerKind.NEGATION)):
        return True
    return bool(denials) or any(t in negative for t in near if t != predicate)
