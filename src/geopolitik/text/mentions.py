"""Where a name stands in a text, whatever its accents and capitals, and with an `'s` behind it."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from geopolitik.model.span import Span

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+(?:['’][^\W_]+)*")
"""Words; the signs of languages that write no spaces one by one."""
_POSSESSIVE = re.compile("['’]s?$")
LONGEST = 80
"""Characters of a word that count."""


@lru_cache(maxsize=1 << 16)
def folded(word: str) -> str:
    """A word without its accents and its `'s`, in small letters: `Tormund’s` becomes `tormund`."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return _POSSESSIVE.sub("", plain.casefold())[:LONGEST]


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name, folded, in their order."""
    return tuple(folded(word) for word in _WORD.findall(name))


class Mentions:
    """The words of some stretches of a text, ready to be asked for names."""

    def __init__(self, text: str, stretches: Iterable[Span]) -> None:
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        self._words: list[tuple[str, Span]] = []
        for stretch in stretches:
            for found in _WORD.finditer(text, stretch.start, stretch.end):
                word = folded(found.group())
                self._places[word].append(len(self._words))
                self._words.append((word, Span(*found.span())))
            # No name goes on in the next stretch.
            self._words.append(("", Span(stretch.end, stretch.end)))

    @property
    def words(self) -> frozenset[str]:
        """All words, each once."""
        return frozenset(self._places)

    def first(self, name: Sequence[str]) -> Span | None:
        """Where a name stands first, given as its folded words; None if it doesn't."""
        for begin in self._places.get(name[0], ()) if name else ():
            run = self._words[begin : begin + len(name)]
            if [word for word, _ in run] == list(name):
                return Span(run[0][1].start, run[-1][1].end)
        return None
