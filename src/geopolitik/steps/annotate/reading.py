"""What the annotators share while one article is being read."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from geopolitik.lexicon import words
from geopolitik.model.annotation import Marker, Name, Quantity, Quotation, Sentence, Time, Token
from geopolitik.model.article import Article


class Cover:
    """Stretches of a text, asked whether an offset lies in one; the stretches may nest."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def __contains__(self, offset: int) -> bool:
        at = bisect_right(self._starts, offset) - 1
        return at >= 0 and offset < self._ends[at]


@dataclass(slots=True)
class Reading:
    """An article while it is being annotated; the lists grow from step to step."""

    article: Article
    text: str
    """The legible text: same offsets as `article.text`."""
    english: bool
    sentences: list[Sentence] = field(default_factory=list)
    tokens: list[Token] = field(default_factory=list)
    capitals: list[bool] = field(default_factory=list)
    """For each token whether it begins with a capital letter."""
    quotations: list[Quotation] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    markers: list[Marker] = field(default_factory=list)

    def speech(self) -> Cover:
        """What is quoted speech."""
        return Cover((q.start, q.end) for q in self.quotations if q.is_speech)

    def word(self, index: int) -> str:
        """The surface of a token."""
        token = self.tokens[index]
        return self.text[token.start : token.end]

    def is_capital(self, index: int) -> bool:
        """Whether a token begins with a capital letter."""
        return self.capitals[index]

    def adjacent(self, index: int) -> bool:
        """Whether only a space or a hyphen stands between a token and the next."""
        gap = self.text[self.tokens[index].end : self.tokens[index + 1].start]
        return gap in _LOOSE or not gap.strip()

    def adjacent_name(self, index: int) -> bool:
        """Whether a name can go on from a token to the next: behind a blank, a hyphen, an initial's stop."""
        token = self.tokens[index]
        gap = self.text[token.end : self.tokens[index + 1].start]
        if gap in _LOOSE:
            return gap != "\n"
        return gap == ". " and (token.end - token.start == 1 or token.norm in _TITLES)

    def follows_opening(self, index: int) -> bool:
        """Whether a quotation mark or a colon stands before a token."""
        start = self.tokens[index].start
        return start > 0 and (
            self.text[start - 1] in _OPENING or self.text[max(0, start - 2) : start] in (": ", "— ", "– ")
        )


_OPENING = frozenset("\"“‘«„'([")
_TITLES = words("titles")
_LOOSE = frozenset(("", " ", "-", "\xa0", "\n", "‑"))
