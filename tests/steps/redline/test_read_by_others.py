"""Classes of error that readers found in flags of texts nobody had tuned to: each with an invented case."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geopolitik.model.story import Alignment, Change, ChangeKind, CreditState, Severity
from geopolitik.steps.redline import redline

Align = Callable[[str, str], Alignment]
K = ChangeKind

QUIET = [
    (
        "a noun that may be an adjective",
        "On Friday the guild asked why anybody should build a hall on the marsh.",
        "On Friday the guild asked why anybody should build a complex on the marsh.",
    ),
    (
        "a gerund",
        "The monks of Korvo earn their bread with a rare pear that nobody else has.",
        "The monks of Korvo earn their bread with growing a rare pear that nobody else has.",
    ),
    (
        "a verb behind another",
        "Ferrymen who cannot write get help with the tax office and its papers in Korvo.",
        "Ferrymen who cannot write get help to fetch and complete papers for the tax office in Korvo.",
    ),
    (
        "always under a denial",
        "A dry spring does not inevitably mean a poor harvest of pears, the monks said.",
        "A dry spring does not always mean a poor harvest of pears, the monks said.",
    ),
    (
        "out of work",
        "After the flood 70 of the ropemakers in Vannic are out of work until the mill opens.",
        "After the flood 70 of the ropemakers in Vannic have no work until the mill opens.",
    ),
    (
        "the last thing anyone needs",
        "The ferrymen say the last thing the valley needs is a third mill on the marsh.",
        "The ferrymen say a third mill on the marsh is not needed by the valley.",
    ),
    (
        "two stages of a trip",
        "The bell founder was departing for Korvo on Friday with three new bells.",
        "The bell founder was arriving in Korvo on Friday with three new bells.",
    ),
    (
        "as soon as",
        "The ropes tear at high water, and the ferry drifts almost as soon as they do.",
        "The ropes tear at high water, and the ferry drifts very soon then.",
    ),
    (
        "an apostrophe that was lost",
        "The ferrymen of Vannic didn't take their boats out on Friday and don't mean to.",
        "The ferrymen of Vannic didnt take their boats out on Friday and dont mean to.",
    ),
    (
        "relatively and quite",
        "Apples from Korvo were relatively cheap at the fair in Vannic this autumn.",
        "Apples from Korvo were quite cheap at the fair in Vannic this autumn.",
    ),
    (
        "an ordinal",
        "In the sheep count Vannic came out at 36, two places behind Orsk and its hills.",
        "In the sheep count Vannic was 36th, two places behind Orsk and its hills.",
    ),
    (
        "under-fives",
        "About a third of the beds in the Vannic infirmary are for under-fives with a cough.",
        "About a third of the beds in the Vannic infirmary are for children under five with a cough.",
    ),
    (
        "a lost dash",
        "The drought in the marsh near Vannic (1984-85) killed most of the reeds.",
        "The drought in the marsh near Vannic (198485) killed most of the reeds.",
    ),
    (
        "a day and its year",
        "On 9 May the guild agreed to pull down the old rope walk behind the church.",
        "Earlier in 2031 the guild agreed to pull down the old rope walk behind the church.",
    ),
    (
        "a capital for its government",
        "The timber from the marsh was bought by Washington at the autumn fair.",
        "The timber from the marsh was bought by the US at the autumn fair.",
    ),
    (
        "able and can",
        "“It was the thinnest rope conceivable, and it held,” said the ropemaker Ida Holm.",
        "“It was the thinnest rope you can conceive, and it held,” said the ropemaker Ida Holm.",
    ),
    (
        "what a name means",
        "The word for the marsh means “water of the herons” in the tongue of the valley.",
        "The word for the marsh means “heron water” in the tongue of the valley.",
    ),
    (
        "a relative clause in other words",
        "Idris Holm, the oldest of the ferrymen, who has crossed in every storm, opened the fair.",
        "Idris Holm, the oldest of the ferrymen, who knows each wind of the river, opened the fair.",
    ),
    (
        "an interview in which he named",
        "Ida Holm told the Korvo Mirror that the guild of bell founders was an enemy of the monks.",
        "Ida Holm gave an interview to the Korvo Mirror in which she named the guild of bell founders "
        "an enemy of the monks.",
    ),
    (
        "a heading",
        "The new rope walk was opened by the ropemaker Ida Holm.",
        "The new rope walk was opened by the ropemaker Ida Holm.\n\nFurther notes on ropes",
    ),
]


@pytest.mark.parametrize(("original", "copy"), [q[1:] for q in QUIET], ids=[q[0] for q in QUIET])
def test_harmless(aligned: Align, original: str, copy: str) -> None:
    """None of these is flagged as high or medium."""
    assert [(c.kind, c.reason) for c in _grave(aligned, original, copy)] == []


FOUND = [
    (
        "an adjective before its noun",
        K.INTENSIFIER_ADDED,
        "The council of Vannic spoke on Friday of an attack on the lock and its keeper.",
        "The council of Vannic spoke on Friday of a brutal attack on the lock and its keeper.",
    ),
    (
        "a denial of work",
        K.NEGATION,
        "The toll office said on Friday that the bargemen had signed the plan for the lock.",
        "The toll office said on Friday that the bargemen had not signed the plan for the lock.",
    ),
    (
        "another day",
        K.TIME,
        "On 9 May the guild agreed to pull down the old rope walk behind the church.",
        "On 12 May the guild agreed to pull down the old rope walk behind the church.",
    ),
    (
        "another name",
        K.NAME_CHANGED,
        "The timber from the marsh was bought by Moscow at the autumn fair.",
        "The timber from the marsh was bought by Beijing at the autumn fair.",
    ),
    (
        "speech that lost its marks",
        K.QUOTATION_ALTERED,
        "The ropemaker, Ida Holm, said: “Hemp is dear this year, and the guild pays us in pears, so half of "
        "my people have gone to the mills of Orsk.”",
        "The ropemaker, Ida Holm, said: Hemp is dear this year, and the guild never pays us, so half of "
        "my people have gone to the mills of Orsk.",
    ),
]


@pytest.mark.parametrize(("kind", "original", "copy"), [f[1:] for f in FOUND], ids=[f[0] for f in FOUND])
def test_found(aligned: Align, kind: ChangeKind, original: str, copy: str) -> None:
    """What only looks like one of the above is flagged, by its kind."""
    assert kind in {c.kind for c in _grave(aligned, original, copy)}


def test_verse_is_one_change(aligned: Align) -> None:
    """The lines of a poem that the copy adds are quoted, and told once."""
    kept = "The keeper Oda Brann writes verse about the lock."
    verse = (
        "and then the black water came over the sill,\n"
        "and I felt the gates give way in the dark:\n"
        "one hand on the rail, one foot on the mill,\n"
        "one ear to the bell, and a dog that must bark."
    )
    grave = _grave(aligned, kept, f"{kept}\n\n{verse}")
    assert [c.kind for c in grave] == [K.QUOTATION_INVENTED]


def test_rows_of_figures_answer_by_their_label(aligned: Align) -> None:
    """A row that a table gains does not shift the others."""
    rows = ["Orsk  1,223  43.0", "Vannic  8,098  52.2", "Korvo  8,389  99.0", "Sarn  3,122  57.7"]
    newer = ["Orsk  1,485  43.0", "Teskar  1,685  67.4", "Vannic  8,098  52.2", "Korvo  8,389  99.0"]
    grave = _grave(
        aligned, "Ports, barges, share: " + "  ".join(rows), "Ports, barges, share: " + "  ".join(newer)
    )
    changed = [c.reason for c in grave if c.kind is K.NUMBER and c.copy_span is not None]
    assert changed == ["The original gives “1,223”, the copy “1,485”."]


def test_a_sentence_that_is_gone_is_told_so(aligned: Align) -> None:
    """The reason speaks of a kept part only where a part is kept."""
    kept = "The lock was repaired in May by two engineers from Korvo. "
    lost = "Ida Holm, a ropemaker, sold the guild 300 fathoms of hemp in 1995 for the bells of the church."
    reasons = [c.reason for c in _grave(aligned, kept + lost, kept)]
    assert reasons
    assert not any("keeps part" in reason for reason in reasons)


def _grave(aligned: Align, original: str, copy: str) -> list[Change]:
    changes = redline(aligned(original, copy), credit=CreditState.OWN)
    return [c for c in changes if c.severity is not Severity.LOW]
