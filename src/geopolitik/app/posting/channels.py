"""Channels: made, changed, withdrawn and brought back."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection

from geopolitik.app.access import may_enter, may_publish, need
from geopolitik.app.house import House
from geopolitik.app.people.names import in_one_script, unlike
from geopolitik.errors import ConflictError, NotFoundError, RefusedError, UsageError
from geopolitik.model.people import Role, Viewer
from geopolitik.model.publishing import Access, Channel
from geopolitik.storage import accounts, audits, settings
from geopolitik.storage import channels as kept
from geopolitik.storage.ids import new_id
from geopolitik.text.slugs import slug

_RESERVED = frozenset({"new", "all"})


def open_channel(
    house: House,
    viewer: Viewer,
    *,
    title: str,
    description: str = "",
    access: Access = Access.EVERYONE,
    needs_approval: bool = False,
) -> Channel:
    """Make a channel; whoever makes it owns it.

    Raises:
        RefusedError: the viewer is no editor.
        UsageError: the title says nothing an address could be made from.
        ConflictError: another channel has that address, or a title that looks the same.
    """
    need(viewer, Role.EDITOR, "opening a channel")
    title, address = _title(title), slug(title)
    if not address or address in _RESERVED:
        raise UsageError("title", "makes no address", "Use a word or two.")
    at = house.clock()
    channel = Channel(
        id=new_id(),
        slug=address,
        title=title,
        description=description.strip()[:500],
        owner_id=str(viewer.id),
        access=access,
        created_at=at,
        needs_approval=needs_approval,
    )
    with house.store.writing() as w:
        kept.add(w, channel)
        unlike(title, _titles(w, but=channel.id))
        kept.add_member(w, channel.id, channel.owner_id, at=at)
        audits.note(w, "opened", "channel", channel.id, by=viewer.id, at=at, detail=title)
    return channel


def find(house: House, viewer: Viewer, address: str) -> Channel:
    """The channel at an address, if the viewer may open it.

    Raises:
        NotFoundError: there is none, or the viewer may not know of it.
    """
    with house.store.reading() as r:
        channel = kept.at(r, address)
        guests = settings.load(r).guests
    if channel is None or not may_enter(viewer, channel, guests=guests):
        raise NotFoundError(address, "there is no such channel", "It may be open to members only: sign in.")
    return channel


def change_channel(
    house: House,
    viewer: Viewer,
    channel: Channel,
    *,
    title: str,
    description: str,
    access: Access,
    needs_approval: bool,
    picture: str | None,
) -> int:
    """Change how a channel presents itself; its address stays.

    Returns the number under which the audit log holds the change, or 0 if nothing changed; see `undo_change`.

    Raises:
        RefusedError: the viewer may not.
        UsageError: the title is missing, or mixes scripts in a word.
        ConflictError: another channel has a title that looks the same.
    """
    _own(viewer, channel)
    title = _title(title)
    with house.store.writing() as w:
        if title != channel.title:
            unlike(title, _titles(w, but=channel.id))
        wanted = {
            "title": title,
            "description": description.strip()[:500],
            "access": access.value,
            "needs_approval": needs_approval,
            "picture": picture,
        }
        now = kept.at(w, channel.slug) or channel
        changed = {
            name: [getattr(now, name), new] for name, new in wanted.items() if getattr(now, name) != new
        }
        return _changed(w, house, viewer, channel, changed) if changed else 0


def undo_change(house: House, viewer: Viewer, channel: Channel, number: int) -> int:
    """Present a channel as it did before a change; returns the number of the entry that says so.

    Raises:
        RefusedError: the viewer may not.
        NotFoundError: there is no such change of this channel.
        ConflictError: what it changed has been changed again since, or its old title is another's now.
    """
    _own(viewer, channel)
    with house.store.writing() as w:
        entry = audits.one(w, number)
        about = (entry.subject_kind, entry.subject_id, entry.action) if entry else None
        if entry is None or about != ("channel", channel.id, "changed") or not entry.detail.startswith("{"):
            raise NotFoundError(str(number), "there is no such change of this channel")
        told: dict[str, list[Any]] = json.loads(entry.detail)
        now = kept.at(w, channel.slug) or channel
        if any(getattr(now, name) != after for name, (_, after) in told.items()):
            raise ConflictError(now.title, "was changed again since", "Look at its settings and change them.")
        if "title" in told:
            unlike(told["title"][0], _titles(w, but=channel.id))
        back = {name: [after, before] for name, (before, after) in told.items()}
        return _changed(w, house, viewer, channel, back)


def _changed(
    connection: Connection, house: House, viewer: Viewer, channel: Channel, changed: dict[str, list[Any]]
) -> int:
    """Change a channel's columns, each of which is given before and after; returns the entry's number."""
    kept.change(connection, channel.id, **{name: after for name, (_, after) in changed.items()})
    detail = json.dumps(changed, ensure_ascii=False)
    return audits.note(
        connection, "changed", "channel", channel.id, by=viewer.id, at=house.clock(), detail=detail
    )


def withdraw(house: House, viewer: Viewer, channel: Channel, *, withdrawn: bool) -> None:
    """Take a channel off the site, or put it back; its posts stay with it.

    Raises:
        RefusedError: the viewer is no admin.
    """
    need(viewer, Role.ADMIN, "withdrawing a channel")
    at = house.clock()
    with house.store.writing() as w:
        kept.change(w, channel.id, withdrawn_at=at if withdrawn else None)
        action = "withdrew" if withdrawn else "brought back"
        audits.note(w, action, "channel", channel.id, by=viewer.id, at=at)


def set_member(house: House, viewer: Viewer, channel: Channel, name: str, *, member: bool) -> None:
    """Let a user belong to a channel, or no longer.

    Raises:
        RefusedError: the viewer may not.
        NotFoundError: there is no such user.
    """
    _own(viewer, channel)
    at = house.clock()
    with house.store.writing() as w:
        user = accounts.user_named(w, name.strip())
        if user is None:
            raise NotFoundError(name, "there is no such user", "Invite them first.")
        if member:
            kept.add_member(w, channel.id, user.id, at=at)
        else:
            kept.remove_member(w, channel.id, user.id)
        action = "added member" if member else "removed member"
        audits.note(w, action, "channel", channel.id, by=viewer.id, at=at, detail=user.name)


def _own(viewer: Viewer, channel: Channel) -> None:
    if not may_publish(viewer, channel):
        raise RefusedError(channel.title, "is managed by its owner and by editors", "Ask one of them.")


def _title(title: str) -> str:
    tidy = " ".join(title.split())
    if not tidy:
        raise UsageError("title", "is missing", "Give it one.")
    in_one_script(tidy[:120])
    return tidy[:120]


def _titles(connection: Connection, *, but: str) -> list[str]:
    """The titles of the other channels, withdrawn ones too: they may come back."""
    every = (*kept.all_channels(connection), *kept.all_channels(connection, withdrawn=True))
    return [channel.title for channel in every if channel.id != but]
