"""Claim dropped: what stands in the original only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from geopolitik.model.annotation import ClauseKind, MarkerKind, NameKind
from geopolitik.model.article import Label
from geopolitik.model.span import Span
from geopolitik.model.story import Change, ChangeKind, Severity
from geopolitik.steps.redline.comparison import Comparison
from geopolitik.steps.redline.doubts import doubts_in, hints
from geopolitik.steps.redline.holders import Report
from geopolitik.steps.redline.judging import attributed, grave_words, weighty
from geopolitik.steps.redline.lost_detail import detail
from geopolitik.steps.redline.onesided import OneSided, asks, one_sided, tells_source
from geopolitik.steps.redline.passages import cites, is_figures, is_heading
from geopolitik.steps.redline.phrases import closed, stems
from geopolitik.steps.redline.side import Side

_LIMITING = closed("limiting word")
_VERBS = closed("form of be") | closed("auxiliary")
_CONTRASTS = ("but", "although", "though", "however", "while")
_HEADS = (Label.TITLE, Label.STANDFIRST, Label.HEADING)
_SETTING = (MarkerKind.NEGATION, MarkerKind.MODAL, MarkerKind.HEDGE, MarkerKind.CONDITION)
_CORE = 0.35
"""Share of a passage's words, weighted by rarity, from which its core is kept."""
_FIRM_CORE = 0.5
"""The same of a passage whose sentence has no counterpart."""
_KEPT = 2
"""So many of its words at least."""
_MOST = 0.8
"""A clause with so many of its sentence's words is the sentence."""
_TOGETHER = (ChangeKind.CLAIM_DROPPED, ChangeKind.NAME_DROPPED)
_ORDER = (Severity.HIGH, Severity.MEDIUM, Severity.LOW)
_MUCH = 5
_SOME = 3


def dropped(comparison: Comparison) -> Iterator[Change]:
    """Clauses and sentences of the original that nothing in the copy answers to; a sentence once."""
    a = comparison.a
    by_sentence: dict[int, list[Change]] = {}
    for change in _passages(comparison):
        if change.original_span is not None:
            at = a.tokens_in(change.original_span)[0]
            by_sentence.setdefault(a.sentence_of[at], []).append(change)
    for sentence, changes in by_sentence.items():
        yield from _as_one(a, sentence, changes)


def _as_one(side: Side, sentence: int, changes: list[Change]) -> list[Change]:
    """The changes of one sentence, those of claims as one if together they are most of it."""
    claims = [c for c in changes if c.kind in _TOGETHER and c.original_span is not None]
    spans = [c.original_span for c in claims if c.original_span is not None]
    own = [t for t in side.tokens_of(sentence) if side.content(t)]
    gone = {t for span in spans for t in side.tokens_in(span)}
    if len(claims) < 2 or sum(t in gone for t in own) < _MOST * len(own):
        return changes
    span = Span(min(s.start for s in spans), max(s.end for s in spans))
    gravest = min(claims, key=lambda c: _ORDER.index(c.severity))
    reason = f"The original says {side.quote(span)}; no matching passage was found in the copy."
    rest = [c for c in changes if c not in claims]
    return [replace(gravest, kind=ChangeKind.CLAIM_DROPPED, original_span=span, reason=reason), *rest]


def _passages(comparison: Comparison) -> Iterator[Change]:
    """One change per passage."""
    a = comparison.a
    for found in one_sided(comparison.flipped()):
        span, whole = found.span, found.whole
        tokens = a.tokens_in(span)
        own = [t for t in tokens if a.content(t)]
        if 2 * sum(a.quoted[t] for t in own) >= len(own):
            continue  # what becomes of quotations is told by their own kinds
        if not whole and _only_source(comparison, tokens):
            yield Change(
                ChangeKind.ATTRIBUTION_DROPPED,
                Severity.HIGH,
                span,
                None,
                f"The original says on whose word this rests, {a.quote(span)}; the copy doesn't.",
            )
            continue
        rest = _remainder(comparison, span)
        if rest is not None:
            yield from detail(comparison, rest)
            continue
        if not whole and not _caveat(comparison, tokens) and tells_source(comparison.flipped(), span):
            yield from _source_gone(comparison, span)
            continue
        if not whole and _names_a_source(comparison, tokens):
            reason = f"The original names {a.quote(span)}; the copy doesn't."
            yield Change(ChangeKind.NAME_DROPPED, Severity.MEDIUM, span, None, reason)
            continue
        yield Change(
            ChangeKind.CLAIM_DROPPED,
            _gravity(comparison, found),
            span,
            None,
            f"The original says {a.quote(span)}; no matching passage was found in the copy.",
        )


