"""Stories are parted, split and joined, and it can be taken back."""

from __future__ import annotations

import pytest
from tests.app.stories.test_growing import FOREST, HARBOUR, REWRITTEN, ROUND_UP, capture, heads, latest, one

from geopolitik.app.house import House
from geopolitik.app.stories.deciding import decide, undo
from geopolitik.app.stories.growing import arrived
from geopolitik.app.stories.keeping import keep
from geopolitik.app.stories.looking import look
from geopolitik.app.stories.parting import bring_together, part, take_back
from geopolitik.app.stories.replying import reply
from geopolitik.app.tracing import trace
from geopolitik.errors import ConflictError, MovedError, NotFoundError, RefusedError, UsageError
from geopolitik.model.growing import StoryEvent, Turn
from geopolitik.model.keeping import Judgement, StoryHead
from geopolitik.model.people import VISITOR, Role, Viewer
from geopolitik.storage import accounts, audits, fulltext, growth, replies, stories


@pytest.fixture
def analyst(house: House) -> Viewer:
    with house.store.writing() as w:
        user = accounts.add_user(w, name="Ann", password_hash="none", role=Role.ANALYST, at=house.clock())
    return Viewer(user)


@pytest.fixture
def merged(house: House) -> tuple[str, str]:
    """Ids of a story of three texts, and of one that has become part of it by a round-up."""
    one(house, capture(HARBOUR, "meridian"))
    one(house, capture(FOREST, "courier"))
    arrival = arrived(house, [capture(ROUND_UP, "weekly", published="2031-05-14")])[0]
    return str(arrival.story), arrival.merged[0]


def named(house: House, story: str) -> dict[str, str]:
    """The captures of a story by the name of their outlet."""
    with house.store.reading() as r:
        return {a.outlet_name: a.capture_id for a in stories.captures_of(r, story)}


def head_of(house: House, story: str) -> StoryHead:
    with house.store.reading() as r:
        found = stories.get(r, story)
    assert found is not None
    return found


def events(house: House, story: str) -> tuple[StoryEvent, ...]:
    with house.store.reading() as r:
        return growth.events_of(r, story)


def test_texts_that_are_parted_make_a_story_of_their_own(
    house: House, analyst: Viewer, merged: tuple[str, str]
) -> None:
    story, _ = merged
    stays, leaves = part(house, analyst, story, [named(house, story)["Weekly"]], reason="A round-up.")
    assert stays.id == story
    assert set(named(house, stays.id)) == {"Meridian", "Courier"}
    assert set(named(house, leaves.id)) == {"Weekly"}
    assert len(latest(house, stays.id).annotations) == 2
    event = events(house, story)[-1]
    assert (event.kind, event.other, event.reason) == (Turn.PARTED, leaves.id, "A round-up.")
    assert (event.by, event.by_hand) == (analyst.id, True)
    with house.store.reading() as r:
        assert audits.about(r, "story", story)[-1].action == "parted"
        hits = fulltext.find(r, "Kestrin", kinds=("capture",), limit=9)
    assert {hit.subject for hit in hits} == {stays.id, leaves.id}


def test_a_story_that_had_become_part_of_another_stands_up_again(
    house: House, analyst: Viewer, merged: tuple[str, str]
) -> None:
    story, old = merged
    title = head_of(house, old).title
    alone = next(name for name, c in named(house, old).items())
    stays, leaves = part(house, analyst, story, [named(house, story)[alone]], reason="Another event.")
    assert leaves.id == old
    assert (head_of(house, old).title, head_of(house, old).withdrawn_at) == (title, None)
    with house.store.reading() as r:
        assert growth.now_part_of(r, old) is None
    assert {h.id for h in heads(house)} == {stays.id, old}


def test_what_was_parted_is_not_brought_together_by_later_texts(
    house: House, analyst: Viewer, merged: tuple[str, str]
) -> None:
    story, old = merged
    alone = next(iter(named(house, old).values()))
    part(house, analyst, story, [alone], reason="Another event.")
    later = ROUND_UP.replace("News of the week", "What happened").replace("on Monday", "on Monday morning")
    assert arrived(house, [capture(later, "monthly", published="2031-05-20")])[0].merged == ()
    assert len(heads(house)) == 2


def test_taking_a_parting_back_makes_one_story_again(
    house: House, analyst: Viewer, merged: tuple[str, str]
) -> None:
    story, old = merged
    part(house, analyst, story, [next(iter(named(house, old).values()))], reason="Another event.")
    gone = take_back(house, analyst, events(house, story)[-1].number)
    assert gone.id == story
    assert [head.id for head in heads(house)] == [story]
    assert len(latest(house, story).annotations) == 3
    with pytest.raises(ConflictError, match="taken back already"):
        take_back(house, analyst, next(e.number for e in events(house, story) if e.kind is Turn.PARTED))


