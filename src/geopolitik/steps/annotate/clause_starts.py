"""Which words begin a clause, and of what kind: behind a comma, without one, at a sentence's head."""

from __future__ import annotations

import re
from typing import NamedTuple

from geopolitik.model.annotation import ClauseKind, Token
from geopolitik.steps.annotate.reading import Reading
from geopolitik.text.grammar import (
    AUXILIARIES,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUN_SUBJECTS,
    base_verbs,
    is_participle,
    is_verb,
    word_class,
)

_RELATIVES = frozenset(["who", "whom", "whose", "which"])
_SUBORDINATORS = word_class("subordinator")
_CONDITIONS = word_class("condition")
_TIME_NOUNS = word_class("time noun")
_COORDINATORS = frozenset(["and", "but", "or", "yet", "nor", "so"])
_ADJUNCT_PHRASES = word_class("adjunct phrase")
_ADJUNCT_WORDS = word_class("adjunct word")
_LINKING_SAY = word_class("takes a clause")
_AFTER_SAYING = word_class("after saying")
_INTERRUPTERS = frozenset(ClauseKind) - {ClauseKind.MAIN, ClauseKind.COORDINATE}


class Words(NamedTuple):
    """The words of one sentence, prepared once."""

    reading: Reading
    first: int
    last: int
    norms: list[str]
    ends: list[int]
    """For each word: where its piece between commas, dashes and brackets ends."""

    @classmethod
    def of(cls, reading: Reading, first: int, last: int) -> Words:
        tokens, text = reading.tokens[first:last], reading.text
        ends = [len(tokens)] * len(tokens)
        end = len(tokens)
        for at in range(len(tokens) - 2, -1, -1):
            gap = text[tokens[at].end : tokens[at + 1].start]
            if gap != " " and not _soft(gap):
                end = at + 1
            ends[at] = end
        norms = [token.norm for token in tokens]
        for at in range(1, len(norms)):
            if norms[at] == "may" and reading.is_capital(first + at):
                norms[at] = "month"  # May is no modal here
        return cls(reading, first, last, norms, ends)


class Place(NamedTuple):
    """A word of a sentence, with what stands around it."""

    words: Words
    at: int

    @property
    def reading(self) -> Reading:
        return self.words.reading

    @property
    def first(self) -> int:
        return self.words.first

    @property
    def last(self) -> int:
        return self.words.last

    def norm(self, step: int = 0) -> str:
        """The word `step` places on; empty beyond the sentence."""
        at = self.at + step - self.words.first
        return self.words.norms[at] if 0 <= at < len(self.words.norms) else ""

    def token(self, step: int = 0) -> Token:
        return self.words.reading.tokens[self.at + step]

    def segment(self) -> list[str]:
        """The words up to the next comma, dash, bracket or the sentence's end."""
        at = self.at - self.words.first
        return self.words.norms[at : self.words.ends[at]]

    def ahead(self, steps: int) -> Place:
        return Place(self.words, self.at + steps)


_HARD = re.compile(r"[,;:—–()]|--| - ")


def _soft(gap: str) -> bool:
    return _HARD.search(gap) is None


def first_kind(place: Place) -> ClauseKind:
    """The kind of the stretch that a sentence opens with."""
    segment = place.segment()
    word = segment[0]
    closed = place.at + len(segment) < place.last
    if word in _CONDITIONS and word != "should":
        return ClauseKind.CONDITION
    if not closed:
        return ClauseKind.MAIN
    if word == "according" or (word == "as" and len(segment) > 2 and is_verb(segment[1])):
        return ClauseKind.ATTRIBUTION
    if word in _SUBORDINATORS or (word in ("after", "before", "since", "as") and any(map(is_verb, segment))):
        return ClauseKind.SUBORDINATE
    if is_participle(word):
        return ClauseKind.PARTICIPIAL
    if word in PREPOSITIONS or (len(segment) < 4 and not any(map(is_verb, segment)) and word.endswith("ly")):
        return ClauseKind.ADJUNCT
    if len(segment) < 4 and word in ("however", "meanwhile", "yesterday", "today", "earlier"):
        return ClauseKind.ADJUNCT
    if len(segment) < 6 and not _has_verb(segment) and not _TIME_NOUNS.isdisjoint(segment):
        return ClauseKind.ADJUNCT
    return ClauseKind.MAIN


