"""Clauses that were cut from, or put into, sentences that survive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from geopolitik.model.annotation import Token
from geopolitik.model.span import Span
from geopolitik.steps.align.words import Bags, Lexis, Text

KEPT = 0.4
"""Share of a clause's weight that must be answered for it to count as kept."""
ELSEWHERE = 0.6
"""Share that one other sentence must answer, word for word, for the clause to have gone there."""


def uncovered(
    ours: Text, theirs: Bags, partners: Mapping[int, Sequence[int]], words: Lexis
) -> dict[int, list[Span]]:
    """Per linked sentence of ours, the clauses that neither its partners nor another sentence answers to.

    Args:
        ours: the text whose clauses are looked at.
        theirs: the words of the other text.
        partners: for each linked sentence of ours all sentences of theirs that it is linked to.
        words: how much each word tells, and which are alike.
    """
    near = {i: theirs.union(js) for i, js in partners.items()}
    found: dict[int, list[Span]] = {}
    for clause, tokens in ours.clauses:
        if clause.sentence not in near or words.coverage(tokens, near[clause.sentence]) >= KEPT:
            continue
        if not _stands_elsewhere(tokens, theirs, words):
            found.setdefault(clause.sentence, []).append(clause.span)
    return found


def _stands_elsewhere(tokens: Sequence[Token], theirs: Bags, words: Lexis) -> bool:
    """Whether one sentence of the other text holds most of the clause, by two words at least."""
    total = words.weigh(tokens)
    return any(
        words.weigh(t for t in tokens if t.stem in theirs.of[j]) / total >= ELSEWHERE
        for j in theirs.sharing({t.stem for t in tokens}, 2)
    )
