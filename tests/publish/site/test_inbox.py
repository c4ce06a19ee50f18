"""The inbox: what waits, what is shown of it, decisions with reasons, undoing, sifting, and replies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.publish.site.browser import Browsers
from tests.publish.site.conftest import Clock

from geopolitik.app.house import House
from geopolitik.app.stories import deciding, managing, replying
from geopolitik.app.stories.keeping import keep
from geopolitik.model.keeping import (
    Decision,
    Doubt,
    Judgement,
    KeptDerivation,
    Reply,
    ReplyState,
    StoryHead,
    Wanted,
)
from geopolitik.model.people import VISITOR, Role, Viewer
from geopolitik.model.story import Trace
from geopolitik.storage import decisions, replies, stories


def edges(house: House) -> dict[str, KeptDerivation]:
    """What waits, by the copy's name."""
    with house.store.reading() as r:
        return {edge.copy_name: edge for edge in decisions.waiting(r)}


def standing(house: House, edge: KeptDerivation) -> Decision | None:
    with house.store.reading() as r:
        return decisions.standing(r, [edge.id]).get(edge.id)


@pytest.mark.parametrize("role", [None, Role.MEMBER], ids=["visitor", "member"])
@pytest.mark.parametrize("address", ["/inbox", "/inbox/decided", "/inbox/replies", "/inbox?at=x"])
def test_only_those_who_work_here_get_in(browser: Browsers, role: Role | None, address: str) -> None:
    assert browser(role).get(address).status_code == 403


def test_an_empty_inbox_says_what_to_do(browser: Browsers) -> None:
    client = browser(Role.ANALYST)
    page = client.get("/inbox").text
    assert "Nothing waits." in page
    assert 'href="/check"' in page
    assert "Nothing was decided yet." in client.get("/inbox/decided").text


def test_the_heaviest_stands_first_with_its_case(browser: Browsers, story: StoryHead, house: House) -> None:
    page = browser(Role.ANALYST).get("/inbox").text
    assert "6 to decide" in page
    assert "RiverWatch has it from Meridian: rewrite, not credited." in page
    assert "What speaks for it, and against" in page
    assert "Neither side" in page
    assert "Both sides" in page
    assert f"/s/{story.id}/r/{edges(house)['RiverWatch'].id}" in page


def test_there_is_no_case_without_a_derivation(browser: Browsers) -> None:
    assert browser(Role.ANALYST).get("/inbox?at=nothing").status_code == 404


def test_what_would_settle_it_is_told(
    browser: Browsers, house: House, sample_trace: Trace, story: StoryHead
) -> None:
    open_ended = tuple(replace(r, would_settle=("The hour of its posting.",)) for r in sample_trace.relations)
    keep(house, replace(sample_trace, relations=open_ended), by=None, story_id=story.id)
    page = browser(Role.ANALYST).get("/inbox").text
    assert "What would settle it" in page
    assert "The hour of its posting." in page


def test_an_outlet_that_revises_its_own_text_is_not_named_twice(browser: Browsers, story: StoryHead) -> None:
    page = browser(Role.ANALYST).get("/inbox").text
    assert '<b dir="auto">another text of its own</b>' in page


def test_a_translation_has_no_redline_and_says_why(browser: Browsers, story: StoryHead, house: House) -> None:
    edge = edges(house)["Uferzeitung"]
    page = browser(Role.ANALYST).get(f"/inbox?at={edge.id}").text
    assert "different languages" in page


