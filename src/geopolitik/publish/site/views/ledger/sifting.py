"""Which arrangements of a large case are shown: by words, by actor, only those in force; a page at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from geopolitik.model.ledger.accounts import AccountStatus, Arrangement, InForce, Knowledge
from geopolitik.model.ledger.case import Case
from geopolitik.publish.site.views.ledger.asking import Asked, number_of
from geopolitik.publish.site.visit import Visit

PAGE = 25
"""Arrangements on one page of a board."""
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Sieve:
    """What is asked for."""

    words: str = ""
    actor: str = ""
    in_force: bool = False
    page: int = 1

    @property
    def is_set(self) -> bool:
        """Whether anything is left out."""
        return bool(self.words or self.actor or self.in_force)

    def query(self, asked: Asked, page: int) -> str:
        """The query of another page of the same list."""
        told = dict(asked.parts)
        told |= {"words": self.words, "actor": self.actor, "force": "yes" if self.in_force else ""}
        return "?" + urlencode({name: value for name, value in told.items() if value} | {"page": page})


@dataclass(frozen=True, slots=True)
class Sifted:
    """A page of the arrangements that were asked for."""

    arrangements: tuple[Arrangement, ...]
    sieve: Sieve
    total: int
    """So many were found."""
    pages: int
    is_large: bool
    """Whether the case has more arrangements than one page holds."""


def sieve(visit: Visit) -> Sieve:
    """What the address asks for."""
    return Sieve(
        " ".join(visit.query("words")[:_LONGEST].split()),
        " ".join(visit.query("actor")[:_LONGEST].split()),
        visit.query("force") == "yes",
        number_of(visit, "page"),
    )


def sifted(case: Case, wanted: Sieve, answers: Mapping[str, Sequence[AccountStatus]]) -> Sifted:
    """The page of arrangements that is asked for.

    Args:
        answers: by arrangement.
    """
    called = {actor.id: _folded(actor.id, actor.name, *actor.aliases) for actor in case.actors}
    found = [
        one
        for one in case.arrangements
        if _has_words(one, called, wanted.words)
        and _has_actor(one, called, wanted.actor)
        and (not wanted.in_force or any(map(_is_in_force, answers.get(one.id, ()))))
    ]
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(1, wanted.page), pages)
    shown = tuple(found[(page - 1) * PAGE : page * PAGE])
    return Sifted(shown, replace(wanted, page=page), len(found), pages, len(case.arrangements) > PAGE)


def _has_words(one: Arrangement, called: Mapping[str, str], words: str) -> bool:
    text = " ".join((_folded(one.id, one.title), *(called.get(party, party) for party in one.parties)))
    return all(word in text for word in words.casefold().split())


def _has_actor(one: Arrangement, called: Mapping[str, str], actor: str) -> bool:
    wanted = actor.casefold()
    return not wanted or any(wanted in called.get(party, party) for party in one.parties)


def _folded(*texts: str) -> str:
    return " ".join(texts).casefold()


def _is_in_force(answer: AccountStatus) -> bool:
    held = answer.in_force in (InForce.CERTAINLY, InForce.POSSIBLY)
    return held and answer.knowledge is not Knowledge.NOT_YET
