"""One of the two texts, indexed: what stands at which token, sentence and clause."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from geopolitik.model.annotation import (
    Annotation,
    Clause,
    Marker,
    MarkerKind,
    Name,
    Sentence,
    Token,
)
from geopolitik.model.span import Span
from geopolitik.steps.redline.phrases import Hit, hits

_COUNTRY = "usa"
"""What `US` and `U.S.` are compared as."""


@dataclass(frozen=True, slots=True)
class Side:
    """An annotation with the look-ups that the kinds of change need; tokens are meant by their index."""

    annotation: Annotation
    text: str
    """The legible text: markup blanked, offsets as in the article."""
    starts: tuple[int, ...]
    """Start of every token."""
    sentence_of: tuple[int, ...]
    clause_of: tuple[int, ...]
    quoted: tuple[bool, ...]
    """Whether the token stands inside quotation marks."""
    clauses: tuple[tuple[int, int], ...]
    """First and last (exclusive) token of every clause."""
    markers: tuple[tuple[int, int, Marker], ...]
    """First and last (exclusive) token of every marker, with it."""
    names_of: dict[int, list[Name]]
    """The names in a sentence."""
    where: dict[str, set[int]]
    """The sentences that a stem stands in."""
    lists: dict[str, dict[int, Hit]]
    """Hits of the word lists, by first token."""

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return self.annotation.sentences

    def stem(self, token: int) -> str:
        return self.annotation.tokens[token].stem

    def norm(self, token: int) -> str:
        return self.annotation.tokens[token].norm

    def content(self, token: int) -> bool:
        return self.annotation.tokens[token].content

    def tokens_in(self, span: Span) -> range:
        """The tokens that begin in the span."""
        return range(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))

    def contents_in(self, span: Span) -> list[int]:
        """The content words that begin in the span."""
        return [t for t in self.tokens_in(span) if self.content(t)]

    def tokens_of(self, sentence: int) -> range:
        found = self.sentences[sentence]
        return range(found.first_token, found.last_token)

    def clause_tokens(self, clause: int) -> range:
        return range(*self.clauses[clause])

    def clause(self, token: int) -> Clause:
        return self.annotation.clauses[self.clause_of[token]]

    def span(self, first: int, last: int) -> Span:
        """From token `first` to token `last`, inclusive."""
        tokens = self.annotation.tokens
        return Span(tokens[first].start, tokens[last].end)

    def span_of(self, tokens: Iterable[int]) -> Span:
        """The shortest stretch that holds all the tokens."""
        chosen = list(tokens)
        return self.span(min(chosen), max(chosen))

    def quote(self, span: Span, limit: int = 90) -> str:
        """The passage on one line, in quotation marks, shortened in the middle."""
        words = " ".join(self.text[span.start : span.end].split())
        words = words.replace("“", "‘").replace("”", "’")
        if "‘" in words and "’" not in words:
            words = words.replace("‘", "")  # half a pair of marks
        if len(words) > limit:
            half = limit // 2
            head, tail = words[: half + 1].rpartition(" ")[0], words[-half - 1 :].partition(" ")[2]
            words = f"{head or words[:half]} … {tail or words[-half:]}"
        return f"“{words}”"

    def excerpt(self, span: Span, tokens: Sequence[int], limit: int = 90) -> str:
        """The passage like `quote`, but shortened around some of its tokens, so that they are shown."""
        if not tokens or len(" ".join(self.text[span.start : span.end].split())) <= limit:
            return self.quote(span, limit)
        first, last = self.starts[tokens[0]], self.annotation.tokens[tokens[-1]].end
        room = max(0, limit - (last - first)) // 2
        start, end = max(span.start, first - room), min(span.end, last + room)
        start, end = max(span.start, end - limit), min(span.end, max(end, start + limit))
        while start > span.start and not self.text[start - 1].isspace():
            start -= 1
        while end < span.end and not self.text[end].isspace():
            end += 1
        before, behind = "… " if start > span.start else "", " …" if end < span.end else ""
        shown = self.quote(Span(start, end), max(limit, end - start))
        return f"“{before}{shown[1:-1]}{behind}”"

    def phrase(self, span: Span, more: int = 4) -> str:
        """The passage with a few of the words that follow it in its clause, in quotation marks."""
        tokens = self.tokens_in(span)
        if not tokens:
            return self.quote(span)
        clause = self.clauses[self.clause_of[tokens[-1]]]
        last = max(tokens[-1], min(tokens[-1] + more, clause[1] - 1))
        return self.quote(Span(span.start, max(span.end, self.annotation.tokens[last].end)))

    def markers_in(self, tokens: range, *kinds: MarkerKind) -> list[tuple[int, int, Marker]]:
        """The markers of some kinds that begin among the tokens."""
        return [m for m in self.markers if tokens.start <= m[0] < tokens.stop and m[2].kind in kinds]


def _with_country(annotation: Annotation) -> Annotation:
    """The annotation with `US` and `U.S.` as one word of content, where it would be the pronoun `us`."""
    text, tokens = annotation.article.legible, annotation.tokens
    found = {t for t, token in enumerate(tokens) if token.norm == "us" and _is_country(text, tokens, t)}
    if not found:
        return annotation
    return replace(
        annotation,
        tokens=tuple(
            replace(token, norm=_COUNTRY, stem=_COUNTRY, content=True) if t in found else token
            for t, token in enumerate(tokens)
        ),
    )


def _is_country(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether a word is written in capitals, and not amid others in capitals."""
    written = text[tokens[at].start : tokens[at].end]
    beside = [text[tokens[t].start : tokens[t].end] for t in (at - 1, at + 1) if 0 <= t < len(tokens)]
    shouted = "." not in written and any(len(word) > 1 and word.isupper() for word in beside)
    return written.startswith("U") and written[1:2] in "S." and not shouted


