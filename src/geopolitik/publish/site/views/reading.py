"""A story as a visit asks for it: which trace, what may be said, and what its page depends on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from geopolitik.app.naming import Naming
from geopolitik.app.quoting import Shown
from geopolitik.app.stories import keeping
from geopolitik.app.stories.looking import Glance, corrections_of, glance, said_of, shown_of, trace_of
from geopolitik.errors import NotFoundError
from geopolitik.model.correcting import Correction
from geopolitik.model.people import Role
from geopolitik.model.statement import Statement
from geopolitik.model.story import Trace
from geopolitik.publish.site.views.crediting import Crediting
from geopolitik.publish.site.visit import Visit
from geopolitik.storage import accounts, decisions


@dataclass(frozen=True)
class Reading:
    """A story before one viewer; its trace is read only when it is needed."""

    visit: Visit
    glance: Glance

    @classmethod
    def of(cls, visit: Visit, story_id: str) -> Reading:
        """The story that a visit asks for, and the revision, if it names one.

        Raises:
            NotFoundError: there is none, or the viewer may not know of it.
        """
        asked = visit.query("revision")
        if asked and not (asked.isascii() and asked.isdigit() and len(asked) < 7):
            raise NotFoundError(story_id, f"has no revision {asked[:20]}")
        return cls(visit, glance(visit.house, visit.viewer, story_id, revision=int(asked) if asked else None))

    @property
    def outright(self) -> bool:
        """Whether the viewer works here and sees everything."""
        return self.visit.viewer.at_least(Role.ANALYST)

    @property
    def is_latest(self) -> bool:
        """Whether it is the latest trace."""
        return self.glance.revision == self.glance.head.revision

    @property
    def query(self) -> str:
        """What addresses of this revision end with."""
        return "" if self.is_latest else f"?revision={self.glance.revision}"

    @cached_property
    def trace(self) -> Trace:
        """The trace that is asked for."""
        return trace_of(self.visit.house, self.glance)

    @cached_property
    def shown(self) -> Shown:
        """What the public is shown of the texts."""
        return shown_of(self.visit.house, self.glance)

    @cached_property
    def said(self) -> Mapping[str, Sequence[Statement]]:
        """The statements of its texts, by capture."""
        return said_of(self.visit.house, self.glance)

    @cached_property
    def corrections(self) -> tuple[Correction, ...]:
        """What outlets changed in their own texts later on, and which copies have it."""
        return corrections_of(self.visit.house, self.glance)

    @cached_property
    def crediting(self) -> Crediting:
        """The edges of the trace that is asked for, and what may be said of them."""
        edges, decided = self.glance.edges, self.glance.decisions
        with self.visit.house.store.reading() as r:
            if not self.is_latest:
                edges = tuple(keeping.edges(self.glance.head.id, self.trace, Naming.of(self.trace)))
                decided = decisions.standing(r, [edge.id for edge in edges])
            deciders = {decision.by for decision in decided.values()}
            people = {user.id: user for by in deciders if (user := accounts.user(r, by))}
        return Crediting.of(edges, decided, outright=self.outright, people=people)

    @property
    def key(self) -> tuple[object, ...]:
        """All that what is shown of the trace depends on."""
        decided = tuple(sorted(decision.id for decision in self.glance.decisions.values()))
        zone = self.visit.settings.zone
        head = self.glance.head
        return (head.id, self.glance.revision, head.revision, decided, self.outright, zone)
