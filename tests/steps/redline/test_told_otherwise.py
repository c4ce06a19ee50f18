"""What a simpler or freer wording says as well: style at most; and the bendings that look like it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geopolitik.model.story import Alignment, Change, ChangeKind, CreditState, Severity
from geopolitik.steps.redline import redline

Align = Callable[[str, str], Alignment]
K = ChangeKind

QUIET = [
    (
        "decades in years",
        "The average age of the farmers has risen over four decades from 38 to 57.",
        "The farmers' average age rose in forty years from 38 to 57.",
    ),
    (
        "centuries",
        "Monks have made cheese above the Drell for centuries in these cellars.",
        "Monks have made cheese above the Drell for hundreds of years in these cellars.",
    ),
    (
        "a range and its two ends",
        "The share of orchards under glass has doubled since 1990 from 12 to 24%, the survey says.",
        "The part that is under glass has doubled since 1990 from 12% to 24%, the survey says.",
    ),
    (
        "a count of names that stay",
        "In Korvo the ruling was read to two of the claimants, Lena Orr and Tom Vale, by telephone.",
        "In Korvo, Lena Orr and Tom Vale heard the ruling by telephone.",
    ),
    (
        "may have, it is possible that",
        "The heavy snow is a fact that may have contributed to the collapse of the roof.",
        "It is possible that this fact helped the roof to collapse: heavy snow.",
    ),
    (
        "about for an estimated",
        "The barges, used by an estimated 3,000 farmers in Vannic, will be rebuilt next spring.",
        "The barges, used by about 3,000 farmers in Vannic, will be rebuilt next spring.",
    ),
    (
        "a promise told as said",
        "Vannic has pledged to double the number of ferries by the year 2030.",
        "Vannic says it will double the number of ferries by the year 2030.",
    ),
    (
        "appears and looks like",
        "The water appears to come from the old mine above the village.",
        "The water looks like it comes from the old mine above the village.",
    ),
    (
        "allegedly, and they say",
        "Thousands of bargemen were jailed and allegedly mistreated in the last years of the toll.",
        "Thousands of bargemen were jailed and say that they were mistreated in the last years of the toll.",
    ),
    (
        "whether and if",
        "The council has put off a decision on whether to follow Ostrel by building a second lock.",
        "The council has not decided if it will do the same as Ostrel and build a second lock.",
    ),
    (
        "no cue: an adjective",
        "Dozens of protests were registered over proposed lock-gates that would close the upper channel.",
        "There were dozens of protests about lock-gates that would close the upper channel.",
    ),
    (
        "no cue: snapped up",
        "Sales rose in Ostrel as families snapped up the toy barges that the mill makes.",
        "Sales rose in Ostrel because families bought the toy barges that the mill makes.",
    ),
    (
        "the company and its name",
        "Drell Lines wants a quay. A permanent crew of twelve is the aim, according to the company's site.",
        "Drell Lines wants a quay. Drell Lines aims at a permanent crew of twelve, according to its site.",
    ),
    (
        "another describing word",
        "His thick Vannic accent sometimes makes him hard to understand, the keeper said.",
        "His strong Vannic accent sometimes makes him hard to understand, the keeper said.",
    ),
    (
        "an adjective that is a verb here",
        "In time, volunteers will put themselves on the map of the valley, the surveyors hope.",
        "In time, volunteers will complete the map of the valley, the surveyors hope.",
    ),
    (
        "a month and last month",
        "In Vannic, 1,400 fewer carts crossed in March, a fall of 4.5 percent.",
        "In Vannic, 1,400 fewer carts crossed last month, a fall of 4.5 percent.",
    ),
    (
        "equality and not equal",
        "The tolls led to calls for equality from the bargemen of both banks.",
        "The bargemen of both banks say that the tolls are not equal.",
    ),
    (
        "a name respelt",
        "The river guard under Captain Orsek Chassadi will consider the request, his office in Korvo said.",
        "The river guard under Captain Orsek Kassadi will consider the request, his office in Korvo said.",
    ),
    (
        "a place beside the place",
        "On the afternoon that I visit the smithy in Oberhall near Korvo, slices of pie are passed around.",
        "On the afternoon that I visit the smithy in Oberhall, they eat slices of pie.",
    ),
    (
        "a quotation that a tag broke in two",
        "“The whole thing,” said Tova Renn, a carter in Korvo, “is really rather silly.”",
        "“The thing is really rather silly,” said Tova Renn, a carter in Korvo.",
    ),
    (
        "marks closed earlier",
        "The law obliges the valley to “protect the bell and the old ferry as a heritage of the people”.",
        "The law obliges the valley to “protect the bell and the old ferry” as a heritage of the people.",
    ),
    (
        "a majority and most",
        "Officials in Korvo said the majority of the crossings were made without a permit last year.",
        "Officials in Korvo said most crossings were made without a permit last year.",
    ),
    (
        "no cue: than previously thought",
        "The piers sink and the arches crack at a far faster rate than previously thought.",
        "The piers sink and the arches crack.",
    ),
    (
        "no cue: slammed into",
        "Workers at the three yards slammed lighter beams into one another and looked for cracks.",
        "Workers at the three yards crashed lighter beams into one another and looked for cracks.",
    ),
    (
        "who claims it in both",
        "Carters, said the poet Idris Holm, are a plague, but Drell Watch claims the mill can be saved.",
        "Carters, said the poet Idris Holm, are a plague. But Drell Watch claims the mill can be saved.",
    ),
    (
        "no guarantee, and might not",
        "The brake was kept because there was no guarantee that a driver would be able to stop in time.",
        "The brake was kept because a driver might not be able to stop in time.",
    ),
    (
        "trends suggest, and it seems",
        "Some trends suggest that farmers are becoming more careful with what they sow.",
        "It seems that farmers are now more careful with what they sow.",
    ),
    (
        "per cent in whole numbers",
        "The ballot was won by 55.3% of the voters, against 44.7% for the other side.",
        "The ballot was won by 55% of the voters, against 45% for the other side.",
    ),
    (
        "the need removed, no need",
        "The new signals remove the need to think at every crossing of the valley.",
        "With the new signals, you don’t need to think at every crossing of the valley.",
    ),
    (
        "with or without",
        "These are carts that can be pulled with - or without - help from a motor.",
        "You pull these carts with - or without - help from an engine.",
    ),
    (
        "a call to subscribe",
        "The lock was closed on Monday. With a digital subscription, you’ll never miss a local story.",
        "The lock was closed on Monday.",
    ),
    (
        "whether and if, in a quotation",
        "“Whether it is safe or not, I don’t know,” said Tova Renn, a carter in Korvo.",
        "“If it is safe or not, I don’t know,” said Tova Renn, a carter in Korvo.",
    ),
]


@pytest.mark.parametrize(("original", "copy"), [q[1:] for q in QUIET], ids=[q[0] for q in QUIET])
def test_quiet(aligned: Align, original: str, copy: str) -> None:
    """The same is said: nothing above low."""
    assert _grave(aligned, original, copy) == []


FOUND = [
    (
        "four decades are not fourteen years",
        K.NUMBER,
        "The average age of the farmers has risen over four decades from 38 to 57.",
        "The farmers' average age rose in fourteen years from 38 to 57.",
    ),
    (
        "may have, helped",
        K.CERTAINTY_RAISED,
        "The heavy snow may have contributed to the collapse of the roof, the keeper said.",
        "The heavy snow contributed to the collapse of the roof, the keeper said.",
    ),
    (
        "an estimated, none",
        K.CERTAINTY_RAISED,
        "The barges, used by an estimated 3,000 farmers in Vannic, will be rebuilt next spring.",
        "The barges, used by 3,000 farmers in Vannic, will be rebuilt next spring.",
    ),
    (
        "another month",
        K.TIME,
        "In Vannic, 1,400 fewer carts crossed in March, a fall of 4.5 percent.",
        "In Vannic, 1,400 fewer carts crossed in June, a fall of 4.5 percent.",
    ),
    (
        "reworded in its place",
        K.QUOTATION_ALTERED,
        "“The toll is fair,” said Tova Renn. “It is the ultimate shame of this valley.”",
        "“The toll is fair,” said Tova Renn. “People do not like to speak about the valley.”",
    ),
    (
        "whether, and it was",
        K.CERTAINTY_RAISED,
        "It was not clear whether the closure of the lock was in line with the treaty.",
        "The closure of the lock was in line with the treaty.",
    ),
    (
        "one side for both",
        K.SCOPE_NARROWED,
        "Under the draft, both sides would have to admit inspectors to the mill within a week.",
        "Under the draft, Ostrel would have to admit inspectors to the mill within a week.",
    ),
    (
        "could harm, will wreck",
        K.CERTAINTY_RAISED,
        "The closure could harm the talks on the toll that are due to resume next week.",
        "The closure will wreck the talks on the toll that are due to resume next week.",
    ),
    (
        "a short quotation told",
        K.QUOTATION_NARRATED,
        "At the fair, the miller Oda Brann described the finds there as “just scratching the surface”.",
        "At the fair, the miller Oda Brann said the finds there were only the beginning.",
    ),
    (
        "told in the sentence behind",
        K.QUOTATION_NARRATED,
        "“I would go, but I do not think we will see a second bridge in my lifetime,” said Oda Brann.",
        "“I would go,” said Oda Brann. But she does not think there will be a second bridge in her lifetime.",
    ),
]


@pytest.mark.parametrize(("kind", "original", "copy"), [f[1:] for f in FOUND], ids=[f[0] for f in FOUND])
def test_found(aligned: Align, kind: ChangeKind, original: str, copy: str) -> None:
    """What only looks like one of the above is flagged, by its kind."""
    assert kind in {c.kind for c in _grave(aligned, original, copy)}


def test_numbers_of_a_list_are_no_numbers(aligned: Align) -> None:
    """An item that moves up a place gets another number."""
    items = [
        f"{name}\n\nThe {what} of the valley is older than the bridge itself."
        for name, what in (("The bell", "bell"), ("The lock", "lock"), ("The mill", "mill"))
    ]
    original = "\n\n".join(f"{n} {item}" for n, item in enumerate(items, 7))
    copy = "\n\n".join(f"{n} {item}" for n, item in enumerate(items, 6))
    assert _grave(aligned, original, copy) == []


def test_a_dropped_sentence_is_one_change(aligned: Align) -> None:
    """Its clauses are not told one by one."""
    kept = "The lock was repaired in May. "
    lost = (
        "Mirel Stane, an engineer who came from Orsk, had warned the council, which met in the mill, "
        "that its iron gates would burst in a flood."
    )
    grave = _grave(aligned, kept + lost, kept)
    assert len([c for c in grave if c.kind is K.CLAIM_DROPPED]) == 1


def test_a_reason_shows_the_words_that_differ(aligned: Align) -> None:
    """A long quotation is shortened around what was altered in it."""
    start = (
        "We have carried apples, sheep, timber and salt over this river for as long as anybody can remember"
    )
    end = "and we will carry them for as long as there are people on both banks who want to eat and to trade"
    original = f"“{start} without a toll {end},” said Tova Renn."
    copy = f"“{start} with a quarrel {end},” said Tova Renn."
    reason = next(c.reason for c in _grave(aligned, original, copy) if c.kind is K.QUOTATION_ALTERED)
    assert "toll" in reason
    assert "quarrel" in reason


def _grave(aligned: Align, original: str, copy: str) -> list[Change]:
    changes = redline(aligned(original, copy), credit=CreditState.OWN)
    return [c for c in changes if c.severity is not Severity.LOW]
