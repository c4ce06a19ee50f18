"""Who uses a GeoPolitik site, and what each may do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """What a user may do on the whole site; each may do what those below it may."""

    OWNER = "owner"
    ADMIN = "admin"
    EDITOR = "editor"
    """Publishes, decides about derivations, approves."""
    ANALYST = "analyst"
    """Checks texts, works through the inbox, writes drafts."""
    MEMBER = "member"
    """Is registered, and reads."""

    @property
    def rank(self) -> int:
        """0 for the owner; the higher, the less it may do."""
        return list(Role).index(self)


@dataclass(frozen=True, slots=True)
class User:
    """Somebody with an account."""

    id: str
    name: str
    role: Role
    created_at: datetime
    about: str = ""
    picture: str | None = None
    """Id of a picture kept on this site."""
    disabled_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who is looking: a visitor without an account, or a user with the channels they belong to."""

    user: User | None = None
    channels: frozenset[str] = frozenset()
    """Ids of the channels of which the user is a member."""

    @property
    def id(self) -> str | None:
        """The user's id; None for a visitor."""
        return self.user.id if self.user else None

    def at_least(self, role: Role) -> bool:
        """Whether the viewer has this role or one above it."""
        return self.user is not None and self.user.role.rank <= role.rank


VISITOR = Viewer()


@dataclass(frozen=True, slots=True)
class Invitation:
    """An open door for one person."""

    id: str
    role: Role
    channel_id: str | None
    invited_by: str | None
    created_at: datetime
    expires_at: datetime
    used_by: str | None = None
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ApiToken:
    """A key to the API, known by its hash only."""

    id: str
    user_id: str
    name: str
    created_at: datetime
    used_at: datetime | None = None
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Audit:
    """One entry of the audit log: who did what to which thing."""

    number: int
    at: datetime
    user_id: str | None
    action: str
    subject_kind: str
    subject_id: str
    detail: str
