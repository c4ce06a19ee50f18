"""He and she: which person a pronoun stands for."""

from __future__ import annotations

from geopolitik.model.annotation import Name, NameKind
from geopolitik.steps.annotate.persons import Persons
from geopolitik.steps.annotate.reading import Reading

_GENDERS = {
    "he": "m",
    "him": "m",
    "his": "m",
    "himself": "m",
    "she": "f",
    "her": "f",
    "hers": "f",
    "herself": "f",
}
_REACH = 4
"""How many sentences back a pronoun may point."""


def resolve_pronouns(reading: Reading, names: list[Name], persons: Persons) -> list[Name]:
    """The names with the pronouns he and she added, each with the key of the last fitting person.

    The subject of the sentence, then of the sentences before, comes first, and owners last (in `Kim's visit
    came as Lee said he`, he is Lee); who is known to be of the other
    gender does not fit. Pronouns inside speech are the speaker's words and stay out.
    """
    found: list[Name] = []
    history: list[list[str]] = []
    at = 0
    speech = reading.speech()
    for sentence in reading.sentences:
        here: list[str] = []
        owners: list[str] = []
        echoes: list[str] = []
        for index in range(sentence.first_token, sentence.last_token):
            token = reading.tokens[index]
            while at < len(names) and names[at].start <= token.start:
                found.append(names[at])
                if names[at].kind is NameKind.PERSON and names[at].start not in speech:
                    owns = reading.text.startswith(("'s", "’s"), names[at].end)
                    (owners if owns else here).append(names[at].entity)
                at += 1
            gender = _GENDERS.get(token.norm)
            if gender is None or token.start in speech:
                continue
            key = _antecedent([*here, *echoes, *owners], history, gender, persons)
            if key is not None:
                found.append(Name(token.start, token.end, key, NameKind.PERSON, is_pronoun=True))
                echoes.append(key)
        history.append([*here, *echoes, *owners])
    return found + names[at:]


def _antecedent(here: list[str], history: list[list[str]], gender: str, persons: Persons) -> str | None:
    for mentions in [here, *reversed(history[-_REACH:])]:
        for key in mentions:
            if persons.genders.get(key, gender) in (gender, ""):
                return key
    return None
