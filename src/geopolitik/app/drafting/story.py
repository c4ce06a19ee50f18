"""A trace as a draft needs it: which texts belong to the story, who published them, where they come from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import PurePath

from geopolitik.app.drafting.refs import clean
from geopolitik.model.annotation import Annotation
from geopolitik.model.article import Timestamp
from geopolitik.model.story import Redline, Trace, Wording
from geopolitik.text.dates import day_words


@dataclass(frozen=True)
class Story:
    """Looks things up in a trace; texts that have nothing to do with the story are left aside."""

    trace: Trace

    @cached_property
    def annotations(self) -> dict[str, Annotation]:
        """By capture id, all of them."""
        return {annotation.capture_id: annotation for annotation in self.trace.annotations}

    @cached_property
    def wordings(self) -> dict[str, Wording]:
        """By id, those of the story only, in the trace's order."""
        unrelated = self.trace.origins.unrelated
        return {wording.id: wording for wording in self.trace.wordings if wording.id not in unrelated}

    @cached_property
    def wording_of(self) -> dict[str, Wording]:
        """By capture id, of all captures."""
        return {w.capture: wording for wording in self.trace.wordings for w in wording.witnesses}

    @cached_property
    def captures(self) -> tuple[str, ...]:
        """Ids of the captures that belong to the story, in the order in which they were given."""
        kept = {witness.capture for wording in self.wordings.values() for witness in wording.witnesses}
        return tuple(capture for capture in self.annotations if capture in kept)

    @cached_property
    def texts(self) -> dict[str, Annotation]:
        """The annotation that stands for each captured wording of the story, by wording id."""
        found = {}
        for wording in self.wordings.values():
            if wording.representative in self.annotations:
                found[wording.id] = self.annotations[wording.representative]
        return found

    @cached_property
    def leading(self) -> tuple[str, ...]:
        """Ids of the captured wordings nearest to the origins: roots, or what was made of lost ones."""
        found: dict[str, None] = {}
        for root in self.trace.origins.roots:
            found |= dict.fromkeys(self._captured_from(root, frozenset()))
        return tuple(found)

    def _captured_from(self, wording: str, passed: frozenset[str]) -> Iterator[str]:
        if wording in self.texts:
            yield wording
        elif wording not in passed:
            for derivation in self.trace.derivations:
                if derivation.original == wording:
                    yield from self._captured_from(derivation.copy, passed | {wording})

    def redlines_of(self, original: str) -> Iterator[Redline]:
        """The redlines of what was made from a wording."""
        return (redline for redline in self.trace.redlines if redline.original == original)

    def outlet(self, capture: str) -> str:
        """Who published a capture, told apart from their other texts; its file's name if it doesn't say."""
        name, text = self.named_outlet(capture), self.annotations[capture]
        if name is None:
            return f"unnamed outlet ({_file(text)})"
        wording = self.wording_of[capture].id
        if self._first_of.get(name, wording) == wording:
            return name
        when = stamp(text.article.updated) or stamp(text.article.published)
        return f"{name} (text of {when.split(',')[0]})" if when else f"{name} ({_file(text)})"

    @cached_property
    def _first_of(self) -> dict[str, str]:
        """By outlet, the first of its wordings in the story."""
        found: dict[str, str] = {}
        for capture in self.captures:
            name = self.named_outlet(capture)
            if name is not None:
                found.setdefault(name, self.wording_of[capture].id)
        return found

    def named_outlet(self, capture: str) -> str | None:
        """The outlet that a capture names, if it does."""
        outlet = self.annotations[capture].article.outlet
        return (clean(outlet.name) or None) if outlet else None

    def outlets(self, wording: str) -> tuple[str, ...]:
        """Who carries a wording, each once."""
        witnesses = (w.capture for w in self.wordings[wording].witnesses if w.capture in self.annotations)
        return tuple(dict.fromkeys(self.outlet(capture) for capture in witnesses))

    def name(self, wording: str) -> str:
        """What to call a wording: who published the text that stands for it."""
        text = self.texts.get(wording)
        if text is not None:
            return self.outlet(text.capture_id)
        known = self.wordings.get(wording)
        return clean(known.name) if known and known.name else "a text that isn't kept"


def stamp(time: Timestamp | None) -> str | None:
    """A time as far as the page says it: `3 March 2026, 16:40 (UTC+02:00)`; None where it can't be read."""
    if time is None or time.iso is None:
        return None
    try:
        moment = datetime.fromisoformat(time.iso)
    except ValueError:
        return None
    day = day_words(moment)
    if "T" not in time.iso:
        return day
    zone = f" ({moment.tzname()})" if moment.tzinfo else ", zone not stated"
    return f"{day}, {moment:%H:%M}{zone}"


def moment(annotation: Annotation) -> datetime | None:
    """The publication's instant in UTC; None unless day, time and zone are known."""
    published = annotation.article.published
    try:
        found = datetime.fromisoformat(published.iso or "") if published else None
    except ValueError:
        return None
    return found.astimezone(UTC) if found and found.tzinfo else None


def _file(annotation: Annotation) -> str:
    name = annotation.article.capture.name
    return clean(name if "://" in name else PurePath(name).name or name)
