"""What else a statement tells: to whom, through whom, when, and what the source does by it."""

from __future__ import annotations

from bisect import bisect_left

from geopolitik.model.annotation import Time, TimeKind
from geopolitik.model.statement import Source, SpeechAct
from geopolitik.steps.statements.draft import Draft
from geopolitik.steps.statements.phrases import noun_phrase_after, verb_group
from geopolitik.steps.statements.scene import Phrase, Scene
from geopolitik.steps.statements.sources import is_people, is_press, source_of

_TALKS = frozenset(["interview", "conversation", "briefing", "statement", "comments", "remarks", "speech"])
_SPOKEN_TO = frozenset([SpeechAct.DEMANDS, SpeechAct.ASKS, SpeechAct.WARNS, SpeechAct.PROMISES])
_REACH = 14
"""Words behind a cue in which a venue or a citation is looked for."""
_SILENT = frozenset(
    [
        "say",
        "comment",
        "respond",
        "reply",
        "answer",
        "elaborate",
        "specify",
        "disclose",
        "discuss",
        "reveal",
        "provide",
        "explain",
        "mention",
        "address",
        "confirm",
        "deny",
    ]
)
_REFUSED = frozenset(["agree", "commit", "accept", "promise", "endorse", "support", "back", "guarantee"])
_DECLINED = frozenset(["decline", "refuse"])
_NEGATIONS = frozenset(["not", "never", "neither", "nor", "no"])


def act_of(scene: Scene, draft: Draft) -> SpeechAct:
    """The speech act of a cue; `would not say`, `declined to comment` add nothing."""
    act, lemma = draft.entry.act, draft.entry.lemma
    if draft.cue is None or draft.entry.kind != "verb":
        return act
    if lemma in _DECLINED and draft.frame == "to":
        verb = scene.norms[min(draft.cue.after + 1, len(scene.norms) - 1)]
        return SpeechAct.DECLINES if verb in _SILENT else SpeechAct.REFUSES
    if _is_negated(scene, draft.cue):
        if lemma in _SILENT:
            return SpeechAct.DECLINES
        if lemma in _REFUSED:
            return SpeechAct.REFUSES
    return act


def _is_negated(scene: Scene, cue: Phrase) -> bool:
    floor = scene.sentence(cue.first).first_token
    group = verb_group(scene, cue.first, floor)
    return any(
        scene.norms[at] in _NEGATIONS or scene.norms[at].endswith("n't") for at in range(group, cue.first)
    )


def addressee_of(scene: Scene, draft: Draft) -> Source | None:
    """Whom it was said to: the object of `tell`, `to` with `say`, the object of `urge … to`."""
    if draft.cue is None or draft.entry.kind != "verb" or draft.cue.after >= len(scene.tokens):
        return None
    last = scene.sentence(draft.cue.first).last_token
    at = draft.cue.after
    if at >= last or scene.hard[at] or scene.opens_quotation(at):
        return None
    spoken_to = draft.entry.act in _SPOKEN_TO and draft.frame in ("np to", "np that", "np quote", "np wh")
    direct = "addressee" in draft.entry.frames or spoken_to
    if not direct:
        if scene.norms[at] != "to" or draft.frame in ("to", "np"):
            return None
        at += 1
    phrase = noun_phrase_after(scene, at, last) if at < last else None
    if phrase is None or phrase.first != at:
        return None
    said = scene.token_from(draft.content[0].start)
    end = min(phrase.after, said) if said > at else phrase.after
    return source_of(scene, Phrase(at, end))


def venue_of(scene: Scene, draft: Draft) -> Source | None:
    """The paper or station it was said in: `told CNN`, `in an interview with The Independent`."""
    if draft.cue is None:
        return None
    last = scene.sentence(draft.cue.first).last_token
    end = min(last, draft.cue.after + _REACH)
    for at in range(draft.cue.after, end):
        if _in_content(draft, scene.tokens[at].start):
            break
        if scene.norms[at] in ("with", "to", "on", "by") and at + 1 < end:
            phrase = noun_phrase_after(scene, at + 1, last)
            found = source_of(scene, phrase) if phrase is not None else None
            if found is not None and is_press(found):
                return found
    return _venue_before(scene, draft)


def _venue_before(scene: Scene, draft: Draft) -> Source | None:
    """`In an interview with The Independent, Kim said`."""
    if draft.cue is None:
        return None
    sentence = scene.sentence(draft.cue.first)
    first = sentence.first_token
    end = min(scene.piece_ends[first], first + _REACH)
    if end >= draft.cue.first or not _TALKS.intersection(scene.norms[first:end]):
        return None
    for at in range(first, end - 1):
        if scene.norms[at] in ("with", "to"):
            phrase = noun_phrase_after(scene, at + 1, end)
            found = source_of(scene, phrase) if phrase is not None else None
            if found is not None and is_press(found):
                return found
    return None


def cited(scene: Scene, draft: Draft) -> Source | None:
    """Whom the source of a report cites: `the FT said, citing people familiar with the plan`."""
    if draft.source is None:
        return None
    sentence = scene.annotation.sentences[draft.sentence]
    for at in range(sentence.first_token, min(sentence.last_token - 1, sentence.first_token + 200)):
        if scene.norms[at] not in ("citing", "quoting") or scene.in_speech(at):
            continue
        phrase = noun_phrase_after(scene, at + 1, sentence.last_token)
        found = source_of(scene, phrase) if phrase is not None else None
        if found is not None and is_people(found):
            return found
    return None


def said_at(scene: Scene, draft: Draft) -> Time | None:
    """The time that belongs to the cue: outside the content, nearest to the cue, in its sentence."""
    if draft.cue is None:
        return None
    sentence = scene.sentence(draft.cue.first)
    cue = scene.bare(draft.cue)
    times = scene.annotation.times
    at = bisect_left(times, sentence.start, key=lambda time: time.start)
    near: list[tuple[int, int]] = []
    while at < len(times) and times[at].start < sentence.end and len(near) < 20:
        time = times[at]
        if time.kind is not TimeKind.DURATION and _belongs(scene, draft, time):
            near.append((min(abs(time.start - cue.end), abs(cue.start - time.end)), at))
        at += 1
    return times[min(near)[1]] if near else None


def _belongs(scene: Scene, draft: Draft, time: Time) -> bool:
    """Whether a time stands with the cue: outside what is said, in its piece or at the sentence's head."""
    if _in_content(draft, time.start) or draft.cue is None:
        return False
    token = scene.token_from(time.start)
    if token >= len(scene.tokens) or scene.in_speech(token):
        return False
    first = scene.sentence(draft.cue.first).first_token
    near = scene.piece_ends[token] == scene.piece_ends[draft.cue.first] or abs(token - draft.cue.after) < 8
    opens = token < scene.piece_ends[first]
    return near or opens


def _in_content(draft: Draft, offset: int) -> bool:
    return any(piece.start <= offset < piece.end for piece in draft.content)
