"""Clauses: where a sentence falls into parts that each make, or qualify, one claim."""

from __future__ import annotations

from geopolitik.model.annotation import Clause, ClauseKind
from geopolitik.steps.annotate.reading import Reading


def find_clauses(reading: Reading) -> tuple[Clause, ...]:
    """The clauses of every sentence; they tile it."""
    return tuple(
        Clause(sentence.start, sentence.end, index, ClauseKind.MAIN)
        for index, sentence in enumerate(reading.sentences)
    )
