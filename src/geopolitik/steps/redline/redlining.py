"""The redline of an oriented pair: every kind looks, one arbiter decides."""

from __future__ import annotations

from geopolitik.model.story import Alignment, Change, CreditState
from geopolitik.steps.redline.arbiter import arbitrate
from geopolitik.steps.redline.comparison import prepare
from geopolitik.steps.redline.kinds import FINDERS, PRECEDENCE
from geopolitik.steps.redline.tidying import tidy
from geopolitik.steps.redline.unchanged import unchanged


def redline(
    alignment: Alignment,
    *,
    credit: CreditState = CreditState.NONE,
    credited_to: tuple[str, ...] = (),
) -> tuple[Change, ...]:
    """What a retelling changed, as typed changes in the order of the copy.

    Args:
        alignment: oriented; `alignment.a` is the original, `alignment.b` the copy.
        credit: how the copy credits the original.
        credited_to: whom it credits.

    Returns:
        One change per changed passage: the gravest and most telling kind that claims it.
    """
    comparison = prepare(alignment, credit, credited_to)
    found = (change for find in FINDERS for change in find(comparison))
    candidates = [change for change in found if not unchanged(comparison, change)]
    chosen = arbitrate(candidates, PRECEDENCE)
    return tuple(tidy(change, alignment.a, alignment.b) for change in chosen)
