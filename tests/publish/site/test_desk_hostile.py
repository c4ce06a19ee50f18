"""Texts that are out to break a page stay text on every page of the desks."""

from __future__ import annotations

import re

import pytest
from tests.publish.active import assert_inert
from tests.publish.feeds.hostile import DATA, hostile_texts, needs_data
from tests.publish.site.browser import Browser, Browsers

from geopolitik.app.house import House
from geopolitik.app.sources import Source
from geopolitik.app.stories import replying
from geopolitik.model.keeping import StoryHead
from geopolitik.model.people import VISITOR, Role, Viewer
from geopolitik.publish.site.site import Site
from geopolitik.storage import checks, decisions, replies, stories

pytestmark = needs_data
_REFRESH = '<noscript><meta http-equiv="refresh" content="3"></noscript>'
_BODY = """The ferry between Lenna and Orsk was closed on Monday after ice damaged two boats, the port said.
“We may open again on Friday,” harbour master Ilse Brandt said. About {number} lorries wait on the quay.
The line carries some 300 people a day, and the next bridge is 90 kilometres to the north of the town.
"""
_SOURCES = 10
_EACH = 6
_STARTS = range(0, len(hostile_texts()) if DATA else 0, _SOURCES * _EACH)


def source(number: int, texts: tuple[str, ...]) -> Source:
    """A text whose title, byline, credit, link, outlet and name are hostile."""
    title, byline, credit, link, outlet, name = (text.replace("\n", " ") for text in texts)
    body = _BODY.format(number=number * 40)
    text = f"# {title}\n\nBy {byline}\n\n{body}\n\n[{link}](https://a.example/{link})\n\nSource: {credit}\n"
    url = "https://a.example/" + re.sub(r"\s", "", link)
    return Source(text.encode("utf-8", "replace"), name or "a.md", outlet or None, url)


def look(client: Browser, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.text[:600])
    # The one refresh that is ours; a second would be found.
    assert_inert(answer.text.replace(_REFRESH, "", 1), page=True)
    return answer.text


@pytest.mark.parametrize("start", _STARTS)
def test_hostile_captures_stay_text(browser: Browsers, site: Site, house: House, start: int) -> None:
    texts = hostile_texts()
    texts = (texts + texts)[start : start + _SOURCES * _EACH]
    client = browser(Role.OWNER)
    sources = [source(n + 1, texts[n * _EACH : (n + 1) * _EACH]) for n in range(_SOURCES)]
    check = site.desk.hand_in(Viewer(client.user), sources, title=texts[0])
    look(client, f"/check/{check.id}")
    site.desk.wait(check.id, 120)
    look(client, f"/check/{check.id}")
    look(client, "/check")
    with house.store.reading() as r:
        done = checks.get(r, check.id)
        assert done is not None
        assert done.story_id, done.error
        held, waiting = stories.captures_of(r, done.story_id), decisions.waiting(r)
    for appearance in held:
        look(client, f"/s/{done.story_id}/captures/{appearance.capture_id}")
    look(client, f"/check?story={done.story_id}")
    look(client, "/inbox")
    assert waiting
    for edge, text in zip(waiting, texts, strict=False):
        said = text if text.strip() else "so"
        client.submit(f"/inbox/decide/{edge.id}", judgement="correct", reason=said, correction=said)
        look(client, f"/inbox?at={edge.id}")
    look(client, "/inbox/decided")


@pytest.mark.parametrize("start", range(0, 2000, 400))
def test_hostile_replies_and_fields_stay_text(
    browser: Browsers, story: StoryHead, house: House, start: int
) -> None:
    texts = [text for text in hostile_texts()[start : start + 400] if text.strip()]
    client = browser(Role.OWNER)
    for text in texts:
        replying.reply(house, VISITOR, story.id, about="", name=text, contact=text, body=text)
    look(client, "/inbox/replies")
    with house.store.reading() as r:
        assert len(replies.waiting(r)) == len(texts)
    for text in texts[::10]:
        answer = client.submit("/check", text=text, url=text, outlet=text, title=text, published=text)
        assert answer.status_code in (422, 429)
        assert_inert(answer.text, page=True)
        sought = client.get("/inbox", params={"q": text, "outlet": text, "story": text, "severity": text})
        assert sought.status_code == 200
        assert_inert(sought.text, page=True)
