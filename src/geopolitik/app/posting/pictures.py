"""Pictures of ours: for posts, channels and people."""

from __future__ import annotations

from dataclasses import dataclass

from geopolitik.app.access import may_write
from geopolitik.app.house import House
from geopolitik.app.pictures import tidied
from geopolitik.errors import NotFoundError, RefusedError
from geopolitik.model.people import Viewer
from geopolitik.model.publishing import Picture
from geopolitik.storage import audits, media


@dataclass(frozen=True, slots=True)
class Added:
    """A picture that was just kept."""

    picture: Picture
    width: int
    height: int
    """Pixels."""

    @property
    def address(self) -> str:
        """Where readers' browsers find it."""
        return f"/media/{self.picture.id}"


def add_picture(house: House, viewer: Viewer, content: bytes) -> Added:
    """Keep a picture, without the metadata it came with.

    Raises:
        RefusedError: the viewer doesn't write here.
        UsageError: it is no picture of a known kind, broken, or too large.
    """
    if not may_write(viewer):
        raise RefusedError("a picture", "is handed in by those who write here", "Ask an editor.")
    tidy = tidied(content)
    at = house.clock()
    with house.store.writing() as w:
        picture = media.add(w, tidy.content, tidy.type, by=str(viewer.id), at=at)
        audits.note(w, "added", "picture", picture.id, by=viewer.id, at=at, detail=tidy.type)
    return Added(picture, tidy.width, tidy.height)


def added_picture(house: House, picture_id: str) -> Added:
    """A picture that is kept already, with its size.

    Raises:
        NotFoundError: there is none.
    """
    found = find_picture(house, picture_id)
    tidy = tidied(found.content)
    return Added(found, tidy.width, tidy.height)


def find_picture(house: House, picture_id: str) -> Picture:
    """A picture by its id, which nobody can guess: whoever knows it may see it.

    Raises:
        NotFoundError: there is none.
    """
    with house.store.reading() as r:
        found = media.get(r, picture_id)
    if found is None:
        raise NotFoundError(picture_id, "there is no such picture")
    return found
