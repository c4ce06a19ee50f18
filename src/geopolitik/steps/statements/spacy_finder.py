"""An English spaCy pipeline as the finder of attributions, in place of the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import Any, Protocol

from geopolitik.errors import ModelError
from geopolitik.model.protocols import Attribution
from geopolitik.model.span import Span
from geopolitik.steps.statements.cues import verbs
from geopolitik.text.forms import norm

_SUBJECTS = frozenset(["nsubj", "csubj"])
_CONTENTS = frozenset(["ccomp", "xcomp", "parataxis", "dobj", "obj"])
_EXTRA = (
    "Install it with an English pipeline: pip install spacy, then python -m spacy download en_core_web_sm"
)


class Word(Protocol):
    """What is used of a spaCy token."""

    @property
    def idx(self) -> int:
        """Its offset in the text."""
        ...

    @property
    def text(self) -> str:
        """The word as it stands."""
        ...

    @property
    def dep_(self) -> str:
        """How it depends on its head."""
        ...

    @property
    def head(self) -> Word:
        """The word it depends on; a root is its own head."""
        ...

    @property
    def children(self) -> Iterable[Word]:
        """The words that depend on it."""
        ...

    @property
    def subtree(self) -> Iterable[Word]:
        """It and all words below it."""
        ...


class SpacyFinder:
    """Reads attributions off a dependency parse: a cue verb, its subject, its clause or object.

    Args:
        nlp: a loaded pipeline: called with a text, it gives its tokens with heads and labels (CLEAR style).
        name: what it is, with its version.
    """

    def __init__(self, nlp: Callable[[str], Iterable[Word]], name: str = "spacy") -> None:
        self.id = name
        self._nlp = nlp

    def attributions(self, text: str) -> Iterator[Attribution]:
        """One for each cue verb that has a subject and a clause or an object."""
        for word in self._nlp(text):
            if norm(word.text) in verbs():
                yield from _attribution(word)


def _attribution(cue: Word) -> Iterator[Attribution]:
    children = list(cue.children)
    subject = next((child for child in children if child.dep_ in _SUBJECTS), None)
    contents = [_span(child) for child in children if child.dep_ in _CONTENTS]
    if not contents and cue.dep_ == "parataxis":  # the truce held, Kim said
        contents = list(_around(cue))
    if subject is not None and contents:
        own = Span(cue.idx, cue.idx + len(cue.text))
        yield Attribution(_span(subject), own, tuple(sorted(contents)))


def _span(word: Word) -> Span:
    """From the first to the last word that depends on a word."""
    words = list(word.subtree)
    return Span(min(w.idx for w in words), max(w.idx + len(w.text) for w in words))


def _around(cue: Word) -> Iterator[Span]:
    """The sentence that a parenthesis stands in, without the parenthesis."""
    whole, own = _span(cue.head), _span(cue)
    if whole.start < own.start:
        yield Span(whole.start, own.start)
    if own.end < whole.end:
        yield Span(own.end, whole.end)


def load(name: str) -> SpacyFinder:
    """The spaCy pipeline of that name or folder; spaCy is imported only here.

    Raises ModelError if spaCy or the pipeline is not installed. Nothing is downloaded.
    """
    try:
        spacy: Any = import_module("spacy")
        nlp = spacy.load(name)
    except (ImportError, OSError) as error:
        raise ModelError(name, str(error), _EXTRA) from error
    return SpacyFinder(nlp, f"spacy {name} {nlp.meta.get('version', '')}".strip())
