"""How a site is set up: looked at and changed by its admins."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import Any
from zoneinfo import available_timezones

from geopolitik.app.access import need
from geopolitik.app.house import House
from geopolitik.errors import ConflictError, NotFoundError, UsageError
from geopolitik.model.people import Audit, Role, Viewer
from geopolitik.storage import audits, upkeep
from geopolitik.storage import settings as kept
from geopolitik.storage.settings import Settings
from geopolitik.storage.upkeep import Facts
from geopolitik.text.clean import one_line

MOST = {"name": 80, "description": 300, "place": 80, "zone": 64, "notice": 500}
"""Characters that each text may have."""


def change(house: House, viewer: Viewer, wanted: Settings) -> int | None:
    """Set a site up anew.

    Returns the number of the audit log's entry, by which it can be undone; None if nothing changes.

    Raises:
        RefusedError: the viewer is no admin.
        UsageError: a text is missing or too long, or the zone is none.
    """
    need(viewer, Role.ADMIN, "setting the site up")
    wanted = _checked(wanted)
    with house.store.writing() as w:
        before, after = asdict(kept.load(w)), asdict(wanted)
        changed = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
        if not changed:
            return None
        kept.save(w, wanted)
        return audits.note(
            w, "changed", "settings", "site", by=viewer.id, at=house.clock(), detail=_written(changed)
        )


def undo(house: House, viewer: Viewer, number: int) -> None:
    """Set up as it was before a change.

    Raises:
        RefusedError: the viewer is no admin.
        NotFoundError: there is no such change.
        ConflictError: what it changed has been changed again since.
    """
    need(viewer, Role.ADMIN, "setting the site up")
    with house.store.writing() as w:
        entry = audits.one(w, number)
        changed = changes(entry) if entry else {}
        if not changed:
            raise NotFoundError(str(number), "there is no such change of the settings")
        now = kept.load(w)
        if any(getattr(now, name) != after for name, (_, after) in changed.items()):
            raise ConflictError("settings", "were changed again since", "Look at them and change them.")
        kept.save(w, replace(now, **{name: before for name, (before, _) in changed.items()}))
        back = {name: [after, before] for name, (before, after) in changed.items()}
        audits.note(w, "changed", "settings", "site", by=viewer.id, at=house.clock(), detail=_written(back))


def changes(entry: Audit) -> dict[str, tuple[Any, Any]]:
    """What an entry of the audit log says of the settings: names, each with its value before and after.

    Empty for entries about other things.
    """
    if (entry.subject_kind, entry.action) != ("settings", "changed"):
        return {}
    found: dict[str, list[Any]] = json.loads(entry.detail)
    return {name: (before, after) for name, (before, after) in found.items()}


def facts(house: House, viewer: Viewer) -> Facts:
    """How large the store is, and how much it holds.

    Raises:
        RefusedError: the viewer is no admin.
    """
    need(viewer, Role.ADMIN, "the store")
    with house.store.reading() as r:
        return upkeep.facts(r)


def _checked(wanted: Settings) -> Settings:
    tidy: dict[str, Any] = {name: one_line(getattr(wanted, name)) for name in MOST}
    for name, most in MOST.items():
        if len(tidy[name]) > most:
            raise UsageError(name, f"is longer than {most} characters", "Shorten it.")
    if not tidy["name"]:
        raise UsageError("name", "is missing", "A site needs one.")
    if tidy["zone"] not in available_timezones():
        raise UsageError("zone", "is none that is known here", "Write Europe/Paris or UTC.")
    return replace(wanted, **tidy)


def _written(changed: dict[str, list[Any]]) -> str:
    return json.dumps(changed, ensure_ascii=False)
