"""An annotation laid out for the search: words, gaps, pieces between marks, quotations, names."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import NamedTuple

from geopolitik.model.annotation import Annotation, Name, NameKind, Quotation, Sentence, TimeKind
from geopolitik.model.span import Span
from geopolitik.text.grammar import AUXILIARIES, DETERMINERS, is_verb

_HARD = re.compile(r"[,;:—–()\[\]]|--| - ")
_OPENING = "\"“„«‘'`"
_CLOSING = "\"”»’'"
_CLOSER = re.compile(r"[,.!?…]{0,3}[\"”»’']{1,2}")


class Phrase(NamedTuple):
    """Tokens `first:after` of the annotation."""

    first: int
    after: int


class Scene:
    """What the finders ask of one article; every list has one entry for each token."""

    def __init__(self, annotation: Annotation) -> None:
        self.annotation = annotation
        self.text = annotation.article.legible
        self.tokens = annotation.tokens
        self.norms = [token.norm for token in self.tokens]
        self.capitals = [self.text[token.start].isupper() for token in self.tokens]
        self.gaps = [
            self.text[before.end : token.start]
            for before, token in zip(self.tokens, self.tokens[1:], strict=False)
        ]
        self.gaps.insert(0, "")
        self.hard = [_HARD.search(gap) is not None for gap in self.gaps]
        self.quotations = _outer(annotation.quotations)
        self.quotation_of = _covering(self)
        self.quoted_before = list(accumulate((index >= 0 for index in self.quotation_of), initial=0))
        """For each token how many before it stand in quotation marks; one more for the end."""
        self.sentence_of = _sentences(annotation)
        self.timed = _timed(self)
        self.finite = [self._is_finite(at) for at in range(len(self.tokens))]
        self.piece_ends = self._pieces()
        self._names = {name.start: name for name in annotation.names}
        self._name_starts = sorted(self._names)
        self.full_names = _full_names(annotation, self.text)

    def norm(self, at: int, sentence: Sentence) -> str:
        """A word in normal form; empty outside the sentence."""
        return self.norms[at] if sentence.first_token <= at < sentence.last_token else ""

    def sentence(self, at: int) -> Sentence:
        """The sentence of a token."""
        return self.annotation.sentences[self.sentence_of[at]]

    def in_speech(self, at: int) -> bool:
        """Whether a token is part of quoted speech."""
        index = self.quotation_of[at]
        return index >= 0 and self.quotations[index].is_speech

    def name_at(self, at: int) -> Name | None:
        """The name that a token belongs to."""
        found = bisect_right(self._name_starts, self.tokens[at].start) - 1
        name = self._names[self._name_starts[found]] if found >= 0 else None
        return name if name is not None and name.end > self.tokens[at].start else None

    def token_from(self, offset: int) -> int:
        """The first token that begins at or behind an offset."""
        return bisect_right(self.tokens, offset - 1, key=lambda token: token.start)

    def phrase(self, span: Span) -> Phrase | None:
        """The words of the story within a span; None if there are none."""
        first, after = self.token_from(span.start), self.token_from(span.end)
        return Phrase(first, after) if first < after else None

    def span(self, phrase: Phrase) -> Span:
        """The offsets of a phrase, with the quotation marks that open and close right at its ends."""
        start, end = self.tokens[phrase.first].start, self.tokens[phrase.after - 1].end
        while start > 0 and self.text[start - 1] in _OPENING:
            start -= 1
        if phrase.after == len(self.tokens) or self._closes(phrase.after):
            closing = _CLOSER.match(self.text, end)
            end = closing.end() if closing is not None else end
        return Span(start, end)

    def _closes(self, at: int) -> bool:
        gap = self.gaps[at]
        return gap[:1] in _CLOSING or gap[1:2] in _CLOSING or gap[2:3] in _CLOSING

    def bare(self, phrase: Phrase) -> Span:
        """The offsets of a phrase without any mark."""
        return Span(self.tokens[phrase.first].start, self.tokens[phrase.after - 1].end)

    def opens_quotation(self, at: int) -> bool:
        """Whether a quotation begins with this token."""
        index = self.quotation_of[at]
        if index < 0:
            return False
        return at == 0 or self.quotation_of[at - 1] != index

    def _is_finite(self, at: int) -> bool:
        word = self.norms[at]
        if word in AUXILIARIES:
            return not self.capitals[at] or self.annotation.sentences[self.sentence_of[at]].first_token == at
        if self.capitals[at] or not is_verb(word) or self.gaps[at] == "-":  # now-expired
            return False
        before = self.norms[at - 1] if at else ""
        if self.hard[at]:
            return True
        if word.endswith("s") and at > 1 and not self.capitals[at - 1]:  # his withdrawal plans
            return before not in DETERMINERS and self.norms[at - 2] not in DETERMINERS
        return not (before in DETERMINERS and word.endswith("ed"))

    def _pieces(self) -> list[int]:
        """For each token: where its piece between commas, dashes and brackets ends."""
        ends = [0] * len(self.tokens)
        end = len(self.tokens)
        for at in range(len(self.tokens) - 1, -1, -1):
            if at + 1 < len(self.tokens) and (
                self.hard[at + 1] or self.sentence_of[at + 1] != self.sentence_of[at]
            ):
                end = at + 1
            ends[at] = end
        return ends


def _outer(quotations: tuple[Quotation, ...]) -> list[Quotation]:
    """The quotations that stand in no other."""
    found: list[Quotation] = []
    for quotation in quotations:
        if not found or quotation.start >= found[-1].end:
            found.append(quotation)
    return found


def _covering(scene: Scene) -> list[int]:
    """For each token the index of its outer quotation; -1 outside."""
    found = [-1] * len(scene.tokens)
    at = 0
    for index, token in enumerate(scene.tokens):
        while at < len(scene.quotations) and scene.quotations[at].end <= token.start:
            at += 1
        if at < len(scene.quotations) and scene.quotations[at].start <= token.start:
            found[index] = at
    return found


def _timed(scene: Scene) -> list[bool]:
    """For each token whether it belongs to a point in time: `last week`, `Tuesday`."""
    found = [False] * len(scene.tokens)
    for time in scene.annotation.times:
        if time.kind is TimeKind.DURATION:
            continue
        at = scene.token_from(time.start)
        while at < len(found) and scene.tokens[at].start < time.end:
            found[at] = True
            at += 1
    return found


def _sentences(annotation: Annotation) -> list[int]:
    found = [0] * len(annotation.tokens)
    for index, sentence in enumerate(annotation.sentences):
        for at in range(sentence.first_token, sentence.last_token):
            found[at] = index
    return found


def _full_names(annotation: Annotation, text: str) -> dict[str, str]:
    """Key of a person → the fullest form in which the text gives the name."""
    found: dict[str, str] = {}
    for name in annotation.names:
        passage = text[name.start : name.end]
        if (
            name.kind is NameKind.PERSON
            and not name.is_pronoun
            and len(passage) > len(found.get(name.entity, ""))
        ):
            found[name.entity] = passage
    return found
