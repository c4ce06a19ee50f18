"""Watches find copies and names as texts arrive, once each, and let fall what no longer holds."""

from __future__ import annotations

import pytest
from sqlalchemy import event
from tests.app.watchlist.world import (
    AGENCY,
    AGENCY_PAGE,
    CREDITED_PAGE,
    FOREST_PAGE,
    REWRITE,
    REWRITE_PAGE,
    arrive,
    capture,
    person,
)

from geopolitik.app.cases.keeping import keep as keep_case
from geopolitik.app.cases.shipped import shipped
from geopolitik.app.erasing import erase
from geopolitik.app.house import House
from geopolitik.app.stories.deciding import decide, undo
from geopolitik.app.stories.keeping import keep
from geopolitik.app.stories.parting import bring_together, part
from geopolitik.app.tracing import trace
from geopolitik.app.watchlist.backlog import look_through
from geopolitik.app.watchlist.keeping import add, add_text, listed, matches, one, remove, restore
from geopolitik.errors import ConflictError, NotFoundError, RefusedError, UsageError
from geopolitik.model.capture import Capture
from geopolitik.model.keeping import Judgement
from geopolitik.model.people import Role, Viewer
from geopolitik.model.watchlist import Match, Watch, WatchKind
from geopolitik.storage import growth, stories
from geopolitik.storage.paging import Paging

OUTLET, TEXT, NAME = WatchKind.OUTLET, WatchKind.TEXT, WatchKind.NAME


def found(house: House, viewer: Viewer, watch: Watch) -> tuple[Match, ...]:
    """What stands of a watch, the oldest first."""
    page = matches(house, viewer, watch.id, Paging(limit=100), standing_only=True)
    return page.items[::-1]


def outlets(house: House, viewer: Viewer, watch: Watch) -> list[str]:
    return [match.outlet_name for match in found(house, viewer, watch)]


@pytest.mark.both_databases
def test_a_copy_of_an_outlet_is_found_when_it_arrives(house: House, analyst: Viewer) -> None:
    watch = add(house, analyst, OUTLET, "The Meridian")
    arrive(house, AGENCY_PAGE)
    assert found(house, analyst, watch) == ()
    story = arrive(house, REWRITE_PAGE)
    (match,) = found(house, analyst, watch)
    with house.store.reading() as r:
        (edge,) = stories.edges_of(r, story)
    assert (match.story_id, match.outlet_name, match.was_there) == (story, "Courier", False)
    finding = match.finding
    assert finding.derivation_id == edge.id
    assert (finding.kind, finding.credit, finding.original) == (edge.kind, "none", "Meridian")
    assert finding.doubt == edge.doubt
    assert finding.passage in " ".join(REWRITE.split())


def test_it_is_told_once_however_often_the_story_grows(house: House, analyst: Viewer) -> None:
    watch = add(house, analyst, OUTLET, "Meridian")
    arrive(house, AGENCY_PAGE, REWRITE_PAGE)
    (before,) = found(house, analyst, watch)
    arrive(house, CREDITED_PAGE, capture(REWRITE + "\nMore follows.\n", "Courier", "2031-05-13"))
    first = found(house, analyst, watch)[0]
    assert (first.id, first.at, first.finding.page) == (before.id, before.at, before.finding.page)
    assert outlets(house, analyst, watch) == ["Courier", "Beacon"]


def test_only_uncredited_copies_are_told_if_only_these_are_asked_for(house: House, analyst: Viewer) -> None:
    every = add(house, analyst, OUTLET, "Meridian")
    bare = add(house, analyst, OUTLET, "Meridian", uncredited=True)
    arrive(house, AGENCY_PAGE, CREDITED_PAGE)
    assert (outlets(house, analyst, every), outlets(house, analyst, bare)) == (["Beacon"], [])
    arrive(house, REWRITE_PAGE)
    assert outlets(house, analyst, bare) == ["Courier"]


def test_the_same_wording_on_another_page_is_a_copy(house: House, analyst: Viewer) -> None:
    arrive(house, AGENCY_PAGE)
    watch = add(house, analyst, TEXT, AGENCY_PAGE.id, uncredited=True)
    arrive(house, capture(AGENCY, "Gazette", "2031-05-13"))
    (match,) = found(house, analyst, watch)
    assert (match.outlet_name, match.finding.kind, match.finding.derivation_id) == ("Gazette", "repost", "")


