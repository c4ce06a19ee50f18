"""Noun phrases: the subject of a verb, the phrase behind a word."""

from __future__ import annotations

from functools import cache

from geopolitik.lexicon import words
from geopolitik.model.annotation import NameKind
from geopolitik.steps.statements.scene import Phrase, Scene
from geopolitik.text.forms import norm
from geopolitik.text.grammar import AUXILIARIES, PREPOSITIONS, base_verbs, is_participle, word_class

RELATIVES = frozenset(["who", "whom", "whose", "which"])
PRONOUNS = frozenset(["he", "she", "they", "it", "i", "we", "you"])
_STOPS = word_class("ends a noun phrase") | {"amid", "despite", "saying", "says", "according"}
_SKIPPED = word_class("between subject and verb")
_INNER = frozenset(
    ["of", "for", "at", "from", "in", "with", "on", "to", "between", "near", "inside", "within"]
)
_OPENERS = word_class("subordinator") | word_class("condition") | {"as", "after", "before", "since"}
_REACH = 60
"""Words to the left in which a verb's subject is looked for."""
_DOCUMENTS = frozenset(
    ["statement", "tweet", "letter", "note", "message", "post", "memo", "email", "release", "speech", "video"]
)
"""What somebody issues, `saying that`."""


@cache
def roles() -> frozenset[str]:
    """Last words of offices and callings: `president`, `governor`."""
    return frozenset(norm(role.split()[-1]) for role in words("roles", "role"))


_CONJUNCTIONS = frozenset(["and", "but", "or", "then", "yet"])


def verb_group(scene: Scene, verb: int, floor: int) -> int:
    """The first word of a verb's group: over auxiliaries, adverbs, `not`, `on Monday`."""
    at = verb
    while at > floor and not scene.hard[at] and _belongs(scene, at - 1):
        at -= 1
    return at


_ADVERBS = frozenset(
    ["long", "longer", "no", "neither", "nor", "nevertheless", "nonetheless", "instead", "thus", "therefore"]
)
_NO_HEADS = frozenset(["not", "more", "only", "much", "enough", "instead", "still", "out", "well", "least"])


def heads_nothing(scene: Scene, phrase: Phrase) -> bool:
    """Whether a phrase ends in a word that is no noun: an article, `not`, `only`, a time."""
    last = phrase.after - 1
    word = scene.norms[last]
    return word in _ARTICLES or word in _NO_HEADS or (scene.timed[last] and phrase.after - phrase.first < 4)


_ARTICLES = frozenset(["the", "a", "an", "this", "every", "his", "their", "its", "my", "our", "your"])


def _belongs(scene: Scene, at: int) -> bool:
    word = scene.norms[at]
    if scene.timed[at] or (scene.timed[at + 1] and word in ("this", "last", "the")):
        return True
    if word in ("on", "in", "to"):
        return word != "to" and scene.timed[at + 1]
    if word.endswith("n't") or word in _SKIPPED or word in _ADVERBS:
        return True
    if word in AUXILIARIES:
        return not scene.capitals[at] or at == scene.sentence(at).first_token  # George Will
    return (
        word.endswith("ly") and len(word) > 4 and word not in ("family", "july", "italy", "ally", "assembly")
    )


def subject(scene: Scene, verb: int, floor: int, depth: int = 0) -> Phrase | None:
    """The noun phrase that a verb belongs to, to its left; None if there is none within reach.

    Goes over relatives (`Kim, who … said`), insertions between commas (`Kim, 45, said`), infinitives
    (`Kim went on to say`), shared subjects (`Kim rose and said`) and participles (`…, Kim said, adding`).
    """
    floor = max(floor, verb - _REACH)
    if depth > 4 or verb <= floor:
        return None
    at = verb_group(scene, verb, floor)
    if at <= floor:
        return None
    before = scene.norms[at - 1]
    bare_participle = scene.norms[verb].endswith("ing") and not _has_auxiliary(scene, at, verb)
    if before == "to" and not scene.hard[at]:
        return _of_governor(scene, at - 1, floor, depth)
    if bare_participle and (scene.hard[at] or before in _CONJUNCTIONS or before in PREPOSITIONS):
        return _of_governor(scene, at, floor, depth)
    if bare_participle and before in _DOCUMENTS:
        issuer = _of_governor(scene, at, floor, depth)
        return issuer if issuer is not None else noun_phrase_before(scene, at, floor)
    if before in _CONJUNCTIONS:
        return _of_governor(scene, at - 1, floor, depth)
    if ")" in scene.gaps[at]:  # Lee (I-Vt.) said
        at = _before_bracket(scene, at, floor)
        return noun_phrase_before(scene, at, floor) if at > floor else None
    if scene.hard[at]:
        return _before_insertion(scene, at, floor, depth)
    return noun_phrase_before(scene, at, floor)


def _has_auxiliary(scene: Scene, first: int, verb: int) -> bool:
    return any(scene.norms[at] in AUXILIARIES or scene.norms[at].endswith("n't") for at in range(first, verb))


def _of_governor(scene: Scene, at: int, floor: int, depth: int) -> Phrase | None:
    """The subject of the nearest finite verb to the left."""
    for verb in range(at - 1, floor, -1):
        finite = scene.finite[verb] or (verb == at - 1 and scene.norms[verb] in base_verbs())
        if finite and not scene.in_speech(verb):
            return subject(scene, verb, floor, depth + 1)
    return None


