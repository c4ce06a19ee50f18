"""Who speaks a quotation: by the cue beside it, the sentence's subject, or the quotation before."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import NamedTuple

from geopolitik.model.annotation import Name, NameKind, Quotation, Sentence, Speaker
from geopolitik.model.span import Span
from geopolitik.steps.annotate.cues import cue_at
from geopolitik.steps.annotate.grammar import is_verb, word_class
from geopolitik.steps.annotate.phrases import (
    Phrase,
    Stretch,
    gap,
    has_mark,
    phrase_after,
    phrase_before,
    subject,
)
from geopolitik.steps.annotate.reading import Reading

_SPEECH_ENDS = ",.!?…-–—"
_HEAD_ENDS = frozenset(["of", "for", "at", "from", "in", "with", "on"])
_FIRST_PERSONS = frozenset(
    ["i", "we", "me", "us", "my", "our", "you", "who", "that", "which", "it", "there", "this"]
)
_INVERTS = word_class("inverts")
_NO_CONTENT = frozenset(
    ["he", "she", "they", "another", "others", "many", "some", "one", "both", "most", "all"]
)
_REACH = 16
"""How many words from a quotation its cue may stand."""


class Said(NamedTuple):
    """A speaker with the cue that names them."""

    phrase: Phrase
    cue: Phrase | None


def find_speakers(reading: Reading) -> list[Quotation]:
    """The quotations with speaker and cue, where the text gives one.

    Tried in this order: a cue behind the closing mark (`… ," Kim said`, `… ," said Kim`), a cue before the
    opening mark (`Kim, who …, told X: "…`), `according to`, the subject of the sentence around a quoted
    phrase; a quotation that fills its sentences goes on with the speaker before it in the paragraph, the
    subject of a sentence that ends in a colon, or the speaker of the paragraph before.
    """
    return _Finder(reading).find()


class _Finder:
    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._tokens = reading.tokens
        self._starts = [token.start for token in reading.tokens]
        self._sentence_starts = [sentence.start for sentence in reading.sentences]
        self._names = {name.start: name for name in reading.names}
        self._name_starts = sorted(self._names)
        self._display: dict[str, str] = {}
        for name in reading.names:
            passage = reading.text[name.start : name.end]
            if not name.is_pronoun and len(passage) > len(self._display.get(name.entity, "")):
                self._display[name.entity] = passage
        self._outer = [q for q in reading.quotations if not self._is_nested(q)]

    def _is_nested(self, quotation: Quotation) -> bool:
        return any(
            other is not quotation and other.start < quotation.start and quotation.end < other.end
            for other in self._reading.quotations
        )

    def find(self) -> list[Quotation]:
        found: list[Quotation] = []
        last: Quotation | None = None
        for quotation in self._reading.quotations:
            if quotation not in self._outer:
                found.append(quotation)
                continue
            attributed = self._attribute(quotation, last)
            found.append(attributed)
            if attributed.speaker is not None and (attributed.is_speech or attributed.cue is not None):
                last = attributed
        return found

    # -- one quotation -----------------------------------------------------------------------------------

    def _attribute(self, quotation: Quotation, last: Quotation | None) -> Quotation:
        opening, closing = self._sentence_at(quotation.start), self._sentence_at(quotation.end - 1)
        if opening is None or closing is None:
            return quotation
        before = self._stretch_before(quotation, opening)
        behind = self._stretch_behind(quotation, closing)
        ends_as_speech = self._reading.text[quotation.end - 1] in _SPEECH_ENDS
        mate = last if last is not None and last.end > opening.start and last.speaker is not None else None
        said = self._behind(behind, strict=False) if ends_as_speech else None
        said = (
            said
            or self._closing(behind)
            or self._before_colon(quotation, before)
            or self._before(before, mate is not None)
        )
        if said is None and not ends_as_speech:
            said = self._behind(behind, strict=True)
        said = said or self._according(before, behind) or self._agent_behind(behind)
        if said is not None:
            return self._with(quotation, self._meant(said.phrase, opening), said.cue)
        if mate is not None:
            return replace(quotation, speaker=mate.speaker)
        return self._without_cue(quotation, opening, before, behind, last)

    def _meant(self, phrase: Phrase, sentence: Sentence) -> Phrase:
        """`they` in `voters oppose what they call` stands for the sentence's subject."""
        if self._tokens[phrase[0]].norm != "they":
            return phrase
        whole = subject(self._reading, Stretch(sentence.first_token, phrase[0]))
        return whole if whole is not None and whole[1] <= phrase[0] else phrase

    def _without_cue(
        self,
        quotation: Quotation,
        opening: Sentence,
        before: Stretch,
        behind: Stretch,
        last: Quotation | None,
    ) -> Quotation:
        fills = before.first == before.after and behind.after - behind.first < 2
        if not fills:
            phrase = subject(self._reading, self._clause(before, behind))
            if phrase is not None and self._tokens[phrase[0]].norm not in _FIRST_PERSONS:
                return self._with(quotation, phrase, None)
            if last is not None and last.speaker is not None and self._is_near(last, opening):
                return replace(quotation, speaker=last.speaker)
            return self._subject_before(quotation, opening)
        announced = self._introduction(opening) or self._signed(quotation) or self._narrated(opening, last)
        if announced is not None:
            return self._with(quotation, announced.phrase, announced.cue)
        if last is not None and last.speaker is not None and self._is_near(last, opening):
            return replace(quotation, speaker=last.speaker)
        return self._subject_before(quotation, opening)

    def _clause(self, before: Stretch, behind: Stretch) -> Stretch:
        """The words around a quoted phrase whose subject may be its speaker."""
        return before if before.after > before.first else behind

    def _is_near(self, last: Quotation, opening: Sentence) -> bool:
        """Whether the quotation before stands in this paragraph or closes the one before."""
        index = self._reading.sentences.index(opening)
        at = self._sentence_at(last.end - 1)
        if at is None:
            return False
        if at.paragraph == opening.paragraph:
            return True
        return index - self._reading.sentences.index(at) <= 2

    def _introduction(self, opening: Sentence) -> Said | None:
        """The speaker that a sentence ending in a colon or a cue announces."""
        index = self._reading.sentences.index(opening)
        if index == 0:
            return None
        sentence = self._reading.sentences[index - 1]
        tail = self._reading.text[sentence.start : sentence.end].rstrip("\"'”’ ")
        if not tail.endswith((":", ",")):
            return None
        stretch = Stretch(sentence.first_token, sentence.last_token)
        said = self._before(stretch)
        if said is not None:
            return said
        phrase = subject(self._reading, stretch)
        return Said(phrase, None) if phrase is not None else None

    def _signed(self, quotation: Quotation) -> Said | None:
        """A name behind a dash in the paragraph after the quotation."""
        at = bisect_right(self._sentence_starts, quotation.end)
        if at >= len(self._reading.sentences):
            return None
        sentence = self._reading.sentences[at]
        phrase = (sentence.first_token, sentence.last_token)
        short = phrase[1] - phrase[0] < 6 and self._reading.text[sentence.start] in "-–—―"
        return Said(phrase, None) if short and self._name_in(phrase) is not None else None

    def _narrated(self, opening: Sentence, last: Quotation | None) -> Said | None:
        """The speaker of a sentence without quotation right before, in the paragraph: `Kim agreed. "…"`."""
        index = self._reading.sentences.index(opening)
        sentence = self._reading.sentences[index - 1] if index else opening
        if sentence.paragraph != opening.paragraph or (last is not None and last.end > sentence.start):
            return None
        stretch = Stretch(sentence.first_token, sentence.last_token)
        phrase = subject(self._reading, stretch)
        if phrase is None or self._name_in(phrase) is None:
            return None
        return Said(phrase, None)

    def _subject_before(self, quotation: Quotation, opening: Sentence) -> Quotation:
        """The person that the sentence before is about, for a quotation that stands alone."""
        index = self._reading.sentences.index(opening)
        for sentence in reversed(self._reading.sentences[max(0, index - 2) : index]):
            stretch = Stretch(sentence.first_token, sentence.last_token)
            cue = self._before(stretch)
            phrase = cue.phrase if cue is not None else subject(self._reading, stretch)
            if phrase is not None and self._name_in(phrase) is not None:
                return self._with(quotation, phrase, None)
        return quotation

    # -- stretches ---------------------------------------------------------------------------------------

    def _sentence_at(self, offset: int) -> Sentence | None:
        at = bisect_right(self._sentence_starts, offset) - 1
        return self._reading.sentences[at] if at >= 0 else None

    def _token_from(self, offset: int) -> int:
        """The first token that begins at or behind an offset."""
        return bisect_right(self._starts, offset - 1)

    def _stretch_before(self, quotation: Quotation, sentence: Sentence) -> Stretch:
        """The words between the quotation before, or the sentence's start, and this one."""
        floor = sentence.start
        for other in self._outer:
            if other.end <= quotation.start and other.end > floor and self._is_talk(other):
                floor = other.end
        return Stretch(
            max(sentence.first_token, self._token_from(floor)),
            max(sentence.first_token, self._token_from(quotation.start)),
        )

    def _is_talk(self, quotation: Quotation) -> bool:
        """Whether a quotation interrupts the sentence around it, as a quoted word does not."""
        return self._reading.text[quotation.end - 1] in _SPEECH_ENDS

    def _stretch_behind(self, quotation: Quotation, sentence: Sentence) -> Stretch:
        ceiling = sentence.end
        for other in self._outer:
            if quotation.end <= other.start < ceiling:
                ceiling = other.start
        first = self._token_from(quotation.end)
        return Stretch(first, max(first, min(sentence.last_token, self._token_from(ceiling))))

    # -- cues --------------------------------------------------------------------------------------------

    def _behind(self, stretch: Stretch, *, strict: bool) -> Said | None:
        """`Kim said`, `said Kim` or `, said Kim` behind the closing mark."""
        first, last = stretch
        if first + 1 < last and self._tokens[first].norm == "according":
            return self._according(Stretch(last, last), stretch)
        for at in range(first, min(last, first + _REACH)):
            length = cue_at(self._reading, at, last, strict=strict and at > first)
            if not length:
                continue
            if self._tokens[at].norm.endswith("ing"):
                return None  # "...," adding that: the speaker stands before
            adverb = at == first + 1 and self._tokens[first].norm.endswith("ly")
            if at == first or adverb or self._is_inverted(at, at + length, last):
                phrase = self._inverted(at + length, last)
            else:
                phrase = phrase_before(self._reading, at, first) or phrase_after(self._reading, first, at)
            return Said(phrase, (at, at + length)) if phrase is not None else None
        return None if strict else self._acts(first, last)

    def _closing(self, stretch: Stretch) -> Said | None:
        """`…, said Kim, a banker.` or `…, Kim said.` at the end of the sentence: it governs all before."""
        first, last = stretch
        for at in range(last - 1, first, -1):
            if self._tokens[at].norm not in _INVERTS or not cue_at(self._reading, at, last, strict=True):
                continue
            if self._is_inverted(at, at + 1, last):
                phrase = self._inverted(at + 1, last)
            else:
                phrase = phrase_before(self._reading, at, first) if last - at < 5 else None
                if phrase is not None and "," not in gap(self._reading, phrase[0]):
                    phrase = None
            return Said(phrase, (at, at + 1)) if phrase is not None else None
        return None

    def _acts(self, first: int, last: int) -> Said | None:
        """`Kim nodded` behind the closing mark: a person and any verb."""
        name = self._names.get(self._tokens[first].start) if first < last else None
        if name is None or name.kind is not NameKind.PERSON:
            return None
        at = first
        while at < last and self._tokens[at].start < name.end:
            at += 1
        if at < last and not has_mark(gap(self._reading, at)) and is_verb(self._tokens[at].norm):
            return Said((first, at), (at, at + 1))
        return None

    def _is_inverted(self, at: int, after: int, last: int) -> bool:
        """`, said Kim,`: a comma before the verb, then a name or a noun with nothing else behind it."""
        verb = self._tokens[at].norm
        if after - at > 1 or after >= last or verb not in _INVERTS:
            return False
        if self._reading.word(last - 1).endswith(("'s", "’s")):  # questioned Kim's "..."
            return False
        if "," not in gap(self._reading, at) or has_mark(gap(self._reading, after)):
            return False
        if not (self._reading.is_capital(after) or self._tokens[after].norm in ("the", "a", "an", "one")):
            return False
        phrase = phrase_after(self._reading, after, last)
        if phrase is None or (self._name_in(phrase) is None and self._reading.is_capital(after)):
            return False
        return phrase[1] == last or has_mark(gap(self._reading, phrase[1])) or self._is_who(phrase[1])

    def _is_who(self, at: int) -> bool:
        return self._tokens[at].norm in ("who", "in", "on", "at", "during", "after")

    def _inverted(self, first: int, last: int) -> Phrase | None:
        while (
            first < last and self._tokens[first].norm.endswith("ly") and not self._reading.is_capital(first)
        ):
            first += 1
        if first >= last or self._tokens[first].norm in ("to", "in", "on", "at", "that", "about"):
            return None
        return phrase_after(self._reading, first, last)

    def _before_colon(self, quotation: Quotation, stretch: Stretch) -> Said | None:
        """`- Kim Lee: "…"`: a name between a mark and the colon."""
        first, last = stretch
        if first == last or ":" not in self._reading.text[self._tokens[last - 1].end : quotation.start]:
            return None
        start = last
        while (
            start > first
            and self._reading.is_capital(start - 1)
            and (start == last or not has_mark(gap(self._reading, start)))
        ):
            start -= 1
        if start < last and (start == first or has_mark(gap(self._reading, start))):
            return Said((start, last), None)
        return None

    def _agent_behind(self, behind: Stretch) -> Said | None:
        """`has been called "…" by Kim`."""
        first, last = behind
        if first + 1 >= last or self._tokens[first].norm != "by":
            return None
        phrase = phrase_after(self._reading, first + 1, last)
        return Said(phrase, None) if phrase is not None and self._name_in(phrase) is not None else None

    def _name_ending(self, at: int) -> Name | None:
        index = bisect_right(self._name_starts, self._tokens[at].start) - 1
        name = self._names[self._name_starts[index]] if index >= 0 else None
        return name if name is not None and name.end > self._tokens[at].start else None

    def _before(self, stretch: Stretch, has_mate: bool = False) -> Said | None:
        """The last cue before the opening mark, with its subject."""
        first, last = stretch
        for at in range(last - 1, max(first, last - 2 * _REACH) - 1, -1):
            length = cue_at(self._reading, at, last, strict=last - at > 5)
            if not length or (last - at <= 5 and self._is_loose(at, length, last)):
                continue
            if has_mate and self._tokens[at].norm.endswith("ing") and not self._has_own_subject(at, first):
                return None  # "...," Kim said, adding that "..."
            if length == 1 and self._is_passive(at, first) and self._by_agent(at, stretch) is None:
                continue
            phrase = self._subject_of(at, at + length, stretch)
            if phrase is None or self._tokens[phrase[0]].norm in _FIRST_PERSONS:
                continue
            return Said(phrase, (at, at + length))
        return None

    def _is_loose(self, at: int, length: int, last: int) -> bool:
        """Whether a verb that need not report is followed by an infinitive, and so does not."""
        after = at + length
        return (
            after < last
            and self._tokens[after].norm == "to"
            and not cue_at(self._reading, at, last, strict=True)
        )

    def _subject_of(self, verb: int, after: int, stretch: Stretch) -> Phrase | None:
        word = self._tokens[verb].norm
        by = self._by_agent(verb, stretch)
        if by is not None:
            return by
        if verb > stretch.first and self._is_inverted(verb, after, stretch.after):
            return self._inverted(after, stretch.after)
        finite = not word.endswith("ing") or self._has_own_subject(verb, stretch.first)
        if finite and self._tokens[verb - 1].norm != "to":
            phrase = phrase_before(self._reading, verb, stretch.first)
            if phrase is not None:
                return phrase
        return subject(self._reading, Stretch(stretch.first, verb))

    def _has_own_subject(self, verb: int, floor: int) -> bool:
        """`Lee saying it was`: a name right before the participle."""
        if verb <= floor or has_mark(gap(self._reading, verb)):
            return False
        return self._reading.is_capital(verb - 1) and verb - 1 > floor

    def _is_passive(self, verb: int, floor: int) -> bool:
        """`was called`: the subject is who is spoken of."""
        if not self._tokens[verb].norm.endswith("ed"):
            return False
        at = verb - 1
        while at > floor and self._tokens[at].norm.endswith("ly"):
            at -= 1
        return at >= floor and (
            self._tokens[at].norm in ("is", "are", "was", "were", "be", "been", "being")
            or (
                self._reading.word(at).endswith(("'s", "’s")) and self._tokens[at].norm in ("he", "she", "it")
            )
        )

    def _by_agent(self, verb: int, stretch: Stretch) -> Phrase | None:
        """`described by Kim as`."""
        if verb + 1 < stretch.after and self._tokens[verb + 1].norm == "by":
            return phrase_after(self._reading, verb + 2, stretch.after)
        return None

    def _according(self, before: Stretch, behind: Stretch) -> Said | None:
        for stretch in (behind, before):
            for at in range(stretch.first, stretch.after - 2):
                if self._tokens[at].norm == "according" and self._tokens[at + 1].norm == "to":
                    phrase = phrase_after(self._reading, at + 2, stretch.after)
                    if phrase is not None:
                        return Said(phrase, (at, at + 2))
        return None

    # -- from phrase to speaker --------------------------------------------------------------------------

    def _with(self, quotation: Quotation, phrase: Phrase, cue: Phrase | None) -> Quotation:
        speaker = self._speaker(phrase)
        if speaker is None:
            return quotation
        span = Span(self._tokens[cue[0]].start, self._tokens[cue[1] - 1].end) if cue is not None else None
        return replace(quotation, speaker=speaker, cue=span)

    def _speaker(self, phrase: Phrase) -> Speaker | None:
        first, after = phrase
        name = self._name_in(phrase)
        if name is not None:
            passage = self._reading.text[name.start : name.end]
            shown = self._display.get(name.entity, passage)
            return Speaker(name.start, name.end, shown, name.entity)
        says_who = any(token.content for token in self._tokens[first:after])
        if self._tokens[first].norm in _FIRST_PERSONS or not (says_who or self._is_third(first)):
            return None
        start, end = self._tokens[first].start, self._tokens[after - 1].end
        words = [token.norm for token in self._tokens[first:after] if token.content]
        return Speaker(start, end, self._reading.text[start:end], " ".join(words))

    def _is_third(self, at: int) -> bool:
        return self._tokens[at].norm in _NO_CONTENT

    def _name_in(self, phrase: Phrase) -> Name | None:
        """The name that heads a phrase: a person, or a body that ends the part before `of` and `for`."""
        first, after = phrase
        head_end = next((at for at in range(first + 1, after) if self._tokens[at].norm in _HEAD_ENDS), after)
        inside = [
            self._names[self._tokens[at].start]
            for at in range(first, after)
            if self._tokens[at].start in self._names
        ]
        if not inside and after - first == 1:
            return self._name_ending(first)
        in_head = [name for name in inside if name.start < self._tokens[head_end - 1].end]
        persons = [name for name in in_head if name.kind is NameKind.PERSON]
        if persons:
            return persons[0]
        if in_head and in_head[-1].end >= self._tokens[head_end - 1].end - 2:
            return in_head[-1]
        return None
