"""How a page speaks of credit: outright to those who work here, to readers only what an editor approved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from geopolitik.app.naming import credit_words, witness_words
from geopolitik.app.stories.looking import as_told, may_say_uncredited
from geopolitik.model.keeping import Decision, Judgement, KeptDerivation
from geopolitik.model.people import User
from geopolitik.model.story import Change, ChangeKind, CreditState, Derivation, Witness
from geopolitik.publish.site.views.decisions import Decided, decided

NOT_REVIEWED = "credit not reviewed yet"
_MISSING = frozenset({CreditState.NONE, CreditState.WRONG})


@dataclass(frozen=True, slots=True)
class Crediting:
    """What may be said about the credit of a story's edges."""

    edges: Mapping[tuple[str, str], KeptDerivation]
    """By wording ids of original and copy."""
    decisions: Mapping[str, Decision]
    outright: bool
    """Whether everything may be said."""
    people: Mapping[str, User] = field(default_factory=dict)
    """Who decided, by id."""

    @classmethod
    def of(
        cls,
        edges: Iterable[KeptDerivation],
        decisions: Mapping[str, Decision],
        *,
        outright: bool,
        people: Mapping[str, User],
    ) -> Crediting:
        """For the edges of one story, with the decisions in force and those who took them."""
        told = edges if outright else (as_told(edge, decisions.get(edge.id)) for edge in edges)
        return cls({(edge.original, edge.copy): edge for edge in told}, decisions, outright, people)

    def decided(self, edge: KeptDerivation) -> Decided | None:
        """The decision in force about an edge, in words."""
        found = self.decision(edge)
        return decided(found, self.people.get(found.by), outright=self.outright) if found else None

    def decision(self, edge: KeptDerivation) -> Decision | None:
        """The decision in force about an edge."""
        return self.decisions.get(edge.id)

    def may_say(self, edge: KeptDerivation) -> bool:
        """Whether the page may say how the copy credits."""
        return self.outright or not edge.is_uncredited or may_say_uncredited(edge, self.decision(edge))

    def is_rejected(self, edge: KeptDerivation) -> bool:
        """Whether somebody found that there is no such derivation."""
        decision = self.decision(edge)
        return decision is not None and decision.judgement is Judgement.REJECT

    def words(self, edge: KeptDerivation) -> str:
        """`credits X, not Y`, or that nobody looked at it yet."""
        if not self.may_say(edge):
            return NOT_REVIEWED
        return credit_words(CreditState(edge.credit), edge.credited_to, edge.original_name)

    def may_show(self, change: Change, edge: KeptDerivation | None) -> bool:
        """Whether a typed change may be named: that credit was dropped is a charge like any other."""
        if change.kind is not ChangeKind.CREDIT_DROPPED:
            return True
        return self.outright or (edge is not None and may_say_uncredited(edge, self.decision(edge)))

    # As the drawing of the stemma asks

    def edge(self, derivation: Derivation, origin: str) -> str:
        """Whom a copy credits for what it was made from."""
        kept = self.edges.get((derivation.original, derivation.copy))
        if kept is not None and self.is_rejected(kept):
            return "rejected on review"
        if self._hides(derivation):
            return NOT_REVIEWED
        return credit_words(derivation.credit, derivation.credited_to, origin)

    def witness(self, witness: Witness, origin: str) -> str:
        """How a capture credits the wording that it carries; nobody approves that for a single capture."""
        if witness.credit in _MISSING and not self.outright:
            return NOT_REVIEWED
        return witness_words(witness, origin)

    def names_nobody(self, derivation: Derivation) -> bool:
        """Whether the line is marked as one whose copy names nobody."""
        return derivation.credit is CreditState.NONE and not self._hides(derivation)

    def _hides(self, derivation: Derivation) -> bool:
        kept = self.edges.get((derivation.original, derivation.copy))
        if kept is not None:
            return not self.may_say(kept)
        return derivation.credit in _MISSING and not self.outright
