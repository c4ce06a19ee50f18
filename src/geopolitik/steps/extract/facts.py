"""Facts: what the labelled page says of itself - title, byline, section, feed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from geopolitik.model.article import Block, Label, Timestamp
from geopolitik.steps.extract import masthead, stamps, traits

_SPACES = re.compile(r"\s+")
_CRUMB_MARKS = re.compile(r"\s*[>»›/|]\s*")
_LOST_MARK = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])|(?<=[\d)])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Facts:
    """What the page's own text says of the article."""

    title: str | None
    byline: str | None
    section: str | None
    breadcrumbs: tuple[str, ...]
    feed_name: str | None


def gather(legible: str, blocks: Sequence[Block]) -> Facts:
    """Read the facts off the labelled blocks; `legible` is the text without its markup."""
    title = _first(legible, blocks, Label.TITLE)
    crumbs = _crumbs(_first(legible, blocks, Label.BREADCRUMB) or "", title)
    sections = [crumb for crumb in crumbs if crumb != title]
    return Facts(
        title=title,
        byline=_byline(legible, blocks),
        # The first crumb is the front page.
        section=_first(legible, blocks, Label.SECTION) or (sections[-1] if len(sections) > 1 else None),
        breadcrumbs=crumbs,
        feed_name=_first(legible, blocks, Label.FEED),
    )


def _crumbs(line: str, title: str | None) -> tuple[str, ...]:
    """The steps of a path, also of one whose marks were lost: `HomeWorldTruce holds`."""
    end = [title] if title and line.endswith(title) else []
    path = line.removesuffix(end[0]) if end else line
    steps = [part for part in _CRUMB_MARKS.split(path) if part.strip()]
    if len(steps) == 1 and end:
        steps = _LOST_MARK.split(steps[0])
    return tuple(step.strip() for step in [*steps, *end])


def _shown(legible: str, block: Block) -> str:
    return _SPACES.sub(" ", legible[block.start : block.end]).strip()


def _first(legible: str, blocks: Sequence[Block], label: Label) -> str | None:
    return next((_shown(legible, block) for block in blocks if block.label is label), None)


def _byline(legible: str, blocks: Sequence[Block]) -> str | None:
    """The names of the first byline, or of a stamp that carries one."""
    for block in blocks:
        line = _shown(legible, block)
        if block.label is Label.BYLINE:
            return traits.byline(line) or line
        if block.label is Label.STAMP:
            names = stamps.residue(line, stamps.find_stamps(line))
            if (
                len(names) >= 2
                and names[0].casefold() != "source"
                and not masthead.sounds_like_an_outlet(" ".join(names))
            ):
                return " ".join(names)
    return None


def declared_time(value: str) -> Timestamp:
    """What the user says; kept as typed where it cannot be read."""
    stamp = stamps.read_stamp(value)
    return Timestamp(value, stamp.iso if stamp else None, stamp.zone if stamp else None, "declared")
