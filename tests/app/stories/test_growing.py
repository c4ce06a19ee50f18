"""What arrives falls into its story, and stays there."""

from __future__ import annotations

import os
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from geopolitik.app.house import House
from geopolitik.app.samples import sample_story
from geopolitik.app.sources import collect_all
from geopolitik.app.stories.ahead import look, looking_ahead
from geopolitik.app.stories.catching_up import growing
from geopolitik.app.stories.growing import arrived
from geopolitik.app.stories.keeping import keep
from geopolitik.app.stories.planning import met, placed, trace_of
from geopolitik.app.stories.splitting import grown_apart
from geopolitik.app.stories.turning import Word, join
from geopolitik.app.stories.weighing import Weighing
from geopolitik.app.tracing import trace
from geopolitik.model.capture import Capture, Declared
from geopolitik.model.growing import Outcome, Turn
from geopolitik.model.keeping import Decision, Judgement, StoryHead
from geopolitik.model.people import Role
from geopolitik.model.story import Trace
from geopolitik.steps.collect import capture_bytes
from geopolitik.storage import (
    accounts,
    captures,
    decisions,
    fulltext,
    growth,
    open_store,
    revisions,
    stories,
    waiting,
)
from geopolitik.storage.paging import Paging

HARBOUR = """Ferry strike closes the harbour of Ostrapol

Dock workers in Ostrapol walked out on Monday, closing the harbour to all ferries, a first since 2019.

The union Landamere said 1,400 members had joined the strike over night shifts at the Vermelune terminal.

"We asked for nine months and were given nothing," said its chairwoman, Yorvika Brastad.

The port authority called the walkout unlawful and asked a court in Quillon to end it by Thursday.

Two cargo ships with grain for the island of Tessaly were sent on to the smaller harbour of Marrow Bay.
"""
REWRITTEN = """Harbour of Ostrapol shut as dockers walk out

Ferries stood still in Ostrapol on Monday after dock workers walked out, the first such closure since 2019.

Some 1,400 members of the union Landamere joined the strike over night shifts at Vermelune, it said.

"We asked for nine months and were given nothing," chairwoman Yorvika Brastad told reporters.

The walkout is unlawful, said the port authority, which asked a court in Quillon to end it by Thursday.

Two ships carrying grain for the island of Tessaly went on to the smaller harbour of Marrow Bay.
"""
FOREST = """Forest fire above Kestrin burns for a third day

Firefighters in the hills above Kestrin could not contain a fire that has destroyed 900 hectares of pine.

The mayor, Ilse Tormund, ordered the people of four villages to leave their houses before nightfall on Friday.

A helicopter of the Norvenian army turned back twice because of the smoke, a spokesman for the brigade said.

Meteorologists expect no rain before the middle of next week, and winds of 60 kilometres an hour.
"""
ROUND_UP = f"""News of the week

{HARBOUR.split(chr(10), 2)[2].strip()}

{FOREST.split(chr(10), 2)[2].strip()}
"""


def capture(text: str, name: str, outlet: str | None = None, published: str = "2031-05-12") -> Capture:
    return capture_bytes(text.encode(), name, declared=Declared(outlet or name.title(), None, published))


def heads(house: House) -> tuple[StoryHead, ...]:
    with house.store.reading() as r:
        return stories.newest(r, public_only=False, paging=Paging()).items


def latest(house: House, story: str) -> Trace:
    with house.store.reading() as r:
        head = stories.get(r, story)
        assert head is not None
        return trace_of(house, r, head)


def one(house: House, found: Capture) -> tuple[Outcome, str | None]:
    arrival = arrived(house, [found])[0]
    return arrival.outcome, arrival.story


def samples() -> Sequence[Capture]:
    """The sample without its translation, which shares no words with the rest."""
    found, _ = collect_all(sample_story())
    return [one for one in found if "translation" not in one.name]


