"""What the public may read of other people's texts, and what may be said of how they credit each other."""

from __future__ import annotations

from geopolitik.app.quoting.windows import MOST_WORDS
from geopolitik.app.stories.looking import may_say_uncredited
from geopolitik.model.keeping import Decision, KeptDerivation

UNREVIEWED = "unreviewed"


def credit(edge: KeptDerivation, decision: Decision | None, *, all_of_it: bool) -> tuple[str, list[str]]:
    """How a copy credits its original, and whom; `unreviewed` where the public may not be told.

    Args:
        all_of_it: whether it is for an analyst, who sees what nobody has approved yet.
    """
    if all_of_it or not edge.is_uncredited or may_say_uncredited(edge, decision):
        return edge.credit, list(edge.credited_to)
    return UNREVIEWED, []


def short(passage: str | None) -> str | None:
    """A passage as the public is shown it: its first words, with an ellipsis if there are more."""
    if passage is None:
        return None
    words = passage.split()
    return passage if len(words) <= MOST_WORDS else " ".join(words[:MOST_WORDS]) + " …"