def test_a_copy_of_a_copy_is_found_too(house: House, analyst: Viewer) -> None:
    watch = add(house, analyst, OUTLET, "Meridian")
    second = REWRITE.replace("Ferries stood still", "Boats stood still").replace("Some 1,400", "About 1,400")
    arrive(house, AGENCY_PAGE, REWRITE_PAGE, capture(second, "Lantern", "2031-05-15"))
    copies = {match.outlet_name: match.finding for match in found(house, analyst, watch)}
    assert set(copies) == {"Courier", "Lantern"}
    assert (copies["Lantern"].through, copies["Lantern"].original) == (True, "Courier")


def test_an_outlet_copies_nobody_by_revising_its_own_text(house: House, analyst: Viewer) -> None:
    watch = add(house, analyst, OUTLET, "Meridian")
    arrive(house, AGENCY_PAGE, capture(REWRITE, "Meridian", "2031-05-13"))
    assert found(house, analyst, watch) == ()


def test_a_text_that_is_handed_over_is_kept_and_watched(house: House, analyst: Viewer) -> None:
    watch = add_text(house, analyst, AGENCY_PAGE)
    assert watch.title == "Ferry strike closes the harbour of Ostrapol"
    arrive(house, REWRITE_PAGE)
    assert outlets(house, analyst, watch) == ["Courier"]


@pytest.mark.parametrize("by", ["story", "capture", "wording"])
def test_a_text_that_is_kept_is_watched_by_any_of_its_ids(house: House, analyst: Viewer, by: str) -> None:
    story = arrive(house, AGENCY_PAGE)
    with house.store.reading() as r:
        wording = growth.members(r, story)[0].wording
    what = {"story": story, "capture": AGENCY_PAGE.id, "wording": wording}[by]
    watch = add(house, analyst, TEXT, what)
    arrive(house, REWRITE_PAGE, FOREST_PAGE)
    assert outlets(house, analyst, watch) == ["Courier"]


@pytest.mark.both_databases
def test_what_was_kept_before_is_looked_through_and_marked(house: House, analyst: Viewer) -> None:
    arrive(house, AGENCY_PAGE, REWRITE_PAGE, FOREST_PAGE)
    watches = [
        add(house, analyst, OUTLET, "Meridian"),
        add(house, analyst, TEXT, AGENCY_PAGE.id),
        add(house, analyst, NAME, "Yorvika Brastad"),
    ]
    assert all(found(house, analyst, watch) == () for watch in watches)
    assert look_through(house)
    told = [{(m.outlet_name, m.was_there) for m in found(house, analyst, watch)} for watch in watches]
    assert told == [{("Courier", True)}, {("Courier", True)}, {("Courier", True), ("Meridian", True)}]
    arrive(house, CREDITED_PAGE)
    assert look_through(house)
    assert [m.was_there for m in found(house, analyst, watches[0])] == [True, False]


def test_looking_through_goes_on_where_it_was_left(house: House, analyst: Viewer) -> None:
    arrive(house, AGENCY_PAGE, FOREST_PAGE)
    watch = add(house, analyst, NAME, "Ilse Tormund")
    assert not look_through(house, seconds=0)
    assert found(house, analyst, watch) == ()
    assert look_through(house)
    assert outlets(house, analyst, watch) == ["Beacon"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("ilse tormund", ["Beacon"], id="small letters"),
        pytest.param("Ilsé Tórmund", ["Beacon"], id="accents"),
        pytest.param("Tormund", ["Beacon"], id="a part"),
        pytest.param("Tormund Ilse", [], id="another order"),
        pytest.param("Ilse", ["Beacon"], id="one word"),
        pytest.param("Ils", [], id="half a word"),
    ],
)
def test_a_name_is_met_in_a_text_that_arrives(
    house: House, analyst: Viewer, name: str, expected: list[str]
) -> None:
    watch = add(house, analyst, NAME, name)
    arrive(house, FOREST_PAGE)
    assert outlets(house, analyst, watch) == expected
    for match in found(house, analyst, watch):
        assert match.finding.kind == "mention"
        assert match.finding.passage.startswith("The mayor, Ilse Tormund, ordered")


