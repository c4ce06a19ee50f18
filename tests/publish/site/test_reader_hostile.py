"""Texts that are out to break a page stay text on every page for readers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.publish.active import assert_inert
from tests.publish.feeds.hostile import DATA, hostile_texts, needs_data
from tests.publish.site.browser import ADDRESS, Browser, Browsers
from tests.publish.site.test_desk_hostile import source

from geopolitik.app.house import House
from geopolitik.app.sources import Source, as_capture
from geopolitik.app.stories.deciding import decide
from geopolitik.app.stories.keeping import keep
from geopolitik.app.stories.replying import handle, reply
from geopolitik.model.keeping import Judgement, ReplyState
from geopolitik.model.people import VISITOR, Role, Viewer
from geopolitik.pipeline import trace
from geopolitik.publish.site.views.addresses import outlet_address, redline_address, story_address
from geopolitik.storage import stories

pytestmark = needs_data
_SOURCES = 6
_HEAD = 6
_EACH = 60
"""Texts in each source: many at once, so that all of them can be tried."""
_STARTS = range(0, len(hostile_texts()) if DATA else 0, _SOURCES * _EACH)


def look(client: Browser, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.text[:600])
    # The one absolute address that is ours.
    canonical = '<link rel="canonical" href="'
    assert_inert(answer.text.replace(canonical + ADDRESS, canonical, 1), page=True)


def crowded(number: int, texts: tuple[str, ...]) -> Source:
    """A text whose head is hostile in every part, and whose body is made of all the other texts and links."""
    head = source(number, texts[:_HEAD])
    assert isinstance(head.content, bytes)
    lines = [" ".join(text.split()) for text in texts[_HEAD:]]
    parts = (f"The note read {line}, he said.\n\n[{line}](https://a.example/{line})" for line in lines)
    body = "".join(f"\n\n{part}" for part in parts)
    return replace(head, content=head.content + body.encode("utf-8", "replace"))


@pytest.mark.parametrize("start", _STARTS)
def test_hostile_texts_stay_text_for_readers(browser: Browsers, house: House, start: int) -> None:
    texts = (hostile_texts() + hostile_texts())[start : start + _SOURCES * _EACH]
    found = trace([as_capture(crowded(n + 1, texts[n * _EACH : (n + 1) * _EACH])) for n in range(_SOURCES)])
    title = next(text for text in texts if text.strip())
    reader, editor = browser(), browser(Role.EDITOR)
    story = keep(house, found, by=None, public=True, title=title)
    viewer = Viewer(editor.user)
    with house.store.reading() as r:
        edges, held = stories.edges_of(r, story.id), stories.captures_of(r, story.id)
    for edge in edges:
        decide(house, viewer, edge.id, Judgement.CORRECT, reason=title, correction=title)
    kept = reply(
        house, VISITOR, story.id, about=edges[0].id if edges else "", name=title, contact="", body=title
    )
    handle(house, viewer, kept.id, ReplyState.ANSWERED, title)
    outlets = {outlet_address(one.outlet) for one in held}
    redlines = [redline_address(story.id, edge.id) for edge in edges]
    for address in ("/", "/stories", "/outlets", story_address(story), *redlines, *sorted(outlets)):
        look(reader, address)
        look(editor, address)
    for address in redlines:
        assert reader.get(f"{address}.json").status_code == 200
        assert reader.get(f"{address}.docx").status_code in (200, 404)
