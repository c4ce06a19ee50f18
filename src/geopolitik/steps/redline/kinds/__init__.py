"""The kinds of change: one file each, and this registry. A new kind is a file and a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from geopolitik.model.story import Change, ChangeKind
from geopolitik.steps.redline.comparison import Comparison
from geopolitik.steps.redline.kinds.added import added
from geopolitik.steps.redline.kinds.attempts import attempts
from geopolitik.steps.redline.kinds.attribution import attribution
from geopolitik.steps.redline.kinds.certainty import certainty
from geopolitik.steps.redline.kinds.colour import colour
from geopolitik.steps.redline.kinds.conditions import conditions
from geopolitik.steps.redline.kinds.credit import credit_dropped
from geopolitik.steps.redline.kinds.dropped import dropped
from geopolitik.steps.redline.kinds.evidence import evidence
from geopolitik.steps.redline.kinds.limits import limits
from geopolitik.steps.redline.kinds.links import link_inserted
from geopolitik.steps.redline.kinds.members import members
from geopolitik.steps.redline.kinds.moved import borrowed, moved
from geopolitik.steps.redline.kinds.names import names
from geopolitik.steps.redline.kinds.negation import denials_gone, failures, negation
from geopolitik.steps.redline.kinds.numbers import numbers
from geopolitik.steps.redline.kinds.quotations import quotations
from geopolitik.steps.redline.kinds.reversal import doers, reversal, roles, without
from geopolitik.steps.redline.kinds.scope import one_for_all, scope
from geopolitik.steps.redline.kinds.sourcing import sourcing
from geopolitik.steps.redline.kinds.stronger import stronger
from geopolitik.steps.redline.kinds.substituted import substituted
from geopolitik.steps.redline.kinds.times import times
from geopolitik.steps.redline.kinds.undatable import undatable
from geopolitik.steps.redline.kinds.verbs import loaded_verbs

Finder = Callable[[Comparison], Iterable[Change]]

FINDERS: tuple[Finder, ...] = (
    undatable,
    credit_dropped,
    link_inserted,
    quotations,
    certainty,
    attempts,
    evidence,
    limits,
    numbers,
    negation,
    failures,
    denials_gone,
    reversal,
    roles,
    without,
    doers,
    conditions,
    loaded_verbs,
    colour,
    scope,
    one_for_all,
    stronger,
    substituted,
    members,
    times,
    names,
    attribution,
    sourcing,
    moved,
    borrowed,
    added,
    dropped,
)

PRECEDENCE: tuple[ChangeKind, ...] = (
    ChangeKind.UNDATABLE,
    ChangeKind.CREDIT_DROPPED,
    ChangeKind.LINK_INSERTED,
    ChangeKind.NEGATION,
    ChangeKind.NUMBER,
    ChangeKind.QUOTATION_INVENTED,
    ChangeKind.QUOTATION_ALTERED,
    ChangeKind.SPEAKER_CHANGED,
    ChangeKind.PASSAGE_MOVED,
    ChangeKind.CONDITION_DROPPED,
    ChangeKind.CERTAINTY_RAISED,
    ChangeKind.CERTAINTY_LOWERED,
    ChangeKind.NAME_CHANGED,
    ChangeKind.QUOTATION_NARRATED,
    ChangeKind.VERB_LOADED,
    ChangeKind.ATTRIBUTION_DROPPED,
    ChangeKind.ATTRIBUTION_CHANGED,
    ChangeKind.GLOSS,
    ChangeKind.SCOPE_WIDENED,
    ChangeKind.SCOPE_NARROWED,
    ChangeKind.NAME_GENERALISED,
    ChangeKind.NAME_DROPPED,
    ChangeKind.TIME,
    ChangeKind.INTENSIFIER_ADDED,
    ChangeKind.CLAIM_ADDED,
    ChangeKind.QUOTATION_CUT,
    ChangeKind.CLAIM_DROPPED,
)
"""Which kind tells more where several of one severity claim a passage."""