def test_a_name_without_credit_is_told_only_where_a_copy_drops_it(house: House, analyst: Viewer) -> None:
    signed = AGENCY.replace("Ostrapol\n", "Ostrapol\n\nBy Wenna Harkul, Meridian\n", 1)
    watch = add(house, analyst, NAME, "Wenna Harkul", uncredited=True)
    arrive(house, capture(signed, "Meridian", "2031-05-12"), FOREST_PAGE)
    assert found(house, analyst, watch) == ()
    arrive(house, REWRITE_PAGE)
    (match,) = found(house, analyst, watch)
    assert match.outlet_name == "Courier"
    assert "Wenna Harkul" in match.finding.passage


def test_a_name_is_watched_with_the_aliases_of_the_registry(house: House, analyst: Viewer) -> None:
    case = shipped("invented")
    keep_case(house, analyst, case)
    actor = next(actor for actor in case.actors if actor.aliases)
    watch = add(house, analyst, NAME, actor.aliases[0])
    assert set(watch.means) == {actor.name, *actor.aliases}
    assert watch.means[0] == actor.aliases[0]
    arrive(
        house, capture(f"A word of the day\n\nIt was {actor.name} who spoke first.\n", "Beacon", "2031-05-15")
    )
    assert outlets(house, analyst, watch) == ["Beacon"]


@pytest.mark.both_databases
def test_a_rejected_copy_falls_and_comes_back_with_the_decision(house: House, analyst: Viewer) -> None:
    watch = add(house, analyst, OUTLET, "Meridian")
    story = arrive(house, AGENCY_PAGE, REWRITE_PAGE)
    (before,) = found(house, analyst, watch)
    edge = before.finding.derivation_id
    decision = decide(house, analyst, edge, Judgement.REJECT, reason="Set phrases.")
    assert found(house, analyst, watch) == ()
    (fallen,) = matches(house, analyst, watch.id, Paging()).items
    assert fallen.withdrawn_at is not None
    undo(house, analyst, decision.id)
    (again,) = found(house, analyst, watch)
    assert (again.id, again.story_id, again.withdrawn_at) == (before.id, story, None)
    decide(house, analyst, edge, Judgement.REJECT, reason="Set phrases.")
    arrive(house, capture(AGENCY, "Gazette", "2031-05-14"))
    assert outlets(house, analyst, watch) == ["Gazette"]


def test_what_a_later_trace_no_longer_finds_falls(house: House, analyst: Viewer) -> None:
    bare = add(house, analyst, OUTLET, "Meridian", uncredited=True)
    story = arrive(house, AGENCY_PAGE, REWRITE_PAGE)
    assert outlets(house, analyst, bare) == ["Courier"]
    keep(house, trace(AGENCY_PAGE, FOREST_PAGE), by=None, story_id=story)
    assert outlets(house, analyst, bare) == []


def test_matches_go_along_when_stories_become_one(house: House, analyst: Viewer) -> None:
    first, second = AGENCY.split("\n\n")[:4], AGENCY.split("\n\n")[4:]
    old = capture("\n\n".join(first), "Meridian", "2031-05-12")
    story = arrive(house, old)
    watch = add(house, analyst, TEXT, story)
    arrive(house, capture("Grain goes to Marrow Bay\n\n" + "\n\n".join(second), "Beacon", "2031-05-12"))
    joined = arrive(house, capture(AGENCY, "Courier", "2031-05-13"))
    assert {match.story_id for match in found(house, analyst, watch)} == {joined}


def test_a_removed_watch_finds_nothing_until_it_is_brought_back(house: House, analyst: Viewer) -> None:
    watch = add(house, analyst, OUTLET, "Meridian")
    remove(house, analyst, watch.id)
    arrive(house, AGENCY_PAGE, REWRITE_PAGE)
    assert listed(house, analyst) == ()
    assert found(house, analyst, watch) == ()
    restore(house, analyst, watch.id)
    look_through(house)
    (match,) = found(house, analyst, watch)
    assert not match.was_there
    assert [(one.watch.id, one.matches, one.by) for one in listed(house, analyst)] == [
        (watch.id, 1, "Ann Marsh")
    ]


