"""Corrections: what an outlet changed in its own text later on, and which copies have it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from geopolitik.model.annotation import Annotation
from geopolitik.model.span import Span
from geopolitik.model.story import Change


class Held(StrEnum):
    """What a copy has of a passage that was changed later."""

    OLD = "the old wording"
    NEW = "the later wording"
    NEITHER = "neither"
    """It doesn't have the passage."""
    CANNOT_TELL = "cannot tell"
    """It tells the passage in words of its own, or in both."""


class When(StrEnum):
    """When a copy was captured, by the two versions of its original."""

    BEFORE = "before"
    BETWEEN = "between the two versions"
    AFTER = "after"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Notice:
    """A passage in which an outlet says that it changed its text."""

    span: Span
    """In the article's text."""
    kind: str
    """`correction`, `clarification` or `update`."""


@dataclass(frozen=True, slots=True)
class Uptake:
    """What one copy has of a changed passage."""

    copy: Annotation
    held: Held
    when: When
    span: Span | None
    """Where the copy tells it."""


@dataclass(frozen=True, slots=True)
class Followed:
    """One change between two versions, followed through the copies."""

    change: Change
    notice: Notice | None
    """The later version's notice that tells of it, if one does."""
    uptakes: tuple[Uptake, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """Two versions of what lies at one address, the earlier first, and what became of the difference."""

    address: str
    before: Annotation
    after: Annotation
    changes: tuple[Followed, ...]
    """The gravest first."""
    notices: tuple[Notice, ...]
    """Those of the later version that the earlier one hadn't, told of a change that was found or not."""
    copies: tuple[Annotation, ...]
    """The texts in which it was followed."""
    latest: tuple[Annotation, ...]
    """Those of them of which no later version is there."""

    @property
    def took_it_over(self) -> tuple[Annotation, ...]:
        """The copies that have the later wording of some change, and the earlier one of none."""
        return tuple(
            copy for copy in self.copies if self._has(copy, Held.NEW) and not self._has(copy, Held.OLD)
        )

    @property
    def has_the_old(self) -> tuple[Annotation, ...]:
        """The copies that have the earlier wording of some change."""
        return tuple(copy for copy in self.copies if self._has(copy, Held.OLD))

    def _has(self, copy: Annotation, held: Held) -> bool:
        return any(u.copy is copy and u.held is held for followed in self.changes for u in followed.uptakes)
