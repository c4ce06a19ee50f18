"""Which words are verbs here, and which are nouns, adjectives or parts of names."""

from __future__ import annotations

from geopolitik.model.annotation import Sentence
from geopolitik.model.article import Label
from geopolitik.steps.statements.cues import Form
from geopolitik.steps.statements.phrases import PRONOUNS, RELATIVES, verb_group
from geopolitik.steps.statements.plain import bodies
from geopolitik.steps.statements.scene import Scene
from geopolitik.text.grammar import AUXILIARIES, DETERMINERS, PREPOSITIONS, word_class

_BE = frozenset(["is", "are", "was", "were", "be", "been", "being"])
_BEFORE_BASE = word_class("before a base form")
_ALWAYS_VERBS = frozenset(["said", "says", "told", "wrote"])
_SELDOM_VERBS = word_class("seldom a verb")
_NOUNS_TOO = word_class("verb and noun")
_PLURALS = frozenset(["data", "police", "media", "majority", "public", "family"])
_SINGULAR = _BE | {"has", "does", "this", "as", "its", "news", "congress"}


def is_no_verb(scene: Scene, at: int, form: Form, sentence: Sentence) -> bool:
    """Whether the word is a noun, an adjective or a part of a name here."""
    if scene.gaps[at] == "-" or scene.gaps[at + 1 : at + 2] == ["-"]:  # self-described
        return True
    if at == sentence.first_token:
        return form.shape not in ("ing", "past", "s")
    if scene.capitals[at] and sentence.label is not Label.TITLE and scene.gaps[at].strip() == "":
        return True
    if scene.hard[at]:
        return form.shape == "base" and scene.norms[at] in _NOUNS_TOO
    before, word = scene.norms[at - 1], scene.norms[at]
    if word in _ALWAYS_VERBS:
        return before in DETERMINERS
    if before in DETERMINERS or _is_owned(scene, at):
        return before not in ("he", "she", "it", "who", "that", "this", "all", "both")
    if form.shape == "base":
        return not _can_be_base(scene, at, sentence)
    if form.shape == "s":
        return _is_plural(scene, at, sentence)
    counted = before[:1].isdigit() and not _is_clause_behind(scene, at, sentence)
    return form.shape == "past" and (counted or before in PREPOSITIONS)  # in pledged delegates


def _is_owned(scene: Scene, at: int) -> bool:
    """Whether a possessive stands before a word: `Kim's`, `officials'`."""
    end = scene.tokens[at - 1].end
    return scene.text[end - 2 : end] in ("'s", "’s") or scene.gaps[at] in ("' ", "’ ")


def _can_be_base(scene: Scene, at: int, sentence: Sentence) -> bool:
    """Whether a base form is a verb: behind an auxiliary, `to`, a plural, `they`."""
    group = max(verb_group(scene, at, sentence.first_token), at - 4)
    if any(scene.norms[k] in AUXILIARIES or scene.norms[k].endswith("n't") for k in range(group, at)):
        return True
    before = scene.norms[group - 1] if group > sentence.first_token else ""
    if scene.norms[at] not in _NOUNS_TOO:
        return bool(before)
    if before == "to" or (scene.hard[group] and group != at):
        return True
    return (before.endswith("s") and before not in _SINGULAR) or before in _BEFORE_BASE | _PLURALS


def _is_plural(scene: Scene, at: int, sentence: Sentence) -> bool:
    """Whether a form in -s is a plural: `security guarantees`, `five states`."""
    word, before = scene.norms[at], scene.norms[at - 1]
    if before in PREPOSITIONS or scene.norm(at + 1, sentence) in AUXILIARIES:
        return True
    if word not in _SELDOM_VERBS:
        return False
    known = scene.capitals[at - 1] or before in PRONOUNS or before in RELATIVES or before in bodies()
    return not (known or before in ("that", "also", "now") or before.endswith("ly"))


def _is_clause_behind(scene: Scene, at: int, sentence: Sentence) -> bool:
    """Whether `that` or a pronoun follows: the word before is no count of what the participle describes."""
    return scene.norm(at + 1, sentence) in PRONOUNS | {"that"}
