"""Statements along a stemma: which statements of a copy are which of its original, and what drifted."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from geopolitik.model.annotation import Annotation
from geopolitik.model.statement import (
    Drift,
    DriftKind,
    Rendering,
    Source,
    SourceKind,
    Statement,
    StatementType,
    Utterance,
)
from geopolitik.model.story import Redline

_LEAST_SHARED = 0.3
"""Of the shorter content's stems, so many must stand in the other for two statements to be one."""
_SAME_WORDS = 0.8
"""Of the shorter quotation's stems, so many stand in the other if it is one quotation, whoever is named."""
_LEAST_WORDS = 3
_OPEN_SOURCES = (SourceKind.ANONYMOUS, SourceKind.UNSTATED, SourceKind.DOCUMENT)
_Key = tuple[str, int]
"""Wording id and index among its statements."""


@dataclass(frozen=True, slots=True)
class _Side:
    """One wording's statements, each with its sentences and the stems of its content."""

    statements: tuple[Statement, ...]
    sentences: tuple[frozenset[int], ...]
    stems: tuple[frozenset[str], ...]


def utterances(
    texts: Mapping[str, Annotation], redlines: Sequence[Redline], said: Mapping[str, Sequence[Statement]]
) -> tuple[Utterance, ...]:
    """All that was said in a story, once each: what several wordings relay, and what only one has.

    Args:
        texts: the text that stands for each captured wording, by the wording's id.
        redlines: of the story's derivations.
        said: the statements of each capture, by capture id.

    Returns:
        Utterances in the order of the texts, and within a text as it goes.
    """
    order = {wording: place for place, wording in enumerate(texts)}
    found = list(along(redlines, said))
    held = {(rendering.wording, rendering.statement) for one in found for rendering in one.renderings}
    for wording, annotation in texts.items():
        for statement in said.get(annotation.capture_id, ()):
            if (wording, statement) not in held:
                found.append(Utterance((Rendering(wording, annotation.capture_id, statement, None),)))

    def place(utterance: Utterance) -> tuple[int, int]:
        first = utterance.renderings[0]
        return order.get(first.wording, len(order)), first.statement.start

    return tuple(sorted(found, key=place))


def along(redlines: Sequence[Redline], said: Mapping[str, Sequence[Statement]]) -> tuple[Utterance, ...]:
    """What was said in a story, once each, with every wording that relays it.

    Args:
        redlines: of the story's derivations, in any order.
        said: the statements of each capture, by capture id; wordings without a redline aren't joined to any
            other.

    Returns:
        Utterances that at least two wordings relay, in the order of the first rendering.
    """
    sides: dict[str, _Side] = {}
    captures: dict[str, str] = {}
    parents: dict[_Key, _Key] = {}
    for redline in redlines:
        if redline.original == redline.copy:
            # Two carriers of one wording say the same.
            continue
        a, b = redline.alignment.a, redline.alignment.b
        for wording, annotation in ((redline.original, a), (redline.copy, b)):
            captures[wording] = annotation.capture_id
            sides.setdefault(wording, _side(annotation, said.get(annotation.capture_id, ())))
        linked = {(i, j) for link in redline.alignment.links for i in link.a for j in link.b}
        for ours, theirs in _pairs(sides[redline.original], sides[redline.copy], linked):
            # A copy of two originals keeps the first that was found to carry it.
            parents.setdefault((redline.copy, theirs), (redline.original, ours))
    return tuple(_utterances(sides, captures, parents))


def _side(annotation: Annotation, statements: Sequence[Statement]) -> _Side:
    starts = [sentence.start for sentence in annotation.sentences]
    tokens = [token.start for token in annotation.tokens]
    sentences, stems = [], []
    for statement in statements:
        held: set[int] = set()
        words: set[str] = set()
        for span in statement.content:
            first, last = bisect_right(starts, span.start) - 1, bisect_right(starts, span.end - 1) - 1
            held.update(range(max(0, first), last + 1))
            at = bisect_right(tokens, span.start - 1)
            for token in annotation.tokens[at : bisect_right(tokens, span.end - 1)]:
                if token.content:
                    words.add(token.stem)
        sentences.append(frozenset(held))
        stems.append(frozenset(words))
    return _Side(tuple(statements), tuple(sentences), tuple(stems))


