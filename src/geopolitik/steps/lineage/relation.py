"""The verdict on two wordings: related or not, which came first, and what would settle it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import exp

from geopolitik.model.annotation import Annotation
from geopolitik.model.article import STORY_LABELS
from geopolitik.model.story import Alignment, Direction, Evidence, Relation, Verdict, Wording
from geopolitik.steps.lineage import evidence
from geopolitik.steps.lineage.across import across
from geopolitik.steps.lineage.claims import (
    Claims,
    Clock,
    are_of_one_outlet,
    claims,
    clock,
    notes_an_update,
    own_report,
)
from geopolitik.steps.lineage.measures import Side
from geopolitik.steps.lineage.naming import labels_of
from geopolitik.steps.lineage.quoting import fuller_quotations
from geopolitik.steps.lineage.weights import DIRECTED, RELATED, UNRELATED

_SHORT = 25
"""A text of fewer content words can't show that it is independent of a longer one."""
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
        *evidence.of_own_reports(own_report(a.article), own_report(b.article), names),
    )
    fuller = (0, 0)
    if are_foreign(a, b):
        about = tuple(evidence.across_languages(across(a, b), said, names))
    else:
        side_a, side_b = Side(a), Side(b)
        about = tuple(evidence.of_relation(alignment, side_a, side_b, said, names))
        told = (*told, *evidence.of_direction(alignment, side_a, side_b, names))
        more_a, more_b = fuller_quotations(side_a, side_b)
        fuller = (len(more_a.own), len(more_b.own))
    probability = _logistic(about)
    verdict = _verdict(probability, a, b, said)
    forward = _logistic(told)
    direction = _direction(forward) if verdict is Verdict.DERIVED else Direction.CANNOT_TELL
    at_odds = times is not None and _is_against(times, direction)
    if at_odds:
        direction = Direction.CANNOT_TELL
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
    wanted = _would_settle(relation, a, b, said, names)
    if at_odds:
        wanted = (
            f"whether the times of {names[0]} and {names[1]} are right: the texts speak against them",
            *wanted,
        )
    return replace(relation, would_settle=wanted)


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


def _verdict(probability: float, a: Annotation, b: Annotation, said: Claims) -> Verdict:
    if probability >= RELATED:
        # In another language, likeness alone may be the same event twice: only a credit makes it more.
        if are_foreign(a, b) and not (said.a_names_b or said.b_names_a or said.third):
            return Verdict.CANNOT_TELL
        return Verdict.DERIVED
    if probability > UNRELATED or (min(_content(a), _content(b)) < _SHORT and _touch(a, b)):
        return Verdict.CANNOT_TELL
    return Verdict.INDEPENDENT


def _touch(a: Annotation, b: Annotation) -> bool:
    """Whether two texts have a content word in common; across languages that can't be seen."""
    stems = {token.stem for token in a.tokens if token.content}
    return are_foreign(a, b) or any(token.content and token.stem in stems for token in b.tokens)


def _content(annotation: Annotation) -> int:
    """Content words; for a text whose words weren't annotated, its words by white space."""
    if annotation.tokens:
        return sum(token.content for token in annotation.tokens)
    article = annotation.article
    blocks = [b for b in article.blocks if b.label in STORY_LABELS]
    return sum(len(article.text[b.start : b.end].split()) for b in blocks)


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


def _would_settle(
    relation: Relation, a: Annotation, b: Annotation, said: Claims, names: tuple[str, str]
) -> tuple[str, ...]:
    """What the reader could bring to settle what the evidence leaves open."""
    wanted: list[str] = []
    if relation.relation is Verdict.CANNOT_TELL:
        if are_foreign(a, b):
            wanted.append("a translation of one of the two into the language of the other")
        if min(_content(a), _content(b)) < _SHORT:
            wanted.append("more of the shorter text")
        wanted.append("a credit, or an earlier text that both may come from")
    elif relation.direction is Direction.CANNOT_TELL and relation.relation is not Verdict.INDEPENDENT:
        if said.third:
            wanted.append(f"the text by {said.third} that both credit")
        for name, annotation in zip(names, (a, b), strict=True):
            if not _is_dated(annotation):
                wanted.append(f"a publication time, with its zone, for {name}")
    return tuple(wanted)


def _is_dated(annotation: Annotation) -> bool:
    published = annotation.article.published
    return published is not None and published.iso is not None and published.zone is not None
