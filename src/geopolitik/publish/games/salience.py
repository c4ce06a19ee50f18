"""The words of a story that say what it is about."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from math import log1p

from geopolitik.lexicon import table
from geopolitik.model.annotation import Annotation, MarkerKind, Token
from geopolitik.model.article import Label
from geopolitik.model.span import Span
from geopolitik.publish.games.known import Commonness, commonness
from geopolitik.publish.games.suitable import is_suitable
from geopolitik.text.forms import fold, stem
from geopolitik.text.words import word_spans

POOL = 12
"""A story gives so many words at most: enough for another choice tomorrow, few enough to be about it."""

_WORD = re.compile(r"[a-z]{6,10}")
_HEADINGS = frozenset({Label.TITLE, Label.STANDFIRST, Label.HEADING})
_IN_HEADING = 2.0
_RARITY = {
    Commonness.MOST_COMMON: 0.4,
    Commonness.COMMON: 1.0,
    Commonness.KNOWN: 1.2,
    # Nobody can guess a word that they don't know, however salient it is.
    Commonness.RARE: 0.5,
}
_NOT_SALIENT = frozenset(
    {MarkerKind.REPORTING, MarkerKind.ATTRIBUTION, MarkerKind.HEDGE, MarkerKind.MODAL, MarkerKind.INTENSIFIER}
)


def salient_words(annotations: Sequence[Annotation], *, most: int = POOL) -> tuple[str, ...]:
    """Words of 6 to 10 letters that say what the texts are about, the most salient first; `most` at most.

    Hand in one annotation per wording of the story: copies and unrelated texts would only shift the balance.
    Only English texts are read. A word counts by how often each text has it, more in a headline, weighed
    against how common it is in English. Never chosen: a word that is part of a name anywhere in these texts,
    names a place or person elsewhere or is written with a capital; numbers and times; reporting verbs and
    hedges; what no game should set; a second word of one stem. May be empty.
    """
    texts = [annotation for annotation in annotations if annotation.article.language == "en"]
    named = _names_elsewhere().union(*(_named(annotation) for annotation in texts))
    score: defaultdict[str, float] = defaultdict(float)
    # In the order of the texts: of words equally salient the first is nearest to what leads the news.
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for annotation in texts:
        counts: defaultdict[str, float] = defaultdict(float)
        for token, word, weight in _candidates(annotation):
            if token.stem not in named:
                counts[token.stem] += weight
                forms[token.stem][word] += 1
        for key, count in counts.items():
            score[key] += log1p(count)
    chosen = {key: _form(found) for key, found in forms.items()}
    ranked = sorted(chosen, key=lambda key: -score[key] * _rarity(chosen[key]))
    return _unlike(chosen[key] for key in ranked)[:most]


def _unlike(words: Iterable[str]) -> tuple[str, ...]:
    """The words whose beginning no earlier one has: of `suspended, suspension` the first."""
    found: dict[str, str] = {}
    for word in words:
        found.setdefault(word[:6], word)
    return tuple(found.values())


def _candidates(annotation: Annotation) -> Iterator[tuple[Token, str, float]]:
    """Lower-case content words outside names, numbers, times and markers, with what one mention counts."""
    taken = _taken(annotation)
    for sentence in annotation.sentences:
        weight = _IN_HEADING if sentence.label in _HEADINGS else 1.0
        for token in annotation.tokens_of(sentence):
            word = token.span.of(annotation.text)
            if token.content and token.start not in taken and _WORD.fullmatch(word) and _is_fit(word):
                yield token, word, weight


def _taken(annotation: Annotation) -> set[int]:
    """Offsets at which something stands that is no plain word."""
    spans = [marker.span for marker in annotation.markers if marker.kind in _NOT_SALIENT]
    spans += [name.span for name in annotation.names]
    spans += [quantity.span for quantity in annotation.quantities]
    spans += [time.span for time in annotation.times]
    return {at for span in spans for at in range(span.start, span.end)}


def _named(annotation: Annotation) -> set[str]:
    """Stems of the words of names, and of words written with a capital where no sentence begins."""
    names = [name.span for name in annotation.names if not name.is_pronoun]
    found = {
        stem(Span(*at).of(annotation.text))
        for s in names
        for at in word_spans(annotation.text, s.start, s.end)
    }
    for sentence in annotation.sentences:
        # Some headlines write every word with a capital.
        if sentence.label is Label.BODY:
            rest = annotation.tokens_of(sentence)[1:]
            found |= {token.stem for token in rest if annotation.text[token.start].isupper()}
    return found


def _is_fit(word: str) -> bool:
    return commonness(word) is not None and is_suitable(word)


def _form(forms: Counter[str]) -> str:
    """The form of a word that the story has most often; of equals the shortest."""
    return min(forms, key=lambda word: (-forms[word], len(word), word))


def _rarity(word: str) -> float:
    level = commonness(word)
    return _RARITY[level] if level is not None else 0.0


@cache
def _names_elsewhere() -> frozenset[str]:
    """Stems of the places and given names that the lexicon knows: china, jordan, grace."""
    places = {
        name
        for row in table("places")
        for name in (row["name"], *row["variants"].split("|"), *row["demonyms"].split("|"))
    }
    given = {row["name"] for row in table("given_names")}
    return frozenset(stem(part) for name in places | given for part in fold(name).split() if len(part) >= 4)