def _pairs(ours: _Side, theirs: _Side, linked: set[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Statements of the original with those of the copy that relay them; each used once, the likest first."""
    partners: dict[int, set[int]] = defaultdict(set)
    for i, j in linked:
        partners[i].add(j)
    holding: dict[int, list[int]] = defaultdict(list)
    for y, sentences in enumerate(theirs.sentences):
        for sentence in sentences:
            holding[sentence].append(y)
    scored: set[tuple[float, int, int]] = set()
    for x, sentences in enumerate(ours.sentences):
        reached = {y for i in sentences for j in partners[i] for y in holding[j]}
        for y in reached:
            shared = len(ours.stems[x] & theirs.stems[y])
            share = shared / max(1, min(len(ours.stems[x]), len(theirs.stems[y])))
            one, other = ours.statements[x].source, theirs.statements[y].source
            is_quotation = (
                shared >= _LEAST_WORDS and share >= _SAME_WORDS and _both_quoted(ours, x, theirs, y)
            )
            if share >= _LEAST_SHARED and (_may_be_one(one, other) or is_quotation):
                scored.add((share + _likeness(one, other), x, y))
    used_x: set[int] = set()
    used_y: set[int] = set()
    for _, x, y in sorted(scored, key=lambda s: (-s[0], s[1], s[2])):
        if x not in used_x and y not in used_y:
            used_x.add(x)
            used_y.add(y)
            yield x, y


def _likeness(one: Source, other: Source) -> float:
    """The share of words that two sources' names have in common; 0 if one names nobody."""
    a, b = set(one.entity.split()), set(other.entity.split())
    return len(a & b) / len(a | b) if a and b else 0.0


def _both_quoted(ours: _Side, x: int, theirs: _Side, y: int) -> bool:
    """Whether both stand wholly in quotation marks: the words are then somebody's own, and another's name
    beside them is a drift."""
    types = (ours.statements[x].type, theirs.statements[y].type)
    return types == (StatementType.DIRECT, StatementType.DIRECT)


def _may_be_one(one: Source, other: Source) -> bool:
    """Whether two sources may be the same: one name within the other, or one of them left open."""
    names = set(one.entity.split()), set(other.entity.split())
    if all(names) and (names[0] <= names[1] or names[1] <= names[0]):
        return True
    return one.kind in _OPEN_SOURCES or other.kind in _OPEN_SOURCES


def _utterances(
    sides: Mapping[str, _Side], captures: Mapping[str, str], parents: Mapping[_Key, _Key]
) -> Iterator[Utterance]:
    children: dict[_Key, list[_Key]] = defaultdict(list)
    for child, parent in parents.items():
        children[parent].append(child)
    roots = [key for key in children if key not in parents]
    for root in sorted(roots, key=lambda key: (sides[key[0]].statements[key[1]].start, key)):
        found: list[Rendering] = []
        queue = [root]
        while queue:
            key = queue.pop(0)
            found.append(_rendering(sides, captures, key, parents.get(key)))
            queue.extend(sorted(children.get(key, ())))
        yield Utterance(tuple(found))


def _rendering(
    sides: Mapping[str, _Side], captures: Mapping[str, str], key: _Key, parent: _Key | None
) -> Rendering:
    statement = sides[key[0]].statements[key[1]]
    drifts: tuple[Drift, ...] = ()
    if parent is not None:
        drifts = tuple(_drifts(sides[parent[0]].statements[parent[1]], statement))
    return Rendering(key[0], captures[key[0]], statement, parent[0] if parent else None, drifts)


def _is_called(one: Source, other: Source) -> bool:
    """Whether both have one name, or one has the other's last name only."""
    a, b = one.entity.split(), other.entity.split()
    return a == b or (bool(a and b) and a[-1] == b[-1] and (len(a) == 1 or len(b) == 1))


def _drifts(before: Statement, after: Statement) -> Iterator[Drift]:
    """What differs in the frame of two renderings of one statement."""
    if before.lemma != after.lemma:
        yield Drift(DriftKind.CUE, before.lemma, after.lemma, after.load - before.load)
    if before.act is not after.act:
        yield Drift(DriftKind.ACT, before.act.value, after.act.value)
    one, other = before.source, after.source
    if not _is_called(one, other) and other.kind is not SourceKind.PRONOUN:
        yield Drift(DriftKind.SOURCE, one.name or one.kind.value, other.name or other.kind.value)
    if before.type is not after.type and StatementType.INDIRECT in (before.type, after.type):
        yield Drift(DriftKind.FORM, before.type.value, after.type.value)