def at_comma(place: Place, kind: ClauseKind, says: dict[int, str]) -> ClauseKind | None:
    """What begins behind a comma, a dash or a closing quotation mark; None if nothing does."""
    word = place.norm()
    segment = place.segment()
    found = _by_first_word(place, word, segment)
    if found is not None:
        return found
    if _is_attribution(place, segment, says):
        return ClauseKind.ATTRIBUTION
    has_verb = _has_verb(segment)
    if word in _COORDINATORS:
        return ClauseKind.COORDINATE if _coordinates(place, segment) else None
    if kind in _INTERRUPTERS and (has_verb or _heads_list(place, segment)):
        return ClauseKind.MAIN
    if has_verb and word in PRONOUN_SUBJECTS:
        return ClauseKind.COORDINATE
    return _apposition(place, segment)


def _by_first_word(place: Place, word: str, segment: list[str]) -> ClauseKind | None:
    following = place.norm(1)
    if word in _RELATIVES or (word in PREPOSITIONS and following in ("which", "whom", "whose")):
        return ClauseKind.RELATIVE
    if word in ("some", "many", "most", "all", "both", "none", "one") and following == "of":
        return ClauseKind.RELATIVE if place.norm(2) in ("which", "whom") else None
    if (word, following) == ("according", "to"):
        return ClauseKind.ATTRIBUTION
    if word in _CONDITIONS or (word in ("only", "even") and following == "if"):
        return ClauseKind.CONDITION
    if word == "as" and _has_verb(segment):
        told = following.endswith("ed") or following in AUXILIARIES
        return ClauseKind.ATTRIBUTION if told else ClauseKind.SUBORDINATE
    if word in _SUBORDINATORS or (word in ("after", "before", "since") and _has_verb(segment)):
        return ClauseKind.SUBORDINATE
    if (word, following) == ("so", "that"):
        return ClauseKind.SUBORDINATE
    participle = following if word.endswith("ly") or word in ("thus", "thereby") else word
    if participle == "including":
        return ClauseKind.ADJUNCT
    if is_participle(participle) or (participle.endswith("ed") and _passive(place, word)):
        return ClauseKind.PARTICIPIAL
    if word in PREPOSITIONS or f"{word} {following}" in _ADJUNCT_PHRASES or word in ("then", "possibly"):
        return ClauseKind.ADJUNCT
    return None


def _passive(place: Place, word: str) -> bool:
    """Whether a past participle is followed as one: `followed by`, `described as`."""
    after = place.norm(2 if word.endswith("ly") else 1)
    return after in PREPOSITIONS


def _has_verb(segment: list[str]) -> bool:
    return any(is_verb(word) for word in segment)


def _is_attribution(place: Place, segment: list[str], says: dict[int, str]) -> bool:
    """Whether the stretch is just a speaker and a reporting verb."""
    if len(segment) > 14:
        return False
    for step in range(min(len(segment), 9)):
        token = place.token(step)
        if step and segment[step - 1] in ("not", "to"):
            continue
        if says.get(token.end) in _LINKING_SAY:
            rest = segment[step + 1 :]
            if step and rest and rest[0] not in PREPOSITIONS and rest[0] not in _AFTER_SAYING:
                return says[token.end] == "tell"
            return (step > 0 or len(rest) > 0) and not _has_verb(rest) and "that" not in rest
        if step and token.norm in AUXILIARIES and token.norm not in ("has", "have", "had"):
            return False
    return False


def _heads_list(place: Place, segment: list[str]) -> bool:
    """Whether a list of subjects begins here: `the US, Ukraine and Poland have ...`."""
    if not _in_list(place, len(segment)):
        return False
    tokens = place.reading.tokens
    return any(is_verb(tokens[at].norm) for at in range(place.at + len(segment), place.last))


