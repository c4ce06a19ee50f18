"""Scope widened or narrowed: some became all, a part became the whole, a member of a list is gone."""

from __future__ import annotations

from collections.abc import Iterator

from geopolitik.model.annotation import Name
from geopolitik.model.span import Span
from geopolitik.model.story import Change, ChangeKind, Severity
from geopolitik.steps.redline.comparison import Comparison
from geopolitik.steps.redline.phrases import Hit, closed
from geopolitik.steps.redline.side import Side

_STEP = 0.4
_TIMES = closed("time noun")
_LINKS = closed("article") | {"of", "these", "those", "our"}
_MOST = ("most of", "the majority of")
_FRACTIONS = closed("fraction")
_PART, _ALL = 0.5, 1.0
_DEED = 6
"""So many words may stand between who does something and the verb."""
_CLAUSE_OPENERS = frozenset({"", "that", "but", "and", "because", "as", "while", "when", "where"})
"""A bare noun behind one of these is the subject of its clause."""
_SIDES = frozenset({"sides", "parties", "countries", "governments", "states", "armies", "camps", "leaders"})


def scope(comparison: Comparison) -> Iterator[Change]:
    """Quantifiers that differ over the same noun."""
    a, b = comparison.a, comparison.b
    for hit in a.lists["redline_quantifiers"].values():
        noun = _noun(a, hit)
        there = comparison.to_b.get(noun) if noun is not None else None
        if noun is None or there is None or a.quoted[noun] or b.quoted[there]:
            continue
        other = _over(b, there)
        mine = _over(a, noun) or hit
        before, after = _reach(mine), _reach(other) if other else None
        if after is not None and other is not None and abs(after - before) >= _STEP:
            yield _change(comparison, (hit.first, noun), (other.first, there), after > before, Severity.HIGH)
        elif after is None and (_bare(comparison, hit, noun, there) or _whole(comparison, hit, there)):
            yield _change(comparison, (hit.first, noun), (there, there), True, Severity.HIGH)
    for hit in b.lists["redline_quantifiers"].values():
        noun = _noun(b, hit)
        there = comparison.to_a.get(noun) if noun is not None else None
        if noun is None or there is None or b.quoted[noun] or _reach(hit) < _ALL or _joins(b, hit):
            continue
        if _over(a, there) is None and not _universal(comparison, noun) and _kept(comparison, noun):
            yield _change(comparison, (there, there), (hit.first, noun), True, Severity.MEDIUM)


def one_for_all(comparison: Comparison) -> Iterator[Change]:
    """What both sides or all parties do, and one named side alone in the copy."""
    a, b = comparison.a, comparison.b
    for hit in a.lists["redline_quantifiers"].values():
        if _reach(hit) < _ALL or a.quoted[hit.first]:
            continue
        sentence = a.tokens_of(a.sentence_of[hit.first])
        near = [t for t in range(hit.last, min(sentence.stop, hit.last + _DEED)) if a.content(t)]
        if len(near) < 2 or near[0] in comparison.to_b or a.norm(near[0]) not in _SIDES:
            continue
        deed = comparison.to_b.get(near[1])
        name = _named_doer(comparison, deed) if deed is not None else None
        if deed is None or name is None or b.quoted[deed]:
            continue
        ours, theirs = a.span(hit.first, near[1]), Span(name.start, b.annotation.tokens[deed].end)
        reason = f"The original says {a.quote(ours)}, the copy {b.quote(theirs)}: one side is named for all."
        yield Change(ChangeKind.SCOPE_NARROWED, Severity.HIGH, ours, theirs, reason)


def _kept(comparison: Comparison, noun: int) -> bool:
    """Whether a third of the noun's sentence is the original's: else it is said of something else."""
    b = comparison.b
    own = [t for t in b.tokens_of(b.sentence_of[noun]) if b.content(t)]
    return 3 * len(comparison.sources(own)) >= len(own)


def _joins(side: Side, hit: Hit) -> bool:
    """Whether `both` only announces two things, and `of all` a share of them: both Orsk and Korvo."""
    sentence = side.tokens_of(side.sentence_of[hit.first])
    behind = range(hit.last, min(sentence.stop, hit.last + _DEED))
    if hit.row["word"] == "both":
        return any(side.norm(t) == "and" for t in behind)
    end = side.sentences[side.sentence_of[hit.first]].span
    shares = any(end.start <= q.start < end.end and q.unit == "%" for q in side.annotation.quantities)
    return hit.first > sentence.start and side.norm(hit.first - 1) == "of" and shares


def _named_doer(comparison: Comparison, deed: int) -> Name | None:
    """The name shortly before a verb of the copy, if it answers to nothing of the original there."""
    b = comparison.b
    start = max(b.clause_tokens(b.clause_of[deed]).start, deed - _DEED)
    names = [n for n in b.names_of.get(b.sentence_of[deed], ()) if not n.is_pronoun]
    before = [n for n in names if b.starts[start] <= n.start < b.starts[deed]]
    found = before[-1] if before else None
    return None if found is None or comparison.sources(b.tokens_in(found.span)) else found


