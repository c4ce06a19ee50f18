"""What is known of the texts of a story before their tree is sought: readings, times, credits, verdicts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import log

from geopolitik.model.annotation import Annotation
from geopolitik.model.article import Timestamp
from geopolitik.model.story import Relation, Verdict, Wording
from geopolitik.steps.lineage.pair.archives import ARCHIVED
from geopolitik.steps.lineage.pair.claims import are_of_one_outlet, instant
from geopolitik.steps.lineage.pair.kinds import likeness
from geopolitik.steps.lineage.pair.relation import are_foreign
from geopolitik.steps.lineage.tree.edges import Aligned, oriented
from geopolitik.steps.lineage.tree.families import families_of
from geopolitik.steps.lineage.tree.parsimony import NEVER, Clues
from geopolitik.steps.lineage.tree.readings import readings_of
from geopolitik.text.chain import chain_of, outlet_key

TOGETHER = (Verdict.DERIVED, Verdict.COMMON_ORIGIN)
"""Of which one was made from the other, or both from a third."""
_CLAIMS = ("times", "weak times", ARCHIVED, "credit")
"""Evidence that is weighed by itself and not as a leaning of the words."""
_LEAN = 4.0
"""Words alone never count for more than this."""
_TOLD = 12.0
"""Beyond these odds somebody knows."""
_GROWN = 1.0
"""An outlet's later version of its own text is the longer one in about three cases of four."""
_KIN = 3.0
_UNKNOWN_KIN = -1.0
"""Of a pair that was not worth aligning."""
_LATER = 3.0
_NO_ZONE, _NO_CLOCK = 3.0, 12.0
"""Hours by which a stamp without a zone, or without a time of day, is mostly off at most."""
_FOREIGN = 6.0
_A_FEW = 2
"""Of fewer stamps nothing follows for a text that has none."""


@dataclass(frozen=True, slots=True)
class Texts:
    """The captured wordings in an order that doesn't hang on who was handed over first."""

    wordings: tuple[Wording, ...]
    annotations: tuple[Annotation, ...]

    @classmethod
    def of(cls, wordings: Sequence[Wording], annotations: Sequence[Annotation]) -> Texts:
        """Those that have a text."""
        by_capture = {annotation.capture_id: annotation for annotation in annotations}
        held = sorted((w for w in wordings if w.representative in by_capture), key=lambda w: w.id)
        return cls(tuple(held), tuple(by_capture[w.representative or ""] for w in held))

    def only(self, numbers: Sequence[int]) -> Texts:
        """Some of them."""
        return Texts(tuple(self.wordings[n] for n in numbers), tuple(self.annotations[n] for n in numbers))

    @property
    def numbers(self) -> dict[str, int]:
        """Wording ids by place."""
        return {wording.id: number for number, wording in enumerate(self.wordings)}


def families(texts: Texts, relations: Sequence[Relation]) -> list[tuple[Texts, list[Relation]]]:
    """The texts of a story that may hang together, with the verdicts on their pairs.

    A report that was only compared with them, and belongs with none, is no part of their tree; a story holds
    many such, and may grow by them without end.
    """
    at = texts.numbers
    found = families_of(list(at), [(r.a, r.b) for r in relations if r.relation in TOGETHER])
    among: dict[str, list[Relation]] = {}
    first = {member: members[0] for members in found for member in members}
    for relation in relations:
        if first[relation.a] == first[relation.b]:
            among.setdefault(first[relation.a], []).append(relation)
    return [
        (texts.only([at[member] for member in members]), among[members[0]])
        for members in found
        if len(members) > 1
    ]


def names_in(texts: Texts) -> frozenset[str]:
    """Who has a text in a story."""
    names = {outlet_key(w.name) for w in texts.wordings if w.name}
    names |= {outlet_key(a.article.outlet.name) for a in texts.annotations if a.article.outlet}
    return frozenset(names)