def follows_speech(place: Place, says: dict[int, str]) -> bool:
    """Whether a speaker and a reporting verb stand right behind a closing mark, whatever comes then."""
    steps = range(min(len(place.segment()), 5))
    return any(place.token(step).end in says for step in steps)


def _coordinates(place: Place, segment: list[str]) -> bool:
    """Whether a coordinator behind a comma opens a clause instead of a list's last item."""
    head = segment[1:5]
    if head and is_participle(head[0]):
        return True
    if not head or not _has_verb(segment):
        return False
    if head[0] in PRONOUN_SUBJECTS or head[0] in ("to", "then", "that", "not") or is_verb(head[0]):
        return True
    if len(head) > 1 and head[0].endswith("ly") and is_verb(head[1]):
        return True
    if segment[0] in ("but", "yet", "so"):
        return True
    return _clause_ahead(segment[1:]) and not _closes_list(place)


def _closes_list(place: Place) -> bool:
    """Whether the piece before this comma is a short item: `units, depots, or installations`."""
    tokens, text = place.reading.tokens, place.reading.text
    for back in range(1, 5):
        at = place.at - back
        if at <= place.first or is_verb(tokens[at].norm):
            return False
        if "," in text[tokens[at - 1].end : tokens[at].start]:
            return True
    return False


def _clause_ahead(words: list[str]) -> bool:
    """Whether a subject and a verb stand among the next words."""
    return any(is_verb(word) for word in words[1:9])


def _apposition(place: Place, segment: list[str]) -> ClauseKind | None:
    """Apposition behind a comma, told from a list's next item."""
    if _in_list(place, len(segment)):
        return None
    word = segment[0]
    capital = place.reading.is_capital(place.at)
    if word in DETERMINERS or word in ("one", "who", "now", "once") or (capital and len(segment) <= 8):
        return ClauseKind.APPOSITION
    return None


def _in_list(place: Place, length: int) -> bool:
    """Whether a coordinator closes this run of short items: `A, B, and C` or `A, B and C`."""
    segment = place.segment()
    for word in ("and", "or"):
        if word in segment[1:5]:
            return not is_verb(place.norm(segment.index(word) + 1))
    at = place
    for _ in range(5):
        if at.at + length >= place.last:
            return False
        at = at.ahead(length)
        segment = at.segment()
        if segment[0] in ("and", "or"):
            return len(segment) > 1 and not is_verb(segment[1]) and segment[1] not in PRONOUN_SUBJECTS
        length = len(segment)
        if length > 7 or _has_verb(segment):
            return False
    return False


def at_word(place: Place, says: dict[int, str]) -> ClauseKind | None:
    """What begins at a word without a mark before it; None if nothing does."""
    word = place.norm()
    if word == "that" and opens_content(place, says):
        return ClauseKind.MAIN
    before = place.token(-1)
    if before.end in says and says[before.end] in _LINKING_SAY:
        found = _content_of_saying(place, says[before.end])
        if found is not None:
            return found
    rule = _WORD_RULES.get(word)
    return rule(place) if rule is not None else None


def _content_of_saying(place: Place, lemma: str) -> ClauseKind | None:
    """What is said begins behind `said` if a subject and a verb follow."""
    if place.norm() in PREPOSITIONS or place.norm() in _AFTER_SAYING:
        return None
    if lemma not in ("say", "believe", "think", "claim", "insist"):
        return None
    return ClauseKind.MAIN if _clause_ahead(place.segment()) else None


def opens_content(place: Place, says: dict[int, str]) -> bool:
    """Whether this `that` introduces what a reporting verb shortly before it says."""
    if place.norm() != "that":
        return False
    tokens = place.reading.tokens
    for at in range(place.at - 1, max(place.first, place.at - 8), -1):
        if says.get(tokens[at].end) in _LINKING_SAY:
            return True
        if is_verb(tokens[at].norm) or not _soft(place.reading.text[tokens[at].end : tokens[at + 1].start]):
            return False
    return False


