"""The finders in order, and which of two that found the same is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from geopolitik.model.protocols import SpanFinder
from geopolitik.model.span import Span
from geopolitik.steps.statements.contents import Ends
from geopolitik.steps.statements.cues import match, verbs
from geopolitik.steps.statements.draft import Draft
from geopolitik.steps.statements.other_cues import (
    find_by_adjective,
    find_by_adverb,
    find_by_colon,
    find_by_noun,
    find_by_phrase,
)
from geopolitik.steps.statements.plain import without_echoes
from geopolitik.steps.statements.quoting import SPOKEN, Quoting
from geopolitik.steps.statements.scene import Scene
from geopolitik.steps.statements.verbs import find_by_verb


def find(scene: Scene, finder: SpanFinder | None = None) -> list[Draft]:
    """Every attribution of an article, in no order: by the rules, or by the finder given."""
    drafts = list(_search(scene) if finder is None else _given(scene, finder))
    apart = (_apart(scene, draft) for draft in Quoting(scene).finish(drafts))
    return list(without_echoes(scene, [draft for draft in apart if draft.content]))


def _search(scene: Scene) -> Iterator[Draft]:
    ends = Ends(scene)
    for index, sentence in enumerate(scene.annotation.sentences):
        if sentence.first_token == sentence.last_token:
            continue
        yield from find_by_verb(scene, ends, sentence, index)
        yield from find_by_phrase(scene, ends, sentence, index)
        yield from find_by_noun(scene, ends, sentence, index)
        yield from find_by_adjective(scene, ends, sentence, index)
        yield from find_by_adverb(scene, ends, sentence, index)
        yield from find_by_colon(scene, sentence, index)


def _given(scene: Scene, finder: SpanFinder) -> Iterator[Draft]:
    """The drafts of a plugged-in finder."""
    for found in finder.attributions(scene.text):
        content = tuple(piece for piece in found.content if piece.end <= len(scene.text) and len(piece))
        words = [scene.phrase(piece) for piece in content]
        first = next((phrase for phrase in words if phrase is not None), None)
        if first is None:
            continue
        cue = scene.phrase(found.cue) if found.cue is not None else None
        source = scene.phrase(found.source) if found.source is not None else None
        form = match(verbs(), scene.norms, cue.first, len(scene.norms)) if cue is not None else None
        at = cue.first if cue is not None else first.first
        entry = form.cue if form is not None else SPOKEN
        yield Draft(entry, "given", cue, source, content, scene.sentence_of[at])


def _apart(scene: Scene, draft: Draft) -> Draft:
    """The draft with cue and source cut out of its content."""
    content: Iterable[Span] = draft.content
    for phrase in (draft.cue, draft.source):
        if phrase is not None:
            content = _without(content, scene.bare(phrase))
    return draft._replace(content=tuple(_trimmed(scene.text, content)))


def _without(content: Iterable[Span], cut: Span) -> Iterator[Span]:
    for piece in content:
        if not piece.overlaps(cut):
            yield piece
            continue
        if piece.start < cut.start:
            yield Span(piece.start, cut.start)
        if cut.end < piece.end:
            yield Span(cut.end, piece.end)


def _trimmed(text: str, content: Iterable[Span]) -> Iterator[Span]:
    """Each piece without blanks and commas at its ends; a piece without a word is left out."""
    for piece in content:
        passage = piece.of(text)
        start = piece.start + len(passage) - len(passage.lstrip(" ,;:\n\t\xa0"))
        end = piece.end - (len(passage) - len(passage.rstrip(" ;:\n\t\xa0")))
        if start < end and any(character.isalnum() for character in text[start:end]):
            yield Span(start, end)
