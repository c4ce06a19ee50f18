"""Names: another one, a general word instead, or none, in a claim that is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator

from geopolitik.model.annotation import Name, NameKind
from geopolitik.model.span import Span
from geopolitik.model.story import Change, ChangeKind, Severity
from geopolitik.steps.redline.comparison import Comparison
from geopolitik.steps.redline.frames import context, frame, nearest
from geopolitik.steps.redline.judging import attributed
from geopolitik.steps.redline.one_body import one_body
from geopolitik.steps.redline.phrases import closed
from geopolitik.steps.redline.side import Side
from geopolitik.steps.redline.words import alike, same_name

_DATELINE = re.compile(r"(?:, [A-Z][\w. ]{2,20})?(?: \([A-Z][\w ]{1,20}\))? ?(?:—|–|--|-) ")
"""What follows the place that a report is dated from."""


def names(comparison: Comparison) -> Iterator[Change]:
    """Names of the original that the answering sentences lack."""
    a, b = comparison.a, comparison.b
    entities_b = {n.entity for n in b.annotation.names}
    done: set[str] = set()
    for name in a.annotation.names:
        tokens = a.tokens_in(name.span)
        if a.text[max(0, name.start - 1) : name.end + 1] == f"({name.span.of(a.text)})":
            continue  # an abbreviation of what was just spelt out
        if name.span.of(a.text).isupper() and (
            _DATELINE.match(a.text, name.end) or a.text[name.end : name.end + 1] == ":"
        ):
            continue  # a dateline, or a label
        if name.is_pronoun or not tokens or a.quoted[tokens[0]] or comparison.answered(tokens):
            continue
        partners = comparison.partners_a.get(a.sentence_of[tokens[0]], ())
        there = [n for s in partners for n in b.names_of.get(s, ())]
        if any(n.entity == name.entity for n in there):
            continue
        rival = _rival(comparison, name, [n for n in there if not n.is_pronoun])
        if rival is not None:
            one = one_body(name.span.of(a.text), rival.span.of(b.text))
            severity = Severity.LOW if one else Severity.HIGH
            yield _change(comparison, ChangeKind.NAME_CHANGED, severity, name.span, rival.span)
        elif any(
            _initials(name.span.of(a.text), n.span.of(b.text)) or _respelt(a, name, b, n) for n in there
        ):
            continue
        elif name.entity not in entities_b and name.entity not in done and not _stands(b, a, tokens):
            kept = frame(comparison, name.span)
            if kept and not (name.kind is NameKind.PERSON and _of_names(b, kept)):
                done.add(name.entity)
                yield from _lost(comparison, name, kept)


def _of_names(side: Side, kept: list[int]) -> bool:
    """Whether what is left around a name is nothing but names."""
    near = side.names_of.get(side.sentence_of[kept[0]], ())
    return all(any(n.start <= side.starts[t] < n.end for n in near) for t in kept)


def _sentence(side: Side, name: Name) -> int:
    tokens = side.tokens_in(name.span)
    return side.sentence_of[tokens[0]] if tokens else -1


def _stands(side: Side, other: Side, tokens: range) -> bool:
    """Whether a word of the name stands anywhere in a text."""
    return any(other.stem(t) in side.where for t in tokens if other.content(t))


def _rival(comparison: Comparison, name: Name, there: list[Name]) -> Name | None:
    """A name of the same kind that stands where this one stood, and that the original's sentences lack."""
    a, b = comparison.a, comparison.b
    answered = set(comparison.answered(context(a, name.span)))
    for other in there:
        tokens = b.tokens_in(other.span)
        if comparison.sources(tokens):
            continue
        if other.kind is not name.kind:
            continue
        if name.kind is NameKind.OTHER and not (
            _lead(a, name) == _lead(b, other) in {"by", *closed("preposition")}
        ):
            continue
        if len(answered.intersection(context(b, other.span))) < 2 or _known(comparison, other, name):
            continue
        return other
    return None


def _lead(side: Side, name: Name) -> str:
    """The word before a name."""
    tokens = side.tokens_in(name.span)
    return side.norm(tokens[0] - 1) if tokens and tokens[0] else ""


