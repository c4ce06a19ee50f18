"""The form by which those concerned reply."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.publish.site.browser import Browsers

from geopolitik.app.house import House
from geopolitik.app.stories.looking import glance
from geopolitik.model.keeping import ReplyState, StoryHead
from geopolitik.model.people import VISITOR, Role
from geopolitik.publish.site.pages.replies import TRAP
from geopolitik.publish.site.throttle import REPLY
from geopolitik.storage import replies, settings, stories

pytestmark = pytest.mark.both_databases

SAID = {
    "name": "Ina Harbour",
    "contact": "ina@harbour.example",
    "body": "We credited Meridian in our footer.",
}


def kept(house: House) -> list[str]:
    with house.store.reading() as r:
        return [reply.body for reply in replies.waiting(r, ReplyState.OPEN)]


def test_a_visitor_replies_to_a_story(browser: Browsers, house: House, story: StoryHead) -> None:
    client = browser()
    page = client.get(f"/s/{story.id}/reply").text
    assert story.title in page
    assert "Never shown" in page
    answer = client.submit(f"/s/{story.id}/reply", **SAID)
    assert answer.status_code == 303
    thanks = client.get(answer.headers["location"])
    assert "with the editors" in thanks.text
    assert SAID["contact"] not in thanks.text
    with house.store.reading() as r:
        (reply,) = replies.waiting(r, ReplyState.OPEN)
    assert (reply.name, reply.contact, reply.body, reply.about) == (*SAID.values(), "")


def test_a_reply_about_one_copy(browser: Browsers, house: House, story: StoryHead) -> None:
    client, edge = browser(), glance(house, VISITOR, story.id).edges[0]
    page = client.get(f"/s/{story.id}/reply?about={edge.id}").text
    assert edge.copy_name in page
    answer = client.submit(f"/s/{story.id}/reply", about=edge.id, **SAID)
    assert answer.headers["location"] == f"/s/{story.id}/reply/thanks?about={edge.id}"
    assert f"/s/{story.id}/r/{edge.id}" in client.get(answer.headers["location"]).text
    with house.store.reading() as r:
        assert replies.waiting(r, ReplyState.OPEN)[0].about == edge.id


def test_the_form_charges_nobody(browser: Browsers, house: House, story: StoryHead) -> None:
    for edge in glance(house, VISITOR, story.id).edges:
        page = browser().get(f"/s/{story.id}/reply?about={edge.id}").text
        assert "not credited" not in page
        assert "uncredited" not in page


@pytest.mark.parametrize(
    "missing", [{"name": " "}, {"body": ""}, {"body": "x" * 5001}], ids=["no name", "no text", "too long"]
)
def test_what_is_missing_is_said_and_what_was_written_stays(
    browser: Browsers, house: House, story: StoryHead, missing: dict[str, str]
) -> None:
    answer = browser().submit(f"/s/{story.id}/reply", **(SAID | missing))
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert SAID["contact"] in answer.text
    assert not kept(house)


def test_a_program_that_fills_in_everything_is_stopped(
    browser: Browsers, house: House, story: StoryHead
) -> None:
    answer = browser().submit(f"/s/{story.id}/reply", **SAID, **{TRAP: "https://spam.example"})
    assert answer.status_code == 422
    assert SAID["body"] in answer.text, "a person whose browser filled it in loses nothing"
    assert "trap seen" in answer.text
    assert not kept(house)


def test_replying_too_often_is_refused(browser: Browsers, house: House, story: StoryHead) -> None:
    client = browser()
    answers = [client.submit(f"/s/{story.id}/reply", **SAID) for _ in range(REPLY.burst + 1)]
    assert [answer.status_code for answer in answers] == [303] * REPLY.burst + [429]
    assert SAID["body"] in answers[-1].text
    assert int(answers[-1].headers["retry-after"]) > 0
    assert len(kept(house)) == REPLY.burst


@pytest.mark.parametrize("address", ["/s/{}/reply", "/s/{}/reply/thanks"])
def test_there_is_no_form_for_what_may_not_be_known(
    browser: Browsers, house: House, story: StoryHead, address: str
) -> None:
    assert browser().get(address.format("nothing")).status_code == 404
    assert browser().get(address.format(story.id) + "?about=nothing").status_code == 404
    assert browser().submit(f"/s/{story.id}/reply", about="nothing", **SAID).status_code == 404
    with house.store.writing() as w:
        stories.change(w, story.id, public=False)
    assert browser().get(address.format(story.id)).status_code == 404
    assert browser().submit(f"/s/{story.id}/reply", **SAID).status_code == 404
    assert browser(Role.ANALYST).get(address.format(story.id)).status_code == 200


def test_where_guests_are_not_let_in_they_cannot_reply(
    browser: Browsers, house: House, story: StoryHead
) -> None:
    with house.store.writing() as w:
        settings.save(w, replace(settings.load(w), guests=False))
    assert browser().submit(f"/s/{story.id}/reply", **SAID).status_code == 404
    assert not kept(house)


def test_a_users_form_must_carry_its_mark(browser: Browsers, house: House, story: StoryHead) -> None:
    client = browser(Role.MEMBER)
    client.csrf = "forged"
    assert client.submit(f"/s/{story.id}/reply", **SAID).status_code == 403
    assert not kept(house)