def pieces() -> list[Capture]:
    """Stories that grow, merge and stay alone, and a page that can't be read."""
    return [
        capture(HARBOUR, "meridian"),
        capture(FOREST, "courier"),
        capture(REWRITTEN, "echo", published="2031-05-13"),
        capture_bytes(b"<html><script>let a = 1</script></html>", "empty.html"),
        capture(HARBOUR, "gazette"),
        capture(ROUND_UP, "weekly", published="2031-05-14"),
        *samples(),
    ]


def held(house: House) -> tuple[object, ...]:
    """All that the stories hold, whatever their ids are."""
    found = [latest(house, head.id) for head in heads(house)]
    stories_held = sorted(sorted(a.capture_id for a in t.annotations) for t in found)
    relations = sorted((r for t in found for r in t.relations), key=lambda r: (r.a, r.b))
    derivations = sorted((d for t in found for d in t.derivations), key=lambda d: (d.original, d.copy))
    changes = sorted(str(change) for t in found for change in t.changes)
    return stories_held, relations, derivations, changes


def keep_waiting(house: House, found: Sequence[Capture]) -> None:
    with house.store.writing() as w:
        captures.add(w, found, at=house.clock())
        waiting.add(w, [capture.id for capture in found])


def test_stories_are_the_same_when_texts_are_looked_at_ahead(house: House, tmp_path: Path) -> None:
    arrived(house, pieces())
    other = House(open_store(tmp_path / "other.db"))
    keep_waiting(other, pieces())
    with looking_ahead(other, 2) as ahead:
        growing(other, ahead)(pieces())
    assert held(other) == held(house)
    with other.store.reading() as r:
        assert not waiting.everything(r)
    other.store.close()


def test_where_a_text_was_foreseen_to_belong_holds_until_its_story_grows(house: House) -> None:
    one(house, capture(HARBOUR, "meridian"))
    text = look(capture(REWRITTEN, "echo", published="2031-05-13")).text
    assert text is not None
    newcomer = met(text)
    with house.store.reading() as r:
        before = placed(house, r, newcomer, Weighing())
        foreseen = replace(newcomer, foreseen=before.foreseen)
        assert placed(house, r, foreseen, Weighing()) == before
    # A text about something else changes the shares, and nothing that is reasoned from them.
    one(house, capture(FOREST, "courier"))
    with house.store.reading() as r:
        assert placed(house, r, foreseen, Weighing()).ground == before.ground
    one(house, capture(ROUND_UP, "weekly", published="2031-05-14"))
    with house.store.reading() as r:
        now = placed(house, r, foreseen, Weighing())
        assert now == placed(house, r, newcomer, Weighing())
    assert before.heads
    assert now.ground != before.ground


def test_the_trace_at_hand_is_the_one_that_was_kept(house: House) -> None:
    for found in pieces():
        _, story = one(house, found)
        if story is not None:
            with house.store.reading() as r:
                head = stories.get(r, story)
                assert head is not None
                at_hand = house.shelf.at_hand((head.id, head.revision))
                assert at_hand is None or at_hand == revisions.trace_of(r, head.id, head.revision)
            assert at_hand is not None


def test_what_no_other_process_can_read_is_read_here(house: House, tmp_path: Path) -> None:
    keep_waiting(house, pieces())
    with looking_ahead(house, 1) as ahead:
        ahead._pool.submit(os._exit, 1)
        growing(house, ahead)(())
    with house.store.reading() as r:
        assert not waiting.everything(r)
    other = House(open_store(tmp_path / "other.db"))
    arrived(other, pieces())
    assert held(other) == held(house)
    other.store.close()


def test_the_first_text_founds_a_story(house: House) -> None:
    outcome, story = one(house, capture(HARBOUR, "meridian"))
    assert outcome is Outcome.FOUNDED
    assert [head.id for head in heads(house)] == [story]
    assert not heads(house)[0].public


