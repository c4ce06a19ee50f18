"""Limits lost: the word that says how sure, how wide or on what terms a kept claim holds is gone."""

from __future__ import annotations

from collections.abc import Iterator

from geopolitik.model.annotation import MarkerKind
from geopolitik.model.story import Change, ChangeKind, Severity
from geopolitik.steps.redline.comparison import Comparison
from geopolitik.steps.redline.phrases import Hit, closed
from geopolitik.steps.redline.side import Side
from geopolitik.steps.redline.words import alike

_KINDS = {
    "certainty": ChangeKind.CERTAINTY_RAISED,
    "scope": ChangeKind.SCOPE_WIDENED,
    "condition": ChangeKind.CONDITION_DROPPED,
}
_AROUND = 3
_KEPT = 0.6
"""Share of the neighbouring words that the copy must keep."""
_NEAR = 8
_ROUNDING = closed("rounding")
_SOMEWHAT = frozenset({"quite", "rather", "fairly", "pretty", "somewhat", "reasonably"})
_OPEN = 0.65
"""Up to this level a marker leaves a claim open."""


def limits(comparison: Comparison) -> Iterator[Change]:
    """Limiting words of the original beside words that the copy keeps without any limit."""
    a, b = comparison.a, comparison.b
    for hit in a.lists["redline_limits"].values():
        host = _host(comparison, hit)
        if host is None or a.quoted[hit.first] or b.quoted[host]:
            continue
        around = _around(a, hit)
        kept = [u for u in comparison.answered(around) if b.sentence_of[u] == b.sentence_of[host]]
        if len(kept) < max(2, _KEPT * len(around)) or _limited(comparison, hit, host):
            continue
        beside = comparison.to_a[host]
        ours = a.span(min(hit.first, beside), max(hit.last - 1, beside))
        theirs = b.span(host, host)
        yield Change(
            _KINDS[hit.row["kind"]],
            Severity(hit.row["severity"]),
            ours,
            theirs,
            f"The original says {a.phrase(ours)}, the copy {b.phrase(theirs)}: "
            f"{a.quote(a.span(hit.first, hit.last - 1))} is gone, so that it claims more.",
        )


def _host(comparison: Comparison, hit: Hit) -> int | None:
    """The copy's word for what is limited: the next content word, or the one before if none follows."""
    a = comparison.a
    clause = a.clause_tokens(a.clause_of[hit.first])
    after = [t for t in range(hit.last, min(clause.stop, hit.last + _AROUND)) if a.content(t)]
    if after:
        return comparison.to_b.get(after[0])
    before = [t for t in range(max(clause.start, hit.first - _AROUND), hit.first) if a.content(t)]
    if not before:  # a clause of its own: as far as he knew
        stop = a.tokens_of(a.sentence_of[hit.first]).stop
        before = [t for t in range(hit.last, min(stop, hit.last + _AROUND)) if a.content(t)][:1]
    return comparison.to_b.get(before[-1]) if before else None


def _around(side: Side, hit: Hit) -> list[int]:
    """Up to three content words each way, in the sentence."""
    sentence = side.tokens_of(side.sentence_of[hit.first])
    before = [t for t in range(max(sentence.start, hit.first - _NEAR), hit.first) if side.content(t)]
    after = [t for t in range(hit.last, min(sentence.stop, hit.last + _NEAR)) if side.content(t)]
    return before[-_AROUND:] + after[:_AROUND]


def _limited(comparison: Comparison, hit: Hit, host: int) -> bool:
    """Whether the copy limits the claim, too: by such a word, a hedge, a quantifier, or one in its place."""
    a, b = comparison.a, comparison.b
    sentence = b.tokens_of(b.sentence_of[host])
    own = [a.stem(t) for t in range(hit.first, hit.last) if a.content(t)]
    lead = b.norm(host - 1) if host > sentence.start else ""
    compared = hit.last < len(a.starts) and a.norm(hit.last) == "as" and lead != "as"
    if compared or lead in _SOMEWHAT:
        return True  # almost as soon as: the comparison is gone; relatively high: quite high
    if any(alike(word, b.stem(u)) for word in own for u in sentence):
        return True
    beliefs = b.lists["redline_attitude"]
    believed = any(float(beliefs[u].row["certainty"]) <= _OPEN for u in sentence if u in beliefs)
    if believed and hit.row["kind"] == "certainty":
        return True
    near = range(max(sentence.start, host - _NEAR), min(sentence.stop, host + _NEAR))
    if hit.row["kind"] == "certainty" and any(b.norm(u) in _ROUNDING for u in near[:_NEAR]):
        return True
    if any(u in b.lists["redline_limits"] or u in b.lists["redline_quantifiers"] for u in near):
        return True
    if any(m.level <= _OPEN for _, _, m in b.markers_in(near, MarkerKind.HEDGE, MarkerKind.MODAL)):
        return True
    colours = b.lists["redline_evaluative"]
    beside = [u for u in range(host - 2, host) if u in sentence and b.content(u)]
    return any(u not in comparison.to_a and u not in colours for u in beside)
