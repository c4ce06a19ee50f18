"""Users, tokens and the audit log, as they are answered."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from geopolitik.model.people import ApiToken, Audit, Role, User
from geopolitik.publish.api.lists import Listing
from geopolitik.publish.api.shape import Shape


class UserShape(Shape):
    """Somebody with an account."""

    id: str = Field(description="Their id.")
    name: str = Field(description="Their name.")
    role: Role = Field(description="What they may do on the whole site.")
    about: str = Field(description="What they say of themselves.")
    created_at: datetime = Field(description="Since when they have an account.")
    disabled_at: datetime | None = Field(description="When they were shut out; null if they were not.")


class UserList(Listing[UserShape]):
    """Users, the newest first."""


class Me(UserShape):
    """Whose token this is."""

    channels: list[str] = Field(
        description="The channels of which they are a member: their addresses' last parts."
    )


class TokenShape(Shape):
    """A key to the API, without the key."""

    id: str = Field(description="Its id.")
    name: str = Field(description="What its owner calls it.")
    created_at: datetime = Field(description="When it was made.")
    used_at: datetime | None = Field(description="When it was last used, if that is known.")
    withdrawn_at: datetime | None = Field(description="When it was withdrawn; null while it is good.")


class TokenList(Listing[TokenShape]):
    """Tokens, the newest first."""


class Entry(Shape):
    """One entry of the audit log."""

    number: int = Field(description="Its number; it counts up.")
    at: datetime = Field(description="When it was done.")
    user_id: str | None = Field(description="Who did it; null for the site itself and for visitors.")
    action: str = Field(description="What was done.", examples=["published"])
    subject_kind: str = Field(description="To which kind of thing.", examples=["post"])
    subject_id: str = Field(description="To which.")
    detail: str = Field(description="What else is known of it.")


class EntryList(Listing[Entry]):
    """Entries of the audit log, the newest first."""


def user_fields(user: User) -> dict[str, object]:
    """What is answered of a user, by field."""
    return {
        "id": user.id,
        "name": user.name,
        "role": user.role,
        "about": user.about,
        "created_at": user.created_at,
        "disabled_at": user.disabled_at,
    }


def user_shape(user: User) -> UserShape:
    """A user as admins see them."""
    return UserShape.model_validate(user_fields(user))


def token_shape(token: ApiToken) -> TokenShape:
    """A token as its owner sees it."""
    return TokenShape(
        id=token.id,
        name=token.name,
        created_at=token.created_at,
        used_at=token.used_at,
        withdrawn_at=token.withdrawn_at,
    )


def entry(audit: Audit) -> Entry:
    """An entry of the audit log."""
    return Entry(
        number=audit.number,
        at=audit.at,
        user_id=audit.user_id,
        action=audit.action,
        subject_kind=audit.subject_kind,
        subject_id=audit.subject_id,
        detail=audit.detail,
    )
