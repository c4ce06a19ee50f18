"""The bundled sample story, ready to be traced."""

from __future__ import annotations

from importlib.resources import files

from geopolitik.app.sources import Source


def sample_story() -> tuple[Source, ...]:
    """The captures of the invented story that ships with the package, in the order of their numbers."""
    folder = files("geopolitik.samples")
    # The captures are numbered; the truth and the note beside them are no part of the story.
    captures = sorted(
        (item for item in folder.iterdir() if item.name[:1].isdigit()), key=lambda item: item.name
    )
    return tuple(Source(item.read_bytes(), item.name) for item in captures)
