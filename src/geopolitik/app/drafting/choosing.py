"""Which passages of the origins a draft quotes: leads first, what covers most of the story, nothing twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from math import log, sqrt

from geopolitik.app.drafting.allowance import Allowance
from geopolitik.app.drafting.differing import Differing
from geopolitik.app.drafting.refs import PassageRef
from geopolitik.app.drafting.story import Story
from geopolitik.app.drafting.units import Unit, units
from geopolitik.errors import UsageError
from geopolitik.model.annotation import Annotation
from geopolitik.model.span import Span

Fact = tuple[str, ...]
"""A kind and what it is: a name's key, a number with its unit, a speaker quoted, a content word."""

_WEIGHTS = {"name": 1.0, "number": 1.5, "speaker": 1.2, "word": 0.4}
_DISPUTED = 3.0
"""What a passage gains for holding a claim that others tell otherwise."""
_LEANS = 0.3
"""What is left of the worth of a passage that points back at one that isn't quoted."""
_TOLD = 0.1
"""What is left of the worth of a version of a claim that is quoted already."""
_FIXED = 15
"""Words that each passage costs besides its own, so that very short ones don't win by being short."""
_RESERVE = 24
"""Words of each wording kept for its side of differing versions."""
_LEAST_GAIN = 0.7
"""A passage that adds less per root of its words is not worth its room."""


def choose(
    story: Story, rows: Sequence[Differing], allowance: Allowance, length: int
) -> tuple[PassageRef, ...]:
    """The passages to quote, text by text, each text's in its own order.

    Args:
        story: the story.
        rows: where tellings differ; passages that hold such a claim are preferred.
        allowance: what may still be quoted; what is chosen is taken from it.
        length: how many words to quote altogether, about.
    """
    candidates = [unit for wording in story.leading for unit in units(story.texts[wording])]
    disputed = [version.passage for row in rows for version in row.versions if version.passage]
    facts = {unit.ref: _facts(unit.annotation, unit.span) for unit in candidates}
    common = _spread(story)
    chosen: list[Unit] = []
    room = length
    for unit in _leads(candidates):
        if room > 0 and allowance.take(unit.ref):
            chosen.append(unit)
            room -= _length(unit)
    left = [unit for unit in candidates if unit not in chosen]
    while fitting := [u for u in left if _length(u) <= room and _fits(allowance, u.ref, disputed)]:
        worth = {unit.ref: _worth(story, unit, chosen, facts, common, disputed) for unit in fitting}
        best = max(fitting, key=lambda unit: worth[unit.ref])
        if worth[best.ref] < _LEAST_GAIN:
            break
        allowance.take(best.ref)
        room -= _length(best)
        left.remove(best)
        chosen.append(best)
    return _in_order(story, [unit.ref for unit in chosen])


def _fits(allowance: Allowance, ref: PassageRef, disputed: Sequence[PassageRef]) -> bool:
    keep = _RESERVE if any(place.capture == ref.capture for place in disputed) else 0
    return allowance.fits([ref], keep=keep)


def given(story: Story, chosen: Sequence[PassageRef], allowance: Allowance) -> tuple[PassageRef, ...]:
    """The passages that an editor chose, as far as they may be quoted, in the order of their texts.

    Raises:
        UsageError: a passage lies outside its capture, or the capture isn't part of the story.
    """
    for ref in chosen:
        known = ref.capture in story.captures
        if not known or not ref.start < ref.end <= len(story.annotations[ref.capture].text):
            address = f"{ref.capture}#{ref.start}-{ref.end}"
            raise UsageError(address, "is no passage of a text of this story", "Choose it anew")
    return _in_order(story, [ref for ref in dict.fromkeys(chosen) if allowance.take(ref)])


