"""A story's trace, made ready to be asked what watches want to know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property

from geopolitik.app.naming import Naming, publisher
from geopolitik.model.annotation import Annotation
from geopolitik.model.article import METADATA_LABELS, STORY_LABELS, Label
from geopolitik.model.span import Span
from geopolitik.model.story import CreditState, Derivation, Redline, Trace
from geopolitik.text.chain import outlet_key
from geopolitik.text.clean import one_line, shorten
from geopolitik.text.markup import legible
from geopolitik.text.mentions import Mentions

UNCREDITED = (CreditState.NONE, CreditState.WRONG)
Pair = tuple[str, str]
"""Ids of two wordings, original and copy."""
_READ = STORY_LABELS | METADATA_LABELS
"""Where a name counts: in the text, and where a page says who wrote it and whose it is."""
_LONGEST_PASSAGE = 280
_LONGEST_KEY = 100


class Scene:
    """One story, with what several watches ask of it looked up once."""

    def __init__(
        self, story_id: str, trace: Trace, edges: Mapping[Pair, str], rejected: Collection[Pair]
    ) -> None:
        """Make a trace ready.

        Args:
            story_id: the story.
            trace: its latest trace.
            edges: the ids under which its edges are kept.
            rejected: the edges of which an analyst says that they are wrong.
        """
        self.story_id = story_id
        self._ids = edges
        self.naming = Naming.of(trace)
        self.edges: tuple[Derivation, ...] = tuple(
            d for d in trace.derivations if d.original != d.copy and (d.original, d.copy) not in rejected
        )
        self._redlines = {(r.original, r.copy): r for r in trace.redlines}
        self._mentions: dict[str, Mentions] = {}

    @cached_property
    def captures(self) -> frozenset[str]:
        """Ids of the captures of the story."""
        return frozenset(self.naming.annotations)

    @cached_property
    def wording_of(self) -> dict[str, str]:
        """The wording that each capture carries."""
        found = self.naming.wordings.items()
        return {witness.capture: wording for wording, held in found for witness in held.witnesses}

    @cached_property
    def makers(self) -> dict[str, str]:
        """Whose each wording is: the key of an outlet."""
        return {wording: outlet_key(self.naming.wording(wording)) for wording in self.naming.wordings}

    @cached_property
    def made_from(self) -> dict[str, list[Derivation]]:
        """The edges that lead from each wording, the surest first."""
        found: defaultdict[str, list[Derivation]] = defaultdict(list)
        for edge in sorted(self.edges, key=lambda edge: -edge.probability):
            found[edge.original].append(edge)
        return found

    def edges_to(self, capture_id: str) -> Iterator[Derivation]:
        """The edges that lead to the wording of a capture."""
        wording = self.wording_of.get(capture_id)
        return (edge for edge in self.edges if edge.copy == wording)

    def edge_id(self, edge: Derivation) -> str:
        """The id under which an edge is kept."""
        return self._ids.get((edge.original, edge.copy), "")

    def is_uncredited(self, edge: Derivation) -> bool:
        """Whether a copy credits somebody else, or nobody."""
        return edge.credit in UNCREDITED

    def text(self, wording: str) -> Annotation | None:
        """The text that stands for a wording; None if it isn't captured."""
        return self.naming.representative(self.naming.wordings[wording])

    def outlet(self, capture_id: str) -> str:
        """The key of the outlet on whose page a text stands."""
        return outlet_key(publisher(self.naming.annotations[capture_id]))

    def mentions(self, capture_id: str) -> Mentions:
        """The words of a text, where a name in them counts."""
        if capture_id not in self._mentions:
            article = self.naming.annotations[capture_id].article
            spans = (block.span for block in article.blocks if block.label in _READ)
            self._mentions[capture_id] = Mentions(article.text, spans)
        return self._mentions[capture_id]

    def passage(self, capture_id: str, edge: Derivation | None) -> str:
        """Some words of a copy: those most like its original's, else how it begins."""
        annotation = self.naming.annotations[capture_id]
        redline = self._redlines.get((edge.original, edge.copy)) if edge else None
        if redline is not None and redline.alignment.b.capture_id == capture_id:
            spans = _most_alike(redline)
        else:
            spans = [s.span for s in annotation.sentences if s.label is Label.BODY][:1]
        return _words(annotation, spans)

    def around(self, capture_id: str, place: Span) -> str:
        """The sentence, or the line, in which something stands."""
        annotation = self.naming.annotations[capture_id]
        homes = [s.span for s in annotation.sentences if s.span.overlaps(place)]
        homes = homes or [block.span for block in annotation.article.blocks if block.span.overlaps(place)]
        return _words(annotation, homes[:2])

    @cached_property
    def keys(self) -> frozenset[str]:
        """By what watches on outlets and texts are found."""
        found = {key_of("outlet", maker) for maker in self.makers.values()}
        found |= {key_of("capture", capture) for capture in self.captures}
        return frozenset(found | {key_of("story", self.story_id)})

    def words(self, fresh: Iterable[str]) -> frozenset[str]:
        """By what watches on names are found: the words of new texts, and of what these were made from."""
        asked = {capture for capture in fresh if capture in self.captures}
        for capture in tuple(asked):
            texts = (self.text(edge.original) for edge in self.edges_to(capture) if self.is_uncredited(edge))
            asked |= {text.capture_id for text in texts if text is not None}
        return frozenset(key_of("word", word) for one in asked for word in self.mentions(one).words)


def key_of(kind: str, what: str) -> str:
    """A key under which a watch is found: of an outlet, a capture, a story or a word."""
    return f"{kind}:{what}"[:_LONGEST_KEY]


def _most_alike(redline: Redline) -> list[Span]:
    """The sentences of a copy that answer to its original most plainly: long ones before short ones."""
    copy = redline.alignment.b
    links = redline.alignment.links
    if not links:
        return []
    best = max(links, key=lambda link: link.score * min(40, sum(_length(copy, index) for index in link.b)))
    return [copy.sentences[index].span for index in best.b]


def _length(annotation: Annotation, index: int) -> int:
    sentence = annotation.sentences[index]
    return sentence.last_token - sentence.first_token


def _words(annotation: Annotation, spans: Iterable[Span]) -> str:
    said = " ".join(one_line(legible(annotation.article, span)) for span in spans)
    return shorten(said, _LONGEST_PASSAGE)
