"""The reasons for and against, each with its weight and a sentence to print."""

from __future__ import annotations

from collections.abc import Iterator
from math import log

from geopolitik.model.span import Span
from geopolitik.model.story import Alignment, Evidence
from geopolitik.steps.lineage import measures, quoting
from geopolitik.steps.lineage.across import Across
from geopolitik.steps.lineage.claims import Claims, Clock
from geopolitik.steps.lineage.measures import Side
from geopolitik.steps.lineage.quoting import Passages
from geopolitik.steps.lineage.weights import DIRECTION, RELATION, weigh

_FEW_PARTICULARS = 4

Names = tuple[str, str]
"""What to call a and b in a sentence."""


def of_relation(alignment: Alignment, a: Side, b: Side, said: Claims, names: Names) -> Iterator[Evidence]:
    """What speaks for or against the two texts sharing an origin."""
    by_a, by_b = measures.coverage(alignment, a, b)
    yield _about_relation("prior", 1.0, "Most pairs of texts have nothing to do with each other.")
    yield _about_relation(
        "coverage",
        max(by_a.share, by_b.share),
        f"Outside quotations, {by_a.share:.0%} of the words of {names[0]} return in matched sentences of "
        f"{names[1]}, and {by_b.share:.0%} the other way round.",
        by_a.spans,
        by_b.spans,
    )
    run = measures.order(alignment)
    if run.matches >= 3:
        yield _about_relation(
            "order",
            run.score * log(run.matches),
            f"{run.matches} matches; their order is {run.score:.0%} of the way from chance to equal.",
        )
    grams = measures.grams(a, b)
    yield _about_relation(
        "shared wording",
        max(grams.share_a, grams.share_b),
        f"Outside quotations, {grams.share_a:.0%} of the four-word runs of {names[0]} stand in {names[1]}, "
        f"and {grams.share_b:.0%} the other way round.",
    )
    if grams.longest:
        yield _about_relation(
            "longest run",
            float(max(0, grams.longest - 5)),
            f"The longest run of the same words outside quotations is {grams.longest} words.",
            grams.a_spans,
            grams.b_spans,
        )
    yield from _particulars(a, b)
    yield from _credit_relation(said, names)


def _particulars(a: Side, b: Side) -> Iterator[Evidence]:
    ours, theirs = measures.particulars(a), measures.particulars(b)
    if min(len(ours), len(theirs)) < _FEW_PARTICULARS:
        return
    share = len(ours & theirs) / min(len(ours), len(theirs))
    yield _about_relation(
        "particulars",
        share - 0.5,
        f"{share:.0%} of the names and numbers of the text that has fewer stand in the other.",
    )


def _credit_relation(said: Claims, names: Names) -> Iterator[Evidence]:
    if said.b_names_a:
        yield _about_relation("credit", 1.0, f"{names[1]} credits {said.b_names_a}.")
    elif said.a_names_b:
        yield _about_relation("credit", 1.0, f"{names[0]} credits {said.a_names_b}.")
    elif said.third:
        yield _about_relation("credit", 0.5, f"Both credit {said.third}.")


def across_languages(shared: Across, said: Claims, names: Names) -> Iterator[Evidence]:
    """What can be said of two texts in different languages."""
    yield _about_relation(
        "prior across languages",
        1.0,
        "Texts in two languages share names and numbers by their subject alone.",
    )
    yield _about_relation(
        "numbers across languages",
        shared.numbers - 0.5 if shared.count >= _FEW_PARTICULARS else 0.0,
        f"{shared.numbers:.0%} of the numbers of the text that has fewer stand in the other.",
    )
    yield _about_relation(
        "names across languages",
        shared.names - 0.3 if shared.count >= _FEW_PARTICULARS else 0.0,
        f"{shared.names:.0%} of the names of the text that has fewer begin alike in the other.",
    )
    credit = said.b_names_a or said.a_names_b or said.third
    if credit:
        credits_a, credits_b = f"{names[0]} credits", f"{names[1]} credits"
        who = credits_b if said.b_names_a else credits_a if said.a_names_b else "Both credit"
        yield _about_relation("credit across languages", 1.0, f"{who} {credit}.")


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
        doubt = "" if times.is_trusted else ", by stamps that a repost or an unknown zone may have shifted"
        yield _about_direction(
            "times" if times.is_trusted else "weak times",
            1.0 if times.hours > 0 else -1.0,
            f"{first} was published {_gap(abs(times.hours))} before {second}{doubt}.",
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


def of_direction(alignment: Alignment, a: Side, b: Side, names: Names) -> Iterator[Evidence]:
    """What the treatment of quotations and specifics says about the direction."""
    for term, (ours, theirs), note in (
        (
            "fuller quotation",
            quoting.fuller_quotations(a, b),
            "Quotations that are held at greater length than in the other text",
        ),
        (
            "quoted or narrated",
            quoting.narrated_quotations(alignment, a, b),
            "Quotations that the other text tells in its own voice",
        ),
        (
            "lost specifics",
            quoting.lost_specifics(alignment, a, b),
            "Names and numbers of matched sentences that the other text lacks",
        ),
        (
            "lost day words",
            quoting.lost_day_words(alignment, a, b),
            "Times given where the matched sentence of the other text gives none",
        ),
    ):
        if ours.own or theirs.own:
            yield _balance(term, ours, theirs, note, names)


def _balance(term: str, ours: Passages, theirs: Passages, note: str, names: Names) -> Evidence:
    """Weigh what speaks for a against what speaks for b; the more of either, the less each counts."""
    amount = log((len(ours.own) + 1) / (len(theirs.own) + 1))
    counts = f"{len(ours.own)} in {names[0]}, {len(theirs.own)} in {names[1]}"
    return _about_direction(
        term,
        amount,
        f"{note}: {counts}.",
        tuple(sorted({*ours.own, *theirs.other})),
        tuple(sorted({*theirs.own, *ours.other})),
    )


def _gap(hours: float) -> str:
    if hours < 1:
        return f"{max(1, round(hours * 60))} minutes"
    return f"{hours:.0f} hours" if hours < 48 else f"{hours / 24:.0f} days"


def _about_relation(
    term: str, amount: float, note: str, a_spans: tuple[Span, ...] = (), b_spans: tuple[Span, ...] = ()
) -> Evidence:
    return Evidence(term, weigh(RELATION, term, amount), note, "relation", a_spans, b_spans)


def _about_direction(
    term: str, amount: float, note: str, a_spans: tuple[Span, ...] = (), b_spans: tuple[Span, ...] = ()
) -> Evidence:
    return Evidence(term, weigh(DIRECTION, term, amount), note, "direction", a_spans, b_spans)
