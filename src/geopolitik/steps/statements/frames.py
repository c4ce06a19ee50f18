"""How a content hangs on its verb: which frame the words behind the verb make."""

from __future__ import annotations

from typing import NamedTuple

from geopolitik.model.annotation import Sentence
from geopolitik.steps.statements.cues import verbs
from geopolitik.steps.statements.phrases import PRONOUNS
from geopolitik.steps.statements.scene import Scene
from geopolitik.text.grammar import AUXILIARIES, PREPOSITIONS, base_verbs, is_participle

WH = frozenset(["whether", "if", "how", "what", "why", "who", "when", "where", "which"])
_TIMES = frozenset(["earlier", "later", "recently", "again", "once", "afterward", "afterwards"])
_ASIDE = frozenset(
    [
        "in",
        "on",
        "at",
        "during",
        "to",
        "after",
        "before",
        "via",
        "by",
        "through",
        "from",
        "when",
        "while",
        "with",
    ]
)
"""Words that begin what stands between a verb and its `that`: `said in an interview on Monday that`."""
_CITING = frozenset(["citing", "quoting", "according"])
_ADVERBS = frozenset(["also", "again", "not", "just", "twice", "too"])
_REACH = 24
_TELLS = frozenset(["clause", "that", "quote", "wh"])


class Frame(NamedTuple):
    """What follows a verb."""

    name: str
    first: int
    """Where the content begins; behind the verb for `after`, whose content stands before."""


def frame_behind(scene: Scene, after: int, sentence: Sentence, accepts: frozenset[str]) -> Frame:
    """The frame of the words behind a verb."""
    last = sentence.last_token
    at = _over_adverbs(scene, after, last)
    if at >= last:
        return Frame("after", at)
    direct = _direct(scene, at, last)
    if direct is not None:
        return direct
    word = scene.norms[at]
    timed = scene.timed[at] or word in _TIMES
    if accepts & _TELLS and (word in _ASIDE or timed) and not _to_infinitive(scene, at, last):
        behind = _behind_aside(scene, at, last)
        if behind is not None:
            return behind
        if timed:
            return Frame("after", at)
    if _to_infinitive(scene, at, last):
        return Frame("to", at)
    if word in PREPOSITIONS:
        return Frame(word, at)
    if is_participle(word) and not scene.capitals[at]:
        return Frame("ing", at)
    return _nominal(scene, at, last)


def _over_adverbs(scene: Scene, at: int, last: int) -> int:
    """Over adverbs, and over the second verb of `neither confirmed nor denied`."""
    while at < last and not scene.hard[at]:
        word = scene.norms[at]
        if word in ("nor", "or") and at + 1 < last and scene.norms[at + 1] in verbs():
            at += 2
        elif (word.endswith("ly") and not scene.capitals[at] and len(word) > 4) or word in _ADVERBS:
            at += 1
        else:
            break
    return at


def _direct(scene: Scene, at: int, last: int) -> Frame | None:
    """A quotation, a colon, a comma, `that` or `whether` right there."""
    gap = scene.gaps[at]
    if scene.opens_quotation(at):
        return Frame("quote", at)
    if ":" in gap:
        return Frame("colon", at)
    if scene.hard[at]:
        if "," in gap and scene.norms[at] in _CITING:  # said, according to Reuters, that
            return _behind_aside(scene, at, last) or Frame("after", at)
        return Frame("after", at)
    word = scene.norms[at]
    if word == "that":
        return Frame("that", at)
    return Frame("wh", at) if word in WH else None


def _behind_aside(scene: Scene, at: int, last: int) -> Frame | None:
    """`that` or a quotation behind `in an interview on Monday`, or behind an insertion between commas."""
    for behind in range(at + 1, min(last, at + _REACH)):
        if scene.opens_quotation(behind) and (scene.hard[behind] or scene.in_speech(behind)):
            return Frame("quote", behind)
        word = scene.norms[behind]
        if ":" in scene.gaps[behind]:
            return Frame("colon", behind)
        if word == "that" and behind > at + 1:
            return Frame("that", behind)
        if scene.hard[behind] and not (word in _CITING or scene.norms[at] in _CITING):
            return None
        if scene.finite[behind] and behind > at + 1 and (scene.timed[at] or scene.norms[at] in _TIMES):
            return Frame("clause", _over_times(scene, at))
    return None


def _over_times(scene: Scene, at: int) -> int:
    """The first word behind a time."""
    after = at + 1
    while after < len(scene.timed) and scene.timed[after]:
        after += 1
    return after


def _to_infinitive(scene: Scene, at: int, last: int) -> bool:
    behind = at + 1
    if scene.norms[at] == "not" and behind < last:
        return _to_infinitive(scene, behind, last)
    if scene.norms[at] != "to" or behind >= last:
        return False
    return (
        scene.norms[behind] in base_verbs()
        or scene.norms[behind] == "be"
        or scene.norms[behind].endswith("ly")
    )


def _nominal(scene: Scene, at: int, last: int) -> Frame:
    """A clause, an object, or an object with `that`, `to` or `as` behind it."""
    if scene.norms[at] in ("there", "he", "she", "they", "we", "i"):
        return Frame("clause", at)
    end = min(last, at + _REACH)
    for behind in range(at + 1, end):
        if scene.hard[behind]:
            break
        word = scene.norms[behind]
        if scene.opens_quotation(behind) and scene.quotations[scene.quotation_of[behind]].is_speech:
            return Frame("np quote", at)
        if word == "that":
            return Frame("np that", at)
        if word in ("whether", "why", "how"):
            return Frame("np wh", at)
        if word in WH:
            break
        if _to_infinitive(scene, behind, last):
            return Frame("np to", at)
        if word in AUXILIARIES or word.endswith("n't") or scene.finite[behind]:
            return Frame("clause", at)
        if word == "as":
            return Frame("np as", at)
    if scene.piece_ends[at] < last and _clause_behind(scene, at, last):
        return Frame("clause", at)
    return Frame("np", at)


def _clause_behind(scene: Scene, at: int, last: int) -> bool:
    """Whether a subject with an insertion begins here: `said Lee, a banker, was`."""
    return scene.norms[at] in PRONOUNS and any(scene.finite[at + 1 : min(last, at + _REACH)])
