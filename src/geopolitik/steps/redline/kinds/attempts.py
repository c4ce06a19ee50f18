"""Certainty raised by dropping an attempt: what was sought, planned or weighed stands as done."""

from __future__ import annotations

from collections.abc import Iterator

from geopolitik.model.story import Change, ChangeKind, Severity
from geopolitik.steps.redline.comparison import Comparison
from geopolitik.steps.redline.doubts import open_claim
from geopolitik.steps.redline.judging import verb_group
from geopolitik.steps.redline.phrases import closed
from geopolitik.steps.redline.side import Side

_ARTICLES = ("a", "an")
_PLANNED = closed("planned")
_DUE = frozenset({"is", "are", "was", "were"})
_NEAR = 4
_SAID = 5
_PROMISE = "a promise"
_ACTIONS = ("ment", "ments", "tion", "tions", "sion", "sions", "al", "als", "ance", "ence", "ure", "ures")


def attempts(comparison: Comparison) -> Iterator[Change]:
    """Verbs of attempt, plan or proposal that govern a deed in the original and not in the copy."""
    a, b = comparison.a, comparison.b
    for first, hit in a.lists["redline_embedding"].items():
        deed = _deed(a, hit.last)
        noun = None if deed is not None or hit.last >= len(a.starts) else _named_deed(a, hit.last)
        deed = noun if deed is None else deed
        if deed is None or a.quoted[first] or first in comparison.to_b or _no_deed(a, first):
            continue
        done = comparison.to_b.get(deed)
        if (
            done is None
            or b.quoted[done]
            or _still_open(comparison, done, hit.row["kind"], a.norm(first) in _PLANNED)
        ):
            continue
        if noun is not None and not b.norm(done).endswith(("ing", "ed")):
            continue
        if len(comparison.answered(range(deed, min(deed + 6, len(a.starts))))) < 2:
            continue
        ours, theirs = a.span(first, deed), b.span(verb_group(b, done), done)
        scope = hit.row["kind"] == "support for it"
        yield Change(
            ChangeKind.SCOPE_WIDENED if scope else ChangeKind.CERTAINTY_RAISED,
            Severity.HIGH,
            ours,
            theirs,
            f"The original says {a.phrase(ours)}, which is {hit.row['kind']}; the copy {b.phrase(theirs)}.",
        )


def _no_deed(side: Side, first: int) -> bool:
    """Whether the word is a noun of drive or purpose, or stands under `without`: a constant urge to."""
    before = [side.norm(t) for t in range(max(0, first - 2), first)]
    drive = side.norm(first) in ("urge", "desire", "wish", "attempt") and not {"to", "who", "they"} & set(
        before[-1:]
    )
    article = bool({"a", "an", "the", "his", "her", "their"} & set(before)) or "constant" in before
    return "without" in before or (drive and article)


def _deed(side: Side, after: int) -> int | None:
    """The infinitive or -ing form that follows, if one does."""
    if after >= len(side.starts):
        return None
    sentence = side.tokens_of(side.sentence_of[after - 1])
    if after in sentence and side.norm(after) == "to":
        rest = range(after + 1, min(sentence.stop, after + 3))
        return next((t for t in rest if side.content(t) and not side.norm(t).endswith("ly")), None)
    if after in sentence and side.norm(after).endswith("ing"):
        return after
    return None


def _named_deed(side: Side, after: int) -> int | None:
    """The noun of action that the verb governs: backing road repairs."""
    sentence = side.tokens_of(side.sentence_of[after - 1])
    near = range(after, min(sentence.stop, after + 5))
    action = next((t for t in near if side.norm(t).endswith(_ACTIONS)), None)
    if action is None and after in near and side.norm(after) in _ARTICLES:
        action = next((t for t in near if side.content(t)), None)  # a ban: the copy's verb tells a deed
    return action


def _still_open(comparison: Comparison, done: int, kind: str, dated: bool) -> bool:
    """Whether the copy leaves the deed open in words of its own: another verb of the kind, or a hedge.

    Args:
        dated: whether the original has it as scheduled, which `will` says as well.
    """
    b = comparison.b
    found = b.lists["redline_embedding"]
    sentence = b.tokens_of(b.sentence_of[done])
    near = range(max(sentence.start, done - _NEAR), done)
    if kind == "a plan" and any(b.norm(t) in _PLANNED or (dated and b.norm(t) == "will") for t in near):
        return True
    if kind == "a plan" and b.norm(done - 1) == "to" and b.norm(done - 2) in _DUE:
        return True
    if open_claim(b, done, ignoring=comparison.to_a):
        return True
    told = range(max(sentence.start, done - _SAID), done)
    if kind == _PROMISE and any(t in b.lists["redline_says"] or b.norm(t) == "to" for t in told):
        return True  # who says that they will promises it
    return any(found[t].row["kind"] == kind for t in sentence if t in found)
