"""A dependency parse as the finder: any pipeline that gives words with heads and labels will do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import pytest

from geopolitik.errors import ModelError
from geopolitik.model.annotation import Annotation
from geopolitik.model.protocols import Attribution
from geopolitik.model.span import Span
from geopolitik.model.statement import SpeechAct
from geopolitik.steps.statements import spacy_finder, statements
from geopolitik.steps.statements.spacy_finder import SpacyFinder

TEXT = "Iva Brandt warned the ice was thick."


@dataclass
class FakeWord:
    """A word of a parse, made by hand."""

    text: str
    idx: int
    dep_: str
    parent: FakeWord | None = None
    children: list[FakeWord] = field(default_factory=list)

    @property
    def head(self) -> FakeWord:
        return self.parent or self

    @property
    def subtree(self) -> Iterator[FakeWord]:
        yield self
        for child in self.children:
            yield from child.subtree


def parse(text: str, arcs: list[tuple[str, int, str]]) -> Callable[[str], Iterable[FakeWord]]:
    """A pipeline that knows one text: word, index of its head, label."""
    words: list[FakeWord] = []
    at = 0
    for shown, _, label in arcs:
        at = text.index(shown, at)
        words.append(FakeWord(shown, at, label))
    for word, (_, head, _) in zip(words, arcs, strict=True):
        if words[head] is not word:
            word.parent = words[head]
            words[head].children.append(word)
    return lambda given: words if given == text else []


PIPELINE = parse(
    TEXT,
    [
        ("Iva", 1, "compound"),
        ("Brandt", 2, "nsubj"),
        ("warned", 2, "ROOT"),
        ("the", 4, "det"),
        ("ice", 5, "nsubj"),
        ("was", 2, "ccomp"),
        ("thick", 5, "acomp"),
    ],
)


def test_a_clause_of_a_cue_verb_is_an_attribution() -> None:
    (found,) = SpacyFinder(PIPELINE).attributions(TEXT)
    assert [span.of(TEXT) for span in (found.source, found.cue) if span] == ["Iva Brandt", "warned"]
    assert [span.of(TEXT) for span in found.content] == ["the ice was thick"]


def test_the_rest_is_done_as_ever(read: Callable[..., Annotation]) -> None:
    (statement,) = statements(read(TEXT), SpacyFinder(PIPELINE))
    assert statement.act is SpeechAct.WARNS
    assert statement.source.name == "Iva Brandt"


def test_parenthesis() -> None:
    text = "The truce held, Brandt said."
    arcs = [
        ("The", 1, "det"),
        ("truce", 2, "nsubj"),
        ("held", 2, "ROOT"),
        ("Brandt", 4, "nsubj"),
        ("said", 2, "parataxis"),
    ]
    (found,) = SpacyFinder(parse(text, arcs)).attributions(text)
    assert [span.of(text).strip(" ,") for span in found.content] == ["The truce held"]


def test_spans_outside_the_text_are_passed_over(read: Callable[..., Annotation]) -> None:
    class Wild:
        id = "wild"

        def attributions(self, text: str) -> Iterable[Attribution]:
            yield Attribution(Span(0, 3), Span(4, 6), (Span(900, 990),))
            yield Attribution(Span(500, 600), None, (Span(0, 3),))
            yield Attribution(None, None, ())

    assert len(statements(read(TEXT), Wild())) == 1


def test_without_spacy_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> object:
        raise ImportError(f"No module named {name!r}")

    monkeypatch.setattr(spacy_finder, "import_module", missing)
    with pytest.raises(ModelError, match="pip install spacy"):
        spacy_finder.load("en_core_web_sm")