def _gravity(comparison: Comparison, found: OneSided) -> Severity:
    """How grave it is that a passage is missing: style where it is told otherwise, more where it warns."""
    a, span, whole = comparison.a, found.span, found.whole
    tokens = a.tokens_in(span)
    if found.mirrored or is_figures(a, span) or cites(a, span) or (whole and is_heading(a, span)):
        return Severity.LOW
    words = [a.norm(t) for t in tokens]
    if words[:3] == ["as", "far", "as"] and words[-1] == "concerned" and _named(comparison, tokens):
        return Severity.LOW
    if asks(a, span) or (whole and comparison.excerpted) or _label(a, tokens) in _HEADS:
        return Severity.LOW
    if _means_to_check(a, span):
        return Severity.HIGH
    told = found.reworded or found.displaced
    severity = Severity.LOW if told or _cue_kept(comparison, tokens) else _severity(a, span, whole)
    if _caveat(comparison, tokens):
        amid = severity is Severity.HIGH or _heard(comparison, found, tokens)
        if amid:
            return Severity.HIGH
        return Severity.LOW if found.partly else Severity.MEDIUM
    if found.partly:
        return Severity.LOW
    contrasts = severity is Severity.LOW and not whole and _contrast(a, tokens)
    return Severity.MEDIUM if contrasts else severity


def _heard(comparison: Comparison, found: OneSided, tokens: range) -> bool:
    """Whether what a passage warns of is kept, or, of a clause, whether the warning is told nowhere."""
    a = comparison.a
    sentence = sum(a.content(t) for t in a.tokens_of(a.sentence_of[tokens[0]]))
    most = found.whole or sum(a.content(t) for t in tokens) >= _MOST * sentence
    return _amid(comparison, tokens) if most else not (found.reworded or found.displaced)


def _label(side: Side, tokens: range) -> Label:
    return side.sentences[side.sentence_of[tokens[0]]].label


def _source_gone(comparison: Comparison, span: Span) -> Iterator[Change]:
    """A clause that only says who speaks, where the copy names a source, too: the person it leaves out."""
    a, b = comparison.a, comparison.b
    near = a.names_of.get(a.sentence_of[a.tokens_in(span)[0]], ())
    people = [n for n in near if n.kind is NameKind.PERSON and n.span.overlaps(span) and not n.is_pronoun]
    lost = [n for n in people if not any(a.stem(t) in b.where for t in a.tokens_in(n.span) if a.content(t))]
    severity = Severity.MEDIUM if lost else Severity.LOW
    kind = ChangeKind.NAME_DROPPED if lost else ChangeKind.CLAIM_DROPPED
    reason = f"The original says who speaks, {a.quote(span)}; the copy names another source or less of it."
    yield Change(kind, severity, span, None, reason)


def _remainder(comparison: Comparison, span: Span) -> list[int] | None:
    """What is left of a passage whose core the copy keeps: the words without an answer; None if it is gone.

    The core is kept if the copy's best two sentences together, or the linked ones, have enough of its words.
    """
    a, copied = comparison.a, comparison.flipped()
    inside = a.tokens_in(span)
    cues = [t for t in inside if t in a.lists["redline_says"] and t not in comparison.to_b]
    if cues or _caveat(comparison, inside) or a.markers_in(inside, *_SETTING) or _label(a, inside) in _HEADS:
        return None
    share, best = copied.best_elsewhere(span)
    linked = a.sentence_of[inside[0]] in comparison.partners_a
    if max(share, copied.coverage(span)) < (_CORE if linked else _FIRM_CORE):
        return None
    tokens = a.contents_in(span)
    homes = {best, best + 1, *comparison.partners_a.get(a.sentence_of[tokens[0]], ())}
    gone = [t for t in tokens if not a.quoted[t] and homes.isdisjoint(copied.like_sentences(a.stem(t)))]
    return gone if len(tokens) - len(gone) >= _KEPT else None


def _names_a_source(comparison: Comparison, tokens: range) -> bool:
    """Whether the passage only says who somebody is: a name the copy lacks, with an apposition."""
    a = comparison.a
    names = [n for n in a.names_of.get(a.sentence_of[tokens[0]], ()) if n.kind is NameKind.PERSON]
    first = next((n for n in names if not n.is_pronoun and a.tokens_in(n.span)[:1] == tokens[:1]), None)
    if first is None or any(a.stem(t) in comparison.b.where for t in a.tokens_in(first.span) if a.content(t)):
        return False
    behind = a.text[first.end : first.end + 1]
    cues = any(t in a.lists["redline_says"] for t in tokens)
    return behind == "," and not cues and not any(a.norm(t) in _VERBS for t in tokens)


