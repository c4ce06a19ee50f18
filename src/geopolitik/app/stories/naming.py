"""The stories in which somebody is named."""

from __future__ import annotations

from collections.abc import Iterable

from geopolitik.app.house import House
from geopolitik.app.searching import search
from geopolitik.model.keeping import StoryHead
from geopolitik.model.people import Role, Viewer
from geopolitik.storage import stories

MOST_STORIES = 12
"""So many, the latest traced, are looked into: each trace costs some 60 ms to read and search."""
_MOST_NAMES, _MOST_HITS = 8, 200


def stories_naming(house: House, viewer: Viewer, names: Iterable[str]) -> tuple[StoryHead, ...]:
    """The latest traced stories with a text that holds one of some names, of those the viewer may see."""
    subjects: dict[str, None] = {}
    for name in list(names)[:_MOST_NAMES]:
        phrase = " ".join(name.replace('"', " ").split())
        hits = search(house, viewer, f'"{phrase}"', limit=_MOST_HITS) if phrase else ()
        subjects |= dict.fromkeys(hit.subject for hit in hits if hit.kind != "post")
    with house.store.reading() as r:
        heads = stories.some(r, list(subjects), public_only=not viewer.at_least(Role.ANALYST))
    found = sorted(heads.values(), key=lambda head: (head.updated_at, head.id), reverse=True)
    return tuple(found[:MOST_STORIES])
