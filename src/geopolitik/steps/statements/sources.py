"""Sources: what a noun phrase names, and how."""

from __future__ import annotations

from functools import cache

from geopolitik.lexicon import table
from geopolitik.model.annotation import Name, NameKind
from geopolitik.model.statement import Source, SourceKind
from geopolitik.steps.statements.phrases import PRONOUNS, RELATIVES, antecedent, roles
from geopolitik.steps.statements.scene import Phrase, Scene
from geopolitik.text.agencies import is_outlet
from geopolitik.text.forms import norm

_THIRD = frozenset(["his", "her", "their", "its", "him", "them", "my", "our", "me", "us"])
_HEAD_ENDS = frozenset(
    ["of", "for", "at", "from", "in", "with", "on", "by", "to", "about", "familiar", "close", "briefed"]
)
_PAPERS = frozenset(
    ["times", "post", "news", "journal", "herald", "tribune", "gazette", "guardian", "independent"]
)

_BODIES = frozenset(
    ["administration", "government", "campaign", "office", "opposition", "coalition", "delegation"]
)

UNSTATED = Source(None, "", "", SourceKind.UNSTATED)


@cache
def _kinds() -> dict[str, str]:
    return {norm(row["word"]): row["kind"] for row in table("source_words")}


def source_of(scene: Scene, phrase: Phrase) -> Source:
    """The source that a phrase names: a pronoun resolved, a name in full, or the passage as it stands."""
    span = scene.bare(phrase)
    passage = scene.text[span.start : span.end]
    first = scene.norms[phrase.first]
    if phrase.after - phrase.first == 1 and (first in RELATIVES or first == "that"):
        return _related(scene, phrase)
    if phrase.after - phrase.first == 1 and (first in PRONOUNS or first in _THIRD):
        name = scene.name_at(phrase.first)
        if name is None:
            return Source(span, passage, first, SourceKind.PRONOUN)
        return Source(span, scene.full_names.get(name.entity, passage), name.entity, SourceKind.PRONOUN)
    head = head_end(scene, phrase)
    noun = scene.norms[head - 1]
    name = _name(scene, phrase, head)
    if _kinds().get(noun) == "document" and (name is None or _opens_lower(scene, head - 1)):
        return Source(span, passage, _key(scene, phrase), SourceKind.DOCUMENT)
    if name is not None:
        shown = passage[:-2] if passage.endswith(("'s", "’s")) else passage
        return Source(span, scene.full_names.get(name.entity, shown), name.entity, SourceKind.NAMED)
    return Source(span, passage, _key(scene, phrase), _kind_without_name(scene, phrase, noun))


def _related(scene: Scene, phrase: Phrase) -> Source:
    """Whom `who` stands for: the phrase before it."""
    span = scene.bare(phrase)
    sentence = scene.sentence(phrase.first)
    found = antecedent(scene, phrase.first, sentence.first_token)
    if found is None or found.first == phrase.first or scene.norms[found.first] in RELATIVES | {"that"}:
        return Source(span, scene.text[span.start : span.end], scene.norms[phrase.first], SourceKind.PRONOUN)
    meant = source_of(scene, found)
    kind = SourceKind.PRONOUN if meant.kind is SourceKind.NAMED else meant.kind
    return Source(span, meant.name, meant.entity, kind)


def _opens_lower(scene: Scene, at: int) -> bool:
    """Whether a word is no name by its capital: it has none, or opens its sentence."""
    return not scene.capitals[at] or scene.sentence(at).first_token == at


def _kind_without_name(scene: Scene, phrase: Phrase, noun: str) -> SourceKind:
    """`the president` is one known person; `a senior official` stays anonymous."""
    owner = scene.tokens[phrase.first]
    owned = scene.text[owner.end - 2 : owner.end] in ("'s", "’s")
    definite = owned or scene.norms[phrase.first] in ("the", "his", "her", "its", "their")
    known = (noun in roles() and _kinds().get(noun) != "people") or noun in organisations()
    return SourceKind.NAMED if definite and known else SourceKind.ANONYMOUS


@cache
def organisations() -> frozenset[str]:
    """Nouns for bodies: `ministry`, `commission`."""
    rows = table("name_heads")
    return _BODIES | {norm(row["word"]) for row in rows if row["kind"] == "organisation"}


def head_end(scene: Scene, phrase: Phrase) -> int:
    """Behind the head of a phrase: `officials` in `officials in Kyiv`."""
    for at in range(phrase.first + 1, phrase.after):
        if scene.norms[at] in _HEAD_ENDS or scene.hard[at]:
            return at
    return phrase.after


def _name(scene: Scene, phrase: Phrase, head: int) -> Name | None:
    """The name in a phrase's head: a person, or a body or place that ends it."""
    found: list[Name] = []
    for at in range(phrase.first, head):
        name = scene.name_at(at)
        if name is not None and not name.is_pronoun and (not found or found[-1] is not name):
            found.append(name)
    end = scene.tokens[head - 1].end
    persons = [
        name
        for name in found
        if name.kind is NameKind.PERSON and (name.end >= end - 2 or not _owns(scene, name))
    ]
    if persons:
        return persons[0]
    if found and found[-1].end >= end - 2:
        return found[-1]
    return None


def _owns(scene: Scene, name: Name) -> bool:
    """Whether a name is a possessor: `Kim's visit`."""
    return scene.text.startswith(("'s", "’s"), name.end) or scene.text[name.end - 2 : name.end] in (
        "'s",
        "’s",
    )


def _key(scene: Scene, phrase: Phrase) -> str:
    """The content words of a phrase, as a key within this text."""
    return " ".join(token.norm for token in scene.tokens[phrase.first : phrase.after] if token.content)


def is_press(source: Source) -> bool:
    """Whether a source is a paper, a station or an agency that passes on what others said."""
    name = source.name.removeprefix("the ").removeprefix("The ")
    if source.kind is SourceKind.PRONOUN or not name:
        return False
    if is_outlet(name):
        return True
    last = norm(name.split()[-1])
    if _kinds().get(last) == "press" and not last.endswith("s"):
        return source.kind is SourceKind.ANONYMOUS
    return source.kind is SourceKind.NAMED and last in _PAPERS


def is_press_word(word: str) -> bool:
    """Whether a word stands for reporters or for what they work for."""
    return _kinds().get(word) == "press"


def is_people(source: Source) -> bool:
    """Whether a source is a person or body that can say something, and no thing that is only cited."""
    if source.kind is SourceKind.NAMED:
        return True
    return source.kind is SourceKind.ANONYMOUS and any(
        _kinds().get(word) == "people" for word in source.entity.split()
    )
