"""A picture told by its first bytes, whatever it is called, and written out anew without metadata.

Cameras write places, names and serial numbers into pictures; who sends one to a newsroom may not know it.
Only the parts that draw the picture are kept, byte by byte, so that nothing is lost by coding it anew.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from geopolitik.app.pictures import gif, jpeg, png, webp
from geopolitik.app.pictures.drawn import BrokenError, Drawn
from geopolitik.errors import UsageError

MOST_BYTES = 5 * 1024 * 1024
MOST_PIXELS = 40_000_000
_ADVICE = "Send a PNG, JPEG, GIF or WebP."


@dataclass(frozen=True, slots=True)
class Tidy:
    """A picture as it is kept."""

    type: str
    """Media type."""
    content: bytes
    width: int
    height: int
    """Pixels, as it is shown."""


_READERS: tuple[tuple[str, Callable[[bytes], bool], Callable[[bytes], Drawn]], ...] = (
    ("image/png", png.is_png, png.read),
    ("image/jpeg", jpeg.is_jpeg, jpeg.read),
    ("image/gif", gif.is_gif, gif.read),
    ("image/webp", webp.is_webp, webp.read),
)


def tidied(content: bytes) -> Tidy:
    """A picture without metadata.

    Raises:
        UsageError: it is no picture of a known kind, broken, or too large.
    """
    if len(content) > MOST_BYTES:
        raise UsageError("picture", "is larger than 5 MB", "Make it smaller.")
    found = next(((kind, read) for kind, is_one, read in _READERS if is_one(content)), None)
    if found is None:
        raise UsageError("picture", "is of a kind that isn't taken here", _ADVICE)
    kind, read = found
    try:
        drawn = read(content)
    except BrokenError as error:
        raise UsageError("picture", f"is broken: {error}", "Save it anew, and send it again.") from error
    if not drawn.width or not drawn.height:
        raise UsageError("picture", "has no size", "Save it anew, and send it again.")
    if drawn.width * drawn.height > MOST_PIXELS:
        raise UsageError("picture", "has more than 40 megapixels", "Make it smaller.")
    return Tidy(kind, drawn.content, drawn.width, drawn.height)
