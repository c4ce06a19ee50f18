"""The verdict on two wordings: related or not, which came first, and what would settle it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import exp

from geopolitik.model.annotation import Annotation
from geopolitik.model.story import Alignment, Direction, Evidence, Relation, Verdict, Wording
from geopolitik.steps.lineage.counts.across import across, particulars
from geopolitik.steps.lineage.counts.measures import side_of
from geopolitik.steps.lineage.counts.quoting import fuller_quotations
from geopolitik.steps.lineage.pair import evidence
from geopolitik.steps.lineage.pair.archives import of_archives
from geopolitik.steps.lineage.pair.claims import (
    Claims,
    Clock,
    are_of_one_outlet,
    claims,
    clock,
    notes_an_update,
    own_report,
)
from geopolitik.steps.lineage.pair.directions import of_direction
from geopolitik.steps.lineage.pair.foreign import across_languages, runs_parallel
from geopolitik.steps.lineage.pair.naming import labels_of
from geopolitik.steps.lineage.pair.wanted import SHORT, content_words, would_settle
from geopolitik.steps.lineage.pair.weights import DIRECTED, RELATED, UNRELATED

_PARTICULARS = 12
"""Names and numbers that two texts must share before their places say anything."""
_KEPT, _IN_PLACE = 0.8, 0.8
"""Shares of them that a text has kept, and kept in their places, whose wording alone may be another."""
_HELD_APART = 2
"""Each text must hold so many quotations at greater length to show that neither is the other's source."""


def relate(alignment: Alignment, wording_a: Wording, wording_b: Wording) -> Relation:
    """Weigh how two wordings are related and which was made from which; say so if it can't be told."""
    a, b = alignment.a, alignment.b
    labels = labels_of((wording_a, wording_b), {x.capture_id: x.article for x in (a, b)})
    names = labels[wording_a.id], labels[wording_b.id]
    said = claims(a.article, b.article, wording_a, wording_b)
    times = clock(a.article, b.article)
    # A correction corrects the outlet's own text, not another's.
    own = are_of_one_outlet(a.article, b.article)
    notes = (own and notes_an_update(a.article), own and notes_an_update(b.article))
    told = (
        *evidence.of_claims(said, times, notes, names),
        *of_archives(a.article, b.article, names),
        *evidence.of_own_reports(own_report(a.article), own_report(b.article), names),
    )
    fuller = (0, 0)
    is_parallel = False
    if are_foreign(a, b):
        shared = across(a, b)
        is_parallel = runs_parallel(shared)
        about = tuple(across_languages(shared, said, names))
    else:
        side_a, side_b = side_of(a), side_of(b)
        about = tuple(evidence.of_relation(alignment, side_a, side_b, said, names))
        told = (*told, *of_direction(alignment, side_a, side_b, names))
        more_a, more_b = fuller_quotations(side_a, side_b)
        fuller = (len(more_a.own), len(more_b.own))
    probability = _logistic(about)
    verdict = _verdict(probability, a, b, said, is_parallel=is_parallel)
    disguised = _particulars_in_place(a, b) if verdict is Verdict.INDEPENDENT else None
    if disguised:
        verdict, about = Verdict.CANNOT_TELL, (*about, disguised)
    forward = _logistic(told)
    direction = _direction(forward) if verdict is Verdict.DERIVED else Direction.CANNOT_TELL
    if times is not None and _is_against(times, direction):
        direction = Direction.CANNOT_TELL
    words = _direction(_logistic([reason for reason in told if reason.term != "times"]))
    at_odds = times is not None and verdict is Verdict.DERIVED and _is_against(times, words)
    if verdict is Verdict.DERIVED and _share_a_third(said, direction, fuller):
        verdict, direction = Verdict.COMMON_ORIGIN, Direction.CANNOT_TELL
    relation = Relation(
        a=wording_a.id,
        b=wording_b.id,
        relation=verdict,
        probability=probability,
        direction=direction,
        direction_probability=forward,
        evidence=about + (told if verdict is not Verdict.INDEPENDENT else ()),
    )
    return replace(relation, would_settle=would_settle(relation, a, b, said, names, at_odds=at_odds))


def _is_against(times: Clock, direction: Direction) -> bool:
    """Whether the later of two trusted times would be the original's: the words can't outweigh the clock."""
    said = Direction.A_TO_B if times.hours > 0 else Direction.B_TO_A
    return times.is_trusted and direction is not Direction.CANNOT_TELL and direction is not said


def are_foreign(a: Annotation, b: Annotation) -> bool:
    """Whether two texts are known to be in different languages."""
    languages = (a.article.language, b.article.language)
    return None not in languages and languages[0] != languages[1]


def _logistic(reasons: Sequence[Evidence]) -> float:
    return 1 / (1 + exp(-sum(reason.weight for reason in reasons)))


def _verdict(probability: float, a: Annotation, b: Annotation, said: Claims, *, is_parallel: bool) -> Verdict:
    if probability >= RELATED:
        # In another language, likeness may be the same event twice: a credit or one order throughout is more.
        if are_foreign(a, b) and not (said.a_names_b or said.b_names_a or said.third or is_parallel):
            return Verdict.CANNOT_TELL
        return Verdict.DERIVED
    if probability > UNRELATED or (min(content_words(a), content_words(b)) < SHORT and _touch(a, b)):
        return Verdict.CANNOT_TELL
    return Verdict.INDEPENDENT


def _particulars_in_place(a: Annotation, b: Annotation) -> Evidence | None:
    """What forbids to call two texts of one language independent although their wordings differ.

    Two reports on one event share its names and numbers, but each tells them in an order of its own.
    """
    if are_foreign(a, b):
        return None
    shared = particulars(a, b)
    kept = shared.matched / max(1, shared.count)
    if shared.matched < _PARTICULARS or kept < _KEPT or shared.placed < _IN_PLACE:
        return None
    note = (
        f"{shared.matched} names and numbers stand in both texts, {shared.placed:.0%} of them at about the "
        "same place: a paraphrase that keeps no wording looks like that, and so may two reports."
    )
    return Evidence("particulars in place", 0.0, note, "relation")


def _touch(a: Annotation, b: Annotation) -> bool:
    """Whether two texts have a content word in common; across languages that can't be seen."""
    stems = {token.stem for token in a.tokens if token.content}
    return are_foreign(a, b) or any(token.content and token.stem in stems for token in b.tokens)


def _direction(forward: float) -> Direction:
    if forward >= DIRECTED:
        return Direction.A_TO_B
    return Direction.B_TO_A if forward <= 1 - DIRECTED else Direction.CANNOT_TELL


def _share_a_third(said: Claims, direction: Direction, fuller: tuple[int, int]) -> bool:
    """Whether two related texts look like two copies of another rather than one of the other."""
    if said.a_names_b or said.b_names_a:
        return False
    # A quotation can't be lengthened from a text that holds less of it: both drew on a third.
    return said.third is not None or (direction is Direction.CANNOT_TELL and min(fuller) >= _HELD_APART)
