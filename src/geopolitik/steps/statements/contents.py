"""Where a content ends, to the right and to the left of its cue."""

from __future__ import annotations

from bisect import bisect_right

from geopolitik.model.annotation import Sentence
from geopolitik.steps.statements.cues import match, verbs
from geopolitik.steps.statements.scene import Scene

_JOINS = frozenset(["and", "but", "then", "yet", "while", "though"])
_REPORTS = frozenset(["that", "clause"])


class Ends:
    """The places where a content stops, found once for each article."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._stops = [at for at in range(1, len(scene.tokens)) if self._stops_at(at)]

    def right(self, first: int, sentence: Sentence) -> int:
        """The token behind a content that begins at `first`."""
        found = bisect_right(self._stops, first)
        stop = self._stops[found] if found < len(self._stops) else sentence.last_token
        return min(stop, sentence.last_token)

    def left(self, after: int, sentence: Sentence) -> int:
        """The first token of a content that ends before `after`."""
        found = bisect_right(self._stops, after - 1) - 1
        stop = self._stops[found] if found >= 0 else sentence.first_token
        return max(stop, sentence.first_token)

    def _stops_at(self, at: int) -> bool:
        """Whether another report begins at a token: `, adding`, `and said`, `, according to`."""
        scene = self._scene
        if scene.in_speech(at):
            return False
        word = scene.norms[at]
        last = min(len(scene.tokens), at + 4)
        if word == "according" and at + 1 < last and scene.norms[at + 1] == "to":
            return True
        behind = at + 1 if word in _JOINS else at
        if word == "while" and behind < last and scene.norms[behind].endswith("ly"):
            behind += 1
        while behind < last - 1 and (
            scene.norms[behind].endswith("ly") or scene.norms[behind] in ("also", "later", "has", "had")
        ):
            behind += 1
        if behind >= last:
            return False
        form = match(verbs(), scene.norms, behind, min(len(scene.tokens), behind + 3))
        if form is None or not (form.cue.frames & _REPORTS):
            return False
        if word in _JOINS and not scene.hard[behind]:
            return form.shape in ("past", "s") or (
                form.shape == "ing" and (scene.hard[at] or word == "while")
            )
        return scene.hard[at] and form.shape == "ing"
