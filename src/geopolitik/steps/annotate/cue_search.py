"""Where the cue of a quotation stands, and whose words it says they are."""

from __future__ import annotations

from typing import NamedTuple

from geopolitik.model.annotation import NameKind, Quotation
from geopolitik.steps.annotate.cues import cue_at
from geopolitik.steps.annotate.name_index import NameIndex
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
from geopolitik.text.grammar import is_verb, word_class

FIRST_PERSONS = word_class("no speaker")
_INVERTS = word_class("inverts")
_REACH = 16
"""How many words from a quotation its cue may stand."""


class Said(NamedTuple):
    """A speaker with the cue that names them."""

    phrase: Phrase
    cue: Phrase | None


class CueSearch:
    """Finds the cue beside a quotation and the noun phrase it belongs to."""

    def __init__(self, reading: Reading, names: NameIndex) -> None:
        self._reading = reading
        self._tokens = reading.tokens
        self._names = names

    def behind(self, stretch: Stretch, *, strict: bool) -> Said | None:
        """`Kim said`, `said Kim` or `, said Kim` behind the closing mark."""
        first, last = stretch
        if first + 1 < last and self._tokens[first].norm == "according":
            return self.according(Stretch(last, last), stretch)
        for at in range(first, min(last, first + _REACH)):
            length = cue_at(self._reading, at, last, strict=strict and at > first)
            if not length:
                continue
            if self._tokens[at].norm.endswith("ing"):
                return None  # "...," adding that: the speaker stands before
            adverb = at == first + 1 and self._tokens[first].norm.endswith("ly")
            if strict and at == first and self._tokens[at].norm not in _INVERTS:
                return None  # a quoted word is the verb's subject
            if at == first or adverb or self._is_inverted(at, at + length, last):
                phrase = self._inverted(at + length, last)
            else:
                phrase = phrase_before(self._reading, at, first) or phrase_after(self._reading, first, at)
            return Said(phrase, (at, at + length)) if phrase is not None else None
        return None if strict else self._acts(first, last)

    def closing(self, stretch: Stretch) -> Said | None:
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
        name = self._names.starting(self._tokens[first].start) if first < last else None
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
        if phrase is None or (self._names.in_phrase(phrase) is None and self._reading.is_capital(after)):
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

    def before_colon(self, quotation: Quotation, stretch: Stretch) -> Said | None:
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

    def agent_behind(self, behind: Stretch) -> Said | None:
        """`has been called "…" by Kim`."""
        first, last = behind
        if first + 1 >= last or self._tokens[first].norm != "by":
            return None
        phrase = phrase_after(self._reading, first + 1, last)
        return (
            Said(phrase, None) if phrase is not None and self._names.in_phrase(phrase) is not None else None
        )

    def before(self, stretch: Stretch, has_mate: bool = False) -> Said | None:
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
            if phrase is None or self._tokens[phrase[0]].norm in FIRST_PERSONS:
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

    def overrules(self, said: Said, first: int) -> bool:
        """Whether `According to X` at the sentence's head counts more than a verb that only mentions."""
        if self._tokens[first].norm != "according" or said.cue is None:
            return False
        return self._tokens[said.cue[0]].norm not in _INVERTS

    def according(self, before: Stretch, behind: Stretch) -> Said | None:
        for stretch in (behind, before):
            for at in range(stretch.first, stretch.after - 2):
                if self._tokens[at].norm == "according" and self._tokens[at + 1].norm == "to":
                    phrase = phrase_after(self._reading, at + 2, stretch.after)
                    if phrase is not None:
                        return Said(phrase, (at, at + 2))
        return None
