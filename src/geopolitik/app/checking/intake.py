"""What may be handed in: how much, to which story, and nothing that contradicts what is kept."""

from __future__ import annotations

from collections.abc import Sequence

from geopolitik.app.house import House
from geopolitik.errors import ConflictError, NotFoundError, UsageError
from geopolitik.model.capture import Capture, Declared
from geopolitik.storage import captures, stories

MOST_TEXTS = 60
MOST_BYTES = 30 * 1024 * 1024


def known(house: House, story_id: str | None) -> list[Capture]:
    """The captures of the story that is added to.

    Raises:
        NotFoundError: there is no such story.
    """
    if story_id is None:
        return []
    with house.store.reading() as r:
        head = stories.get(r, story_id)
        if head is None or head.withdrawn_at is not None:
            raise NotFoundError(story_id, "there is no such story to add to", "Check the texts alone.")
        found = [captures.get(r, a.capture_id) for a in stories.captures_of(r, story_id)]
    return [capture for capture in found if capture is not None]


def unchanged(house: House, found: Sequence[Capture]) -> None:
    """Refuse what would be ignored: a capture never changes, nor does what was said of it.

    Raises:
        ConflictError: a text is kept of which other things were said then.
    """
    with house.store.reading() as r:
        for capture in found:
            kept = captures.get(r, capture.id) if capture.declared != Declared() else None
            if kept is not None and kept.declared != capture.declared:
                said = ", ".join(filter(None, (kept.declared.outlet, kept.declared.published)))
                raise ConflictError(
                    capture.name,
                    f"is kept already, {f'as of {said}' if said else 'with nothing said of it'}",
                    "Leave outlet and time out, or give the address it stands at.",
                )


def bounded(found: Sequence[Capture]) -> None:
    """Refuse more than one check may hold.

    Raises:
        UsageError: these are too many texts, or too large ones.
    """
    if len(found) > MOST_TEXTS or sum(len(capture.content) for capture in found) > MOST_BYTES:
        limit = f"{MOST_TEXTS} texts and {MOST_BYTES // 1024 // 1024} MB"
        raise UsageError("check", f"is more than {limit}", "Hand it in in parts.")