def _in_order(story: Story, refs: Sequence[PassageRef]) -> tuple[PassageRef, ...]:
    """Text by text, leading ones first, in the order of each; neighbours made one."""
    leading = [story.texts[wording].capture_id for wording in story.leading]
    rank = {capture: place for place, capture in enumerate((*leading, *story.captures, *story.annotations))}
    rank |= {capture: place for place, capture in enumerate(leading)}
    found: list[PassageRef] = []
    for ref in sorted(refs, key=lambda ref: (rank[ref.capture], ref)):
        last = found[-1] if found and found[-1].capture == ref.capture else None
        if last and _neighbours(story.annotations[ref.capture], last, ref):
            found[-1] = PassageRef(ref.capture, last.start, max(last.end, ref.end))
        else:
            found.append(ref)
    return tuple(found)


def _neighbours(annotation: Annotation, first: PassageRef, second: PassageRef) -> bool:
    """Whether nothing but a blank within one paragraph stands between two passages."""
    between = annotation.text[first.end : second.start]
    return second.start <= first.end or (not between.strip() and "\n" not in between)


def _leads(candidates: Sequence[Unit]) -> Iterator[Unit]:
    """The opening passage of each text."""
    seen: list[str] = []
    for unit in candidates:
        if unit.annotation.capture_id not in seen:
            seen.append(unit.annotation.capture_id)
            yield unit


def _length(unit: Unit) -> int:
    sentences = unit.annotation.sentences
    return sentences[unit.sentences[-1]].last_token - sentences[unit.sentences[0]].first_token


def _facts(annotation: Annotation, home: Span) -> frozenset[Fact]:
    found: set[Fact] = {("name", n.entity) for n in annotation.names if home.contains(n.span)}
    found |= {("number", str(q.value), q.unit) for q in annotation.quantities if home.contains(q.span)}
    for quotation in annotation.quotations:
        if quotation.is_speech and quotation.span.overlaps(home):
            found.add(("speaker", quotation.speaker.entity if quotation.speaker else ""))
    found |= {("word", t.stem) for t in annotation.tokens if t.content and home.contains(t.span)}
    return frozenset(found)


def _spread(story: Story) -> Counter[Fact]:
    """In how many wordings of the story each fact stands: what many retell, the story is about."""
    whole = (_facts(text, Span(0, len(text.text))) for text in story.texts.values())
    return Counter(fact for found in whole for fact in found)


def _worth(
    story: Story,
    unit: Unit,
    chosen: Sequence[Unit],
    facts: dict[PassageRef, frozenset[Fact]],
    common: Counter[Fact],
    disputed: Sequence[PassageRef],
) -> float:
    """What a passage adds to those chosen, per root of its words."""
    told = frozenset[Fact]().union(*(facts[other.ref] for other in chosen))
    gain = sum(_WEIGHTS[fact[0]] * log(1 + common[fact]) for fact in facts[unit.ref] - told)
    gain += _DISPUTED * any(_holds(unit, place) for place in disputed)
    if unit.leans and not _follows(unit, chosen):
        gain *= _LEANS
    if any(_one_claim(story, unit, other) for other in chosen):
        gain *= _TOLD
    early = 1 + 1 / (1 + unit.sentences[0])
    return gain * early / sqrt(_length(unit) + _FIXED)


def _holds(unit: Unit, place: PassageRef) -> bool:
    return place.capture == unit.annotation.capture_id and unit.span.overlaps(place.span)


def _follows(unit: Unit, chosen: Sequence[Unit]) -> bool:
    before = unit.sentences[0] - 1
    return any(before in other.sentences and other.annotation is unit.annotation for other in chosen)


def _one_claim(story: Story, unit: Unit, other: Unit) -> bool:
    """Whether two passages of two texts answer to each other."""
    if unit.annotation is other.annotation:
        return False
    for _, _, alignment in story.trace.alignments:
        if alignment.a is unit.annotation and alignment.b is other.annotation:
            ours, theirs = unit, other
        elif alignment.a is other.annotation and alignment.b is unit.annotation:
            ours, theirs = other, unit
        else:
            continue
        return any(
            not set(link.a).isdisjoint(ours.sentences) and not set(link.b).isdisjoint(theirs.sentences)
            for link in alignment.links
        )
    return False
