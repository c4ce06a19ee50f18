"""Who speaks a quotation: by the cue beside it, the sentence's subject, or the quotation before."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from geopolitik.model.annotation import Quotation, Sentence, Speaker
from geopolitik.model.span import Span
from geopolitik.steps.annotate.cue_search import FIRST_PERSONS, CueSearch, Said
from geopolitik.steps.annotate.name_index import NameIndex
from geopolitik.steps.annotate.phrases import Phrase, Stretch, subject
from geopolitik.steps.annotate.reading import Reading
from geopolitik.text.grammar import word_class

_SPEECH_ENDS = ",.!?…-–—"
_BEING = frozenset(["is", "are", "was", "were", "be", "been", "being"])
_NO_CONTENT = word_class("pronoun that speaks")


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
        self._names = NameIndex(reading)
        self._cues = CueSearch(reading, self._names)
        self._outer = list(_outer(reading.quotations))
        self._outer_starts = [quotation.start for quotation in self._outer]

    def find(self) -> list[Quotation]:
        found: list[Quotation] = []
        last: Quotation | None = None
        outer = set(self._outer_starts)
        for quotation in self._reading.quotations:
            if quotation.start not in outer:
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
        said = self._cues.behind(behind, strict=False) if ends_as_speech else None
        said = (
            said
            or self._cues.closing(behind)
            or self._cues.before_colon(quotation, before)
            or self._cues.before(before, mate is not None)
        )
        if said is None and not ends_as_speech:
            said = self._cues.behind(behind, strict=True)
        said = said or self._cues.according(before, behind) or self._cues.agent_behind(behind)
        if said is not None and self._cues.overrules(said, opening.first_token):
            whole = Stretch(opening.first_token, before.after)
            said = self._cues.according(whole, behind) or said
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
            if phrase is not None and self._tokens[phrase[0]].norm not in FIRST_PERSONS:
                speaks = quotation.is_speech or self._can_speak(phrase, before)
                return self._with(quotation, phrase, None) if speaks else quotation
            if last is not None and last.speaker is not None and self._is_near(last, opening):
                return replace(quotation, speaker=last.speaker)
            return self._subject_before(quotation, opening)
        announced = self._introduction(opening) or self._signed(quotation) or self._narrated(opening, last)
        if announced is not None:
            return self._with(quotation, announced.phrase, announced.cue)
        if last is not None and last.speaker is not None and self._is_near(last, opening):
            return replace(quotation, speaker=last.speaker)
        return self._subject_before(quotation, opening)

    def _can_speak(self, phrase: Phrase, before: Stretch) -> bool:
        """Whether the subject of a sentence with a quoted term can be who uses it.

        It is not if the term belongs to it (`the fragile "truce" held`), or if an unnamed subject only is
        something (`the war was sold as a "mission"`).
        """
        if phrase[1] >= before.after:
            return False
        if self._names.in_phrase(phrase) is not None:
            return True
        verbs = (token.norm for token in self._tokens[phrase[1] : min(phrase[1] + 4, before.after)])
        return not any(verb in _BEING for verb in verbs)

    def _clause(self, before: Stretch, behind: Stretch) -> Stretch:
        """The words around a quoted phrase whose subject may be its speaker."""
        return before if before.after > before.first else behind

    def _is_near(self, last: Quotation, opening: Sentence) -> bool:
        """Whether the quotation before stands in this paragraph or closes the one before."""
        index = self._index(opening)
        at = self._sentence_at(last.end - 1)
        if at is None:
            return False
        if at.paragraph == opening.paragraph:
            return True
        return index - self._index(at) <= 2

    def _introduction(self, opening: Sentence) -> Said | None:
        """The speaker that a sentence ending in a colon or a cue announces."""
        index = self._index(opening)
        if index == 0:
            return None
        sentence = self._reading.sentences[index - 1]
        tail = self._reading.text[sentence.start : sentence.end].rstrip("\"'”’ ")
        if not tail.endswith((":", ",")):
            return None
        stretch = Stretch(sentence.first_token, sentence.last_token)
        said = self._cues.before(stretch)
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
        return Said(phrase, None) if short and self._names.in_phrase(phrase) is not None else None

    def _narrated(self, opening: Sentence, last: Quotation | None) -> Said | None:
        """The speaker of a sentence without quotation right before, in the paragraph: `Kim agreed. "…"`."""
        index = self._index(opening)
        sentence = self._reading.sentences[index - 1] if index else opening
        if sentence.paragraph != opening.paragraph or (last is not None and last.end > sentence.start):
            return None
        stretch = Stretch(sentence.first_token, sentence.last_token)
        phrase = subject(self._reading, stretch)
        if phrase is None or self._names.in_phrase(phrase) is None:
            return None
        return Said(phrase, None)

    def _subject_before(self, quotation: Quotation, opening: Sentence) -> Quotation:
        """The person that the sentence before is about, for a quotation that stands alone."""
        index = self._index(opening)
        for sentence in reversed(self._reading.sentences[max(0, index - 2) : index]):
            stretch = Stretch(sentence.first_token, sentence.last_token)
            cue = self._cues.before(stretch)
            phrase = cue.phrase if cue is not None else subject(self._reading, stretch)
            if phrase is not None and self._names.in_phrase(phrase) is not None:
                return self._with(quotation, phrase, None)
        return quotation

    # -- stretches ---------------------------------------------------------------------------------------

    def _sentence_at(self, offset: int) -> Sentence | None:
        at = bisect_right(self._sentence_starts, offset) - 1
        return self._reading.sentences[at] if at >= 0 else None

    def _index(self, sentence: Sentence) -> int:
        return bisect_right(self._sentence_starts, sentence.start) - 1

    def _near(self, quotation: Quotation) -> list[Quotation]:
        """The quotations around one; more than a few do not share a sentence with it."""
        at = bisect_right(self._outer_starts, quotation.start)
        return self._outer[max(0, at - 8) : at + 2]

    def _token_from(self, offset: int) -> int:
        """The first token that begins at or behind an offset."""
        return bisect_right(self._starts, offset - 1)

    def _stretch_before(self, quotation: Quotation, sentence: Sentence) -> Stretch:
        """The words between the quotation before, or the sentence's start, and this one."""
        floor = sentence.start
        for other in self._near(quotation):
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
        for other in self._near(quotation):
            if quotation.end <= other.start < ceiling:
                ceiling = other.start
        first = self._token_from(quotation.end)
        return Stretch(first, max(first, min(sentence.last_token, self._token_from(ceiling))))

    # -- from phrase to speaker --------------------------------------------------------------------------

    def _with(self, quotation: Quotation, phrase: Phrase, cue: Phrase | None) -> Quotation:
        speaker = self._speaker(phrase)
        if speaker is None:
            return quotation
        span = Span(self._tokens[cue[0]].start, self._tokens[cue[1] - 1].end) if cue is not None else None
        return replace(quotation, speaker=speaker, cue=span)

    def _speaker(self, phrase: Phrase) -> Speaker | None:
        first, after = phrase
        name = self._names.in_phrase(phrase)
        if name is not None:
            passage = self._reading.text[name.start : name.end]
            shown = self._names.display(name, passage)
            return Speaker(name.start, name.end, shown, name.entity)
        says_who = any(token.content for token in self._tokens[first:after])
        if self._tokens[first].norm in FIRST_PERSONS or not (says_who or self._is_third(first)):
            return None
        start, end = self._tokens[first].start, self._tokens[after - 1].end
        words = [token.norm for token in self._tokens[first:after] if token.content]
        return Speaker(start, end, self._reading.text[start:end], " ".join(words))

    def _is_third(self, at: int) -> bool:
        return self._tokens[at].norm in _NO_CONTENT


def _outer(quotations: list[Quotation]) -> Iterator[Quotation]:
    """The quotations that stand in no other."""
    end = -1
    for quotation in quotations:
        if quotation.start >= end:
            yield quotation
            end = quotation.end
