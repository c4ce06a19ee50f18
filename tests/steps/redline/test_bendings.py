"""Bendings of claims that must be flagged as high, and rewordings beside them that must not be flagged."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geopolitik.model.story import Alignment, CreditState, Severity
from geopolitik.steps.redline import redline

Align = Callable[[str, str], Alignment]

BENT = [
    (
        "at least dropped",
        "The flood damaged at least 30 farms below the weir.",
        "The flood damaged 30 farms below the weir.",
    ),
    (
        "as much as dropped",
        "The dyke will cost as much as 80 million crowns, the engineers said.",
        "The dyke will cost 80 million crowns, the engineers said.",
    ),
    (
        "an estimated dropped",
        "The mine employs an estimated 4,000 people in the upper valley.",
        "The mine employs 4,000 people in the upper valley.",
    ),
    (
        "are believed to dropped",
        "Some 200 families are believed to have left the valley since May.",
        "Some 200 families have left the valley since May.",
    ),
    (
        "may becomes often",
        "The survey may point to a leak below the southern lock.",
        "The survey often points to a leak below the southern lock.",
    ),
    (
        "no evidence of becomes none",
        "Inspectors found no evidence of poison in the wells near Korvo.",
        "There was no poison in the wells near Korvo.",
    ),
    (
        "expected becomes will",
        "A decision is expected on Thursday in the river court.",
        "A decision will be announced on Thursday in the river court.",
    ),
    (
        "likely becomes will",
        "The minister is likely to resign over the toll affair next week.",
        "The minister will resign over the toll affair next week.",
    ),
    (
        "weighed becomes done",
        "Vannic is considering a ban on timber barges from the upper lake.",
        "Vannic is banning timber barges from the upper lake.",
    ),
    (
        "in the engineers' words becomes the copy's own",
        "The bridge was closed because of a crack in an arch, engineers said.",
        "The bridge was closed because of a crack in an arch.",
    ),
    (
        "study dropped",
        "Rents in Korvo have doubled since the lock opened, according to a study by the river institute.",
        "Rents in Korvo have doubled since the lock opened.",
    ),
    (
        "could not confirm dropped",
        "The authority could not independently confirm how many sank.\n\nSix barges sank during the storm.",
        "Six barges sank during the storm.",
    ),
    (
        "obtained by dropped",
        "A letter obtained by the Lakeside Courier shows that the arch was never inspected.",
        "A letter shows that the arch was never inspected.",
    ),
    (
        "contrast cut from a quotation",
        "“The lock is safe, but only if the gates are replaced by winter,” Brandt said.",
        "“The lock is safe,” Brandt said.",
    ),
    (
        "may becomes will in a quotation",
        "“It may take us three years to mend the arch,” engineer Maren Holt said.",
        "“It will take us three years to mend the arch,” engineer Maren Holt said.",
    ),
    (
        "another month",
        "The lock was last inspected in April, the commission said.",
        "The lock was last inspected in June, the commission said.",
    ),
    (
        "unnamed official becomes a minister",
        "A ministry official, who declined to be named, said the lock would be sold.",
        "Transport minister Pavel Sorn said the lock would be sold.",
    ),
    (
        "two speakers become one",
        "One engineer said the arch was cracked. Another said the lock gates were rusty.",
        "One engineer said the arch was cracked. The same engineer said the lock gates were rusty.",
    ),
    (
        "questioned becomes arrested",
        "Police questioned two bargemen about the missing timber.",
        "Police arrested two bargemen over the missing timber.",
    ),
    (
        "told an outlet becomes told reporters",
        "Brandt told the Lakeside Courier that the gates were rusty.",
        "Brandt told reporters that the gates were rusty.",
    ),
    (
        "unless dropped",
        "The toll will rise next year unless the villages agree to repair the road.",
        "The toll will rise next year.",
    ),
    (
        "most of becomes the",
        "Most of the gates were replaced after the storm in spring.",
        "The gates were replaced after the storm in spring.",
    ),
    (
        "temporarily dropped",
        "The court has temporarily suspended the toll on the upper river.",
        "The court has suspended the toll on the upper river.",
    ),
    (
        "allegedly dropped",
        "The river guards allegedly beat two fishermen at the eastern gate.",
        "The river guards beat two fishermen at the eastern gate.",
    ),
    (
        "without becomes with",
        "The talks in Korvo ended without an agreement on the toll.",
        "The talks in Korvo ended with an agreement on the toll.",
    ),
    (
        "two of the five becomes the five",
        "Two of the five arches are damaged, engineer Maren Holt said.",
        "The five arches are damaged, engineer Maren Holt said.",
    ),
    (
        "declined to comment dropped",
        "The commission declined to comment on the report about the gates.\n\nThe gates were built in 1961.",
        "The gates were built in 1961.",
    ),
    (
        "suspected becomes did",
        "Ostrel is suspected of dumping sand into the lake, the commission said.",
        "Ostrel dumped sand into the lake, the commission said.",
    ),
    ("restriction dropped", "The ban applies to barges longer than 40 metres.", "The ban applies to barges."),
    (
        "too early to tell dropped",
        "Analysts said the strike could weaken the harbour, but it was too early to tell.",
        "Analysts said the strike could weaken the harbour.",
    ),
    (
        "concession cut from a quotation",
        "“We have nothing to hide, although mistakes were made,” mayor Lene Tarrow said.",
        "“We have nothing to hide,” mayor Lene Tarrow said.",
    ),
    (
        "hope becomes promise in a quotation",
        "“I hope we can reopen the bridge in June,” engineer Maren Holt said.",
        "“We will reopen the bridge in June,” engineer Maren Holt said.",
    ),
    (
        "condition cut from a quotation",
        "“If the council pays, the ferry will run all winter,” captain Ivo Brandt said.",
        "“The ferry will run all winter,” captain Ivo Brandt said.",
    ),
    (
        "unnamed sources become sources",
        "Two bargemen who spoke on condition of anonymity said the cargo was stolen.",
        "The cargo was stolen, bargemen said.",
    ),
    (
        "allowed becomes required",
        "The treaty allows each side to keep six patrol boats.",
        "The treaty requires each side to keep six patrol boats.",
    ),
    (
        "unaware becomes none",
        "The company said it was unaware of any leak at the depot.",
        "The company said there was no leak at the depot.",
    ),
    (
        "not ruled out becomes will",
        "The mayor has not ruled out raising the toll.",
        "The mayor will raise the toll.",
    ),
    (
        "accused becomes did",
        "Sorn is accused of taking money from the barge owners.",
        "Sorn took money from the barge owners.",
    ),
    (
        "source in front of a clause dropped",
        "The lake police, citing a radar log, said the boat had crossed the line.",
        "The boat had crossed the line.",
    ),
    (
        "not clear who becomes who",
        "It was not immediately clear who had cut the rope.",
        "Saboteurs had cut the rope.",
    ),
    (
        "as far as he knew dropped",
        "The minister said that, as far as he knew, no letter had been sent.",
        "The minister said that no letter had been sent.",
    ),
    (
        "fear becomes fact",
        "Villagers fear that the new lock will drain the meadows.",
        "The new lock will drain the meadows.",
    ),
    (
        "in principle dropped",
        "The two sides agreed in principle to reopen the crossing.",
        "The two sides agreed to reopen the crossing.",
    ),
    (
        "whether becomes that",
        "Police said they were investigating whether the fire had been set deliberately.",
        "Police said the fire had been set deliberately.",
    ),
    (
        "consider becomes grant",
        "The government said it would consider the request of the fishermen.",
        "The government said it would grant the request of the fishermen.",
    ),
]
SAME = [
    (
        "may and is allowed to",
        "The captain may stop the barge at the eastern gate.",
        "The captain is allowed to stop the barge at the eastern gate.",
    ),
    (
        "free to and can",
        "Villagers are free to use the road on Sundays.",
        "Villagers can use the road on Sundays.",
    ),
    (
        "scheduled and due",
        "The council is scheduled to meet in Korvo on Friday.",
        "The council is due to meet in Korvo on Friday.",
    ),
    (
        "described as and called",
        "The mayor described the plan as unwise.",
        "The mayor called the plan unwise.",
    ),
    (
        "figures as the source",
        "The toll brought in 12 million crowns, according to figures from the river authority.",
        "Figures from the river authority show that the toll brought in 12 million crowns.",
    ),
    ("half and 50 percent", "Half of the barges carry timber.", "50 percent of the barges carry timber."),
    ("two metres and 2m", "The pier is two metres high.", "The pier is 2m high."),
    (
        "claimed becomes said",
        "Sorn claimed that the lock had been repaired.",
        "Sorn said that the lock had been repaired.",
    ),
    (
        "summertime and summer in a quotation",
        "“We will mend the arch in the summertime,” Brandt said.",
        "“We will mend the arch in the summer,” Brandt said.",
    ),
    (
        "an idiom with no sign of",
        "The bridge shows no sign of decay, Holt said.",
        "The bridge is not decaying, Holt said.",
    ),
    (
        "relative clause moved",
        "Fishermen, who have used the pier for decades, were told to leave on Monday.",
        "On Monday, fishermen who have used the pier for decades were told to go.",
    ),
    (
        "passive and about",
        "The commission, which is based in Korvo, oversees about 60 locks.",
        "Around 60 locks are overseen by the commission, which is based in Korvo.",
    ),
    (
        "a tag added",
        "“The gates are rusty and must be replaced,” Holt told a meeting. “We can't wait.”",
        "“The gates are rusty and must be replaced,” Holt told a meeting. “We can't wait,” she said.",
    ),
    (
        "within and in",
        "Prices rose by a third in two years, the river institute said.",
        "The river institute said prices rose by a third within two years.",
    ),
    (
        "48 hours and two days",
        "The harbour was closed for 48 hours after the spill.",
        "After the spill, the harbour was shut for two days.",
    ),
    (
        "plan moved to the front",
        "The toll would be paid by barge owners under the plan.",
        "Under the plan, barge owners would pay the toll.",
    ),
    (
        "condition moved to the end",
        "If the gates fail, the lower town could be flooded, Holt warned.",
        "Holt warned that the lower town could be flooded if the gates fail.",
    ),
    (
        "whether and if",
        "The council will decide on Friday whether to close the pier.",
        "On Friday, the council will decide if the pier should be closed.",
    ),
    ("not clear and nobody knows", "It is not clear who cut the rope.", "Nobody knows who cut the rope."),
    (
        "belief and view",
        "Engineers believe that the arch will hold.",
        "In the engineers' view, the arch will hold.",
    ),
    (
        "two ways of not commenting",
        "The commission declined to comment on the letter.",
        "The commission would not comment on the letter.",
    ),
    (
        "two ways of not being named",
        "An official who asked not to be named said the lock would be sold.",
        "The lock will be sold, said an official who wished to remain anonymous.",
    ),
    (
        "seen by and has seen",
        "A letter seen by the Lakeside Courier shows that the arch was never inspected.",
        "A letter that the Lakeside Courier has seen shows that the arch was never inspected.",
    ),
    (
        "two ways of saying younger",
        "The fee is reduced for children younger than 12 years.",
        "Children under 12 years pay a reduced fee.",
    ),
    (
        "up to and as many as",
        "Up to 40 barges a day pass the lock.",
        "As many as 40 barges pass through the lock each day.",
    ),
    (
        "at least and no fewer",
        "The fire injured at least seven people.",
        "No fewer than seven people were hurt in the fire.",
    ),
    ("thought and believed", "The dam is thought to be leaking.", "It is believed that the dam leaks."),
    (
        "investigating and looking into",
        "Police are investigating whether the fire was set deliberately.",
        "Police are looking into whether someone started the fire on purpose.",
    ),
    (
        "two numbers and a range",
        "The bank raised its main rate to 4.5 percent from 4.25 percent.",
        "The bank lifted its key rate from 4.25 to 4.5 percent.",
    ),
]


@pytest.mark.parametrize(("original", "copy"), [b[1:] for b in BENT], ids=[b[0] for b in BENT])
def test_high(aligned: Align, original: str, copy: str) -> None:
    """What is claimed, by whom or how surely has changed: some flag of high severity says so."""
    changes = redline(aligned(original, copy), credit=CreditState.OWN)
    assert Severity.HIGH in {c.severity for c in changes}


@pytest.mark.parametrize(("original", "copy"), [s[1:] for s in SAME], ids=[s[0] for s in SAME])
def test_quiet(aligned: Align, original: str, copy: str) -> None:
    """The same claim in other words is style at most."""
    changes = redline(aligned(original, copy), credit=CreditState.OWN)
    assert [c for c in changes if c.severity is not Severity.LOW] == []


def test_narrowed(aligned: Align) -> None:
    """Of a kept claim, only the piece that is gone is flagged."""
    original = "The authority will rebuild the northern pier with granite from above Sellin next summer."
    copy = "The authority will rebuild the northern pier next summer."
    changes = [c for c in redline(aligned(original, copy)) if c.original_span and not c.copy_span]
    assert all(len(c.original_span) < len(original) for c in changes if c.original_span)
