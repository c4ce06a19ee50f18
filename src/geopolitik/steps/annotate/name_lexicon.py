"""Known places, bodies, offices and given names, compiled once."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from geopolitik.lexicon import table
from geopolitik.model.annotation import NameKind
from geopolitik.text.forms import fold, norm
from geopolitik.text.words import word_spans


class Known(NamedTuple):
    """A listed name behind its first word."""

    rest: tuple[str, ...]
    entity: str
    kind: NameKind
    is_acronym: bool
    government_of: str
    """For a capital or a seat of government: the state that it can stand for."""
    is_demonym: bool = False


def normal_words(phrase: str) -> tuple[str, ...]:
    """The words of a phrase in normal form."""
    return tuple(norm(phrase[start:end]) for start, end in word_spans(phrase))


@cache
def known_names() -> dict[str, tuple[Known, ...]]:
    """First word in normal form → the listed names that begin with it, longest first."""
    found: dict[str, list[Known]] = {}
    for row in table("places"):
        entity, government = fold(row["name"]), fold(row["government_of"])
        for phrase in (row["name"], *row["variants"].split("|")):
            _add(found, phrase, entity, NameKind.PLACE, government)
        for phrase in row["demonyms"].split("|"):
            _add(found, phrase, entity, NameKind.PLACE, "", is_demonym=True)
    for row in table("bodies"):
        entity, government = fold(row["acronym"] or row["name"]), fold(row["government_of"])
        for phrase in (row["name"], row["acronym"], *row["variants"].split("|")):
            _add(found, phrase, entity, NameKind.ORGANISATION, government)
    return {first: tuple(sorted(names, key=lambda name: -len(name.rest))) for first, names in found.items()}


def _add(
    found: dict[str, list[Known]],
    phrase: str,
    entity: str,
    kind: NameKind,
    government: str,
    *,
    is_demonym: bool = False,
) -> None:
    if not phrase:
        return
    first, *rest = normal_words(phrase)
    is_acronym = phrase.replace(".", "").isupper()
    known = Known(tuple(rest), entity, kind, is_acronym, government, is_demonym)
    found.setdefault(first, []).append(known)


@cache
def roles() -> frozenset[tuple[str, ...]]:
    """Offices and titles as tuples of normal words."""
    return frozenset(normal_words(row["role"]) for row in table("roles"))


@cache
def role_openers() -> dict[str, int]:
    """First word of an office → how many words the longest such office has."""
    found: dict[str, int] = {}
    for words in roles():
        found[words[0]] = max(found.get(words[0], 0), len(words))
    return found


@cache
def honorifics() -> dict[str, str]:
    """Titles that tell the gender of who bears them."""
    male = ["mr", "sir", "king", "prince", "lord", "congressman", "businessman", "father", "husband", "son"]
    female = ["mrs", "ms", "miss", "queen", "princess", "lady", "dame", "congresswoman", "mother", "wife"]
    return {**dict.fromkeys(male, "m"), **dict.fromkeys([*female, "daughter"], "f")}


@cache
def given_names() -> dict[str, str]:
    """Given name in normal form → gender `m`, `f` or empty."""
    return {norm(row["name"]): row["gender"] for row in table("given_names")}


@cache
def heads() -> dict[str, NameKind]:
    """Words that tell what a name names: `ministry`, `river`, `treaty`."""
    return {norm(row["word"]): NameKind(row["kind"]) for row in table("name_heads")}


TOP_ROLES = frozenset(
    ["president", "prime", "secretary", "chancellor", "chair", "director", "premier", "king"]
)
GENERIC_ROLES = frozenset(["chief", "head", "boss", "leader"])
"""Words for whoever stands at the top: `the NATO chief`."""
