"""Who says, or thinks, what: the cues of a text with their holders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geopolitik.model.annotation import ClauseKind, Name, NameKind
from geopolitik.model.span import Span
from geopolitik.steps.redline.judging import attributive
from geopolitik.steps.redline.phrases import Row, closed
from geopolitik.steps.redline.side import Side

_PREPOSITIONS = closed("preposition")
_ARTICLES = closed("article")
_POSSESSIVES = closed("possessive")
_PARTICLES = closed("particle")
"""Behind one of these, a verb tells no speech: snapped up, saw at."""
_TITLE = 40
"""A person named within so many characters of a body holds its office: Harbour Board spokeswoman Ida Renn."""
_ADJECTIVES = ("an", "ish", "ese", "ern")
_NO_NOUN = ("ed", "ing", "ly")
_AUXILIARIES = closed("form of be")
_FINITE = (closed("auxiliary") | closed("form of be")) - {"to", "been", "being", "be"}
_ADVERBS = frozenset({"least", "most", "first", "last", "now", "also", "again", "later", "once"})
_NEAR = 12
"""So many words from its cue a holder may stand."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who is made to say or think something."""

    span: Span
    stems: frozenset[str]
    entity: str | None
    """None for an unnamed holder: officials, an expert."""


@dataclass(frozen=True, slots=True)
class Report:
    """A cue (said, according to) outside quotations, who holds it, and what it governs."""

    first: int
    last: int
    row: Row
    holder: Holder | None
    said: tuple[int, ...]
    """Content words of its sentence that are neither cue nor holder."""


def reports(side: Side) -> tuple[Report, ...]:
    """The cues of a text, in order."""
    inside_names = {t for n in side.annotation.names for t in side.tokens_in(n.span)}
    found = []
    for first, hit in side.lists["redline_says"].items():
        if side.quoted[first] or first in inside_names or _no_cue(side, first, inside_names):
            continue
        holder = None if _passive(side, first) else _holder(side, first, hit.last)
        skip = set(side.tokens_in(holder.span)) if holder else set()
        sentence = side.tokens_of(side.sentence_of[first])
        said = tuple(t for t in sentence if side.content(t) and t not in skip and not first <= t < hit.last)
        found.append(Report(first, hit.last, hit.row, holder, said))
    return tuple(found)


def surely_two(a: Side, one: Span, b: Side, other: Span) -> bool:
    """Whether two holders of one name each may not be one: no pronoun, and no place for its government."""
    kinds = []
    for side, span in ((a, one), (b, other)):
        names = [n for n in side.annotation.names if n.span.overlaps(span)]
        if any(n.is_pronoun for n in names) or not any(side.content(t) for t in side.tokens_in(span)):
            return False
        kinds.append(any(n.kind is NameKind.PLACE for n in names))
    return kinds[0] == kinds[1]


def _passive(side: Side, token: int) -> bool:
    """Whether the cue is passive, without a holder: is said to."""
    after = token + 1
    return (
        token > 0
        and side.norm(token - 1) in _AUXILIARIES
        and not (after < len(side.starts) and side.norm(after) == "by")
        and side.norm(token) != "according"
    )


def _no_cue(side: Side, token: int, names: set[int]) -> bool:
    """Whether the word is no cue here: an adjective (an estimated), a noun (Russian demands), a telltale."""
    word = side.norm(token)
    before = token - 1
    behind = side.norm(token + 1) if token + 1 < len(side.starts) else ""
    lead = side.norm(before) if before >= 0 else ""
    if word == "said" and (lead == "that" or (lead in ("be", "being") and behind in ("for", "of"))):
        return True  # the same can be said for; that said
    if word == "thought" and lead in ("previously", "than", "once", "originally"):
        return True
    end = side.annotation.tokens[token].end
    if (
        behind in _PARTICLES
        or (word.startswith("expos") and behind == "to")
        or side.text[end : end + 1] == "-"
    ):
        return True
    if token in side.tokens_of(side.sentence_of[token]) and before >= 0:
        if word.endswith("ed"):
            return attributive(side, token)
        if word.endswith("s") and lead in _POSSESSIVES:
            return True  # his comments
        if word.endswith("s") and not word.endswith("ss") and word != "says":
            return not (
                before in names or before in side.lists["redline_generic"] or not side.content(before)
            )
    return False


def _holder(side: Side, first: int, last: int) -> Holder | None:
    """The name or generic noun nearest to a cue: before it, or behind `according to` and `said`."""
    sentence = side.tokens_of(side.sentence_of[first])
    behind = range(last, min(sentence.stop, last + 5))
    before = range(max(sentence.start, first - _NEAR), first)
    after_cue = side.norm(first) in ("according", "by") or (last < sentence.stop and side.norm(last) == "by")
    inverted = bool(before) and "," in side.text[side.starts[first] - 2 : side.starts[first]]
    inverted = inverted and _inverted(side, last, sentence) and not _apposed(side, first)
    turned = after_cue or inverted or not before or side.quoted[first - 1]
    order = (behind, before) if turned else (before, behind)
    for tokens, nearest_last in ((order[0], order[0] is before), (order[1], order[1] is before)):
        if order[1] is behind and tokens is behind and not _inverted(side, last, sentence):
            continue
        if tokens is behind and not after_cue and _goes_on(side, behind):
            continue
        found = _named(side, tokens, nearest_last) or _generic(side, tokens, nearest_last)
        if tokens is before and (nearer := _at_cue(side, first, found)):
            return nearer
        if found:
            return found
    return _plain(side, first, last) or _subject(side, first)


