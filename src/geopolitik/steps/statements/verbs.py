"""Statements by their verb: `Kim said that …`, `“…,” said Kim`, `Kim praised …`, `…, Kim added.`"""

from __future__ import annotations

from collections.abc import Iterator

from geopolitik.model.annotation import Sentence
from geopolitik.model.span import Span
from geopolitik.steps.statements.contents import Ends
from geopolitik.steps.statements.cues import Form, match, verbs
from geopolitik.steps.statements.draft import Draft
from geopolitik.steps.statements.frames import WH, Frame, frame_behind
from geopolitik.steps.statements.phrases import PRONOUNS, RELATIVES, noun_phrase_after, subject, verb_group
from geopolitik.steps.statements.plain import is_plain
from geopolitik.steps.statements.scene import Phrase, Scene
from geopolitik.steps.statements.sources import is_press_word
from geopolitik.steps.statements.verb_words import is_no_verb
from geopolitik.text.grammar import (
    DETERMINERS,
    PREPOSITIONS,
    base_verbs,
    is_participle,
    word_class,
)

_INVERTS = word_class("inverts")
_BE = frozenset(["is", "are", "was", "were", "be", "been", "being"])
_JOINS = frozenset(["and", "but", "then", "yet"])
_ALONGSIDE = frozenset(["while", "when", "before", "after", "by", "without"])
_TELLS = frozenset(["that", "clause"])
_OPENERS = (
    word_class("subordinator") | word_class("condition") | {"as", "after", "before", "since", "despite"}
)
_AS_OBJECT = {"clause": "np", "np to": "np", "np that": "np", "np as": "np", "np quote": "np", "np wh": "np"}
_OBJECTS = frozenset(["him", "her", "them", "us", "me", "it", "people", "voters", "aides", "officials"])
_PARTING = frozenset(["and", "but", "while", "as", "when", "after", "because"])
_INSERTIONS = RELATIVES | {"a", "an", "according", "citing", "and", "but", "while", "when", "as"}
_BEHIND_INVERTED = RELATIVES | {"in", "on", "at", "during", "after", "as", "when"}


def find_by_verb(scene: Scene, ends: Ends, sentence: Sentence, index: int) -> Iterator[Draft]:
    """The statements whose cue is a verb of one sentence, from left to right."""
    last: Draft | None = None
    taken = sentence.first_token
    for at in range(sentence.first_token, sentence.last_token):
        if at < taken or scene.in_speech(at):
            continue
        form = match(verbs(), scene.norms, at, sentence.last_token)
        if form is None or is_no_verb(scene, at, form, sentence):
            continue
        draft = _Verb(scene, ends, sentence, index, at, form, last).draft()
        if draft is not None and is_plain(scene, draft) and not _continues(scene, draft, last):
            taken = at + 1 + len(form.rest)
            if last is None or not _lies_within(scene, draft, last):
                last = draft
            yield draft


def _lies_within(scene: Scene, draft: Draft, last: Draft) -> bool:
    """Whether a cue stands in what the report before says: `said he hoped …, and added`."""
    at = scene.tokens[draft.cue.first].start if draft.cue is not None else -1
    return any(piece.start <= at < piece.end for piece in last.content)


def _continues(scene: Scene, draft: Draft, last: Draft | None) -> bool:
    """Whether this belongs to the cue before: `declined to say`, `confirmed nor denied`."""
    if last is None or last.cue is None or draft.cue is None:
        return False
    step = draft.cue.first - last.cue.after
    return (last.frame == "to" and step <= 2) or (step == 1 and scene.norms[last.cue.after] in ("or", "nor"))


