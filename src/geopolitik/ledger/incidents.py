"""What is answered of an incident, by whom: four questions kept apart, and counts with their limits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from geopolitik.ledger.clocks import read
from geopolitik.ledger.knowledge import instant, knowledge_of
from geopolitik.model.ledger.accounts import Knowledge
from geopolitik.model.ledger.incidents import Answer, Claim, Count, Incident, Question

UNLIMITED = "Nobody states what this source could not see."
"""Stands beside a count whose limits of observation nobody states."""
_SUBSTANTIAL = frozenset({Answer.YES, Answer.NO})


@dataclass(frozen=True, slots=True)
class Answered:
    """Who answers a question how, as known."""

    claim: Claim
    knowledge: Knowledge
    last: bool
    """Whether it is its actor's last word on this question; earlier ones stay in view."""


@dataclass(frozen=True, slots=True)
class QuestionAnswers:
    """One question about an incident, with every answer that was known, in order of time."""

    question: Question
    answers: tuple[Answered, ...]

    @property
    def differ(self) -> bool:
        """Whether last words on the same thing differ: yes and no, or two actors named as doers."""
        said = {
            (each.claim.of if self.question is Question.BREACH else "", each.claim.answer)
            for each in self.answers
            if each.last and each.claim.answer in _SUBSTANTIAL
        }
        doers = {
            each.claim.of
            for each in self.answers
            if each.last
            and self.question is Question.ATTRIBUTION
            and each.claim.answer is Answer.YES
            and each.claim.of
        }
        of_both = {of for of, _ in said if (of, Answer.YES) in said and (of, Answer.NO) in said}
        return bool(of_both) or len(doers) > 1

    @property
    def sentence(self) -> str:
        """Whether anybody answers, and whether the answers differ; never what is so."""
        if not any(each.claim.answer in _SUBSTANTIAL for each in self.answers):
            return "Nobody answers it." if not self.answers else "Whoever was asked leaves it open."
        return "The answers differ." if self.differ else "By the word of those named."


@dataclass(frozen=True, slots=True)
class Counted:
    """A count by one source, with what it could not see beside it."""

    count: Count
    knowledge: Knowledge
    limits: str


@dataclass(frozen=True, slots=True)
class IncidentAnswers:
    """An incident as known: four questions in a fixed order, and counts in order of time."""

    incident: Incident
    questions: tuple[QuestionAnswers, ...]
    counts: tuple[Counted, ...]


def answers(incident: Incident, *, known: datetime, zones: tuple[str, ...] = ()) -> IncidentAnswers:
    """Who answers what of an incident, as known at an instant; nothing is decided, no counts are added up.

    Args:
        incident: the incident.
        known: claims and counts that weren't known by then are left out.
        zones: the case's, for times that name none; none: any zone on Earth.

    Raises:
        UsageError: the instant has no zone, or a time can't be read.
    """
    at = instant(known)
    claims = [(claim, knowledge_of(claim.said, claim.known, zones, at)) for claim in incident.claims]
    claims = [each for each in claims if each[1] is not Knowledge.NOT_YET]
    claims.sort(key=lambda each: read(each[0].said, zones).earliest or at)
    counts = [(count, knowledge_of(count.said, None, zones, at)) for count in incident.counts]
    counts = [each for each in counts if each[1] is not Knowledge.NOT_YET]
    counts.sort(key=lambda each: read(each[0].said, zones).earliest or at)
    shown = replace(
        incident, claims=tuple(claim for claim, _ in claims), counts=tuple(count for count, _ in counts)
    )
    return IncidentAnswers(
        shown,
        tuple(QuestionAnswers(question, _answered(question, claims)) for question in Question),
        tuple(Counted(count, knowledge, count.limits or UNLIMITED) for count, knowledge in counts),
    )


def _answered(question: Question, claims: Iterable[tuple[Claim, Knowledge]]) -> tuple[Answered, ...]:
    asked = [each for each in claims if each[0].question is question]
    last = {(claim.by, _about(claim)): at for at, (claim, _) in enumerate(asked)}
    return tuple(
        Answered(claim, knowledge, last[claim.by, _about(claim)] == at)
        for at, (claim, knowledge) in enumerate(asked)
    )


def _about(claim: Claim) -> str:
    """What a later answer of the same actor replaces: of a breach, the answer on the same clause."""
    return claim.of if claim.question in (Question.BREACH, Question.FINDING) else ""