def test_who_may_remove_a_watch(house: House, analyst: Viewer) -> None:
    watch = add(house, analyst, OUTLET, "Meridian")
    with pytest.raises(RefusedError, match="somebody else"):
        remove(house, person(house, Role.ANALYST, "Ben Lowe"), watch.id)
    remove(house, person(house, Role.EDITOR, "Edith Moor"), watch.id)
    with pytest.raises(ConflictError, match="removed already"):
        remove(house, analyst, watch.id)


def test_watch_lists_are_for_those_who_work_here(house: House) -> None:
    member = person(house, Role.MEMBER, "Mo Tern")
    for asked in (
        lambda: add(house, member, OUTLET, "Meridian"),
        lambda: listed(house, member),
        lambda: matches(house, member, None, Paging()),
        lambda: add_text(house, member, AGENCY_PAGE),
    ):
        with pytest.raises(RefusedError):
            asked()


@pytest.mark.parametrize(
    ("kind", "what", "error"),
    [
        pytest.param(OUTLET, " ", UsageError, id="no outlet"),
        pytest.param(NAME, "--", UsageError, id="no name"),
        pytest.param(TEXT, "nosuchtext", NotFoundError, id="no such text"),
    ],
)
def test_what_means_nothing_is_refused(
    house: House, analyst: Viewer, kind: WatchKind, what: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        add(house, analyst, kind, what)


def test_nothing_is_watched_twice(house: House, analyst: Viewer) -> None:
    add(house, analyst, OUTLET, "Meridian")
    with pytest.raises(ConflictError, match="watched already"):
        add(house, analyst, OUTLET, "the meridian")


def test_a_text_that_cannot_be_read_is_not_watched(house: House, analyst: Viewer) -> None:
    with pytest.raises(UsageError):
        add_text(house, analyst, capture("<html><body></body></html>", "Meridian", "2031-05-12"))


def test_an_arrival_asks_no_more_for_watches_that_cannot_match(house: House, analyst: Viewer) -> None:
    for kind, what in ((OUTLET, "Gazette"), (NAME, "Orla Fenn")):
        add(house, analyst, kind, what)
    few = statements(house, AGENCY_PAGE)
    for number in range(60):
        add(house, analyst, OUTLET, f"Gazette {number}")
        add(house, analyst, NAME, f"Orla Fenn{number}")
    many = statements(house, FOREST_PAGE)
    assert few
    assert many == few


def statements(house: House, page: Capture) -> int:
    """How many statements about watches a text costs that arrives."""
    asked: list[str] = []

    def note(_: object, __: object, statement: str, *___: object) -> None:
        asked.append(statement)

    event.listen(house.store.engine, "before_cursor_execute", note)
    arrive(house, page)
    event.remove(house.store.engine, "before_cursor_execute", note)
    return sum("watch" in statement for statement in asked)


def test_erasing_a_text_takes_its_matches_and_their_passages(house: House, analyst: Viewer) -> None:
    outlet = add(house, analyst, OUTLET, "Meridian")
    arrive(house, AGENCY_PAGE, REWRITE_PAGE, CREDITED_PAGE)
    text = add(house, analyst, TEXT, REWRITE_PAGE.id)
    assert "Courier" in outlets(house, analyst, outlet)
    erase(house, REWRITE_PAGE.id, by="Edith", reason="A court said so.")
    every = matches(house, analyst, outlet.id, Paging(limit=100)).items
    assert {match.outlet_name for match in every} == {"Beacon"}
    assert one(house, analyst, text.id).title == "Erased"


def test_a_story_that_is_parted_takes_its_matches_along(house: House, analyst: Viewer) -> None:
    watch = add(house, analyst, NAME, "Ilse Tormund")
    story = arrive(house, AGENCY_PAGE)
    other = arrive(house, FOREST_PAGE)
    bring_together(house, analyst, story, other, reason="One event.")
    (match,) = found(house, analyst, watch)
    joined = match.story_id
    _, apart = part(house, analyst, joined, [FOREST_PAGE.id], reason="Two events.")
    (moved,) = found(house, analyst, watch)
    assert (moved.id, moved.story_id) == (match.id, apart.id)