def _partial(hit: Hit) -> bool:
    """Whether a quantifier speaks of a part: some of, most of."""
    return hit.last - hit.first > 1 and (_reach(hit) <= _PART or hit.row["word"] in _MOST)


def _bare(comparison: Comparison, hit: Hit, noun: int, there: int) -> bool:
    """Whether `some` before a noun is gone and nothing limits it: some captives were, captives were."""
    a, b = comparison.a, comparison.b
    if hit.row["word"] != "some" or noun != hit.last or a.norm(noun) != b.norm(there):
        return False
    sentence = b.tokens_of(b.sentence_of[there])
    led = b.norm(there - 1) if there > sentence.start else ""
    limited = any(t in b.lists["redline_quantifiers"] or t in b.lists["redline_limits"] for t in sentence)
    opens = led in _CLAUSE_OPENERS and a.norm(noun).endswith("s")
    verbs = (a.norm(noun + 1), b.norm(there + 1)) if there + 1 in sentence else ("", " ")
    return opens and not limited and verbs[0] == verbs[1]


def _whole(comparison: Comparison, hit: Hit, there: int) -> bool:
    """Whether a part is spoken of, and the copy has no word or number for it."""
    b = comparison.b
    if hit.row["word"] == "one of" and not b.norm(there).endswith("s"):
        return False  # the group: that one
    return (
        _partial(hit)
        and not _most(b, there)
        and not _one_of(b, there, hit)
        and not _one(b, there)
        and not _counted(comparison, hit, there)
    )


def _counted(comparison: Comparison, hit: Hit, noun: int) -> bool:
    """Whether the copy gives the part as a number: 50 percent of the barges."""
    b = comparison.b
    sentence = b.sentences[b.sentence_of[noun]]
    fraction = any(word in _FRACTIONS for word in hit.row["word"].split())
    return fraction and any(sentence.start <= q.start < sentence.end for q in b.annotation.quantities)


def _reach(hit: Hit) -> float:
    return float(hit.row["reach"])


def _noun(side: Side, hit: Hit) -> int | None:
    """The noun that a quantifier before it counts: the last of the run of content words that follows."""
    stop = side.tokens_of(side.sentence_of[hit.first]).stop
    at = hit.last
    while at < min(stop, hit.last + 3) and side.norm(at) in _LINKS:
        at += 1
    if at >= stop or not side.content(at) or side.norm(at) in _TIMES:
        return None
    place = side.starts[at]
    return None if any(n.start <= place < n.end for n in side.annotation.names) else at


def _over(side: Side, noun: int) -> Hit | None:
    """The quantifier that stands shortly before a noun."""
    start = side.tokens_of(side.sentence_of[noun]).start
    found = side.lists["redline_quantifiers"]
    over = [found[at] for at in range(max(start, noun - 6), noun) if at in found]
    return min(over, key=_reach, default=None)


def _one_of(side: Side, noun: int, hit: Hit) -> bool:
    """Whether the sentence has the same words of part elsewhere: one of the world's most."""
    words = hit.row["word"].split()
    norms = [side.norm(t) for t in side.tokens_of(side.sentence_of[noun])]
    return any(norms[k : k + len(words)] == words for k in range(len(norms)))


def _most(side: Side, noun: int) -> bool:
    """Whether `most` counts the noun, with a describing word between them at the most."""
    return any(side.norm(t) == "most" for t in range(max(0, noun - 2), noun))


def _one(side: Side, noun: int) -> bool:
    """Whether the noun is one of its kind by its article or number."""
    return noun > 0 and side.norm(noun - 1) in ("one", "1", "a", "an", "another")


def _universal(comparison: Comparison, noun: int) -> bool:
    """Whether the original's answering sentences speak of all, too."""
    a = comparison.a
    words = a.lists["redline_quantifiers"]
    sentences = comparison.partners_b.get(comparison.b.sentence_of[noun], ())
    return any(t in words and _reach(words[t]) >= 0.75 for s in sentences for t in a.tokens_of(s))


def _change(
    comparison: Comparison, ours: tuple[int, int], theirs: tuple[int, int], widened: bool, severity: Severity
) -> Change:
    a, b = comparison.a, comparison.b
    original, copy = a.span(min(ours), max(ours)), b.span(min(theirs), max(theirs))
    return Change(
        ChangeKind.SCOPE_WIDENED if widened else ChangeKind.SCOPE_NARROWED,
        severity,
        original,
        copy,
        f"The original speaks of {a.phrase(original)}, the copy of {b.phrase(copy)}: "
        f"{'more' if widened else 'less'} is claimed.",
    )