def _means_to_check(side: Side, span: Span) -> bool:
    """Whether the passage says that something could not be verified."""
    tokens = side.tokens_in(span)
    denied = bool(side.markers_in(tokens, MarkerKind.NEGATION)) or any(
        side.norm(t) == "unable" for t in tokens
    )
    return denied and any(side.stem(t) in stems("redline_verify") for t in tokens)


def _caveat(comparison: Comparison, tokens: range) -> bool:
    """Whether the passage warns, or says that somebody won't say; the copy has no such words near it."""
    a, b = comparison.a, comparison.b
    if not any(t in a.lists["redline_caveats"] for t in tokens):
        return False
    near = comparison.partners_a.get(a.sentence_of[tokens[0]], ())
    return not any(u in b.lists["redline_caveats"] for s in near for u in b.tokens_of(s))


def _contrast(side: Side, tokens: range) -> bool:
    """Whether a clause sets a limit to what is said before it: but ..., although ..."""
    return side.norm(tokens[0]) in _CONTRASTS and bool(side.markers_in(tokens, *_SETTING))


def _amid(comparison: Comparison, tokens: range) -> bool:
    """Whether the copy keeps what the sentence before or behind says, and so what is cautioned about."""
    sentence = comparison.a.sentence_of[tokens[0]]
    return any(s in comparison.partners_a for s in (sentence - 1, sentence, sentence + 1))


def _cue_kept(comparison: Comparison, tokens: range) -> bool:
    """Whether the passage only says who speaks, and the copy names them, too."""
    a = comparison.a
    return any(t in a.lists["redline_says"] for t in tokens[:2]) and _named(comparison, tokens)


def _named(comparison: Comparison, tokens: range) -> bool:
    """Whether the copy has a name of the passage, anywhere."""
    a, b = comparison.a, comparison.b
    names = [
        t for n in a.names_of.get(a.sentence_of[tokens[0]], ()) for t in a.tokens_in(n.span) if t in tokens
    ]
    return bool(comparison.answered(names)) or any(a.stem(t) in b.where for t in names)


def _severity(side: Side, span: Span, whole: bool) -> Severity:
    """High for a denial, and for what a speaker is reported to have said of weight; else by what it tells."""
    tokens = side.tokens_in(span)
    content = [t for t in tokens if side.content(t)]
    heavy, grave = weighty(side, span), grave_words(side, span)
    limits = any(side.norm(t) in _LIMITING for t in tokens)
    denies = bool(side.markers_in(tokens, MarkerKind.NEGATION))
    if (limits and grave) or (denies and (grave or attributed(side, side.sentence_of[tokens[0]]))):
        return Severity.HIGH
    if not whole and heavy >= 2 and len(content) >= _MUCH and attributed(side, side.sentence_of[tokens[0]]):
        return Severity.HIGH
    return Severity.MEDIUM if (heavy and len(content) >= _SOME) or len(content) >= _MUCH else Severity.LOW


def _speaks(side: Side, report: Report) -> bool:
    """Whether a cue makes somebody say something, rather than only names a thing: complained of."""
    named = report.last < len(side.starts) and side.norm(report.last) in ("as", "of")
    return not named and (report.holder is not None or side.norm(report.first) == "according")


def _only_source(comparison: Comparison, tokens: range) -> bool:
    """Whether the clause only says on whose word its sentence rests; the copy keeps the rest unsourced."""
    a, b = comparison.a, comparison.b
    cues = [
        r.first for r in comparison.reports_a if r.first in tokens and _speaks(a, r) and r.row["view"] != "1"
    ]
    attributes = a.clause(tokens[0]).kind is ClauseKind.ATTRIBUTION
    if not cues or (cues[0] > tokens[0] + 3 and not attributes):
        return False
    rest = [t for t in a.tokens_of(a.sentence_of[tokens[0]]) if a.content(t) and t not in tokens]
    kept = comparison.answered(rest)
    if any(a.quoted[t] for t in rest):
        return attributes and not _named(comparison, tokens)
    if len(kept) < max(2, 0.5 * len(rest)) or sum(a.content(t) for t in tokens) > _MUCH:
        return False
    there = {b.sentence_of[u] for u in kept}
    if all(hints(a, t) for t in cues) and any(doubts_in(b, s) for s in there):
        return False  # some trends suggest, it seems
    return not any(attributed(b, s) for s in there)