def index(annotation: Annotation, as_written: tuple[str, ...], inflected: tuple[str, ...]) -> Side:
    """Index one text.

    Args:
        annotation: of the text.
        as_written: names of the word lists whose entries count as they stand.
        inflected: names of those whose entries count in every form.
    """
    annotation = _with_country(annotation)
    tokens = annotation.tokens
    starts = tuple(t.start for t in tokens)
    sentence_of = [0] * len(tokens)
    for number, sentence in enumerate(annotation.sentences):
        for t in range(sentence.first_token, sentence.last_token):
            sentence_of[t] = number
    clauses = tuple((bisect_left(starts, c.start), bisect_left(starts, c.end)) for c in annotation.clauses)
    clause_of = [0] * len(tokens)
    for number, (first, last) in enumerate(clauses):
        clause_of[first:last] = [number] * (last - first)
    quoted = [False] * len(tokens)
    for quotation in annotation.quotations:
        first, last = bisect_left(starts, quotation.start), bisect_left(starts, quotation.end)
        quoted[first:last] = [True] * (last - first)
    return Side(
        annotation=annotation,
        text=annotation.article.legible,
        starts=starts,
        sentence_of=tuple(sentence_of),
        clause_of=tuple(clause_of),
        quoted=tuple(quoted),
        clauses=clauses,
        markers=tuple(_placed(starts, annotation.markers)),
        names_of=_names_of(annotation.names, starts, sentence_of),
        where=_where(annotation),
        lists=hits(as_written, tokens, by_stem=False) | hits(inflected, tokens, by_stem=True),
    )


def _placed(starts: Sequence[int], markers: Iterable[Marker]) -> Iterable[tuple[int, int, Marker]]:
    for marker in markers:
        first = bisect_right(starts, marker.start) - 1
        last = bisect_left(starts, marker.end)
        yield max(first, 0), max(last, first + 1), marker


def _names_of(
    names: Iterable[Name], starts: Sequence[int], sentence_of: Sequence[int]
) -> dict[int, list[Name]]:
    found: dict[int, list[Name]] = {}
    for name in names:
        at = bisect_left(starts, name.start)
        if at < len(starts) and starts[at] < name.end:
            found.setdefault(sentence_of[at], []).append(name)
    return found


def _where(annotation: Annotation) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for number, sentence in enumerate(annotation.sentences):
        for token in annotation.tokens_of(sentence):
            found.setdefault(token.stem, set()).add(number)
    return found
