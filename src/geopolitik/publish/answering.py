"""What can be said of one text in its story: whom it has it from, and who has it from it."""

from __future__ import annotations

from dataclasses import dataclass

from geopolitik.app.naming import Naming, edge_words, publisher
from geopolitik.model.story import Derivation, Trace
from geopolitik.publish.stemma import stemma
from geopolitik.publish.verdicts import open_words, percent
from geopolitik.text.clean import one_line
from geopolitik.text.inflection import count

_MOST = 8
"""Names, and open pairs, that are told."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Where a text stands in its story."""

    edges: tuple[Derivation, ...]
    """By which it was made from others, the surest first."""
    told: tuple[str, ...]
    """Whom it has it from and who has it from it, a sentence each."""
    open: tuple[str, ...]
    """Pairs with it that nobody can decide yet."""
    would_settle: tuple[str, ...]


def answer(trace: Trace, capture_id: str) -> Answer:
    """What can be said of a text of a story.

    Args:
        trace: the story's trace.
        capture_id: the text's capture, which stands in it.
    """
    naming = Naming.of(trace)
    wording = next(w for w in trace.wordings if any(one.capture == capture_id for one in w.witnesses))
    into = (d for d in trace.derivations if d.copy == wording.id and d.original != wording.id)
    edges = tuple(sorted(into, key=lambda d: -d.probability))
    beside = [naming.annotations[w.capture] for w in wording.witnesses if w.capture != capture_id]
    names = list(dict.fromkeys(publisher(one) for one in beside))
    copies = [naming.wording(d.copy) for d in trace.derivations if d.original == wording.id != d.copy]
    told = [_has_it(edge, naming) for edge in edges]
    if names:
        told.append(f"The same wording stands at {_listed(names)}.")
    if copies:
        told.append(f"From it: {_listed(copies)} ({count(len(copies), 'text')}).")
    undecided = [r for r in stemma(trace).open if wording.id in (r.a, r.b)][:_MOST]
    if not told and not undecided:
        told.append("Nothing that is kept has to do with it.")
    settle = [one_line(what) for relation in undecided for what in relation.would_settle]
    if not edges:
        settle.append(_missing(trace, capture_id))
    lost = [naming.wording(e.original) for e in edges if not naming.is_captured(e.original)]
    settle += [f"The text of {name}, which isn’t captured." for name in lost]
    return Answer(
        edges,
        tuple(told),
        tuple(open_words(relation, naming) for relation in undecided),
        tuple(dict.fromkeys(settle)),
    )


def _has_it(edge: Derivation, naming: Naming) -> str:
    sure = f"{percent(edge.probability)} likely"
    pair = f"{naming.wording(edge.copy)} has it from {naming.wording(edge.original)}"
    return f"{pair}: {edge_words(edge, naming)} ({sure})."


def _missing(trace: Trace, capture_id: str) -> str:
    """What would show where a text comes from of which no original is kept."""
    annotation = next(a for a in trace.annotations if a.capture_id == capture_id)
    credited = list(dict.fromkeys(one_line(credit.name) for credit in annotation.article.credits))
    if credited:
        return f"The text of {_listed(credited)}, which it credits: collect it, or take it in."
    return "The text that it was made from, if there is one: collect the outlets that may have had it first."


def _listed(names: list[str]) -> str:
    more = len(names) - _MOST
    return ", ".join(names[:_MOST]) + (f" and {more} more" if more > 0 else "")