class _Verb:
    """One verb of a sentence, asked for its statement."""

    def __init__(
        self,
        scene: Scene,
        ends: Ends,
        sentence: Sentence,
        index: int,
        at: int,
        form: Form,
        last: Draft | None,
    ) -> None:
        self._scene, self._ends, self._sentence = scene, ends, sentence
        self._index, self._at, self._form, self._last = index, at, form, last
        self._after = at + 1 + len(form.rest)
        self._group = verb_group(scene, at, sentence.first_token)

    def draft(self) -> Draft | None:
        """The statement, if the frame is one that the cue takes."""
        frame = frame_behind(self._scene, self._after, self._sentence, self._form.cue.frames)
        if self._is_passive():
            return self._passive(frame)
        inverted = self._inverted()
        if inverted is not None:
            return self._postposed(inverted, inverted.after)
        source = self._source()
        if self._may_close(frame) and source is not None and self._has_content_before(source):
            if frame.name == "after" or self._is_said(source):
                return self._postposed(source, self._after)
            if not self._takes(frame):
                return None
        if frame.name == "np" and "addressee" in self._form.cue.frames:
            return None
        return self._preposed(frame, source)

    def _source(self) -> Phrase | None:
        """The subject; for `…, adding` and `and said` that of the report before, if there is one."""
        scene, group = self._scene, self._group
        if self._last is not None and self._last.source is not None and group > self._sentence.first_token:
            before = scene.norms[group - 1]
            participle = self._form.shape == "ing" and (scene.hard[group] or before in _ALONGSIDE)
            if before in _JOINS or participle:
                return self._last.source
        return subject(scene, self._at, self._sentence.first_token)

    def _is_passive(self) -> bool:
        if self._form.shape != "past":
            return False
        return any(self._scene.norms[at] in _BE for at in range(self._group, self._at))

    def _passive(self, frame: Frame) -> Draft | None:
        """`is expected to …`, `was accused by Kim of …`: whoever stands behind `by` is the source."""
        scene, sentence = self._scene, self._sentence
        name = f"passive {frame.name}"
        if name not in self._form.cue.frames:
            return None
        whom = subject(scene, self._at, sentence.first_token)
        source = None
        if frame.name == "by":
            source = noun_phrase_after(scene, self._after + 1, sentence.last_token)
        if frame.name == "after" or frame.first >= sentence.last_token:
            if whom is None:
                return None
            return self._made(name, source, (scene.span(whom),))
        behind = scene.span(Phrase(frame.first, self._ends.right(frame.first, sentence)))
        content = (behind,) if whom is None or frame.name == "that" else (scene.span(whom), behind)
        return self._made(name, source, content)

    def _inverted(self) -> Phrase | None:
        """Who stands behind the verb in `“…,” said Kim, a banker`."""
        scene, at, last = self._scene, self._at, self._sentence.last_token
        if scene.norms[at] not in _INVERTS or len(self._form.rest) or self._after >= last:
            return None
        if at == self._sentence.first_token:
            return None
        gap = scene.gaps[at]
        closed = any(mark in gap for mark in '"”’') or "''" in gap
        if not (closed or "," in gap) or scene.gaps[self._after].strip() not in ("", "."):
            return None
        phrase = noun_phrase_after(scene, self._after, last)
        if phrase is None or phrase.first != self._after or not (closed or self._can_speak(phrase)):
            return None
        if not closed and not any(scene.finite[max(self._sentence.first_token, at - 60) : at]):
            return None
        behind = phrase.after
        if closed or behind >= last or scene.hard[behind]:
            return phrase
        return phrase if scene.norms[behind] in _BEHIND_INVERTED else None

    def _can_speak(self, phrase: Phrase) -> bool:
        """Whether a phrase behind `, said` can be who says it, and not the beginning of what is said."""
        first = phrase.first
        word = self._scene.norms[first]
        return word not in PRONOUNS and (self._scene.capitals[first] or word in DETERMINERS)

    def _may_close(self, frame: Frame) -> bool:
        """Whether the words behind the verb can be all there is: a mark, a time, a place."""
        if frame.name == "after":
            return True
        frames = self._form.cue.frames
        if frame.name in ("np", "np to", "clause") and "addressee" in frames:
            return True
        return frame.name in PREPOSITIONS and bool(frames & _TELLS)

    def _has_content_before(self, source: Phrase) -> bool:
        """Whether a comma or a closing mark parts the source from words before it."""
        scene = self._scene
        first = source.first
        if first <= self._sentence.first_token or self._form.cue.frames.isdisjoint({"after"}):
            return False
        gap = scene.gaps[first]
        return "," in gap or any(mark in gap for mark in '"”—–') or "--" in gap or "''" in gap or " - " in gap

    def _is_said(self, source: Phrase) -> bool:
        """Whether the words before the source can be what is said: they have a verb or quotation marks."""
        scene = self._scene
        before = range(max(self._ends.left(source.first, self._sentence), source.first - 60), source.first)
        opens = scene.norms[before.start] in PREPOSITIONS or scene.norms[before.start] in _OPENERS
        spoken = any(scene.quotation_of[at] >= 0 for at in before)
        return spoken or (any(scene.finite[at] for at in before) and not opens)

    def _takes(self, frame: Frame) -> bool:
        """Whether the cue takes what follows it."""
        return frame.name in self._form.cue.frames or _AS_OBJECT.get(frame.name) in self._form.cue.frames

    def _postposed(self, source: Phrase, behind: int) -> Draft | None:
        """The content stands before source and cue, and may go on behind them."""
        scene, sentence = self._scene, self._sentence
        if "after" not in self._form.cue.frames:
            return None
        end = min(source.first, self._group)
        first = self._ends.left(end, sentence)
        if first >= end:
            return None
        before = scene.span(Phrase(first, end))
        return self._made("after", source, (before, *self._going_on(behind, self._is_said(source))))

    def _going_on(self, at: int, said: bool) -> Iterator[Span]:
        """`…, he noted, NATO has …`: what follows the comma behind a parenthesis.

        Where nothing was said before it (`In May, he noted, a ship …`), an article opens no insertion.
        """
        scene, sentence = self._scene, self._sentence
        if at >= sentence.last_token:
            return
        end = scene.piece_ends[at - 1]
        if end > at + 6 or end >= sentence.last_token or "," not in scene.gaps[end]:
            return
        follows = scene.opens_quotation(end) or (end == at and self._is_clause(end, said))
        if follows:
            after = self._ends.right(end, sentence)
            yield scene.span(Phrase(end, after))

    def _is_clause(self, at: int, said: bool) -> bool:
        """Whether a piece can go on with a content: it has a verb, and is no insertion about the source."""
        scene = self._scene
        article = scene.norms[at] in ("a", "an") and not said
        if (
            (scene.norms[at] in _INSERTIONS and not article)
            or scene.norms[at][:1].isdigit()
            or scene.norms[at].endswith("ing")
        ):
            return False
        end = min(scene.piece_ends[at], at + 40)
        return any(scene.finite[k] or scene.norms[k] in base_verbs() for k in range(at, end))

    def _preposed(self, frame: Frame, source: Phrase | None) -> Draft | None:
        """The content stands behind the cue."""
        scene, sentence, frames = self._scene, self._sentence, self._form.cue.frames
        name = frame.name if frame.name in frames else _AS_OBJECT.get(frame.name, "")
        if name not in frames or frame.first >= sentence.last_token or self._clashes(name, frame, source):
            return None
        first = frame.first
        if name in ("np that", "np quote", "np wh"):
            first = self._behind_addressee(frame)
        elif name == "clause" and "addressee" in frames:
            first = self._behind_short_addressee(frame.first)
        after = min(self._ends.right(first, sentence), self._opening_end(first))
        if name in ("np", "np as", "ing") or name in PREPOSITIONS:
            after = min(after, self._object_end(first, after))
        return self._made(name, source, (scene.span(Phrase(first, after)),))

    def _clashes(self, name: str, frame: Frame, source: Phrase | None) -> bool:
        """Whether an object is none, or a plural verb has a singular subject: `a Times report`."""
        scene = self._scene
        if name == "np" and scene.finite[frame.first]:
            return True
        bare = self._form.shape == "base" and self._group == self._at
        return (
            bare and source is not None and scene.norms[source.first] in ("a", "an", "this", "each", "every")
        )

    def _opening_end(self, first: int) -> int:
        """Where a content ends whose cue stands in an opening clause: `While NATO frames …, Russia`."""
        scene, head = self._scene, self._sentence.first_token
        end = scene.piece_ends[head]
        opens = scene.norms[head] in _OPENERS or is_participle(scene.norms[head])
        return end if opens and self._at < end and first < end else self._sentence.last_token

    def _behind_addressee(self, frame: Frame) -> int:
        """Where `that` or the quotation begins in `told reporters that`."""
        for at in range(frame.first, self._sentence.last_token):
            word = self._scene.norms[at]
            if word == "that" or self._scene.opens_quotation(at) or (at > frame.first and word in WH):
                return at
        return frame.first

    def _behind_short_addressee(self, first: int) -> int:
        """Where a clause without `that` begins: `told them the plan`, `told CNN last week the plan`."""
        scene, last = self._scene, self._sentence.last_token
        phrase = noun_phrase_after(scene, first, last)
        if phrase is not None and phrase.after + 1 < last and scene.timed[phrase.after]:
            after = phrase.after
            while after + 1 < last and scene.timed[after]:
                after += 1
            return after
        alone = scene.norms[first] in _OBJECTS or is_press_word(scene.norms[first])
        return first + 1 if alone and first + 1 < last else first

    def _object_end(self, first: int, after: int) -> int:
        """An object ends before a comma that no list or quotation goes over, and before `and` with a verb."""
        scene = self._scene
        for at in range(first + 1, min(after, first + 60)):
            if scene.quotation_of[at] >= 0:
                continue
            if scene.norms[at] not in _PARTING or at + 1 >= after:
                continue
            if scene.finite[at + 1] or (scene.hard[at] and scene.norms[at] != "and"):
                return at
        return after

    def _made(self, frame: str, source: Phrase | None, content: tuple[Span, ...]) -> Draft:
        return Draft(self._form.cue, frame, Phrase(self._at, self._after), source, content, self._index)
