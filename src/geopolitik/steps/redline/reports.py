"""Which cues of the copy introduce the same words as which cues of the original."""

from __future__ import annotations

from functools import lru_cache

from geopolitik.steps.redline.comparison import Comparison
from geopolitik.steps.redline.holders import Report


@lru_cache(maxsize=1)  # several kinds ask for them, of one comparison after another
def answering(comparison: Comparison) -> tuple[tuple[Report, Report], ...]:
    """Cues of the original with the cue of the copy that introduces the same words; each used once."""
    ours, theirs = comparison.reports_a, comparison.reports_b
    scored = []
    for x, one in enumerate(ours):
        partners = comparison.partners_a.get(comparison.a.sentence_of[one.first], ())
        words = set(comparison.answered(one.said))
        held = set(comparison.answered(comparison.a.tokens_in(one.holder.span))) if one.holder else set()
        for y, other in enumerate(theirs):
            if comparison.b.sentence_of[other.first] not in partners:
                continue
            shared = len(words.intersection(other.said)) + len(held)
            if shared >= 2:
                direct = comparison.to_b.get(one.first) in range(other.first, other.last)
                scored.append((shared + 3 * direct - abs(x - y) * 0.01, x, y))
    pairs, used_x, used_y = [], set(), set()
    for _, x, y in sorted(scored, reverse=True):
        if x not in used_x and y not in used_y:
            used_x.add(x)
            used_y.add(y)
            pairs.append((ours[x], theirs[y]))
    return tuple(pairs)
