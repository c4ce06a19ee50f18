"""The foot of a post: the passages that it cites, text by text, each with whose it is and where it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from geopolitik.app.naming import headline, publisher
from geopolitik.app.quoting import Shown
from geopolitik.model.annotation import Annotation
from geopolitik.model.keeping import StoryHead
from geopolitik.model.story import Trace
from geopolitik.publish.describing import when
from geopolitik.publish.richtext import Cited, Passage, cited, plain
from geopolitik.publish.site.views.addresses import story_address
from geopolitik.publish.site.views.passages import address_of, fragment_link, place_of
from geopolitik.publish.structured import Citation
from geopolitik.text.clean import one_line, shorten
from geopolitik.text.markup import legible

_FEW = 64
_QUOTED = 200
"""Characters of a passage: as it is shown, and as machines are told it."""


@dataclass(frozen=True, slots=True)
class Source:
    """A passage that a post cites."""

    number: int
    words: str
    """How it begins."""
    link: str
    """Leads to the passage on its own page; empty for a text without an address of the web."""
    citation: Citation | None = None
    """What machines are told."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text that a post cites."""

    cited: tuple[Source, ...]
    outlet: str = ""
    """Empty if there is no such text or passage."""
    headline: str = ""
    language: str = ""
    when: str = ""
    place: str = ""
    address: str = ""
    """On the web; empty for a file."""
    in_story: str = ""
    """Where it stands on the story's page, for those who may open it."""
    whole: str = ""
    """Where those who work here read all of it."""

    @property
    def is_missing(self) -> bool:
        """Whether what is cited isn't kept."""
        return not self.outlet


@dataclass(frozen=True, slots=True)
class Sources:
    """All that a post cites."""

    texts: tuple[Text, ...]
    places: dict[Passage, Cited]
    """Where a reader of the post finds whose words these are: in the list at its foot."""

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses of the texts, each once."""
        return tuple(dict.fromkeys(text.address for text in self.texts if text.address))

    @property
    def citations(self) -> tuple[Citation, ...]:
        """What machines are told of the passages."""
        return tuple(source.citation for text in self.texts for source in text.cited if source.citation)


def sources(
    body: str, trace: Trace | None, head: StoryHead | None, shown: Shown | None, *, may_open: bool
) -> Sources:
    """The passages that a body cites.

    Args:
        trace: the story's, None if the post rests on none.
        head: the story.
        may_open: whether the reader may open the story's page.
        shown: what the public is shown of its texts; None for who works here.
    """
    known = {a.capture_id: (n, a) for n, a in enumerate(trace.annotations, start=1)} if trace else {}
    ours = plain(body) if shown else ""

    def tell(words: str) -> str:
        return shown.told(words, beside=ours) if shown else words

    by_text: dict[str, list[Source]] = {}
    missing: list[Source] = []
    places: dict[Passage, Cited] = {}
    for number, passage in enumerate(cited(body), start=1):
        _, annotation = known.get(passage.capture, (0, None))
        if annotation is None or passage.span.end > len(annotation.text):
            missing.append(Source(number, "", ""))
            continue
        by_text.setdefault(passage.capture, []).append(_source(number, annotation, passage, tell))
        places[passage] = Cited(f"#source-{number}", publisher(annotation))
    page = story_address(head) if head and may_open else ""
    whole = f"/s/{head.id}/captures/" if head and shown is None else ""
    texts = [_text(known[capture], tuple(found), page, whole) for capture, found in by_text.items()]
    if missing:
        texts.append(Text(tuple(missing)))
    return Sources(tuple(texts), places)


def _source(number: int, annotation: Annotation, passage: Passage, tell: Callable[[str], str]) -> Source:
    words = one_line(legible(annotation.article, passage.span))
    is_open = tell(words) == words
    link = fragment_link(annotation, passage.span) if is_open else address_of(annotation)
    words = tell(words)
    told = Citation(shorten(words, _QUOTED), link, publisher(annotation)) if link else None
    return Source(number, shorten(words, _FEW), link, told)


def _text(numbered: tuple[int, Annotation], found: tuple[Source, ...], page: str, whole: str) -> Text:
    number, annotation = numbered
    article = annotation.article
    return Text(
        cited=found,
        outlet=publisher(annotation),
        headline=headline(annotation),
        language=article.language or "",
        when=when(article.published) if article.published else "",
        place=place_of(annotation),
        address=address_of(annotation),
        in_story=f"{page}#capture-{number}" if page else "",
        whole=f"{whole}{annotation.capture_id}" if whole else "",
    )