def test_a_capture_that_is_kept_already_changes_nothing(house: House) -> None:
    _, story = one(house, capture(HARBOUR, "meridian"))
    assert one(house, capture(HARBOUR, "meridian")) == (Outcome.KNOWN, story)
    assert heads(house)[0].revision == 1


def test_the_same_wording_elsewhere_is_a_witness(house: House) -> None:
    _, story = one(house, capture(HARBOUR, "meridian"))
    assert one(house, capture(HARBOUR, "courier")) == (Outcome.WITNESS, story)
    wordings = latest(house, str(story)).wordings
    assert len(wordings) == 1
    assert len(wordings[0].witnesses) == 2


def test_a_rewrite_joins_with_its_redline(house: House) -> None:
    _, story = one(house, capture(HARBOUR, "meridian"))
    assert one(house, capture(REWRITTEN, "courier", published="2031-05-13")) == (Outcome.JOINED, story)
    grown = latest(house, str(story))
    assert [len(grown.derivations), len(grown.redlines)] == [1, 1]
    assert grown.redlines[0].changes


def test_two_look_alike_events_stay_two_stories(house: House) -> None:
    other = """Bus strike in Quillon ends after two days

Bus drivers in Quillon went back to work on Wednesday after the city offered them a rise of four per cent.

The union Sorrel had called the strike on Monday, and 300 drivers followed, its secretary Pavo Lindqvar said.

Talks on the timetable at night will go on in June, the city council said in a statement.
"""
    one(house, capture(HARBOUR, "meridian"))
    assert one(house, capture(other, "courier"))[0] is Outcome.FOUNDED


def test_what_cannot_be_read_is_kept_and_told(house: House) -> None:
    arrival = arrived(house, [capture_bytes(b"<html><script>let a = 1</script></html>", "empty.html")])[0]
    assert arrival.outcome is Outcome.REJECTED
    assert arrival.reason
    assert not heads(house)


def test_a_round_up_joins_one_story_or_brings_two_together_and_says_so(house: House) -> None:
    one(house, capture(HARBOUR, "meridian"))
    one(house, capture(FOREST, "courier"))
    arrival = arrived(house, [capture(ROUND_UP, "weekly", published="2031-05-14")])[0]
    assert arrival.outcome is Outcome.MERGED
    (old,) = arrival.merged
    with house.store.reading() as r:
        assert growth.now_part_of(r, old) == arrival.story
        assert [event.kind for event in growth.events_of(r, old)] == [Turn.MERGED]
        hits = fulltext.find(r, "Kestrin", kinds=("capture", "story"), limit=9)
    assert {hit.subject for hit in hits} == {arrival.story}
    assert len(heads(house)) == 1
    assert len(latest(house, str(arrival.story)).annotations) == 3


def test_stories_that_an_analyst_took_apart_are_not_merged_again(house: House) -> None:
    _, first = one(house, capture(HARBOUR, "meridian"))
    _, second = one(house, capture(FOREST, "courier"))
    with house.store.writing() as w:
        growth.note(w, Turn.PARTED, str(first), str(second), at=house.clock(), reason="Two events.")
    assert arrived(house, [capture(ROUND_UP, "weekly")])[0].merged == ()
    assert len(heads(house)) == 2


def test_an_edge_that_was_rejected_stays_rejected(house: House) -> None:
    _, story = one(house, capture(HARBOUR, "meridian"))
    one(house, capture(REWRITTEN, "courier", published="2031-05-13"))
    with house.store.writing() as w:
        (edge,) = stories.edges_of(w, str(story))
        at = house.clock()
        user = accounts.add_user(w, name="Ann", password_hash="none", role=Role.EDITOR, at=at)
        decisions.add(w, Decision("d1", edge.id, Judgement.REJECT, "Both heard him.", str(user.id), at))
    one(house, capture(REWRITTEN.replace("Some 1,400", "About 1,300"), "echo", published="2031-05-14"))
    grown = latest(house, str(story))
    assert (edge.original, edge.copy) not in {(d.original, d.copy) for d in grown.derivations}
    with house.store.reading() as r:
        assert edge.id not in {e.id for e in stories.edges_of(r, str(story))}


