"""Scope narrowed: a member of a list is left out."""

from __future__ import annotations

from collections.abc import Iterator

from geopolitik.model.story import Change, ChangeKind, Severity
from geopolitik.steps.redline.comparison import Comparison
from geopolitik.steps.redline.phrases import closed
from geopolitik.steps.redline.side import Side

_JOINS = ("and", "or")
_OPENERS = closed("preposition") | {
    "after",
    "before",
    "while",
    "when",
    "if",
    "as",
    "despite",
    "because",
    "since",
}
_PRONOUNS = frozenset({"he", "she", "they", "it", "him", "her", "them"})
_ARTICLES = closed("article")
_VERBS = closed("form of be") | closed("auxiliary")
_LONGEST = 3
"""Members of more words than this are no members but clauses."""


def members(comparison: Comparison) -> Iterator[Change]:
    """Lists (`X, Y and Z`) of the original of which the copy has some members, and nothing for the others."""
    a, b = comparison.a, comparison.b
    for join in range(1, len(a.starts) - 1):
        if a.norm(join) not in _JOINS or a.quoted[join]:
            continue
        listed = _list_around(a, join)
        kept = [m for m in listed if comparison.answered(m)]
        gone = [m for m in listed if not comparison.answered(m)]
        if not kept or not gone or not all(_thing(a, m) for m in listed):
            continue
        there = sorted(u for m in kept for u in comparison.answered(m))
        if b.quoted[there[0]] or b.sentence_of[there[0]] != b.sentence_of[there[-1]]:
            continue
        if not any(a.stem(comparison.to_a[u]) == b.stem(u) for u in there):
            continue
        beside = [*range(max(0, min(there) - 3), min(there)), max(there) + 1]
        if any(u < len(b.starts) and b.norm(u) in _PRONOUNS for u in beside):
            continue
        if _filled(comparison, there) or not _same_frame(comparison, join, listed):
            continue
        named = any(
            n.span.overlaps(a.span_of(m)) for m in gone for n in a.names_of.get(a.sentence_of[join], ())
        )
        ours, theirs = a.span_of(t for m in listed for t in m), b.span_of(there)
        missing = " and ".join(a.quote(a.span_of(m)) for m in gone)
        many = any(a.norm(m[-1]).endswith("s") or m[-1] in a.lists["redline_generic"] for m in gone)
        yield Change(
            ChangeKind.SCOPE_NARROWED,
            Severity.HIGH if named else Severity.MEDIUM if many else Severity.LOW,
            ours,
            theirs,
            f"The original names {a.quote(ours)}, the copy {b.quote(theirs)}: {missing} is left out.",
        )


def _list_around(side: Side, join: int) -> list[list[int]]:
    """The content words of each member of the list that a joining word closes."""
    sentence = side.tokens_of(side.sentence_of[join])
    if _dash(side, join):
        return []
    right: list[int] = []
    first = join + 1
    if first < sentence.stop and side.norm(first) in _ARTICLES:
        first += 1
    for t in range(first, min(sentence.stop, first + _LONGEST)):
        if not side.content(t) or _break(side, t):
            break
        right.append(t)
    behind = right[-1] + 1 if right else sentence.stop
    if behind < sentence.stop and side.norm(behind) in _VERBS:
        return []
    found = [right] if right else []
    t = join - 1
    while t >= sentence.start:
        member: list[int] = []
        while t >= sentence.start and side.content(t) and len(member) < _LONGEST:
            member.insert(0, t)
            t -= 1
            if _break(side, t + 1):
                break
        if not member:
            break
        found.insert(0, member)
        if not _break(side, member[0]):
            break
    if _fronted(side, sentence, found):
        found = found[1:]
    two = len(found) == 2 and _break(side, join)  # a comma before `and` joins clauses, unless there are more
    return found if len(found) > 1 and not two else []


def _fronted(side: Side, sentence: range, found: list[list[int]]) -> bool:
    """Whether the first member ends a phrase that opens the sentence: After talks with Orsk, Korvo and."""
    if not found or side.norm(sentence.start) not in _OPENERS:
        return False
    return not any(_break(side, t) for t in range(sentence.start + 1, found[0][0] + 1))


def _dash(side: Side, token: int) -> bool:
    """Whether more than a space or a comma stands before a word."""
    between = side.text[side.annotation.tokens[token - 1].end : side.starts[token]]
    return bool(between.strip(" ,\n"))


def _break(side: Side, token: int) -> bool:
    """Whether a comma stands right before a word."""
    return token > 0 and "," in side.text[side.annotation.tokens[token - 1].end : side.starts[token]]


def _thing(side: Side, member: list[int]) -> bool:
    """Whether a member may be a thing rather than a deed, a number or a cue."""
    head = member[-1]
    word = side.norm(head)
    cue = head in side.lists["redline_says"] or head in side.lists["redline_embedding"]
    return not cue and not word[0].isdigit() and not word.endswith(("ed", "ing", "ly"))


def _filled(comparison: Comparison, there: list[int]) -> bool:
    """Whether a word of the copy's own stands in or beside its list: the member may be told otherwise."""
    b = comparison.b
    sentence = b.tokens_of(b.sentence_of[there[0]])
    near = range(max(sentence.start, there[0] - 3), min(sentence.stop, there[-1] + 7))
    return any(b.content(t) and t not in comparison.to_a for t in near)


def _same_frame(comparison: Comparison, join: int, listed: list[list[int]]) -> bool:
    """Whether the list stands among words that the copy keeps."""
    a = comparison.a
    own = {t for m in listed for t in m}
    sentence = a.tokens_of(a.sentence_of[join])
    reach = range(max(sentence.start, min(own) - 6), min(sentence.stop, max(own) + 7))
    around = [t for t in reach if a.content(t) and t not in own]
    return len(around) >= 2 and len(comparison.answered(around)) >= 0.6 * len(around)
