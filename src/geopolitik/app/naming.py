"""What captures and wordings are called in a report, decided once per trace."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from geopolitik.model.annotation import Annotation
from geopolitik.model.article import Article
from geopolitik.model.story import CreditState, Derivation, Trace, Witness, Wording
from geopolitik.text.clean import file_name, one_line, shorten, source_name
from geopolitik.text.markup import legible
from geopolitik.text.slugs import slug

_LONGEST_HEADLINE = 200


@dataclass(frozen=True, slots=True)
class Naming:
    """Looks up annotations, wordings and their names by id."""

    annotations: dict[str, Annotation]
    """By capture id."""
    numbers: dict[str, int]
    """Capture id -> its number in the order given, from 1."""
    wordings: dict[str, Wording]
    unrelated: frozenset[str]
    """Ids of wordings that have nothing in common with the story."""

    @classmethod
    def of(cls, trace: Trace) -> Naming:
        by_id: dict[str, Annotation] = {}
        numbers: dict[str, int] = {}
        for number, annotation in enumerate(trace.annotations, start=1):
            by_id.setdefault(annotation.capture_id, annotation)
            numbers.setdefault(annotation.capture_id, number)
        wordings = {wording.id: wording for wording in trace.wordings}
        return cls(by_id, numbers, wordings, frozenset(trace.origins.unrelated))

    def wording(self, wording_id: str) -> str:
        """The wording's own name, else the publisher of the witness that stands for it."""
        wording = self.wordings.get(wording_id)
        if wording is None:
            return wording_id
        if wording.name:
            return source_name(wording.name)
        annotation = self.representative(wording)
        return publisher(annotation) if annotation else f"lost text {wording.id.removeprefix('u-')[:4]}"

    def wording_with_number(self, wording_id: str) -> str:
        """The wording's name and the numbers of the captures that carry it: `RT [1]`."""
        return f"{self.wording(wording_id)} {self.numbers_of(wording_id)}"

    def numbers_of(self, wording_id: str) -> str:
        """The numbers of the captures that carry a wording, or that there are none."""
        wording = self.wordings.get(wording_id)
        if wording is None or not wording.witnesses:
            return "(not captured)"
        return f"[{', '.join(self.witness_numbers(wording))}]"

    def is_captured(self, wording_id: str) -> bool:
        """Whether a capture carries the wording; else it is known from a credit only."""
        wording = self.wordings.get(wording_id)
        return wording is not None and bool(wording.witnesses)

    def witness_numbers(self, wording: Wording) -> list[str]:
        return [str(self.numbers[w.capture]) for w in wording.witnesses if w.capture in self.numbers]

    def representative(self, wording: Wording) -> Annotation | None:
        """The annotation that stands for the wording in alignments, if any capture carries it."""
        for capture_id in (wording.representative, *(w.capture for w in wording.witnesses)):
            if capture_id in self.annotations:
                return self.annotations[capture_id]
        return None


def publisher(annotation: Annotation) -> str:
    """The outlet's name, or the file's without its folders."""
    return publisher_of(annotation.article)


def publisher_of(article: Article) -> str:
    """The outlet's name, or the file's without its folders."""
    if article.outlet and article.outlet.name.strip():
        return one_line(article.outlet.name)
    name = article.capture.name
    return source_name(name) if "://" in name else file_name(name)


def outlet_of(annotation: Annotation) -> str:
    """The last part of the address of an outlet's page."""
    return outlet_slug(publisher(annotation))


def outlet_slug(name: str) -> str:
    """The last part of the address of an outlet's page, made from its name."""
    return slug(name) or hashlib.sha256(name.encode()).hexdigest()[:12]


def headline(annotation: Annotation) -> str:
    """The title, or the first words of the text where no title was found, in at most 200 characters."""
    title = annotation.article.title
    if title and title.strip():
        return shorten(one_line(title), _LONGEST_HEADLINE)
    if annotation.sentences:
        first = one_line(legible(annotation.article, annotation.sentences[0].span))
        return shorten(first, _LONGEST_HEADLINE)
    return "(no title)"


def credit_words(credit: CreditState, credited_to: tuple[str, ...], origin: str) -> str:
    """How a text credits what it was made from, `origin`, in words that can be printed under it."""
    names = ", ".join(one_line(name) for name in credited_to)
    to = f" to {names}" if names else ""
    return {
        CreditState.FULL: f"credited{to}",
        CreditState.PARTIAL: f"partly credited{to}",
        CreditState.WRONG: f"credits {names or 'another'}, not {origin}",
        CreditState.NONE: "not credited",
        CreditState.OWN: "own text",
    }[credit]


def edge_words(derivation: Derivation, naming: Naming) -> str:
    """`rewrite, not credited`: what was made of the original, and whether it says so."""
    origin = naming.wording(derivation.original)
    return f"{derivation.kind.value}, {credit_words(derivation.credit, derivation.credited_to, origin)}"


def witness_words(witness: Witness, origin: str) -> str:
    """How a capture credits the wording it carries: `credits Meridian`."""
    names = ", ".join(one_line(name) for name in witness.credited_to) or origin
    return {
        CreditState.FULL: f"credits {names}",
        CreditState.PARTIAL: f"partly credits {names}",
        CreditState.NONE: f"does not credit {origin}",
    }.get(witness.credit) or credit_words(witness.credit, witness.credited_to, origin)