def _known(comparison: Comparison, other: Name, name: Name) -> bool:
    """Whether the original's answering sentences have the copy's name, or the two share a word."""
    a, b = comparison.a, comparison.b
    partners = comparison.partners_b.get(_sentence(b, other), ())
    if any(n.entity == other.entity for s in partners for n in a.names_of.get(s, ())):
        return True
    ours = [a.stem(t) for t in a.tokens_in(name.span)]
    theirs = [b.stem(t) for t in b.tokens_in(other.span)]
    if any(alike(x, y) or same_name(x, y) for x in ours for y in theirs):
        return True
    return _initials(name.span.of(a.text), other.span.of(b.text))


def _respelt(a: Side, name: Name, b: Side, other: Name) -> bool:
    """Whether the last words of two names are spellings of one: Khasadi, Kassadi."""
    ours, theirs = a.tokens_in(name.span), b.tokens_in(other.span)
    return bool(ours) and bool(theirs) and same_name(a.stem(ours[-1]), b.stem(theirs[-1]))


def _initials(one: str, other: str) -> bool:
    """Whether one name is made of initials of the other: FA, Football Association."""
    short, long = sorted((one.replace(".", ""), other), key=len)
    initials = "".join(word[0] for word in long.split() if word[0].isupper())
    return short.isupper() and len(short) > 1 and short in initials


def _lost(comparison: Comparison, name: Name, kept: list[int]) -> Iterator[Change]:
    """A name that the copy never gives: generalised if a general word stands in its place."""
    b = comparison.b
    generic = b.lists["redline_generic"]
    low, high = min(kept) - 3, max(kept) + 3
    sentence = b.tokens_of(b.sentence_of[kept[0]])
    general = [t for t in range(low, high + 1) if t in sentence and t in generic and t not in comparison.to_a]
    if general and name.kind in (NameKind.PERSON, NameKind.ORGANISATION):
        theirs = b.span(general[0], general[0])
        yield _change(comparison, ChangeKind.NAME_GENERALISED, Severity.MEDIUM, name.span, theirs)
    elif name.kind is not NameKind.OTHER:
        theirs = nearest(comparison, name.span, kept)
        held = any(r.holder is not None and r.holder.span.overlaps(name.span) for r in comparison.reports_a)
        if held and not attributed(b, b.sentence_of[kept[0]]):
            ours = comparison.a.quote(name.span)
            reason = f"The original has it from {ours}; the copy states it as its own: {b.phrase(theirs)}."
            yield Change(ChangeKind.ATTRIBUTION_DROPPED, Severity.HIGH, name.span, theirs, reason)
            return
        severity = Severity.LOW if _aside(comparison.a, name) else Severity.MEDIUM
        yield _change(comparison, ChangeKind.NAME_DROPPED, severity, name.span, theirs)


def _aside(side: Side, name: Name) -> bool:
    """Whether a name only places or labels another thing: near Orsk, based in Orsk, Orsk-built."""
    tokens = side.tokens_in(name.span)
    lead = side.norm(tokens[0] - 1) if tokens[0] else ""
    based = tokens[0] > 1 and side.norm(tokens[0] - 2) == "based" and lead == "in"
    region = (
        name.span.of(side.text).replace(".", "").isupper() and side.text[name.start - 2 : name.start] == ", "
    )
    return based or region or lead in _BESIDE or side.text[name.end : name.end + 1] == "-"


_BESIDE = ("near", "outside")


_TOLD = {
    ChangeKind.NAME_CHANGED: "The original names {a}, the copy {b}.",
    ChangeKind.NAME_GENERALISED: "The original names {a}; the copy only says {b}.",
    ChangeKind.NAME_DROPPED: "The original names {a}; the copy keeps the claim without the name: {b}.",
}


def _change(comparison: Comparison, kind: ChangeKind, severity: Severity, ours: Span, theirs: Span) -> Change:
    reason = _TOLD[kind].format(a=comparison.a.quote(ours), b=comparison.b.phrase(theirs))
    return Change(kind, severity, ours, theirs, reason)
