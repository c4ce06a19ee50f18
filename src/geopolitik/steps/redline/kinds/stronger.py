"""Scope widened by a stronger word: an incident becomes a violation, to harm becomes to derail."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from geopolitik.lexicon import table
from geopolitik.model.story import Change, ChangeKind, Severity
from geopolitik.steps.redline.comparison import Comparison
from geopolitik.steps.redline.frames import context
from geopolitik.steps.redline.side import Side
from geopolitik.text.forms import stem


@cache
def _stronger() -> dict[str, frozenset[str]]:
    """Stem of a mild word → stems of the stronger ones."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in table("redline_stronger"):
        for mild in row["mild"].split():
            found[stem(mild)].update(stem(word) for word in row["strong"].split())
    return {mild: frozenset(strong) for mild, strong in found.items()}


def stronger(comparison: Comparison) -> Iterator[Change]:
    """Mild words of the original where the copy, in the same surroundings, has a stronger one of its own."""
    a, b = comparison.a, comparison.b
    for t, token in enumerate(a.annotation.tokens):
        strong = _stronger().get(token.stem)
        if strong is None or a.quoted[t]:
            continue
        u = _in_its_place(comparison, t, strong)
        if u is None or b.quoted[u] or _has(a, comparison, u):
            continue
        ours, theirs = a.span(t, t), b.span(u, u)
        yield Change(
            ChangeKind.SCOPE_WIDENED,
            Severity.HIGH,
            ours,
            theirs,
            f"The original says {a.quote(ours)}, the copy {b.quote(theirs)}, a stronger word.",
        )


def _in_its_place(comparison: Comparison, t: int, strong: frozenset[str]) -> int | None:
    """The stronger word that answers to the mild one, or stands among the words that answer to its neighbours."""
    a, b = comparison.a, comparison.b
    direct = comparison.to_b.get(t)
    if direct is not None:
        return direct if b.stem(direct) in strong else None
    around = comparison.answered(context(a, a.span(t, t)))
    near = sorted({u for v in around for u in range(v - 3, v + 4) if 0 <= u < len(b.starts)})
    for u in near:
        if b.stem(u) not in strong or u in comparison.to_a:
            continue
        beside = [v for v in around if abs(v - u) <= 4 and b.sentence_of[v] == b.sentence_of[u]]
        if len(beside) >= 2:
            return u
    return None


def _has(side: Side, comparison: Comparison, u: int) -> bool:
    """Whether the original's answering sentences use the strong word themselves."""
    partners = comparison.partners_b.get(comparison.b.sentence_of[u], ())
    return not side.where.get(comparison.b.stem(u), set()).isdisjoint(partners)