def noun_phrase_before(scene: Scene, after: int, floor: int) -> Phrase | None:
    """The noun phrase that ends before the token `after`."""
    if after > floor and _is_relative(scene, after - 1, floor):
        return Phrase(after - 1, after)  # Kim, who said: PolNeAR's annotators mark `who`
    first = after
    while first > floor:
        word = scene.norms[first - 1]
        if first < after and (scene.hard[first] or any(mark in scene.gaps[first] for mark in '"“”')):
            break
        if word in PRONOUNS:
            return Phrase(first - 1, first) if first == after else _trimmed(scene, first, after)
        if word in _STOPS or word in RELATIVES or _is_verb_here(scene, first - 1, after):
            break
        if word == "and" and (first == after or first - 2 < floor or scene.finite[first - 2]):
            break
        first -= 1
    return _trimmed(scene, first, after)


def _is_verb_here(scene: Scene, at: int, after: int) -> bool:
    if not scene.finite[at]:
        return False
    # `the united opposition`, `retired generals`: a participle right before a noun of the same phrase
    attributive = (
        scene.norms[at].endswith("ed") and at + 1 < after and at and scene.norms[at - 1] in _BEFORE_ADJECTIVE
    )
    return not attributive


_BEFORE_ADJECTIVE = frozenset(["the", "a", "an", "some", "many", "one", "several", "most", "two", "other"])


def _is_relative(scene: Scene, at: int, floor: int) -> bool:
    word = scene.norms[at]
    return word in RELATIVES or (word == "that" and at > floor and not scene.finite[at - 1])


def antecedent(scene: Scene, after: int, floor: int) -> Phrase | None:
    """Whom a relative clause is about: the person named right before it, else the phrase."""
    if after <= floor:
        return None
    name = scene.name_at(after - 1)
    if name is not None and name.kind is NameKind.PERSON:
        return Phrase(max(floor, scene.token_from(name.start)), after)
    return noun_phrase_before(scene, after, floor)


def _before_insertion(scene: Scene, at: int, floor: int, depth: int) -> Phrase | None:
    """The subject before insertions between commas: `Kim, 45, of Bergen, who leads the port, said`."""
    start = at
    for _ in range(5):
        end = start
        start -= 1
        while start > floor and not scene.hard[start]:
            start -= 1
        verb = _predicate(scene, max(start, floor), end) if depth else None
        if verb is not None:  # Kim rose, thanked the crew and said
            return subject(scene, verb, floor, depth + 1)
        found = noun_phrase_before(scene, end, max(start, floor))
        if start <= floor:
            return found
        if found is None or found.first > start:
            continue
        if not _is_inserted(scene, start):
            return found
    return None


def _before_bracket(scene: Scene, at: int, floor: int) -> int:
    """The token behind which a bracket opens that closes before a token."""
    for start in range(at - 1, max(floor, at - 12), -1):
        if "(" in scene.gaps[start]:
            return start
    return at


def _predicate(scene: Scene, start: int, end: int) -> int | None:
    """The finite verb of a piece that shares its subject with what follows; None for a relative clause."""
    if scene.norms[start] in RELATIVES or scene.norms[start] in _OPENERS:
        return None
    for at in range(start, end - 1):
        if scene.norms[at] in RELATIVES or scene.norms[at] == "that":
            return None
        if scene.finite[at] and not scene.in_speech(at):
            return at
    return None


def _is_inserted(scene: Scene, start: int) -> bool:
    """Whether the piece that begins at a token is an insertion: an age, an apposition, a relative."""
    word = scene.norms[start]
    return (
        word[:1].isdigit()
        or word in PREPOSITIONS
        or word in RELATIVES
        or word
        in ("a", "an", "the", "his", "her", "its", "their", "now", "then", "also", "and", "one", "both")
        or is_participle(word)
        or not scene.capitals[start]
        or scene.norms[start + 1] == "of"
        or (word in roles() and not _names_person(scene, start))
        or _follows_place(scene, start)
    )


def _follows_place(scene: Scene, start: int) -> bool:
    """Whether a place stands before and behind a comma: `in Columbus, Ohio, said`."""
    names = (scene.name_at(start - 1), scene.name_at(start))
    return all(name is not None and name.kind is NameKind.PLACE for name in names)


def _names_person(scene: Scene, start: int) -> bool:
    """Whether the piece that begins at a token names a person: `Colonel Lee` is no insertion."""
    names = (scene.name_at(at) for at in range(start, min(scene.piece_ends[start], start + 8)))
    return any(name is not None and name.kind is NameKind.PERSON for name in names)


def _trimmed(scene: Scene, first: int, after: int) -> Phrase | None:
    """Without prepositions and conjunctions at the head."""
    while first < after and (scene.norms[first] in PREPOSITIONS or scene.norms[first] in _CONJUNCTIONS):
        first += 1
    return Phrase(first, after) if first < after else None


def noun_phrase_after(scene: Scene, first: int, last: int) -> Phrase | None:
    """The noun phrase that begins at a token: up to a mark, a verb, a relative, an outer preposition."""
    at = first
    while at < min(last, first + 25):
        word = scene.norms[at]
        if at > first and (scene.hard[at] or any(mark in scene.gaps[at] for mark in '"“”')):
            break
        if word in RELATIVES or word in ("that", "because", "as", "when", "while", "if", "after", "before"):
            break
        if at > first and word in PREPOSITIONS and word not in _INNER:
            break
        if at > first and word == "to" and at + 1 < last and scene.norms[at + 1] in base_verbs():
            break
        if at > first and scene.timed[at]:
            break
        if (
            at > first
            and word in ("in", "on", "at", "during", "to")
            and _names_time_or_place(scene, at + 1, last)
        ):
            break
        if at > first and (scene.finite[at] or (is_participle(word) and not scene.capitals[at])):
            break
        at += 1
        if word in PRONOUNS and at == first + 1:
            break
    return _trimmed(scene, first, at)


def _names_time_or_place(scene: Scene, at: int, last: int) -> bool:
    return at < last and (scene.timed[at] or scene.norms[at] in ("a", "an"))