def gather(
    texts: Texts, relations: Sequence[Relation], aligned: Aligned, uncaptured: tuple[frozenset[str], ...]
) -> tuple[Clues, tuple[tuple[int, ...], ...]]:
    """The clues, and per text the kin it may hang on or beside, nearest first.

    Args:
        texts: those of a family.
        relations: the verdicts on their pairs.
        aligned: the alignments of the story.
        uncaptured: per text, whom it credits of those who have no text in the story (`absent`).
    """
    size = len(texts.wordings)
    numbers = texts.numbers
    readings = readings_of(texts.annotations)
    late = _times(texts.annotations)
    lean = [[0.0] * size for _ in range(size)]
    kin = [[_UNKNOWN_KIN] * size for _ in range(size)]
    credited: list[set[int]] = [set() for _ in range(size)]
    nearness: list[dict[int, float]] = [{} for _ in range(size)]
    far: dict[tuple[int, int], float] = {}
    for relation in relations:
        a, b = numbers[relation.a], numbers[relation.b]
        claims = {e.term: e.weight for e in relation.evidence if e.about == "direction" and e.term in _CLAIMS}
        lean[a][b] = _leaning(relation, sum(claims.values()))
        if abs(lean[a][b]) < NEVER:
            lean[a][b] += _growth(texts.annotations[a], texts.annotations[b])
        lean[b][a] = -lean[a][b]
        # Who says which was made from which says that they are kin.
        kin[a][b] = kin[b][a] = NEVER if abs(lean[a][b]) >= NEVER else _kinship(relation)
        if claims.get("times"):
            first, second = (a, b) if claims["times"] > 0 else (b, a)
            late[first][second] = NEVER
        if weight := claims.get(ARCHIVED):
            first, second = (a, b) if weight > 0 else (b, a)
            late[first][second] = max(late[first][second], abs(weight))
        if claims.get("credit"):
            first, second = (a, b) if claims["credit"] > 0 else (b, a)
            credited[second].add(first)
        if relation.relation in TOGETHER:
            shared = (readings.held[a] & readings.held[b]).bit_count()
            fewer = min(readings.held[a].bit_count(), readings.held[b].bit_count())
            nearness[a][b] = nearness[b][a] = shared / max(1, fewer)
            if are_foreign(texts.annotations[a], texts.annotations[b]):
                alignment = oriented(aligned, relation.a, relation.b)
                marks = likeness(alignment).marks / 2 if alignment else 0.0
                nearness[a][b] = nearness[b][a] = marks
                far[a, b] = far[b, a] = _FOREIGN * (1 - marks)
    clues = Clues(
        readings=readings,
        late=tuple(map(tuple, late)),
        lean=tuple(map(tuple, lean)),
        kin=tuple(map(tuple, kin)),
        far=far,
        credited=tuple(map(frozenset, credited)),
        outlets=tuple(
            outlet_key(a.article.outlet.name) if a.article.outlet else None for a in texts.annotations
        ),
        tells=tuple(bool(chain_of(annotation.article).credited) for annotation in texts.annotations),
        absent=uncaptured,
    )
    return clues, tuple(tuple(sorted(found, key=lambda k: (-found[k], k))) for found in nearness)


def absent(texts: Texts, here: frozenset[str]) -> tuple[frozenset[str], ...]:
    """Per text, whom it credits with its matter though nobody captured a text of theirs.

    Args:
        texts: those of a family.
        here: who has a text in the story, be it in this family or not.
    """
    chains = [chain_of(annotation.article) for annotation in texts.annotations]
    named = [{outlet_key(name) for name in {*chain.credited} - {*chain.partly}} for chain in chains]
    return tuple(frozenset(names - here) for names in named)


def _leaning(relation: Relation, claimed: float) -> float:
    """What the words of a pair say about its direction, as log-odds."""
    forward = relation.direction_probability
    odds = log(max(forward, 1e-9) / max(1 - forward, 1e-9))
    if abs(odds) > _TOLD:
        return NEVER if odds > 0 else -NEVER
    return max(-_LEAN, min(_LEAN, odds - claimed))


def _growth(a: Annotation, b: Annotation) -> float:
    """What lengths say of two versions of one outlet's text, which mostly grow; of other texts nothing."""
    if not are_of_one_outlet(a.article, b.article) or not (a.tokens and b.tokens):
        return 0.0
    return max(-_GROWN, min(_GROWN, 3 * log(len(b.tokens) / len(a.tokens))))


def _kinship(relation: Relation) -> float:
    related = relation.probability
    odds = max(-_KIN, min(_KIN, log(max(related, 1e-9) / max(1 - related, 1e-9))))
    if relation.relation in TOGETHER:
        return max(0.5, odds)
    return min(0.0, odds)


def _times(annotations: Sequence[Annotation]) -> list[list[float]]:
    """Log-odds that one text came after another, by stamps that may be off."""
    stamps = [_hours(annotation.article.published) for annotation in annotations]
    late = [[0.0] * len(stamps) for _ in stamps]
    for a, first in enumerate(stamps):
        for b, second in enumerate(stamps):
            if first and second and second[0] > first[0]:
                late[a][b] = min(_LATER, 1.5 * (second[0] - first[0]) / (1 + first[1] + second[1]))
    _undated_later(stamps, late)
    return late


def _undated_later(stamps: Sequence[tuple[float, float] | None], late: list[list[float]]) -> None:
    """Of k + 1 texts each is as likely the first: one without a stamp mostly came after the earliest."""
    dated = sorted((stamp[0], number) for number, stamp in enumerate(stamps) if stamp)
    if len(dated) < _A_FEW:
        return
    earliest = dated[0][1]
    for number, stamp in enumerate(stamps):
        if stamp is None:
            late[earliest][number] = log(len(dated))


def _hours(stamp: Timestamp | None) -> tuple[float, float] | None:
    """A stamp in hours, and by how many it may be off."""
    moment = instant(stamp) if stamp else None
    if stamp is None or stamp.iso is None or moment is None:
        return None
    hours = moment.timestamp() / 3600
    if "T" not in stamp.iso:
        return hours + _NO_CLOCK, _NO_CLOCK
    has_zone = datetime.fromisoformat(stamp.iso).tzinfo is not None or stamp.zone is not None
    return hours, 0.0 if has_zone else _NO_ZONE
