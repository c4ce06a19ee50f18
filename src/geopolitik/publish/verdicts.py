"""Verdicts in words: how two wordings hang together, what speaks for it, how many origins there are."""

from __future__ import annotations

from collections import Counter

from geopolitik.app.naming import Naming, edge_words
from geopolitik.model.story import Direction, Evidence, Relation, Trace, Verdict
from geopolitik.publish.stemma import Stemma
from geopolitik.text.clean import one_line
from geopolitik.text.inflection import count


def pairs_words(trace: Trace) -> str:
    """`10 pairs: 4 derived, 5 independent, 1 cannot tell`."""
    found = Counter(relation.relation for relation in trace.relations)
    each = ", ".join(f"{found[verdict]} {verdict.value}" for verdict in Verdict if found[verdict])
    return f"{count(len(trace.relations), 'pair')}: {each}"


def verdict_words(relation: Relation, naming: Naming) -> str:
    """`RT [1] → GeoPolitik [2]: derived (related: 97%; direction: 93%)`."""
    a, b = naming.wording_with_number(relation.a), naming.wording_with_number(relation.b)
    sure = relation.direction_probability
    match relation.direction:
        case Direction.A_TO_B:
            pair, direction = f"{a} → {b}", f"; direction: {percent(sure)}"
        case Direction.B_TO_A:
            pair, direction = f"{b} → {a}", f"; direction: {percent(1 - sure)}"
        case Direction.CANNOT_TELL:
            pair, direction = f"{a} ··?·· {b}", "; direction: cannot tell"
    if relation.relation is not Verdict.DERIVED:
        joint = "··?··" if relation.relation is Verdict.CANNOT_TELL else "and"
        pair, direction = f"{a} {joint} {b}", ""
    return f"{pair}: {relation.relation.value} (related: {percent(relation.probability)}{direction})"


def percent(probability: float) -> str:
    """Whole per cents; never a certainty."""
    if probability >= 0.995:
        return "over 99%"
    return "under 1%" if probability < 0.005 else f"{probability:.0%}"


def forward(relation: Relation, original: str) -> float:
    """How probable it is that this one of the two wordings came first, 0 to 1."""
    sure = relation.direction_probability
    return sure if relation.a == original else 1 - sure


def verdict_weight(evidence: Evidence, relation: Relation) -> float | None:
    """The weight as it bears on the printed verdict: plus for it, minus against it.

    None where no verdict is printed that a reason could speak for: which came first, if that stays open.
    """
    if evidence.about != "direction":
        return -evidence.weight if relation.relation is Verdict.INDEPENDENT else evidence.weight
    if relation.relation is not Verdict.DERIVED or relation.direction is Direction.CANNOT_TELL:
        return None
    return evidence.weight if relation.direction is Direction.A_TO_B else -evidence.weight


def weight_words(evidence: Evidence, relation: Relation) -> str:
    """`+2.4`; without a sign where it bears on no printed verdict, or on neither side of it."""
    weight = verdict_weight(evidence, relation)
    unsigned = f"{abs(evidence.weight):.1f}"
    return unsigned if weight is None or unsigned == "0.0" else f"{weight:+.1f}"


def bearing(evidence: Evidence, relation: Relation, naming: Naming) -> str:
    """What a reason speaks for: that the two are related, or which of them came first."""
    if abs(evidence.weight) < 0.05:
        return "neither way"
    if evidence.about != "direction":
        return "related" if evidence.weight >= 0 else "not related"
    return f"{naming.wording_with_number(relation.a if evidence.weight >= 0 else relation.b)} first"


def origins_words(trace: Trace, naming: Naming) -> str:
    """`1 independent origin: Nordwire`, or a range where an edge abstains; and what is unrelated."""
    low, high = trace.origins.low, trace.origins.high
    number = str(low) if low == high else f"{low} to {high}"
    roots = ", ".join(_origin(root, naming) for root in trace.origins.roots)
    noun = "independent origin" if high == 1 else "independent origins"
    words = f"{number} {noun}" + (f": {roots}" if roots else "")
    if not trace.origins.unrelated:
        return words
    apart = ", ".join(naming.wording_with_number(wording) for wording in trace.origins.unrelated)
    return f"{words}; {count(len(trace.origins.unrelated), 'unrelated text')}: {apart}"


def _origin(wording_id: str, naming: Naming) -> str:
    return naming.wording(wording_id) + ("" if naming.is_captured(wording_id) else " (not captured)")


def open_ends(tree: Stemma, naming: Naming) -> list[str]:
    """Further parents, and the pairs that stay open with what would settle them."""
    notes = [
        f"Also: {naming.wording(further.original)} → {naming.wording(further.copy)} "
        f"({edge_words(further, naming)})"
        for further in tree.further
    ]
    return notes + [open_words(relation, naming) for relation in tree.open]


def open_words(relation: Relation, naming: Naming) -> str:
    """`A [1] ··?·· B [2]: cannot tell`, with what would settle it."""
    pair = f"{naming.wording_with_number(relation.a)} ··?·· {naming.wording_with_number(relation.b)}"
    verdict = relation.relation.value
    if verdict == "derived":
        verdict = "one derives from the other, cannot tell which from which"
    settle = "; ".join(one_line(what) for what in relation.would_settle)
    return f"{pair}: {verdict} (related: {percent(relation.probability)})" + (
        f". Would settle it: {settle}" if settle else ""
    )
