"""Erasing on somebody's word: out of the archive, the captures, and the stories that hold the text."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from geopolitik.app.house import House
from geopolitik.app.naming import headline
from geopolitik.app.stories.keeping import keep
from geopolitik.app.tracing import trace
from geopolitik.errors import ConflictError, UsageError
from geopolitik.model.capture import Capture
from geopolitik.model.keeping import StoryHead
from geopolitik.model.story import Trace
from geopolitik.storage import audits, captures, fulltext, stories
from geopolitik.storage.archive import archive_of, erasing
from geopolitik.storage.engine import emptied_log, forget
from geopolitik.storage.forgetting import forget_texts

_TITLE = "Erased"


@dataclass(frozen=True, slots=True)
class Done:
    """What was erased, and what became of the stories that held it."""

    erased: erasing.Erased
    traced_again: tuple[str, ...]
    """Ids of the stories that go on without it."""
    withdrawn: tuple[str, ...]
    """Ids of the stories that held nothing else."""


def erase(house: House, subject: str, *, by: str, reason: str) -> Done:
    """Erase what is kept of an address, or of a capture by its id.

    Its bytes go from the archive and the store. Stories that held it are traced again without it, and their
    earlier traces go with it. That it was there stays, with who erased it, when and why.

    Raises:
        UsageError: no name or no reason is given.
        NotFoundError: nothing is kept of it.
        ConflictError: a story gained a text meanwhile.
        StoreError: something can't be written.
    """
    for what, value in (("reason", reason), ("name", by)):
        if not value.strip():
            raise UsageError(what, "is missing", "An erasure says who asked for it, and why.")
    archive = archive_of(house.store)
    with house.store.reading() as r:
        ids = erasing.found(r, subject).captures
        holding = {story for capture_id in ids for story in stories.stories_with(r, capture_id)}
    again = [story for story in sorted(holding) if _take_out(house, story, ids)]
    # Last: if it is stopped before, the same command finds what is left to do.
    erased = erasing.erase(archive, subject, by=by, reason=reason, at=house.clock())
    emptied_log(house.store.engine)
    return Done(erased, tuple(again), tuple(sorted(holding - set(again))))


def _take_out(house: House, story_id: str, ids: tuple[str, ...]) -> bool:
    """Let a story go on without some texts; False if it holds nothing else, and is withdrawn."""
    with house.store.reading() as r:
        head = stories.get(r, story_id)
        held = stories.captures_of(r, story_id)
        rest = [captures.get(r, a.capture_id) for a in held if a.capture_id not in ids]
    assert head is not None
    found = _traced([capture for capture in rest if capture is not None])
    if found is None:
        with house.store.writing() as w:
            _forget(w, house, head, ids, revision=head.revision + 1)
            stories.change(w, story_id, title=_TITLE, withdrawn_at=house.clock())
            fulltext.remove(w, "story", story_id)
        return False
    # A story is called by the headline of one of its texts.
    told = {a.title for a in held if a.capture_id in ids}
    title = headline(found.annotations[0]) if head.title in told else head.title

    def also(w: Connection, new: StoryHead) -> None:
        _forget(w, house, head, ids, revision=new.revision)

    keep(house, found, by=None, title=title, story_id=story_id, also=also)
    return True


def _traced(rest: list[Capture]) -> Trace | None:
    found = trace(rest) if rest else None
    return found if found and found.annotations else None


def _forget(w: Connection, house: House, head: StoryHead, ids: tuple[str, ...], *, revision: int) -> None:
    """Take the texts out of a story that has, or would have, its next revision."""
    if revision != head.revision + 1:
        raise ConflictError(head.id, "was traced again meanwhile", "Erase again.")
    forget(w)
    forget_texts(w, head.id, ids, before=revision)
    fulltext.settle(w)
    audits.note(w, "erased from", "story", head.id, by=None, at=house.clock(), detail=" ".join(ids))
