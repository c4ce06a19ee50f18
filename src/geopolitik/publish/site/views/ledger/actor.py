"""An actor of a case: roles, accounts, positions and commitments, and what the stories quote of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geopolitik.app.cases.proposing import actor_of
from geopolitik.ledger.accounts import status
from geopolitik.ledger.commitments import commitments
from geopolitik.ledger.naming import Names
from geopolitik.ledger.positions import matrix
from geopolitik.model.keeping import StoryHead
from geopolitik.model.ledger.accounts import Knowledge
from geopolitik.model.ledger.case import Case
from geopolitik.model.ledger.sources import Actor, Role
from geopolitik.publish.site.views.addresses import story_address
from geopolitik.publish.site.views.ledger.asking import Asked
from geopolitik.publish.site.views.ledger.board import IN_FORCE
from geopolitik.publish.site.views.ledger.passages import entry_address, when_words
from geopolitik.publish.site.views.ledger.positions import PositionView, position_view
from geopolitik.publish.site.views.said import SaidShown

MOST_EACH = 5
"""Statements that are shown of one story; the others stand on its page."""


@dataclass(frozen=True, slots=True)
class RoleView:
    """What somebody was, for whom, and when."""

    who: str
    """Empty on the page of whoever has the role."""
    title: str
    of: str
    address: str
    """Of the actor whom it is for, or of who has it."""
    span: str


@dataclass(frozen=True, slots=True)
class AccountView:
    """What an actor said of an arrangement."""

    arrangement: str
    arrangement_address: str
    address: str
    said: str
    known: str
    """Empty if it was known; else how far it was not."""
    answer: str
    speaker: str
    """Who spoke, where another than the actor; on the speaker's own page, for whom."""


@dataclass(frozen=True, slots=True)
class ToldView:
    """What a story quotes of an actor."""

    title: str
    address: str
    said: tuple[SaidShown, ...]
    more: int
    """Further statements in the story."""


@dataclass(frozen=True, slots=True)
class ActorView:
    """All that the ledger and the stories hold of an actor."""

    roles: tuple[RoleView, ...]
    speakers: tuple[RoleView, ...]
    """Who speaks, or spoke, for it."""
    accounts: tuple[AccountView, ...]
    commitments: tuple[str, ...]
    positions: tuple[tuple[str, tuple[PositionView, ...]], ...]
    """Issue and history."""


def actor_view(case: Case, actor: Actor, asked: Asked) -> ActorView:
    """An actor as its case tells of it, at an instant and as known at an instant."""
    names = Names(case)
    table = matrix(case, on=asked.on, known=asked.known)
    committed = commitments(case, on=asked.on, known=asked.known)
    return ActorView(
        roles=tuple(_role(case, names, "", role, role.of) for role in actor.roles),
        speakers=tuple(
            _role(case, names, other.name, role, other.id)
            for other in case.actors
            for role in other.roles
            if role.of == actor.id
        ),
        accounts=tuple(_accounts(case, names, actor, asked)),
        commitments=next((one.sentences for one in committed if one.actor == actor.id), ()),
        positions=tuple(
            (cell.issue, tuple(position_view(case, names, entry) for entry in cell.history))
            for cell in table.cells
            if cell.actor == actor.id
        ),
    )


def _role(case: Case, names: Names, who: str, role: Role, to: str) -> RoleView:
    ends = [when_words(end) if end else "" for end in (role.start, role.end)]
    span = f"from {ends[0]}" if ends[0] else ""
    span += (" until " if span else "until ") + ends[1] if ends[1] else ""
    known = any(actor.id == to for actor in case.actors)
    address = entry_address(case.id, "actors", to) if known else ""
    return RoleView(who, role.title, names.of(role.of) if role.of else "", address, span)


def _accounts(case: Case, names: Names, actor: Actor, asked: Asked) -> Iterator[AccountView]:
    titles = {arrangement.id: arrangement.title for arrangement in case.arrangements}
    for found in status(case, on=asked.on, known=asked.known):
        account = found.account
        if actor.id not in (account.actor, account.speaker):
            continue
        other = account.speaker if account.actor == actor.id else account.actor
        speaker = ""
        if other and other != actor.id:
            lead = "by" if account.actor == actor.id else "for"
            speaker = f"{lead} {names.of(other)}"
        known = "" if found.knowledge is Knowledge.KNOWN else found.knowledge.value
        yield AccountView(
            arrangement=titles.get(account.arrangement, account.arrangement),
            arrangement_address=entry_address(case.id, "arrangements", account.arrangement),
            address=entry_address(case.id, "accounts", account.id),
            said=when_words(account.said),
            known=known,
            answer="" if found.knowledge is Knowledge.NOT_YET else IN_FORCE[found.in_force],
            speaker=speaker,
        )


def told_view(actor: Actor, head: StoryHead, said: Sequence[SaidShown]) -> ToldView | None:
    """What a story quotes of an actor, as far as its words may be shown; None if nothing."""
    own = [one for one in said if actor_of((actor,), one.utterance.source)]
    shown = [one for one in own if one.passage]
    if not own:
        return None
    return ToldView(
        title=head.title,
        address=story_address(head),
        said=tuple(shown[:MOST_EACH]),
        more=len(own) - len(shown[:MOST_EACH]),
    )