@pytest.mark.parametrize("judgement", [Judgement.CONFIRM, Judgement.REJECT, Judgement.CORRECT])
def test_a_decision_is_kept_and_can_be_undone(
    browser: Browsers, story: StoryHead, house: House, judgement: Judgement
) -> None:
    client = browser(Role.ANALYST, "Ann Alyst")
    edge = edges(house)["RiverWatch"]
    answer = client.submit(
        f"/inbox/decide/{edge.id}",
        judgement=judgement.value,
        reason="  read both ",
        correction="It credits the agency below the picture." if judgement is Judgement.CORRECT else "",
    )
    assert answer.status_code == 303
    made = standing(house, edge)
    assert made is not None
    assert (made.judgement, made.reason) == (judgement, "read both")
    after = client.get(answer.headers["location"]).text
    assert "5 to decide" in after
    assert f"/inbox/undo/{made.id}" in after
    assert "RiverWatch from Meridian." in after
    back = client.submit(f"/inbox/undo/{made.id}")
    assert back.headers["location"] == f"/inbox?at={edge.id}"
    assert standing(house, edge) is None
    page = client.get(back.headers["location"]).text
    assert "Taken back" in page
    assert "Taken back or replaced by Ann Alyst" in page


def test_one_click_gives_a_reason(browser: Browsers, story: StoryHead, house: House) -> None:
    edge = edges(house)["RiverWatch"]
    client = browser(Role.ANALYST)
    client.submit(f"/inbox/decide/{edge.id}", judgement="reject", pick="Both quote a third text.", reason="")
    made = standing(house, edge)
    assert made is not None
    assert made.reason == "Both quote a third text."


def test_after_a_decision_the_next_one_follows(browser: Browsers, story: StoryHead, house: House) -> None:
    with house.store.reading() as r:
        first, second, *_ = decisions.waiting(r)
    client = browser(Role.ANALYST)
    answer = client.submit(f"/inbox/decide/{first.id}", judgement="confirm", reason="so", severity="high")
    assert answer.headers["location"] == f"/inbox?severity=high&at={second.id}"


@pytest.mark.parametrize(
    ("fields", "code", "told"),
    [
        ({"judgement": "confirm"}, 422, "Say in a sentence why."),
        ({"judgement": "correct", "reason": "my own words"}, 422, "Say what is right."),
        ({"judgement": "approve", "reason": "so"}, 403, "is for an editor or above"),
        ({"judgement": "burn", "reason": "so"}, 422, "Confirm, reject or correct."),
    ],
    ids=["no reason", "no correction", "analyst approves", "unknown"],
)
def test_what_cannot_be_decided(
    browser: Browsers, story: StoryHead, house: House, fields: dict[str, str], code: int, told: str
) -> None:
    edge = edges(house)["RiverWatch"]
    answer = browser(Role.ANALYST).submit(f"/inbox/decide/{edge.id}", **fields)
    assert answer.status_code == code
    assert told in answer.text
    if fields.get("reason") == "my own words":
        assert 'value="my own words"' in answer.text
    assert standing(house, edge) is None


def test_only_editors_are_offered_to_approve_and_only_the_uncredited(
    browser: Browsers, story: StoryHead, house: House
) -> None:
    found = edges(house)
    address = f"/inbox?at={found['RiverWatch'].id}"
    editor, analyst = browser(Role.EDITOR), browser(Role.ANALYST)
    assert 'value="approve"' in editor.get(address).text
    assert 'value="approve"' not in analyst.get(address).text
    assert "for an editor to approve" in analyst.get(address).text
    credited = found["Brenna Valley Gazette"]
    assert 'value="approve"' not in editor.get(f"/inbox?at={credited.id}").text
    approved = editor.submit(f"/inbox/decide/{found['RiverWatch'].id}", judgement="approve", reason="so")
    assert approved.status_code == 303
    refused = editor.submit(f"/inbox/decide/{credited.id}", judgement="approve", reason="so")
    assert refused.status_code == 422


def test_the_last_decision_of_ones_own_is_undone(browser: Browsers, story: StoryHead, house: House) -> None:
    edge = edges(house)["RiverWatch"]
    ann, ben = browser(Role.ANALYST, "Ann"), browser(Role.ANALYST, "Ben")
    ann.submit(f"/inbox/decide/{edge.id}", judgement="confirm", reason="so")
    made = standing(house, edge)
    assert made is not None
    assert ben.submit("/inbox/undo").status_code == 404
    assert ben.submit(f"/inbox/undo/{made.id}").status_code == 403
    assert ann.submit("/inbox/undo").status_code == 303
    assert ann.submit(f"/inbox/undo/{made.id}").status_code == 409
    assert standing(house, edge) is None


