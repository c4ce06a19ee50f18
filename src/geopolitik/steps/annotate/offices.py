"""Offices: which stand with a person's name, and which stand for it."""

from __future__ import annotations

from collections.abc import Callable

from geopolitik.model.annotation import Name, NameKind, Sentence
from geopolitik.steps.annotate.name_lexicon import role_openers, roles
from geopolitik.steps.annotate.persons import Persons
from geopolitik.steps.annotate.reading import Reading
from geopolitik.steps.annotate.runs import Hit
from geopolitik.text.grammar import is_verb

Office = tuple[str, str]
"""The office and the body or place it belongs to, empty if the text names none."""


class Offices:
    """Reads the offices around names; the listed names of a sentence come from the caller."""

    def __init__(self, reading: Reading, persons: Persons, listed: Callable[[Sentence], list[Hit]]) -> None:
        self._reading = reading
        self._tokens = reading.tokens
        self._persons = persons
        self._hits = listed

    def behind(self, first: int, after: int) -> int:
        """Where the name proper begins behind offices and titles."""
        openers, at = role_openers(), first
        while at < after:
            longest = openers.get(self._tokens[at].norm, 0)
            for length in range(min(longest, after - at), 0, -1):
                if tuple(token.norm for token in self._tokens[at : at + length]) in roles():
                    at += length
                    break
            else:
                break
        return at

    def before(self, sentence: Sentence, first: int, start: int) -> list[tuple[str, str]]:
        """Offices that stand before a name, each with the body or place it belongs to."""
        tokens = self._tokens
        at = first
        found = [" ".join(token.norm for token in tokens[first:start])] if start > first else []
        while at > sentence.first_token and at > first - 4 and self._reading.adjacent(at - 1):
            word = tokens[at - 1].norm
            if (word,) not in roles() and tuple(t.norm for t in tokens[at - 2 : at]) not in roles():
                break
            at -= 1
        if at == first and not found and first > sentence.first_token and self.comma_before(first):
            return self._in_apposition(sentence, first)
        if at < first and not found:
            found = [" ".join(token.norm for token in tokens[at:first])]
        if not found:
            return []
        owner = self._owner_before(sentence, at)
        return [(found[0].replace("former ", ""), owner)]

    def _in_apposition(self, sentence: Sentence, first: int) -> list[Office]:
        """`the island's energy minister, Olaf Berg`: an office right before the comma."""
        for length in (3, 2, 1):
            at = first - length
            if at < sentence.first_token or not self._is_joined(at, first):
                continue
            words = tuple(token.norm for token in self._tokens[at:first])
            if words in roles():
                return [(" ".join(words), self._owner_before(sentence, at))]
        return []

    def _is_joined(self, first: int, after: int) -> bool:
        return all(self._reading.adjacent(at) for at in range(first, after - 1))

    def _owner_before(self, sentence: Sentence, at: int) -> str:
        if at <= sentence.first_token or not self._reading.adjacent(at - 1):
            return ""
        for hit in self._hits(sentence):
            if hit.after == at:
                return hit.known.government_of or hit.known.entity
        return self._tokens[at - 1].norm if self._reading.is_capital(at - 1) else ""

    def after(self, sentence: Sentence, end: int) -> list[tuple[str, str]]:
        """`, the NATO chief,`, `, governor of Mykolaiv,`: offices in apposition."""
        tokens, last = self._tokens, sentence.last_token
        if end >= last or not self.comma_before(end):
            return []
        owners = {hit.first: hit for hit in self._hits(sentence)}
        owner, at = "", end
        while at < min(last, end + 7):
            if at > end and "," in self._reading.text[tokens[at - 1].end : tokens[at].start]:
                return []
            if at in owners:
                owner = owners[at].known.government_of or owners[at].known.entity
                at = owners[at].after
                continue
            for length in (3, 2, 1):
                words = tuple(token.norm for token in tokens[at : at + length])
                if words in roles():
                    return [(" ".join(words), owner or self._owner_behind(at + length, last, owners))]
            if tokens[at].norm not in ("the", "a", "an", "former") and not _is_adjective(tokens[at].norm):
                return []
            at += 1
        return []

    def _owner_behind(self, at: int, last: int, owners: dict[int, Hit]) -> str:
        if at < last and self._tokens[at].norm in ("of", "for", "to", "at"):
            at += 1 + (at + 1 < last and self._tokens[at + 1].norm == "the")
            if at in owners:
                return owners[at].known.government_of or owners[at].known.entity
            if at < last and self._reading.is_capital(at):
                return self._tokens[at].norm
        return ""

    def mentions(self, sentences: list[Sentence], names: list[Name]) -> list[Name]:
        """`the NATO chief`, `the governor`, where the text said before who that is."""
        taken = {name.start for name in names}
        found = []
        openers, names_ending = role_openers(), {name.end: name.entity for name in names}
        for sentence in sentences:
            owners = {hit.after: hit for hit in self._hits(sentence)}
            at = sentence.first_token
            while at < sentence.last_token:
                if self._tokens[at].norm not in openers:
                    at += 1
                    continue
                after = self.behind(at, sentence.last_token)
                if after > at and not self._has_name_at(after, taken):
                    name = self._role_mention(at, after, owners.get(at), sentence)
                    if name is not None and not self._describes(name, names_ending):
                        found.append(name)
                at = max(after, at + 1)
        return found

    def _describes(self, role: Name, ending: dict[int, str]) -> bool:
        """`Olaf Berg, the governor`: the office only describes who was just named."""
        lead = self._reading.text[max(0, role.start - 20) : role.start]
        comma = lead.rfind(",")
        at = role.start - len(lead) + comma
        return comma >= 0 and ending.get(at) == role.entity

    def _has_name_at(self, at: int, taken: set[int]) -> bool:
        return at < len(self._tokens) and self._tokens[at].start in taken

    def _role_mention(self, first: int, after: int, owner: Hit | None, sentence: Sentence) -> Name | None:
        tokens = self._tokens
        start = owner.first if owner is not None else first
        if start <= sentence.first_token or tokens[start - 1].norm != "the":
            return None
        role = " ".join(token.norm for token in tokens[first:after])
        entity = owner.known.government_of or owner.known.entity if owner is not None else ""
        key = self._persons.holder(role, entity, tokens[start].start)
        if key is None:
            return None
        begin = tokens[first].start if owner is not None else tokens[start].start
        end = tokens[after - 1].end
        if self._reading.word(after - 1).endswith(("'s", "’s")):
            end -= 2
        return Name(begin, end, key, NameKind.PERSON)

    def comma_before(self, at: int) -> bool:
        return "," in self._reading.text[self._tokens[at - 1].end : self._tokens[at].start]


def _is_adjective(word: str) -> bool:
    """Whether a lower-case word may stand between an article and an office."""
    return (
        word.isalpha() and not is_verb(word) and word not in ("who", "which", "and", "in", "on", "at", "said")
    )