def test_a_story_that_was_kept_by_hand_grows(house: House) -> None:
    kept = keep(house, trace(capture(HARBOUR, "meridian")), by=None, public=True, title="The harbour")
    assert one(house, capture(REWRITTEN, "courier")) == (Outcome.JOINED, kept.id)
    (head,) = heads(house)
    assert (head.title, head.public, head.revision) == ("The harbour", True, 2)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_sample_grows_to_what_one_trace_finds(house: House, seed: int) -> None:
    found = list(samples())
    random.Random(seed).shuffle(found)
    steps: list[tuple[str, int, int]] = []
    arrived(house, found, progress=lambda *step: steps.append(step))
    assert steps[-1] == ("grow", len(found), len(found))
    # The report that shares no sentence with the others is near the threshold: it may stand alone.
    story = max(heads(house), key=lambda head: head.outlets)
    whole, grown = trace(*found), latest(house, story.id)
    held = {w.id for w in grown.wordings}
    assert held <= {w.id for w in whole.wordings} - set(whole.origins.unrelated)
    pairs = {(d.original, d.copy) for d in whole.derivations}
    assert {(d.original, d.copy) for d in grown.derivations} == pairs
    assert set(grown.origins.roots) == set(whole.origins.roots) & held


STRIKE_REPORTS = (
    "Dock workers of the union Landamere closed Ostrapol harbour; chairwoman Brastad spoke at Vermelune.",
    "Brastad, chairwoman of Landamere, told dock workers at the Vermelune terminal that Ostrapol is closed.",
    "Ostrapol: the Vermelune terminal is closed as Landamere dock workers strike; Brastad wants nine months.",
    "Ostrapol harbour saw no ferry as Landamere dock workers under chairwoman Brastad closed Vermelune.",
)
BUS_REPORTS = (
    "Bus drivers of the union Sorrel stopped the depot of Quillon; secretary Lindqvar spoke at Hartwell.",
    "Lindqvar, secretary of Sorrel, told bus drivers at the Hartwell depot that Quillon stays without buses.",
    "Quillon: the Hartwell depot is stopped as Sorrel bus drivers strike; Lindqvar wants four per cent.",
    "The streets of Quillon saw no bus as Sorrel bus drivers under secretary Lindqvar stopped Hartwell.",
)


def test_a_story_that_tells_of_two_events_is_parted_when_a_text_shows_it(house: House) -> None:
    strike = [capture(text, f"strike-{n}") for n, text in enumerate(STRIKE_REPORTS)]
    buses = [capture(text, f"buses-{n}") for n, text in enumerate(BUS_REPORTS)]
    for found in (*strike, *buses):
        arrived(house, [found])
    homes: dict[str, set[str]] = {}
    for head in heads(house):
        with house.store.reading() as r:
            held = {appearance.capture_id for appearance in stories.captures_of(r, head.id)}
        homes[head.id] = held
    assert sorted(map(len, homes.values())) == [4, 4]
    story = next(story for story, held in homes.items() if strike[0].id in held)
    other = next(story for story, held in homes.items() if buses[0].id in held)
    mixed = join_of(house, story, other)
    grown = latest(house, mixed)
    new = grown_apart(house, mixed, grown)
    assert [head.outlets for head in new] == [4]
    with house.store.reading() as r:
        assert [event.kind for event in growth.events_of(r, mixed)][-1] is Turn.SPLIT
        assert {a.capture_id for a in stories.captures_of(r, new[0].id)} in homes.values()
    assert grown_apart(house, mixed, latest(house, mixed)) == ()


def join_of(house: House, story: str, other: str) -> str:
    """Two stories made one by the machine."""
    with house.store.reading() as r:
        held = stories.some(r, [story, other], public_only=False)
    return join(house, held[story], held[other], Word("A text that arrived later tells of both.")).id
