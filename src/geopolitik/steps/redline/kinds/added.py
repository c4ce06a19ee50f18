"""Claim added, and gloss on a speaker: what stands in the copy only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from geopolitik.model.span import Span
from geopolitik.model.story import Change, ChangeKind, Severity
from geopolitik.steps.redline.comparison import Comparison
from geopolitik.steps.redline.holders import Holder
from geopolitik.steps.redline.judging import attributed, trimmed, weighty
from geopolitik.steps.redline.onesided import OneSided, asks, one_sided, opens_gloss, tells_source
from geopolitik.steps.redline.passages import cites, is_figures, is_heading, verse_at
from geopolitik.steps.redline.quoting import Unit, units
from geopolitik.steps.redline.side import Side
from geopolitik.text.forms import stem

_SOME = 3
_PRONOUNS = frozenset({"he", "she", "they", "it", "i", "we", "who"})


def added(comparison: Comparison) -> Iterator[Change]:
    """Clauses and sentences of the copy that nothing in the original answers to."""
    b = comparison.b
    collage = comparison.flipped().excerpted
    told_verse: set[Span] = set()
    for found in one_sided(comparison):
        verse = verse_at(b, found.span)
        if verse is not None:
            if verse not in told_verse:
                told_verse.add(verse)
                yield _recited(b, verse)
            continue
        span, tokens = found.span, b.contents_in(found.span)
        claimed = attributed(b, b.sentence_of[tokens[0]])
        heavy = weighty(b, span)
        judges = not heavy and any(
            int(hit.row["strength"]) > 1 for t in tokens if (hit := b.lists["redline_evaluative"].get(t))
        )
        if not found.whole and (
            ((claimed and opens_gloss(b, span)) or judges) and _by_somebody(b, tokens[0], comparison)
        ):
            kind, severity = ChangeKind.GLOSS, Severity.HIGH
        else:
            kind = ChangeKind.CLAIM_ADDED
            severity = _severity(len(tokens), heavy, claimed or found.whole)
        reworded = found.reworded and not opens_gloss(b, span)
        bare = _only_named(b, tokens) or asks(b, span) or _is_no_claim(b, found)
        coloured = opens_gloss(b, span) or any(t in b.lists["redline_evaluative"] for t in tokens)
        kept = found.partly or (found.displaced and len(tokens) <= _SOME)
        told = (kept and not coloured) or (not found.whole and tells_source(comparison, span))
        told = told or found.mirrored or _retells(comparison, found)
        if kind is ChangeKind.CLAIM_ADDED and (reworded or bare or told or (found.whole and collage)):
            severity = Severity.LOW
        what = "hangs its own reading on what is reported" if kind is ChangeKind.GLOSS else "adds"
        yield Change(
            kind,
            severity,
            None,
            span,
            f"The copy {what}: {b.quote(span)}; no matching passage was found in the original.",
        )


def _is_somebody(side: Side, holder: Holder) -> bool:
    """Whether a holder is named, or a word for people or a pronoun."""
    tokens = side.tokens_in(holder.span)
    generic = any(t in side.lists["redline_generic"] or not side.content(t) for t in tokens)
    return holder.entity is not None or generic


@lru_cache(maxsize=2)  # asked for every passage of a pair
def _quoted(comparison: Comparison) -> dict[int, list[Unit]]:
    """What the original quotes, by sentence."""
    found: dict[int, list[Unit]] = {}
    for unit in units(comparison.a):
        found.setdefault(comparison.a.sentence_of[unit.tokens.start], []).append(unit)
    return found


def _retells(comparison: Comparison, found: OneSided) -> bool:
    """Whether a reported sentence tells what the original quotes there from the same speaker."""
    a, b = comparison.a, comparison.b
    here = b.sentence_of[b.tokens_in(found.span)[0]]
    places = {p for s in range(here - 2, here + 3) for p in comparison.partners_b.get(s, ())}
    held = [r.holder for r in comparison.reports_b if b.sentence_of[r.first] == here and r.holder]
    if not found.whole or not held or not places or any(b.quoted[t] for t in b.contents_in(found.span)):
        return False
    words = {b.stem(t) for t in b.contents_in(found.span)} - held[0].stems
    by_sentence = _quoted(comparison)
    for unit in (u for s in range(min(places) - 1, max(places) + 2) for u in by_sentence.get(s, ())):
        speaker = unit.quotation.speaker
        spoken = {stem(word) for word in speaker.name.lower().split()} if speaker else set()
        named = (spoken & held[0].stems) - _PRONOUNS
        if named and any(a.stem(t) in words for t in unit.tokens if a.content(t)):
            return True
    return False


def _is_no_claim(side: Side, found: OneSided) -> bool:
    """Whether the passage is a heading, a reference or rows of figures."""
    span = found.span
    return is_figures(side, span) or cites(side, span) or (found.whole and is_heading(side, span))


def _by_somebody(side: Side, token: int, comparison: Comparison) -> bool:
    """Whether a speaker of the same sentence stands before the passage: there is somebody to gloss on."""
    here = side.sentence_of[token]
    return any(
        r.holder is not None
        and _is_somebody(side, r.holder)
        and r.first < token
        and side.sentence_of[r.first] == here
        for r in comparison.reports_b
    )


def _recited(side: Side, verse: Span) -> Change:
    span = trimmed(side, verse)
    reason = f"The copy quotes verse, {side.quote(span)}; this is not in the original."
    return Change(ChangeKind.QUOTATION_INVENTED, Severity.MEDIUM, None, span, reason)


def _only_named(side: Side, tokens: Sequence[int]) -> bool:
    """Whether the passage is nothing but a name, with its title: what is said of it stands elsewhere."""
    near = side.names_of.get(side.sentence_of[tokens[0]], ())
    named = {t for n in near if not n.is_pronoun for t in side.tokens_in(n.span)}
    return all(t in named or side.text[side.starts[t]].isupper() for t in tokens)


def _severity(length: int, heavy: int, weighs: bool) -> Severity:
    """High for what can be checked; a weighty word is enough in a reported claim or a sentence of its own."""
    if length >= _SOME and (heavy >= 2 or (heavy and weighs)):
        return Severity.HIGH
    return Severity.MEDIUM if length >= _SOME else Severity.LOW