def test_what_is_undone_is_marked_in_one_step_with_its_undoing(
    house: House, analyst: Viewer, merged: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    story, old = merged
    part(house, analyst, story, [next(iter(named(house, old).values()))], reason="Another event.")
    number = events(house, story)[-1].number

    def ended(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(growth, "take_back", ended)
        with pytest.raises(KeyboardInterrupt):
            take_back(house, analyst, number)
    # As before: not one story again by an event that still says that there are two.
    assert {head.id for head in heads(house)} == {story, old}
    assert events(house, story)[-1].number == number
    assert take_back(house, analyst, number).id == story
    with house.store.reading() as r:
        assert audits.about(r, "story", story)[-1].action == "undid"


def test_a_text_is_named_by_its_number_and_takes_its_witnesses_along(house: House, analyst: Viewer) -> None:
    _, story = one(house, capture(HARBOUR, "meridian"))
    one(house, capture(REWRITTEN, "courier"))
    one(house, capture(HARBOUR, "echo"))
    _, leaves = part(house, analyst, str(story), ["1"], reason="Another strike.")
    assert set(named(house, leaves.id)) == {"Meridian", "Echo"}


def test_what_cannot_be_parted_is_refused(house: House, analyst: Viewer) -> None:
    _, story = one(house, capture(HARBOUR, "meridian"))
    for captures, reason, error in (
        (["1"], "So.", UsageError),
        ([], "So.", UsageError),
        (["2"], "So.", NotFoundError),
        (["1"], " ", UsageError),
    ):
        with pytest.raises(error):
            part(house, analyst, str(story), captures, reason=reason)
    with pytest.raises(RefusedError):
        part(house, VISITOR, str(story), ["1"], reason="So.")


def test_stories_are_joined_by_hand_and_that_is_taken_back(house: House, analyst: Viewer) -> None:
    _, first = one(house, capture(HARBOUR, "meridian"))
    _, second = one(house, capture(FOREST, "courier"))
    bring_together(house, analyst, str(first), str(second), reason="One cause.")
    assert [head.id for head in heads(house)] == [first]
    with pytest.raises(MovedError) as moved:
        look(house, analyst, str(second))
    assert moved.value.now == first
    assert len(look(house, analyst, str(second), revision=1).trace.annotations) == 1
    take_back(house, analyst, events(house, str(first))[-1].number)
    assert {head.id for head in heads(house)} == {first, second}
    assert set(named(house, str(second))) == {"Courier"}
    assert set(named(house, str(first))) == {"Meridian"}


def test_a_public_story_does_not_become_part_of_a_private_one(house: House, analyst: Viewer) -> None:
    _, private = one(house, capture(HARBOUR, "meridian"))
    public = keep(house, trace(capture(FOREST, "courier")), by=None, public=True)
    with pytest.raises(UsageError, match="other way round"):
        bring_together(house, analyst, str(private), public.id, reason="One.")


def edge_from(house: House, story: str, copy: str) -> list[str]:
    with house.store.reading() as r:
        return [e.id for e in stories.edges_of(r, story) if copy in (e.copy_name, e.original_name)]


def test_a_story_is_split_when_all_that_held_it_is_rejected(
    house: House, analyst: Viewer, merged: tuple[str, str]
) -> None:
    story, old = merged
    # Most of the story's texts tell of one of the two events only: by its words alone the other isn't held.
    apart = HARBOUR if "Courier" in named(house, old) else FOREST
    for number, outlet in enumerate(("echo", "herald", "post"), start=1):
        one(
            house, capture(apart.replace(" on ", f" {outlet} on ", 2), outlet, published=f"2031-05-2{number}")
        )
    for edge in edge_from(house, story, next(iter(named(house, old)))):
        decision = decide(house, analyst, edge, Judgement.REJECT, reason="Heard by both.")
    assert {head.id for head in heads(house)} == {story, old}
    event = events(house, story)[-1]
    assert (event.kind, event.by_hand) == (Turn.SPLIT, False)
    assert "nothing else holds" in event.reason
    undo(house, analyst, decision.id)
    assert [head.id for head in heads(house)] == [story]


def test_a_rejected_edge_between_reports_of_one_event_splits_nothing(house: House, analyst: Viewer) -> None:
    _, story = one(house, capture(HARBOUR, "meridian"))
    one(house, capture(REWRITTEN, "courier", published="2031-05-13"))
    (edge,) = edge_from(house, str(story), "Courier")
    decide(house, analyst, edge, Judgement.REJECT, reason="Both heard her.")
    assert [head.id for head in heads(house)] == [story]


def test_what_was_handed_in_together_is_not_split(house: House, analyst: Viewer) -> None:
    found = trace(capture(HARBOUR, "meridian"), capture(FOREST, "courier"), capture(ROUND_UP, "weekly"))
    kept = keep(house, found, by=str(analyst.id))
    for edge in edge_from(house, kept.id, "Weekly"):
        decide(house, analyst, edge, Judgement.REJECT, reason="No.")
    assert [head.id for head in heads(house)] == [kept.id]


def test_replies_and_decisions_go_over_with_their_edges(
    house: House, analyst: Viewer, merged: tuple[str, str]
) -> None:
    story, _ = merged
    one(house, capture(REWRITTEN, "echo", published="2031-05-15"))
    (edge,) = [
        e for e in look(house, analyst, story).edges if {e.original_name, e.copy_name} == {"Meridian", "Echo"}
    ]
    decide(house, analyst, edge.id, Judgement.CONFIRM, reason="Plain.")
    said = reply(house, analyst, story, about=edge.id, name="Echo", contact="", body="We asked.")
    texts = named(house, story)
    _, leaves = part(house, analyst, story, [texts["Meridian"], texts["Echo"]], reason="Another event.")
    shown = look(house, analyst, leaves.id)
    assert edge.id in {e.id for e in shown.edges}
    assert shown.decisions[edge.id].reason == "Plain."
    with house.store.reading() as r:
        moved = replies.get(r, said.id)
    assert moved is not None
    assert moved.story_id == leaves.id
