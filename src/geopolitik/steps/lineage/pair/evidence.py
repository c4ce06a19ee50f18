"""The reasons for and against, each with its weight and a sentence to print."""

from __future__ import annotations

from collections.abc import Iterator
from math import log, log1p

from geopolitik.model.span import Span
from geopolitik.model.story import Alignment, Evidence
from geopolitik.steps.lineage.counts import measures
from geopolitik.steps.lineage.counts.measures import Side
from geopolitik.steps.lineage.counts.retold import retold
from geopolitik.steps.lineage.pair.claims import Claims, Clock
from geopolitik.steps.lineage.pair.signs import Names, Sign, on_direction, on_relation
from geopolitik.text.inflection import count

_FEW_PARTICULARS = 4
_TWO_HANDS = 0.5
"""Share of narration above which no two labelled reports were independent of each other."""
_PASSAGE = 35
"""So many words of a passage are as telling as more of them."""


def of_relation(alignment: Alignment, a: Side, b: Side, said: Claims, names: Names) -> Iterator[Evidence]:
    """What speaks for or against the two texts sharing an origin."""
    yield _about_relation("prior", 1.0, "Most pairs of texts have nothing to do with each other.")
    yield from map(on_relation, signs_of_relation(alignment, a, b, names))
    yield from _credit_relation(said, names)


def signs_of_relation(alignment: Alignment, a: Side, b: Side, names: Names) -> Iterator[Sign]:
    """What two texts tell alike in their own voice, before it is weighed."""
    alike = retold(alignment, a, b)
    yield Sign(
        "coverage",
        alike.share,
        f"Outside quotations, posts and headlines, {alike.share:.0%} of the words of the text that tells "
        "less return in sentences that tell the same in the other.",
        *alike.told,
    )
    if alike.share > _TWO_HANDS:
        yield Sign(
            "told throughout",
            alike.share - _TWO_HANDS,
            "That is more than two reports of one event share if each was written for itself.",
            *alike.told,
        )
    if alike.sentences:
        yield Sign(
            "sentences taken",
            log1p(alike.sentences),
            f"Outside quotations, {count(alike.sentences, 'sentence')} of {names[0]} "
            f"{'stands' if alike.sentences == 1 else 'stand'} in {names[1]} with most of the words "
            "in the same order.",
            *alike.taken,
        )
    if alike.passage:
        yield Sign(
            "passage taken",
            min(alike.passage, _PASSAGE) / _PASSAGE,
            f"Sentences in a row, {alike.passage} words of them, stand in both texts nearly as they are.",
            *alike.passage_spans,
        )
    if alike.runs:
        yield Sign(
            "long runs",
            log1p(alike.runs),
            f"Outside quotations, {count(alike.runs, 'run')} of eight words and more in both texts; the "
            f"longest has {alike.longest} words.",
            *alike.run_spans,
        )
    if alike.order.matches >= 3:
        yield Sign(
            "order",
            alike.order.score * log(alike.order.matches),
            f"{alike.order.matches} matches; their order is {alike.order.score:.0%} of the way from chance "
            "to equal.",
        )
    yield from _particulars(a, b)


def _particulars(a: Side, b: Side) -> Iterator[Sign]:
    ours, theirs = measures.particulars(a), measures.particulars(b)
    if min(len(ours), len(theirs)) < _FEW_PARTICULARS:
        return
    share = len(ours & theirs) / min(len(ours), len(theirs))
    yield Sign(
        "particulars",
        # An excerpt has few of its original's names; many in common are the rarer thing.
        max(0.0, share - 0.5),
        f"{share:.0%} of the names and numbers of the text that has fewer stand in the other.",
    )


def _credit_relation(said: Claims, names: Names) -> Iterator[Evidence]:
    if said.b_names_a:
        yield _about_relation("credit", 1.0, f"{names[1]} credits {said.b_names_a}.")
    elif said.a_names_b:
        yield _about_relation("credit", 1.0, f"{names[0]} credits {said.a_names_b}.")
    elif said.third:
        yield _about_relation("credit", 0.5, f"Both credit {said.third}.")


def of_claims(
    said: Claims, times: Clock | None, notes: tuple[bool, bool], names: Names
) -> Iterator[Evidence]:
    """What credits, times and correction notes say about the direction."""
    if said.b_names_a and not said.a_names_b:
        yield _about_direction("credit", 1.0, f"{names[1]} credits {said.b_names_a}.")
    if said.a_names_b and not said.b_names_a:
        yield _about_direction("credit", -1.0, f"{names[0]} credits {said.a_names_b}.")
    if times:
        first, second = names if times.hours > 0 else names[::-1]
        made = "last updated" if times.is_of_updates else "published"
        doubt = "" if times.is_trusted else ", by stamps that a repost or an unknown zone may have shifted"
        yield _about_direction(
            "times" if times.is_trusted else "weak times",
            1.0 if times.hours > 0 else -1.0,
            f"{first} was {made} {_gap(abs(times.hours))} before {second}{doubt}.",
        )
    if notes[0] != notes[1]:
        who = names[1] if notes[1] else names[0]
        yield _about_direction(
            "correction note", 1.0 if notes[1] else -1.0, f"{who} notes that it corrects or updates a text."
        )


def of_own_reports(a: Span | None, b: Span | None, names: Names) -> Iterator[Evidence]:
    """What a text's word that its own outlet was told, saw or checked something says about the direction."""
    if (a is None) != (b is None):
        yield _about_direction(
            "own report",
            1.0 if a else -1.0,
            f"{names[0] if a else names[1]} says that it was told, saw or checked this itself.",
            (a,) if a else (),
            (b,) if b else (),
        )


def _gap(hours: float) -> str:
    if hours < 1:
        return f"{max(1, round(hours * 60))} minutes"
    unit, number = ("hour", hours) if hours < 48 else ("day", hours / 24)
    told = f"{round(number, 1):g}" if number < 10 else f"{number:.0f}"
    return f"{told} {unit}{'' if told == '1' else 's'}"


def _about_relation(term: str, amount: float, note: str) -> Evidence:
    return on_relation(Sign(term, amount, note))


def _about_direction(
    term: str, amount: float, note: str, a_spans: tuple[Span, ...] = (), b_spans: tuple[Span, ...] = ()
) -> Evidence:
    return on_direction(Sign(term, amount, note, a_spans, b_spans))