def _coordinate(place: Place) -> ClauseKind | None:
    head, after = place.norm(1), place.norm(2)
    if head.endswith("ly") or head in ("then", "also", "again", "not", "so", "now", "later", "has", "never"):
        head, after = after, place.norm(3)
    if head in PRONOUN_SUBJECTS or head in AUXILIARIES:
        return ClauseKind.COORDINATE
    if head == "to" and after in base_verbs():
        return ClauseKind.COORDINATE
    if head == "that" and (after in DETERMINERS or is_verb(place.norm(3)) or after in PRONOUN_SUBJECTS):
        return ClauseKind.COORDINATE
    if is_verb(head) and after and not is_verb(place.norm(-1)):
        return ClauseKind.COORDINATE
    if is_participle(head) and after in DETERMINERS | PREPOSITIONS:
        return ClauseKind.COORDINATE
    return None


def _but(place: Place) -> ClauseKind | None:
    return ClauseKind.COORDINATE if len(place.segment()) > 2 else None


def _condition(place: Place) -> ClauseKind | None:
    before = place.norm(-1)
    if before in ("as", "only", "even", "what", "see", "ask", "asked", "wonder", "unclear", "know"):
        return None
    return ClauseKind.CONDITION


def _qualified_condition(place: Place) -> ClauseKind | None:
    following = place.norm(1)
    if following == "if":
        return ClauseKind.CONDITION
    if following in ("when", "after", "once", "though", "as"):
        return ClauseKind.SUBORDINATE
    return None


def _provided(place: Place) -> ClauseKind | None:
    return ClauseKind.CONDITION if place.norm(1) == "that" else None


def _subordinate(place: Place) -> ClauseKind | None:
    if place.norm(-1) in ("only", "even", "just", "shortly", "soon"):
        return None
    return ClauseKind.SUBORDINATE


def _relative(place: Place) -> ClauseKind | None:
    if place.norm(-1) in PREPOSITIONS or not place.token(-1).content:
        return None
    return ClauseKind.RELATIVE


def _adjunct(place: Place) -> ClauseKind | None:
    if place.norm(-1) in PREPOSITIONS or place.norm(-1) in ("only", "just", "shortly", "and", "or", "soon"):
        return None
    word = place.norm()
    if word in ("after", "before"):
        return ClauseKind.ADJUNCT if len(place.segment()) > 2 else None
    return ClauseKind.ADJUNCT


def _phrase(place: Place) -> ClauseKind | None:
    pair = f"{place.norm()} {place.norm(1)}"
    if pair == "according to":
        return ClauseKind.ATTRIBUTION
    if pair in _ADJUNCT_PHRASES:
        return ClauseKind.ADJUNCT
    if pair == "on the" and place.norm(2) in ("condition", "eve"):
        return ClauseKind.CONDITION if place.norm(2) == "condition" else ClauseKind.ADJUNCT
    return None


_WORD_RULES = {
    **dict.fromkeys(["and", "or"], _coordinate),
    **dict.fromkeys(["but", "yet"], _but),
    **dict.fromkeys(["if", "unless"], _condition),
    **dict.fromkeys(["only", "even"], _qualified_condition),
    **dict.fromkeys(["provided"], _provided),
    **dict.fromkeys(["because", "although", "though", "while", "whereas", "when"], _subordinate),
    **dict.fromkeys(["who", "which", "whose"], _relative),
    **dict.fromkeys(sorted(_ADJUNCT_WORDS), _adjunct),
    **dict.fromkeys(
        ["according", "in", "as", "instead", "rather", "on", "due", "so", "such", "along"], _phrase
    ),
    **dict.fromkeys(["together", "just", "shortly"], _phrase),
}


def may_begin(word: str) -> bool:
    """Whether a clause can begin at this word without a mark before it."""
    return word in _WORD_RULES or word == "that"