def test_decided_names_who_when_and_why(
    browser: Browsers, story: StoryHead, house: House, clock: Clock
) -> None:
    edge = edges(house)["RiverWatch"]
    ann = browser(Role.ANALYST, "Ann Alyst")
    ann.submit(f"/inbox/decide/{edge.id}", judgement="confirm", reason="the same words")
    clock.forward(hours=1)
    eve = browser(Role.EDITOR, "Eve Editor")
    eve.submit(f"/inbox/decide/{edge.id}", judgement="reject", reason="on second thoughts")
    page = eve.get("/inbox/decided").text
    assert page.index("on second thoughts") < page.index("the same words")
    assert "Ann Alyst" in page
    assert "replaced by Eve Editor" in page
    assert "14 May 2031, 10:00 UTC" in page
    assert page.count("Take back<") == 1
    assert "Take back<" not in ann.get("/inbox/decided").text


def test_long_lists_of_decisions_have_pages(
    browser: Browsers, story: StoryHead, house: House, clock: Clock
) -> None:
    edge = edges(house)["RiverWatch"]
    client = browser(Role.ANALYST)
    for number in range(21):
        clock.forward(minutes=1)
        client.submit(f"/inbox/decide/{edge.id}", judgement="confirm", reason=f"reason {number:02}")
    first = client.get("/inbox/decided").text
    assert "reason 20" in first
    assert "reason 00" not in first
    cursor = first.partition("/inbox/decided?after=")[2].partition('"')[0]
    assert "reason 00" in client.get(f"/inbox/decided?after={cursor}").text


@pytest.mark.parametrize(
    ("query", "fits"),
    [
        ("severity=high", lambda e: e.high > 0),
        ("severity=medium", lambda e: not e.high and e.medium > 0),
        ("severity=low", lambda e: not e.high and not e.medium),
        ("doubt=great", lambda e: e.doubt >= 0.2),
        ("doubt=little&severity=high", lambda e: e.doubt < 0.05 and e.high > 0),
        ("outlet=uferzeitung", lambda e: e.copy_outlet == "uferzeitung"),
        ("q=riverw", lambda e: "RiverWatch" in (e.copy_name, e.original_name)),
        ("q=TESKAR", lambda e: True),
        ("q=%25", lambda e: False),
        ("story=nothing", lambda e: False),
        ("doubt=nonsense&severity=nonsense&q=uferz", lambda e: e.copy_name == "Uferzeitung"),
    ],
)
def test_the_inbox_is_sifted(
    browser: Browsers, story: StoryHead, house: House, query: str, fits: Callable[[KeptDerivation], bool]
) -> None:
    page = browser(Role.ANALYST).get(f"/inbox?{query}").text
    listed = page.partition('class="edges"')[2].partition("</ol>")[0]
    expected = {name for name, edge in edges(house).items() if fits(edge)}
    assert {name for name, edge in edges(house).items() if f"at={edge.id}" in listed} == expected
    assert ("Nothing that waits fits." in page) is (not expected)


@pytest.mark.parametrize("doubt", list(Doubt))
def test_every_doubt_has_one_step(doubt: Doubt, story: StoryHead, house: House) -> None:
    with house.store.reading() as r:
        every = [decisions.waiting(r, wanted=Wanted(doubt=step)) for step in Doubt]
        assert sum(len(found) for found in every) == len(decisions.waiting(r))
        least, below = doubt.shares
        assert all(least <= e.doubt < below for e in decisions.waiting(r, wanted=Wanted(doubt=doubt)))


def test_a_withdrawn_story_waits_no_longer(browser: Browsers, story: StoryHead, house: House) -> None:
    editor = browser(Role.EDITOR)
    managing.withdraw(house, Viewer(editor.user), story.id, withdrawn=True)
    assert "Nothing waits." in editor.get("/inbox").text


