"""Invented sentences that copyists of invented traditions add, no two alike in one tradition."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

_NAMES = (
    "Orla Venn",
    "Tibor Hask",
    "Mara Ostrel",
    "Jonah Quist",
    "Elke Sarrow",
    "Davit Molen",
    "Rina Pashko",
    "Colm Adderly",
    "Ysolde Brack",
    "Piet Holloran",
    "Nadia Fenwick",
    "Aurel Stamm",
)
_TOWNS = (
    "Lower Marsk",
    "Ostwick",
    "Pellon",
    "Harrow Lock",
    "Teme",
    "Sankt Orban",
    "Veddle",
    "North Quay",
    "Brisco",
    "Old Tarrant",
)
_SENTENCES = """
{name}, who runs a chandlery in {town}, put the number of customers who had asked about it by noon at {n}.
A letter that {n} inhabitants of {town} have signed calls on the mayor to explain himself.
Three in four of those polled by the Institute of {town} last month expected nothing to improve.
The regional council will take up the affair in its next sitting, on the {n}th.
“My grandmother would have had a word for this,” {name} of {town} remarked. “I would not print it.”
Shares of the {town} Carrying Company lost {n} points in thin trading.
A quarrel of the same sort near {town} ended {n} years ago when both parties withdrew their letters.
{name}, a lecturer in law, can list {n} precedents, none of them encouraging.
The embassy in {town} advises citizens abroad to carry papers and to avoid the embankment.
Lamp oil went for {n} crowns a tin on the market of {town}, dearer than a week ago.
{name} chaired the working group whose first version ran to {n} pages without an annex.
Our reader {name} writes that {n} lorries passed her window before breakfast.
Church bells in {town} fell silent for {n} minutes, a custom otherwise observed after floods.
Trains between {town} and the coast ran late, a railwayman admitted, {n} of them by more than an hour.
Critics such as {name} have been saying since spring that {town} would be the first to notice.
Most of the {n} folders on the subject in the archive of {town} have never been untied.
Schoolchildren in {town} were given the afternoon off, to their evident delight.
A ferryman asked by this paper shrugged and pointed at the sky over {town}.
Twice before, in wetter years, {name} had to cancel the regatta for similar reasons.
No fewer than {n} amendments lie on the table of the committee that {name} presides over.
Historians will recall the winter in which {town} burned its fences for want of coal.
Bookmakers on the promenade stopped taking bets at {n} to one.
The weather service foresees fog over {town} until the middle of next week.
Insurers reckon with {n} claims, most of them for broken glass.
“Ask me again when the barges are back,” {name} told this newsletter from a bench in {town}.
Volunteers cooked soup for {n} strangers in the gymnasium of {town}.
What it means for pensioners, {name} would not venture to guess.
Seventeen streetlamps were broken in {town} overnight; nobody has connected the two.
An online petition started by {name}, a florist, drew {n} names within an hour.
The opera house cut its programme by {n} minutes so that the audience could catch the last tram.
Veterinarians from {town} reported nervous horses and one missing goat.
Among collectors, stamps from that era fetch {n} crowns apiece.
Bishop {name} invited both congregations to a shared supper in {town}.
The dictionary of {town}'s dialect has {n} expressions for such a state of affairs, and every one is rude.
Engineers measured a tilt of {n} millimetres at the southern pylon and see no reason to worry.
Postmen deliver only every other day around {town} until further orders.
{name} stood as an independent five years back and lost by {n} ballots.
A choir from {town} sang on the steps of the customs house regardless.
Beekeepers, of all people, seem to profit: honey from {town} sold out in {n} minutes.
Whoever walks through {town} these evenings hears more radios than voices.
Nine of the {n} wells along the old road are said to be brackish.
The union of pilots, led by {name}, recommends keeping a lantern lit.
Tickets for the cup final in {town} remain valid, the league made known.
Economist {name} likens it to a tax that nobody voted for and {n} people collect.
Photographs from {town} show boarded windows and a queue outside the pawnbroker's.
In a poll by telephone, listeners favoured leniency by {n} points.
The museum has moved {n} paintings into its vault as a precaution.
Nobody at the town hall of {town} picked up the receiver after four.
"""


def additions(random: Random) -> Iterator[str]:
    """The sentences in a random order, each with a name, a place and a number of its own; then once more."""
    while True:
        sentences = _SENTENCES.strip().splitlines()
        random.shuffle(sentences)
        for sentence in sentences:
            yield sentence.format(
                name=random.choice(_NAMES), town=random.choice(_TOWNS), n=random.randint(11, 97)
            )
