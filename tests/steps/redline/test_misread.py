"""What looks like a bending and is none: other units, lost marks, furniture, set phrases."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geopolitik.model.story import Alignment, Change, ChangeKind, CreditState, Severity
from geopolitik.steps.redline import redline

Align = Callable[[str, str], Alignment]
K = ChangeKind

QUIET = [
    (
        "reported as a verb behind a day",
        "The Orsk Gazette on Tuesday reported a leak at the mill in Vannic.",
        "The Orsk Gazette told on Tuesday of a leak at the mill in Vannic.",
    ),
    (
        "alleged and accused",
        "Two bargemen alleged to have cut the ropes of the ferry in Vannic were held on Friday.",
        "Two bargemen accused of cutting the ropes of the ferry in Vannic were held on Friday.",
    ),
    (
        "the country in two spellings",
        "The US sent two envoys to Vannic to speak with the bargemen about the toll.",
        "The U.S. sent two envoys to Vannic to speak with the bargemen about the toll.",
    ),
    (
        "a country and its abbreviation",
        "The US sent two envoys to Vannic to speak with the bargemen about the toll.",
        "The United States sent two envoys to Vannic to speak with the bargemen about the toll.",
    ),
    (
        "a forename",
        "In a letter read on Friday the council challenged President Renn over the toll on apples.",
        "In a letter read on Friday the council challenged President Tova Renn over the toll on apples.",
    ),
    (
        "a speaker with her office",
        "Norvane Dredging said the lock gates would hold for another ten years.",
        "The lock gates would hold for another ten years, Norvane Dredging chief engineer Karla Wiem said.",
    ),
    (
        "miles an hour",
        "The ferry does 30 mph on its way from Vannic to Orsk.",
        "The ferry does 48 km/h on its way from Vannic to Orsk.",
    ),
    (
        "square miles",
        "The toll covers 10 square miles of the marsh near Vannic.",
        "The toll covers 26 square kilometres of the marsh near Vannic.",
    ),
    (
        "degrees",
        "It was 104F in Vannic on Tuesday when the lock gates jammed.",
        "It was 40C in Vannic on Tuesday when the lock gates jammed.",
    ),
    (
        "gallons",
        "A barge holds 500 gallons of oil on its way to Orsk.",
        "A barge holds 1,900 litres of oil on its way to Orsk.",
    ),
    (
        "pounds of weight",
        "A barge of the new kind can carry 44,000 pounds of apples to Orsk.",
        "A barge of the new kind can carry 20 tonnes of apples to Orsk.",
    ),
    (
        "two years of a season",
        "The toll is planned for the 2015-6 season in Vannic and Orsk.",
        "The toll is planned for the 2015-16 season in Vannic and Orsk.",
    ),
    (
        "a fraction as one sign",
        "About 1/3 of the barges in Vannic need new gates this year.",
        "About ⅓ of the barges in Vannic need new gates this year.",
    ),
    (
        "a set phrase with may",
        "Come what may, the ferry sails at dawn from Vannic to Orsk.",
        "Whatever happens, the ferry sails at dawn from Vannic to Orsk.",
    ),
    (
        "a set phrase with not",
        "Believe it or not, the ferry has sailed from Vannic for ninety years.",
        "The ferry has sailed from Vannic for ninety years.",
    ),
    (
        "granted before but",
        "The new gates may have been delivered late, but they have held in every flood since then.",
        "The new gates were delivered late, but they have held in every flood since then.",
    ),
    (
        "denied at another place",
        "Swans breed on the upper Drell. Herons do not breed on the upper Drell.",
        "On the upper Drell breed swans, but not herons.",
    ),
    (
        "today and a weekday, in a page without a date",
        "The two envoys will meet in the mill at Korvo on Monday.",
        "The two envoys will meet in the mill at Korvo today.",
    ),
    (
        "a call to the reader",
        "The lock was repaired in May.",
        "Get unlimited digital access. The lock was repaired in May.",
    ),
    (
        "a caption",
        "The lock was repaired in May.",
        "Envoy Tova Renn, second right, and lock keeper Orr look at the gates of the lock. "
        "The lock was repaired in May.",
    ),
    (
        "a name that was told",
        "He was deaf and known as der Stumme von Orsk, which means the mute of Orsk.",
        "He was deaf and known as “der Stumme von Orsk”, which means the mute of Orsk.",
    ),
    (
        "marks within marks of one kind",
        "“The word ‘toll’ shows only that the council wants our money,” wrote Tova Renn.",
        "“The word “toll” shows only that the council wants our money,” wrote Tova Renn.",
    ),
    (
        "could, far from its verb",
        "A lost vote in Vannic could suggest trouble for the envoy and his plan of a toll.",
        "A lost vote in Vannic could, when added to a wave of bad news from Orsk, portend trouble for the "
        "envoy and his plan of a toll.",
    ),
    (
        "could not, and was unable",
        "Stane was unable to work for five months with a broken arm after her fall at the lock.",
        "Stane couldn't work for five months with a broken arm after her fall at the lock.",
    ),
    (
        "a clause that is told in part",
        "“We hold hands at night and we sing,” says Ivo Kestrel, a ferryman from the flood-torn Sarn marsh "
        "of Vannic, who comes to the mill on Fridays.",
        "“We hold hands at night and we sing,” says Ivo Kestrel, a ferryman from Vannic. He comes to the "
        "mill on Fridays.",
    ),
    (
        "a reference in brackets",
        "Ferries were first built in Vannic for the salt trade.",
        "Ferries were first built in Vannic for the salt trade (Stane, 1984. p. 27).",
    ),
    (
        "a post that is shown whole",
        "The keeper wrote: I never wanted to have anything to do with the toll. — Tova (@tovarenn) May 3",
        "“I never wanted to have anything to do with the toll,” wrote the keeper Tova Renn.",
    ),
    (
        "the name of a week",
        "The council will have its Open Gates Week in May, said Tova Renn.",
        "The council will have its “Open Gates Week” in May, said Tova Renn.",
    ),
    (
        "planned to, and are to",
        "Two envoys planned to shuttle between Ostrel and Vannic to work out a deal on the toll.",
        "Two envoys are to shuttle between Ostrel and Vannic to work out a deal on the toll.",
    ),
    (
        "the speaker's own article, quoted",
        "I have kept the lock for thirty years, and my father kept it before me. We never asked for a toll. "
        "I know that our council needs money. But I say that we cannot let the apples rot. My barge is old.",
        "“We never asked for a toll,” the keeper wrote. “But I say that we cannot let the apples rot.” He "
        "has kept the lock for thirty years, and his father kept it before him. He knows that the council "
        "needs money. His barge is old.",
    ),
    (
        "a number in a name",
        "The iron plates hampered the ability of the 998 through the addition of weight.",
        "The iron plates hampered the ability of the M998 through the addition of weight.",
    ),
    (
        "a signature under a post",
        "The lock was repaired in May.",
        "The lock was repaired in May. Tova Renn (@tovarenn) November 17, 2018.",
    ),
    (
        "a weekday and its week",
        "A lawyer for the yard said in a letter Friday that the toll on apples is unlawful.",
        "A lawyer for the yard said in a letter last week that the toll on apples is unlawful.",
    ),
    (
        "a pronoun for two names",
        "Their friends never gave up hope of seeing Orr and Stane again in the village of Vannic.",
        "Their friends never gave up hope of seeing them again in the village of Vannic.",
    ),
    (
        "cubic centimetres",
        "The pump of the new ferry has a volume of 650 cc, says the yard.",
        "The pump of the new ferry has a volume of 650 cm³, says the yard.",
    ),
]

GRAVE = [
    (
        "reported, in the passive",
        "Two bargemen were reported on Tuesday to have left Vannic for the coast.",
        "Two bargemen left Vannic for the coast.",
        K.CERTAINTY_RAISED,
    ),
    (
        "another speed",
        "The ferry does 30 mph on its way from Vannic to Orsk.",
        "The ferry does 80 km/h on its way from Vannic to Orsk.",
        K.NUMBER,
    ),
    (
        "another temperature",
        "It was 31C in Vannic on Tuesday when the lock gates jammed.",
        "It was 40C in Vannic on Tuesday when the lock gates jammed.",
        K.NUMBER,
    ),
    (
        "some, and all",
        "A relief party that came in March saw that some prisoners were short of bread.",
        "A relief party that came in March saw that prisoners were short of bread.",
        K.SCOPE_WIDENED,
    ),
    (
        "may, without a but",
        "The new gates may have been delivered late by the mill in Orsk.",
        "The new gates were delivered late by the mill in Orsk.",
        K.CERTAINTY_RAISED,
    ),
    (
        "a request that was a statement",
        "The council announced that the ferry had sunk below the mill.",
        "The ferry had sunk below the mill.",
        K.ATTRIBUTION_DROPPED,
    ),
    (
        "another weekday",
        "The two envoys will meet in the mill at Korvo on Monday.",
        "The two envoys will meet in the mill at Korvo on Friday.",
        K.TIME,
    ),
]


@pytest.mark.parametrize(("original", "copy"), [c[1:] for c in QUIET], ids=[c[0] for c in QUIET])
def test_is_no_bending(aligned: Align, original: str, copy: str) -> None:
    assert _grave(aligned, original, copy) == []


@pytest.mark.parametrize(("original", "copy", "kind"), [c[1:] for c in GRAVE], ids=[c[0] for c in GRAVE])
def test_is_one_still(aligned: Align, original: str, copy: str, kind: ChangeKind) -> None:
    assert kind in {c.kind for c in _grave(aligned, original, copy)}


SPOKEN = (
    "“We carried apples over this river before anybody asked for a toll,” said Tova Renn.\n\n"
    "“I told the council in March that the gates of the lock won't hold,” said Mirel Stane.\n\n"
    "“Nobody in Vannic wants to pay for a bridge that we built ourselves,” she added."
)
_UNMARKED = str.maketrans("", "", "“”'’")


def test_a_page_that_lost_its_marks_narrates_nothing(aligned: Align) -> None:
    """Marks and apostrophes are gone all over the page, and the words are the same."""
    bare = SPOKEN.translate(_UNMARKED)
    assert _grave(aligned, SPOKEN, bare) == []
    assert [c for c in _grave(aligned, bare, SPOKEN) if c.kind is K.QUOTATION_INVENTED] == []


def test_one_quotation_without_its_marks_is_narrated(aligned: Align) -> None:
    """The page still marks what others say."""
    first, rest = SPOKEN.split("\n\n", 1)
    copy = f"{first.translate(_UNMARKED)}\n\n{rest}"
    assert K.QUOTATION_NARRATED in {c.kind for c in _grave(aligned, SPOKEN, copy)}


def test_an_unnamed_speaker_stands_nearer_than_a_name(aligned: Align) -> None:
    """A judge declared it, and not the man of whom the sentence speaks."""
    original = (
        "The ministry said it will not try Ivo Kestrel again, two weeks after a judge said the first trial "
        "about the toll had failed."
    )
    copy = "The government said the first trial about the toll had failed and will not be tried again."
    assert K.NAME_GENERALISED not in {c.kind for c in _grave(aligned, original, copy)}


def test_whom_somebody_meets_does_not_speak(aligned: Align) -> None:
    """The name nearest to the cue stands in another clause."""
    original = (
        "It is unlikely that Ostrel will recognise the border at its meeting with Tova Renn, "
        "envoy Jon Hallen told the Orsk Gazette."
    )
    copy = (
        "It is unlikely that Ostrel will recognise the border when it meets Tova Renn in Korvo today, "
        "the Vannic ambassador to Orsk has said."
    )
    assert K.PASSAGE_MOVED not in {c.kind for c in _grave(aligned, original, copy)}


def test_quotations_of_two_people_are_two(aligned: Align) -> None:
    """They have a figure of speech in common."""
    original = "Delegate Jon Hallen wrote on a placard: “Wave the white flag and surrender.”"
    copy = "“They are waving the white flag already,” Mirel Stane said after the vote on the toll."
    kinds = {c.kind for c in _grave(aligned, original, copy)}
    assert kinds.isdisjoint({K.SPEAKER_CHANGED, K.QUOTATION_ALTERED})


def test_both_before_two_things_widens_nothing(aligned: Align) -> None:
    """It only announces them; that one is new is told by another kind."""
    original = "The dredge is an old barge of the Vannic yard with a steam crane."
    copy = "The dredge is an old barge of both the Vannic yard and the Orsk yard with a steam crane."
    assert K.SCOPE_WIDENED not in {c.kind for c in _grave(aligned, original, copy)}


def test_who_is_spoken_of_does_not_speak(aligned: Align) -> None:
    """A statement said that somebody was found: the name behind the cue is its subject."""
    original = "Ivo Kestrel, 53, was found asleep in his barge at nine, keeper Joan Smit said."
    copy = "A statement from the harbour board said Ivo Kestrel, 53, was found asleep in his barge at nine."
    assert K.PASSAGE_MOVED not in {c.kind for c in _grave(aligned, original, copy)}


def _grave(aligned: Align, original: str, copy: str) -> list[Change]:
    changes = redline(aligned(original, copy), credit=CreditState.OWN)
    return [c for c in changes if c.severity is not Severity.LOW]