def _at_cue(side: Side, first: int, found: Holder | None) -> Holder | None:
    """The unnamed speaker right before a cue, if `a` parts them from a name: Orr, days after a judge said."""
    generic = side.lists["redline_generic"]
    if found is None or found.entity is None or first - 1 not in generic:
        return None
    between = range(side.tokens_in(found.span)[-1] + 1, first - 1)
    parted = any(side.norm(t) in ("a", "an") for t in between)
    return (
        Holder(side.span(first - 1, first - 1), frozenset({side.stem(first - 1)}), None) if parted else None
    )


def _goes_on(side: Side, behind: range) -> bool:
    """Whether the name behind a cue is the subject of what is said: the note said Orr, 53, was found."""
    names = _names(side, behind)
    if not names:
        return False
    last = side.tokens_in(names[0].span)[-1]
    stop = min(side.tokens_of(side.sentence_of[last]).stop, last + 4)
    return any(side.norm(t) in _FINITE for t in range(last + 1, stop))


def _subject(side: Side, first: int) -> Holder | None:
    """The noun that opens the cue's sentence, if something set off by commas follows it."""
    start = side.tokens_of(side.sentence_of[first]).start
    for t in range(start, min(first, start + 5)):
        end = side.annotation.tokens[t].end
        if side.content(t) and side.text[end : end + 1] == ",":
            return Holder(side.span(t, t), frozenset({side.stem(t)}), None) if _noun(side.norm(t)) else None
    return None


def _plain(side: Side, first: int, last: int) -> Holder | None:
    """The noun right before a cue, or, in a clause that only attributes, the noun beside it."""
    clause = side.clause_tokens(side.clause_of[first])
    attributes = side.clause(first).kind is ClauseKind.ATTRIBUTION
    near = [t for t in (first - 1, first - 2) if attributes or t == first - 1]
    if attributes:
        near += range(last, min(last + 4, clause.stop))
    for t in near:
        if t in clause and side.content(t) and _noun(side.norm(t)):
            return Holder(side.span(t, t), frozenset({side.stem(t)}), None)
    return None


def _noun(word: str) -> bool:
    """Whether a word may be a noun by its form."""
    return word[0].isalpha() and not word.endswith(_NO_NOUN) and word not in _ADVERBS


def _apposed(side: Side, first: int) -> bool:
    """Whether the comma before a cue closes an apposition to its holder: Sorn, a former minister, said."""
    before = first - 1
    return (
        before >= 0
        and side.clause(first).kind is not ClauseKind.ATTRIBUTION
        and side.clause(before).kind in (ClauseKind.APPOSITION, ClauseKind.RELATIVE)
    )


def _inverted(side: Side, last: int, sentence: range) -> bool:
    """Whether the holder may follow its cue: the next word is written with a capital, or is an article."""
    if last not in sentence:
        return False
    at = side.starts[last]
    return side.text[at].isupper() or side.norm(last) in ("the", "a", "an", "one")


def _named(side: Side, tokens: range, nearest_last: bool) -> Holder | None:
    names = _names(side, tokens)
    if not names:
        return None
    name = names[-1] if nearest_last else names[0]
    if name.kind is not NameKind.PERSON:
        people = [n for n in names if n.kind is NameKind.PERSON]
        close = [n for n in people if _beside(side, n, name) or side.text[n.end : n.end + 1] == ","]
        name = close[0] if close else name
    inside = side.tokens_in(name.span)
    return Holder(name.span, frozenset(side.stem(t) for t in inside), name.entity)


def _beside(side: Side, person: Name, body: Name) -> bool:
    """Whether a person stands near a body, and no comma between them."""
    between = side.text[min(person.end, body.end) : max(person.start, body.start)]
    return abs(person.start - body.end) <= _TITLE and "," not in between


def _names(side: Side, tokens: range) -> Sequence[Name]:
    if not tokens:
        return ()
    start, end = side.starts[tokens[0]], side.annotation.tokens[tokens[-1]].end
    near = side.names_of.get(side.sentence_of[tokens[0]], ())
    return [n for n in near if start <= n.start < end and (n.start == start or not _placed(side, n))]


def _placed(side: Side, name: Name) -> bool:
    """Whether the name only says where, or of what: officials in Korvan."""
    at = side.tokens_in(name.span)
    if not at or side.text[name.start - 1 : name.start] == "-":
        return True  # a state behind a party: D-Va.
    lead = at[0] - 1
    if lead > 0 and side.norm(lead) in _ARTICLES:
        lead -= 1
    if lead >= 0 and side.norm(lead) in _PREPOSITIONS:
        return True
    follows = at[-1] + 1
    return (
        follows < len(side.starts)
        and side.norm(at[-1]).endswith(_ADJECTIVES)
        and side.starts[follows] - name.end == 1
        and side.content(follows)
        and side.text[side.starts[follows]].islower()
        and follows not in side.lists["redline_says"]
    )


def _generic(side: Side, tokens: range, nearest_last: bool) -> Holder | None:
    generic = side.lists["redline_generic"]
    found = [t for t in tokens if t in generic and not (t and side.norm(t - 1) in _PREPOSITIONS)]
    if not found:
        return None
    at = found[-1] if nearest_last else found[0]
    return Holder(side.span(at, at), frozenset({side.stem(at)}), None)
