"""The reasons for and against a translation, each with its weight and a sentence to print."""

from __future__ import annotations

from collections.abc import Iterator

from geopolitik.lexicon import table
from geopolitik.model.story import Evidence
from geopolitik.steps.lineage.counts.across import Across
from geopolitik.steps.lineage.pair.claims import Claims
from geopolitik.steps.lineage.pair.weights import Weight, weigh

_FEW = 4
"""With fewer names and numbers their shares say nothing."""
_ENOUGH = 8
"""Names and numbers that must come in one order to show a translation without a credit."""
_SAME_ORDER, _SAME_PLACE, _SAME_LENGTHS = 0.8, 0.7, 0.75


_ROWS = table("lineage_across")
ACROSS: dict[str, Weight] = {
    row["term"]: Weight(float(row["weight"]), float(row["cap"]), "set by hand on invented translations")
    for row in _ROWS
}
_FROM = {row["term"]: float(row["from"]) for row in _ROWS}


def across_languages(shared: Across, said: Claims, names: tuple[str, str]) -> Iterator[Evidence]:
    """What can be said of two texts in different languages.

    Args:
        shared: what they have in common.
        said: who credits whom.
        names: what to call a and b in a sentence.
    """
    yield _reason("prior", 1.0, "Texts in two languages share names and numbers by their subject alone.")
    if shared.count >= _FEW:
        yield _reason(
            "numbers",
            shared.numbers,
            f"{shared.numbers:.0%} of the numbers of the text that has fewer stand in the other.",
        )
        yield _reason(
            "names",
            shared.names,
            f"{shared.names:.0%} of the names of the text that has fewer have like consonants in the other.",
        )
    if shared.matched >= _FEW:
        yield _reason(
            "order",
            shared.order,
            f"{shared.matched} names and numbers stand in both; their order is {shared.order:.0%} of the way "
            "from chance to equal.",
        )
        yield _reason(
            "place",
            shared.placed,
            f"{shared.placed:.0%} of them stand at about the same place of both texts.",
        )
    if shared.quotations is not None:
        yield _reason(
            "quotations",
            shared.quotations,
            f"{shared.quotations:.0%} of the quotations pair off in order by their lengths.",
        )
    if shared.paragraphs is not None:
        yield _reason(
            "paragraphs",
            shared.paragraphs,
            f"{shared.paragraphs:.0%} of the paragraphs pair off in order by their lengths.",
        )
    credit = said.b_names_a or said.a_names_b or said.third
    if credit:
        credits_a, credits_b = f"{names[0]} credits", f"{names[1]} credits"
        who = credits_b if said.b_names_a else credits_a if said.a_names_b else "Both credit"
        yield _reason("credit", 1.0, f"{who} {credit}.")


def runs_parallel(shared: Across) -> bool:
    """Whether two texts go alike from beginning to end, as two reports on one event don't.

    One profile is enough: languages differ in how they open and close what is said, editors in paragraphs.
    """
    profiles = [profile for profile in (shared.quotations, shared.paragraphs) if profile is not None]
    return (
        shared.matched >= _ENOUGH
        and shared.order >= _SAME_ORDER
        and shared.placed >= _SAME_PLACE
        and bool(profiles)
        and max(profiles) >= _SAME_LENGTHS
    )


def _reason(what: str, amount: float, note: str) -> Evidence:
    term = f"{what} across languages"
    return Evidence(term, weigh(ACROSS, term, amount - _FROM[term]), note)
