"""Clauses: where a sentence falls into parts that each make, or qualify, one claim."""

from __future__ import annotations

from collections.abc import Iterator

from geopolitik.model.annotation import Clause, ClauseKind, MarkerKind, Sentence, Token
from geopolitik.model.article import Label
from geopolitik.steps.annotate.clause_starts import (
    Place,
    Words,
    at_comma,
    at_word,
    first_kind,
    follows_speech,
    may_begin,
)
from geopolitik.steps.annotate.reading import Reading

_Boundary = tuple[int, ClauseKind]
_OPENERS = "\"'“‘«„([`"
_BLANK = " \t\n\xa0"


def find_clauses(reading: Reading) -> tuple[Clause, ...]:
    """The clauses of every sentence; they tile it up to the blanks between them."""
    quoted = _QuotedStretches(reading)
    says = {marker.end: marker.lemma for marker in reading.markers if marker.kind is MarkerKind.REPORTING}
    clauses: list[Clause] = []
    for index, sentence in enumerate(reading.sentences):
        bounds = _boundaries(reading, sentence, quoted, says) if reading.english else []
        clauses += _tiles(reading, sentence, index, bounds)
    return tuple(clauses)


class _QuotedStretches:
    """Which offsets lie inside speech; asked in text order."""

    def __init__(self, reading: Reading) -> None:
        self._spans = [(q.start, q.end) for q in reading.quotations if q.is_speech]
        self.ends = {end for _, end in self._spans}
        self.starts = {start for start, _ in self._spans}
        self._at = 0

    def __bool__(self) -> bool:
        return bool(self._spans)

    def covers(self, offset: int) -> bool:
        while self._at < len(self._spans) and self._spans[self._at][1] <= offset:
            self._at += 1
        return self._at < len(self._spans) and self._spans[self._at][0] < offset


def _boundaries(
    reading: Reading, sentence: Sentence, quoted: _QuotedStretches, says: dict[int, str]
) -> list[_Boundary]:
    """Where clauses begin in a sentence, and of what kind; the first begins with the sentence."""
    text, tokens = reading.text, reading.tokens
    first, last = sentence.first_token, sentence.last_token
    if first == last:
        return [(sentence.start, ClauseKind.MAIN)]
    words = Words.of(reading, first, last)
    kind = first_kind(Place(words, first))
    found = [(sentence.start, kind)]
    in_dashes = False
    for at in range(first + 1, last):
        gap = text[tokens[at - 1].end : tokens[at].start]
        inside = quoted.covers(tokens[at].start) if quoted else False
        if gap in _TIGHT:
            if inside or not (may_begin(tokens[at].norm) or tokens[at - 1].end in says):
                continue
            new = at_word(Place(words, at), says)
        else:
            in_dashes ^= _is_dash(gap)
            new = _behind_mark(Place(words, at), gap, kind, says, quoted, inside, in_dashes)
        if new is None:
            continue
        if new is ClauseKind.MAIN and _has_said(tokens, at, says, gap):
            found[-1] = (found[-1][0], ClauseKind.ATTRIBUTION)
        kind = new
        found.append((_start(text, tokens[at - 1].end, tokens[at].start), kind))
    return found


def _has_said(tokens: list[Token], at: int, says: dict[int, str], gap: str) -> bool:
    """Whether what begins here is the content of a reporting verb."""
    if tokens[at - 1].end in says:
        return True
    return tokens[at].norm == "that" and "," not in gap


def _is_dash(gap: str) -> bool:
    return "—" in gap or "–" in gap or "--" in gap or " - " in gap


_TIGHT = frozenset((" ", "-", "", "'", "’"))
_ENDED = frozenset(",.!?")


def _behind_mark(
    place: Place,
    gap: str,
    kind: ClauseKind,
    says: dict[int, str],
    quoted: _QuotedStretches,
    inside: bool,
    in_dashes: bool,
) -> ClauseKind | None:
    """What begins behind punctuation; inside quotations only commas count."""
    start, before = place.token().start, place.token(-1).end
    if start in quoted.starts and ("," in gap or ":" in gap or before in says):
        return ClauseKind.MAIN
    closed = place.reading.text[before] in _ENDED and any(mark in gap for mark in "”\"»'’")
    if closed and follows_speech(place, says):
        return ClauseKind.ATTRIBUTION
    if "," in gap or closed:
        return at_comma(place, kind, says)
    if inside:
        return None
    if "(" in gap:
        return ClauseKind.APPOSITION
    if ")" in gap or ";" in gap or (":" in gap and gap != ":"):
        return ClauseKind.MAIN
    if _is_dash(gap):
        return at_comma(place, kind, says) or (ClauseKind.APPOSITION if in_dashes else ClauseKind.MAIN)
    return at_word(place, says)


def _start(text: str, after: int, start: int) -> int:
    """Where the clause begins that has its first word at `start`: opening marks belong to it."""
    at = start
    while at > after and text[at - 1] in _OPENERS:
        at -= 1
    # A closing mark looks like an opening one if it is straight; only one behind a blank opens.
    if at < start and at == after:
        return start
    return at


def _tiles(reading: Reading, sentence: Sentence, index: int, bounds: list[_Boundary]) -> Iterator[Clause]:
    text = reading.text
    if sentence.label in (Label.TITLE, Label.HEADING) or not bounds:
        bounds = [(sentence.start, ClauseKind.MAIN)]
    ends = [start for start, _ in bounds[1:]] + [sentence.end]
    for (start, kind), end in zip(bounds, ends, strict=True):
        while end > start and text[end - 1] in _BLANK:
            end -= 1
        yield Clause(start, end, index, kind)
