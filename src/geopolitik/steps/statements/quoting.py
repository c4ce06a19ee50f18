"""Quotations: those that go on with a statement, and those that no other finder tied to a source."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from geopolitik.model.annotation import Quotation
from geopolitik.model.span import Span
from geopolitik.model.statement import SpeechAct
from geopolitik.steps.statements.cues import Cue, match, verbs
from geopolitik.steps.statements.draft import Draft
from geopolitik.steps.statements.scene import Phrase, Scene

_STANDS_ALONE = re.compile(r"[.:!?…][\s\"“”„«»‘’'`]*$")
_NEAR = 200
"""Characters between two quotations of one statement: source, cue and what stands with them."""
_MARKS = "\"“”„‟«»‘’'`「」『』‚‹›"
SPOKEN = Cue("", "quotation", SpeechAct.SAYS, 0.0, frozenset())
"""Stands for the cue of a quotation whose source only its place tells."""


def whole(scene: Scene, quotation: Quotation) -> Span:
    """A quotation with its marks."""
    start, end = quotation.start, quotation.end
    while start > 0 and scene.text[start - 1] in _MARKS:
        start -= 1
    while end < len(scene.text) and scene.text[end] in _MARKS:
        end += 1
    return Span(start, end)


class Quoting:
    """Widens contents to whole quotations and gives the quotations left over to a statement."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._starts = [quotation.start for quotation in scene.quotations]

    def finish(self, drafts: Sequence[Draft]) -> list[Draft]:
        """The drafts with their quotations, and one more for each quotation that is somebody else's."""
        found = [draft._replace(content=self._widened(draft)) for draft in drafts]
        taken = self._taken(found)
        by_cue = {draft.cue.first: index for index, draft in enumerate(found) if draft.cue is not None}
        spoken = dict(taken)
        for index, quotation in enumerate(self._scene.quotations):
            if index in taken or not quotation.is_speech:
                continue
            owner = self._owner(by_cue, spoken, index)
            if owner is not None:
                found[owner] = self._with(found[owner], whole(self._scene, quotation))
                spoken[index] = owner
                continue
            draft = self._alone(quotation)
            if draft is not None:
                spoken[index] = len(found)
                found.append(draft)
        return found

    def _widened(self, draft: Draft) -> tuple[Span, ...]:
        """Each piece of a content reaches over the whole of the speech that it begins or ends in."""
        pieces: list[Span] = []
        for piece in draft.content:
            start, end = piece.start, piece.end
            for at in (piece.start + 1, piece.end - 1):
                quotation = self._at(at)
                if quotation is not None and (quotation.is_speech or quotation.start < at < quotation.end):
                    around = whole(self._scene, quotation)
                    start, end = min(start, around.start), max(end, around.end)
            pieces.append(Span(start, end))
        return _joined(pieces)

    def _at(self, offset: int) -> Quotation | None:
        index = bisect_right(self._starts, offset) - 1
        if index < 0 or self._scene.quotations[index].end <= offset:
            return None
        return self._scene.quotations[index]

    def _taken(self, drafts: Sequence[Draft]) -> dict[int, int]:
        """Index of each quotation that lies in contents → index of the draft whose content begins last."""
        pieces = sorted(
            (piece.start, -piece.end, owner) for owner, draft in enumerate(drafts) for piece in draft.content
        )
        found: dict[int, int] = {}
        around: list[tuple[int, int]] = []
        at = 0
        for index, start in enumerate(self._starts):
            while at < len(pieces) and pieces[at][0] <= start:
                around.append((-pieces[at][1], pieces[at][2]))
                at += 1
            while around and around[-1][0] <= start:
                around.pop()
            if around:
                found[index] = around[-1][1]
        return found

    def _owner(self, by_cue: dict[int, int], spoken: dict[int, int], index: int) -> int | None:
        """The draft that a quotation goes on with: whose cue it has, or that of the quotation before."""
        scene = self._scene
        quotation = scene.quotations[index]
        if quotation.cue is not None:
            owner = by_cue.get(scene.token_from(quotation.cue.start))
            if owner is not None:
                return owner
        if index == 0 or index - 1 not in spoken:
            return None
        before = scene.quotations[index - 1]
        shares = quotation.speaker is None or quotation.speaker == before.speaker
        return spoken[index - 1] if shares and self._goes_on(before, quotation) else None

    def _goes_on(self, before: Quotation, quotation: Quotation) -> bool:
        """Whether a quotation begins a sentence of its own, a few words behind the one before it."""
        text = self._scene.text
        between = text[before.end : whole(self._scene, quotation).start]
        if not between.strip(_MARKS + " \n\xa0"):  # the next paragraph of one quotation
            return True
        if len(between) > _NEAR or "\n" in between or not before.is_speech:
            return False
        return _STANDS_ALONE.search(between) is not None

    def _with(self, draft: Draft, piece: Span) -> Draft:
        return draft._replace(content=_joined([*draft.content, piece]))

    def _alone(self, quotation: Quotation) -> Draft | None:
        """A statement of a quotation whose speaker the annotation names."""
        scene = self._scene
        if quotation.speaker is None or (quotation.cue is None and self._is_title(quotation)):
            return None
        first = scene.token_from(quotation.speaker.start)
        source = Phrase(first, max(first + 1, scene.token_from(quotation.speaker.end)))
        entry, cue = SPOKEN, None
        if quotation.cue is not None:
            at = scene.token_from(quotation.cue.start)
            cue = Phrase(at, max(at + 1, scene.token_from(quotation.cue.end)))
            form = match(verbs(), scene.norms, at, len(scene.norms))
            entry = form.cue if form is not None else SPOKEN
        sentence = scene.sentence_of[scene.token_from(quotation.start)]
        return Draft(entry, "quotation", cue, source, (whole(scene, quotation),), sentence)

    def _is_title(self, quotation: Quotation) -> bool:
        """Whether most longer words of a quotation have capitals, as in a film's name."""
        scene = self._scene
        inside = range(scene.token_from(quotation.start), scene.token_from(quotation.end))
        long = [at for at in inside if len(scene.norms[at]) > 3]
        return sum(scene.capitals[at] for at in long) > 0.6 * len(long)


def _joined(pieces: list[Span]) -> tuple[Span, ...]:
    """In text order, overlapping ones as one."""
    found: list[Span] = []
    for piece in sorted(pieces):
        if found and piece.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, piece.end))
        else:
            found.append(piece)
    return tuple(found)
