"""The little grammar that the rules share: which words can be verbs, determiners, prepositions."""

from __future__ import annotations

from functools import cache

from geopolitik.lexicon import table
from geopolitik.text.forms import norm
from geopolitik.text.inflection import spellings


@cache
def word_class(name: str) -> frozenset[str]:
    """A class of the list `grammar`, as words in normal form; phrases of several words stay as they are."""
    cells = {row["class"]: row["words"] for row in table("grammar")}
    return frozenset(word if " " in word else norm(word) for word in cells[name].split("|"))


AUXILIARIES = word_class("auxiliary")
PRONOUN_SUBJECTS = word_class("subject pronoun")
DETERMINERS = word_class("determiner")
PREPOSITIONS = word_class("preposition")
_NO_VERB = word_class("seldom a verb")
"""Forms that are nouns or adjectives more often than verbs."""


@cache
def finite_verbs() -> frozenset[str]:
    """Present third-person and past forms of the listed verbs, in normal form."""
    found: set[str] = set(AUXILIARIES)
    for row in table("verbs"):
        forms = spellings(row["verb"], row["forms"])
        found.update(norm(form) for form in forms[1:] if not form.endswith("ing"))
    return frozenset(found - _NO_VERB)


@cache
def base_verbs() -> frozenset[str]:
    """Base forms of the listed verbs, in normal form."""
    return frozenset(norm(row["verb"]) for row in table("verbs"))


def is_verb(word: str) -> bool:
    """Whether a word in normal form can be a finite verb."""
    if word in finite_verbs() or word.endswith("n't"):
        return True
    return len(word) > 4 and word.endswith("ed") and word not in _NO_VERB


def is_past(word: str) -> bool:
    """Whether a word in normal form can be a past form."""
    if word in AUXILIARIES:
        return word in ("was", "were", "had", "did", "has", "have", "been")
    return not word.endswith("s") and word not in base_verbs() and is_verb(word)


def is_participle(word: str) -> bool:
    """Whether a word in normal form can be a present participle."""
    return len(word) > 5 and word.endswith("ing") and word not in _NOT_PARTICIPLES


_NOT_PARTICIPLES = word_class("no participle")
