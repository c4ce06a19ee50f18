"""Every kind of change is found where it is, and nothing is flagged where nothing changed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geopolitik.model.story import Alignment, ChangeKind, CreditState, Severity
from geopolitik.steps.redline import redline

Align = Callable[[str, str], Alignment]

K = ChangeKind
FOUND = [
    (
        "may becomes will",
        "The council may close the bridge to lorries in autumn, engineers in Korvo said.",
        "The council will close the bridge to lorries in autumn, engineers in Korvo said.",
        K.CERTAINTY_RAISED,
        "will close",
    ),
    (
        "appears to becomes was",
        "The explosion near the northern pier appears to have been an accident with fireworks.",
        "The explosion near the northern pier was an accident with fireworks.",
        K.CERTAINTY_RAISED,
        "was an accident",
    ),
    (
        "could becomes must",
        "A new toll agreement could include payments to the villages along the river.",
        "A new toll agreement must include payments to the villages along the river.",
        K.CERTAINTY_RAISED,
        "must include",
    ),
    (
        "a hedge put in",
        "Vannic has withdrawn its guards from the eastern end of the bridge.",
        "Vannic has apparently withdrawn its guards from the eastern end of the bridge.",
        K.CERTAINTY_LOWERED,
        "apparently withdrawn",
    ),
    (
        "expected becomes hoped",
        "President Lene Tarrow expected a quick decision on the toll from the river court.",
        "President Lene Tarrow hoped for a quick decision on the toll from the river court.",
        K.CERTAINTY_LOWERED,
        "hoped for",
    ),
    (
        "an attempt becomes the deed",
        "Ostrel is seeking to extend the toll to every boat on the upper river.",
        "Ostrel is extending the toll to every boat on the upper river.",
        K.CERTAINTY_RAISED,
        "extending",
    ),
    (
        "said becomes claimed",
        "Harbour master Ivo Brandt said the southern lock had been inspected twice this year.",
        "Harbour master Ivo Brandt claimed the southern lock had been inspected twice this year.",
        K.VERB_LOADED,
        "claimed",
    ),
    (
        "noted becomes confirmed",
        "Harbour master Ivo Brandt noted that the southern lock had been out of use since May.",
        "Harbour master Ivo Brandt confirmed that the southern lock had been out of use since May.",
        K.VERB_LOADED,
        "confirmed",
    ),
    (
        "a word in the quotation changed",
        "“We are asking our neighbours for patience until the repairs are finished,” Brandt said.",
        "“We are ordering our neighbours to have patience until the repairs are finished,” Brandt said.",
        K.QUOTATION_ALTERED,
        "ordering",
    ),
    (
        "half of the quotation cut",
        "“We will pay the toll this year, but not if it is doubled again,” Brandt said.",
        "“We will pay the toll this year,” Brandt said.",
        K.QUOTATION_CUT,
        "We will pay",
    ),
    (
        "quotation told in other words",
        "“Our masons will mend the broken arch before the first snow falls,” Brandt said.",
        "Brandt spoke of masons who would mend the broken arch before the first snow.",
        K.QUOTATION_NARRATED,
        "mend the broken arch",
    ),
    (
        "quotation out of nowhere",
        "The ferry company has asked both governments for help.",
        "The ferry company has asked both governments for help. "
        "“Nobody cares whether we sink or swim,” its owner said.",
        K.QUOTATION_INVENTED,
        "Nobody cares",
    ),
    (
        "quotation in another mouth",
        "“The arch will hold for another century,” engineer Maren Holt told reporters.",
        "“The arch will hold for another century,” minister Pavel Sorn told reporters.",
        K.SPEAKER_CHANGED,
        "Sorn",
    ),
    (
        "number changed",
        "The repairs will cost about 40 million crowns, according to the river authority.",
        "The repairs will cost about 60 million crowns, according to the river authority.",
        K.NUMBER,
        "60 million",
    ),
    (
        "deadline gone",
        "Under the treaty any damage must be reported to the commission within 48 hours.",
        "Under the treaty any damage must be reported to the commission swiftly.",
        K.NUMBER,
        "",
    ),
    (
        "a count becomes vague",
        "Two masons were hurt when the scaffold at the northern pier fell.",
        "Dozens of masons were hurt when the scaffold at the northern pier fell.",
        K.NUMBER,
        "",
    ),
    (
        "another day",
        "The commission will meet again on Friday to decide about the toll.",
        "The commission will meet again on Monday to decide about the toll.",
        K.TIME,
        "Monday",
    ),
    (
        "day word gone",
        "On Tuesday, the commission published the plan for the southern lock.",
        "The commission published the plan for the southern lock.",
        K.TIME,
        None,
    ),
    (
        "denial lost",
        "The commission has not approved the plan for the southern lock.",
        "The commission has approved the plan for the southern lock.",
        K.NEGATION,
        "approved",
    ),
    (
        "condition gone",
        "Ostrel will open the eastern gate only if Vannic withdraws its patrol boats from the lake.",
        "Ostrel will open the eastern gate.",
        K.CONDITION_DROPPED,
        "open",
    ),
    (
        "some becomes all",
        "Some of the villages along the river have stopped paying the toll.",
        "All of the villages along the river have stopped paying the toll.",
        K.SCOPE_WIDENED,
        "All of the villages",
    ),
    (
        "a member of the list gone",
        "The toll does not apply to ambulances and schoolbuses from either bank.",
        "The toll does not apply to ambulances from either bank.",
        K.SCOPE_NARROWED,
        "ambulances",
    ),
    (
        "a stronger word",
        "The commission has counted eleven incidents on the bridge since March.",
        "The commission has counted eleven attacks on the bridge since March.",
        K.SCOPE_WIDENED,
        "attacks",
    ),
    (
        "permanent put in",
        "The treaty provides for a garrison of river guards at the eastern gate.",
        "The treaty provides for a permanent garrison of river guards at the eastern gate.",
        K.INTENSIFIER_ADDED,
        "permanent garrison",
    ),
    (
        "a claim nobody made",
        "The commission published the plan for the southern lock and invited comments.",
        "The commission published the plan for the southern lock and invited comments. "
        "Vannic troops destroyed three watchtowers during the night.",
        K.CLAIM_ADDED,
        "watchtowers",
    ),
    (
        "a gloss on the speaker",
        "Minister Pavel Sorn said the talks on the southern lock would resume in Korvo.",
        "Minister Pavel Sorn said the talks on the southern lock would resume in Korvo, "
        "signalling growing panic among the ruling families.",
        K.GLOSS,
        "signalling",
    ),
    (
        "a denial left out",
        "Guards fired into the air near the lock. No one was wounded.",
        "Guards fired into the air near the lock.",
        K.CLAIM_DROPPED,
        None,
    ),
    (
        "source left out",
        "Campaigners say that the green paint on the customs pier poisons the fish in the basin.",
        "The green paint on the customs pier poisons the fish in the basin.",
        K.ATTRIBUTION_DROPPED,
        "paint",
    ),
    (
        "speaker no longer named",
        "Maren Holt said the broken arch would have to be rebuilt from the river bed.",
        "One expert said the broken arch would have to be rebuilt from the river bed.",
        K.NAME_GENERALISED,
        "expert",
    ),
    (
        "another place",
        "The second toll station stands in Zhelin, at the mouth of the canal.",
        "The second toll station stands in Morvik, at the mouth of the canal.",
        K.NAME_CHANGED,
        "Morvik",
    ),
    (
        "a claim given to another",
        "Maren Holt said the broken arch would have to be rebuilt from the river bed.",
        "Pavel Sorn said the broken arch would have to be rebuilt from the river bed.",
        K.PASSAGE_MOVED,
        "Sorn",
    ),
    (
        "an accusation becomes a fact",
        "Vannic accused Ostrel of shelling the northern pier during the night.",
        "Ostrel shelled the northern pier during the night.",
        K.ATTRIBUTION_DROPPED,
        "shelled",
    ),
    (
        "alleged left out",
        "Police detained an alleged smuggler at the eastern gate of the bridge.",
        "Police detained a smuggler at the eastern gate of the bridge.",
        K.CERTAINTY_RAISED,
        "smuggler",
    ),
    (
        "hearsay told as fact",
        "The patrol boats have reportedly left the lake and returned to harbour.",
        "The patrol boats have left the lake and returned to harbour.",
        K.CERTAINTY_RAISED,
        "have left",
    ),
    (
        "a bound becomes a count",
        "At least 200 people were hurt when the scaffold fell, doctors said.",
        "200 people were hurt when the scaffold fell, doctors said.",
        K.NUMBER,
        "200",
    ),
    (
        "doer and sufferer exchanged",
        "Vannic guards fired at fishermen from Ostrel near the northern pier.",
        "Fishermen from Ostrel fired at Vannic guards near the northern pier.",
        K.NAME_CHANGED,
        "Fishermen from Ostrel fired",
    ),
    (
        "the opposite",
        "Exports of timber through the lock rose by 30 percent in a year.",
        "Exports of timber through the lock fell by 30 percent in a year.",
        K.NEGATION,
        "fell",
    ),
    (
        "the other order of events",
        "The guards left the pier before the explosion, witnesses said.",
        "The guards left the pier after the explosion, witnesses said.",
        K.NEGATION,
        "after",
    ),
    (
        "an ally struck from the list",
        "The treaty was signed by Ostrel, Vannic and Morvia after nine weeks of talks.",
        "The treaty was signed by Ostrel and Vannic after nine weeks of talks.",
        K.SCOPE_NARROWED,
        "Ostrel and Vannic",
    ),
    (
        "a part becomes the whole",
        "Parts of the lock will be closed to barges in winter.",
        "The lock will be closed to barges in winter.",
        K.SCOPE_WIDENED,
        "lock",
    ),
    (
        "a threat becomes the deed",
        "Ostrel threatened to close the eastern gate of the bridge to lorries.",
        "Ostrel closed the eastern gate of the bridge to lorries.",
        K.CERTAINTY_RAISED,
        "closed",
    ),
    (
        "a risk becomes a certainty",
        "There is a risk that the talks on the toll will break down this month.",
        "The talks on the toll will break down this month.",
        K.CERTAINTY_RAISED,
        "talks",
    ),
    (
        "not ruled out becomes ruled out",
        "Sorn did not rule out sending more patrol boats to the lake.",
        "Sorn ruled out sending more patrol boats to the lake.",
        K.NEGATION,
        "ruled",
    ),
    (
        "does not say becomes says",
        "The report does not say who ordered the strike on the pier.",
        "The report says that senior officers ordered the strike on the pier.",
        K.NEGATION,
        "says",
    ),
    (
        "no comment becomes confirmation",
        "Spokeswoman Ida Renn declined to comment on the talks with the ferry company.",
        "Spokeswoman Ida Renn confirmed the talks with the ferry company.",
        K.VERB_LOADED,
        "confirmed",
    ),
    (
        "whether becomes that, inside quotation marks",
        "“I cannot tell you today whether we will sign,” the envoy said.",
        "“We will sign,” the envoy said.",
        K.QUOTATION_CUT,
        "We will sign",
    ),
    (
        "a judgement hung on a speaker",
        "Tarrow said the reform of the toll would be delayed.",
        "Tarrow said the reform of the toll would be delayed, a humiliating climbdown for her cabinet.",
        K.GLOSS,
        "humiliating",
    ),
]


@pytest.mark.parametrize(
    ("original", "copy", "kind", "words"), [c[1:] for c in FOUND], ids=[c[0] for c in FOUND]
)
def test_change_is_found(
    aligned: Align, original: str, copy: str, kind: ChangeKind, words: str | None
) -> None:
    alignment = aligned(original, copy)
    changes = redline(alignment, credit=CreditState.OWN)
    flagged = [c for c in changes if c.severity is not Severity.LOW]
    assert [c.kind for c in flagged] == [kind]
    span = flagged[0].copy_span
    if words is None:
        assert span is None
    else:
        assert span is not None
        assert words in alignment.b.text[span.start : span.end]


QUIET = [
    ("the very same", "The lock was opened in May.", "The lock was opened in May."),
    (
        "per cent spelt out",
        "About 90% of the timber passes the southern lock, officials said.",
        "About 90 percent of the timber passes the southern lock, officials said.",
    ),
    (
        "title behind the name",
        "Korvo Mayor Ivo Brandt opened the meeting with a song.",
        "Ivo Brandt, Mayor of Korvo, opened the meeting with a song.",
    ),
    (
        "pronoun for the name",
        "Ivo Brandt opened the meeting. Brandt then read the treaty aloud.",
        "Ivo Brandt opened the meeting. He then read the treaty aloud.",
    ),
    (
        "shortly before",
        "The letter came on the eve of new talks about the toll.",
        "The letter came just before new talks about the toll.",
    ),
    (
        "comma inside the quotation marks",
        "“The arch will hold,” Brandt said.",
        "“The arch will hold”, Brandt said.",
    ),
    (
        "synonyms",
        "The commission started its work on the framework for the toll.",
        "The commission began its work on the plan for the toll.",
    ),
    (
        "would and would",
        "A second bridge would be viewed as a threat to the ferries.",
        "A second bridge would be considered a threat to the ferries.",
    ),
    (
        "possibly and could",
        "The group would possibly include fishermen, pilots and masons.",
        "The group could include fishermen, pilots and masons.",
    ),
    (
        "every mile, every inch",
        "They spoke of defending people rather than every mile of the bank.",
        "They spoke of defending people rather than every inch of the bank.",
    ),
    (
        "split in two",
        "The commission, which has nine members, will publish its report on the toll in June.",
        "The commission has nine members. It will publish its report on the toll in June.",
    ),
    (
        "officially and formally",
        "Vannic has not officially committed itself to the repairs of the arch.",
        "Vannic has not formally committed itself to the repairs of the arch.",
    ),
    (
        "active and passive",
        "The guards closed the eastern gate after the storm.",
        "The eastern gate was closed by the guards after the storm.",
    ),
    (
        "in metres instead of feet",
        "The new tower beside the lock is 300 feet high.",
        "The new tower beside the lock is 91 metres high.",
    ),
    (
        "another neutral verb",
        "Maren Holt said the arch would be rebuilt in stone.",
        "Maren Holt explained that the arch would be rebuilt in stone.",
    ),
    (
        "order of the sentences",
        "The lock was opened in May. The pier was mended in June by masons from Korvo.",
        "The pier was mended in June by masons from Korvo. The lock was opened in May.",
    ),
    (
        "failed to and could not",
        "The ministers failed to agree on a date for the next round.",
        "The ministers could not agree on a date for the next round.",
    ),
    (
        "denied and said not",
        "The company denied that it had paid any officials.",
        "The company said it had not paid any officials.",
    ),
    (
        "likely and probably",
        "The minister is likely to resign this week, two aides said.",
        "Two aides said the minister would probably resign this week.",
    ),
    (
        "a fifth and a percentage",
        "Prices rose by a fifth in the winter, the statistics office reported.",
        "Prices rose 20% in the winter, according to the statistics office.",
    ),
    (
        "around and about, lorries and trucks",
        "Around 60 lorries were waiting at the gate in the morning.",
        "About 60 trucks waited at the gate in the morning.",
    ),
    (
        "nobody and no one",
        "Nobody was hurt in the fire, which broke out shortly after midnight.",
        "The fire broke out just after midnight; no one was injured.",
    ),
    (
        "a name in another spelling",
        "Envoy Oren Khasadi said the gate would stay open.",
        "Envoy Oren Kassadi said the gate would stay open.",
    ),
]


@pytest.mark.parametrize(("original", "copy"), [c[1:] for c in QUIET], ids=[c[0] for c in QUIET])
def test_rewording_is_not_flagged(aligned: Align, original: str, copy: str) -> None:
    changes = redline(aligned(original, copy), credit=CreditState.OWN)
    assert [(c.kind, c.reason) for c in changes if c.severity is not Severity.LOW] == []