def test_an_edge_that_a_later_trace_lost_stays_for_the_record(
    browser: Browsers, story: StoryHead, house: House
) -> None:
    edge = edges(house)["RiverWatch"]
    client = browser(Role.ANALYST)
    client.submit(f"/inbox/decide/{edge.id}", judgement="confirm", reason="the same words")
    with house.store.writing() as w:
        stories.hang(w, story.id, [])
    page = client.get(f"/inbox?at={edge.id}")
    assert page.status_code == 200
    assert "the same words" in page.text


def test_decisions_outlive_a_further_trace(
    browser: Browsers, story: StoryHead, house: House, sample_trace: Trace
) -> None:
    edge = edges(house)["RiverWatch"]
    client = browser(Role.ANALYST)
    client.submit(f"/inbox/decide/{edge.id}", judgement="confirm", reason="the same words")
    keep(house, sample_trace, by=None, story_id=story.id)
    assert "5 to decide" in client.get("/inbox").text
    with house.store.reading() as r:
        assert len(deciding.one(house, Viewer(client.user), edge.id)[1]) == 1
        assert stories.one_edge(r, edge.id) is not None


# Replies


@pytest.fixture
def reply(house: House, story: StoryHead) -> Reply:
    return replying.reply(
        house,
        VISITOR,
        story.id,
        about="",
        name="River Watch",
        contact="desk@river.example",
        body="We did\n\ncredit it.",
    )


def kept(house: House, reply: Reply) -> Reply:
    with house.store.reading() as r:
        found = replies.get(r, reply.id)
    assert found is not None
    return found


def test_replies_are_for_editors(browser: Browsers, reply: Reply) -> None:
    analyst = browser(Role.ANALYST)
    assert analyst.get("/inbox/replies").status_code == 403
    assert analyst.submit(f"/inbox/replies/{reply.id}", state="declined").status_code == 403
    assert "/inbox/replies" not in analyst.get("/inbox").text


def test_a_reply_is_answered_and_opened_again(browser: Browsers, reply: Reply, house: House) -> None:
    editor = browser(Role.EDITOR)
    page = editor.get("/inbox/replies").text
    assert "We did\n\ncredit it." in page
    answer = editor.submit(f"/inbox/replies/{reply.id}", state="answered", answer="So you did.")
    assert answer.status_code == 303
    assert kept(house, reply).state is ReplyState.ANSWERED
    assert f"/inbox/replies/{reply.id}/open" in editor.get("/inbox/replies").text
    assert "So you did." in editor.get("/inbox/replies?state=answered").text
    editor.submit(f"/inbox/replies/{reply.id}/open")
    assert kept(house, reply).state is ReplyState.OPEN
    assert "So you did." in editor.get("/inbox/replies").text


def test_a_reply_is_declined(browser: Browsers, reply: Reply, house: House) -> None:
    editor = browser(Role.EDITOR)
    editor.submit(f"/inbox/replies/{reply.id}", state="declined")
    assert kept(house, reply).state is ReplyState.DECLINED
    assert "No reply waits." in editor.get("/inbox/replies").text
    assert "River Watch" in editor.get("/inbox/replies?state=declined").text


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"state": "answered", "answer": "  "}, "it is shown with the reply"),
        ({"state": "burnt"}, "Choose one of these"),
        ({}, "Choose one of these"),
    ],
    ids=["empty answer", "unknown state", "no state"],
)
def test_what_cannot_be_done_with_a_reply(
    browser: Browsers, reply: Reply, house: House, fields: dict[str, str], told: str
) -> None:
    answer = browser(Role.EDITOR).submit(f"/inbox/replies/{reply.id}", **fields)
    assert answer.status_code == 422
    assert told in answer.text
    assert kept(house, reply).state is ReplyState.OPEN


def test_there_is_no_answering_what_is_not_there(browser: Browsers) -> None:
    editor = browser(Role.EDITOR)
    assert editor.submit("/inbox/replies/nothing", state="declined").status_code == 404
    assert editor.submit("/inbox/replies/nothing/open").status_code == 404
