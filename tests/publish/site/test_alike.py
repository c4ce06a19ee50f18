"""Pages that are kept for all visitors: each answer has its own nonce, and nothing that changed stays."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from tests.publish.site.browser import Browsers
from tests.publish.site.conftest import Clock

from geopolitik.app.house import House
from geopolitik.app.popular import Counting
from geopolitik.app.stories import managing
from geopolitik.model.keeping import StoryHead
from geopolitik.model.people import Role, Viewer
from geopolitik.publish.site.site import Site
from geopolitik.publish.site.views.addresses import story_address

_NONCE = re.compile(r'nonce="([^"]+)"')
_IN_POLICY = re.compile(r"'nonce-([^']+)'")


@pytest.mark.parametrize("path", ["/", "/stories", "/outlets", "/feeds", "story"])
def test_each_answer_has_a_nonce_of_its_own(browser: Browsers, story: StoryHead, path: str) -> None:
    path = story_address(story) if path == "story" else path
    client, seen = browser(), set()
    for _ in range(3):
        answer = client.get(path)
        named = set(_NONCE.findall(answer.text))
        assert named == set(_IN_POLICY.findall(answer.headers["content-security-policy"]))
        assert len(named) == 1
        seen |= named
    assert len(seen) == 3


def test_apart_from_its_nonce_a_kept_page_is_the_page(browser: Browsers, story: StoryHead) -> None:
    client = browser()
    first, second = (client.get(story_address(story)).text for _ in range(2))
    assert _NONCE.sub("", first) == _NONCE.sub("", second)


def test_what_an_editor_does_shows_at_once(
    browser: Browsers, house: House, story: StoryHead, person: Callable[[Role, str], Viewer]
) -> None:
    visitor, editor = browser(), person(Role.EDITOR, "Edith")
    lists = ("/", "/stories", "/outlets", "/feeds")
    shown = {path: visitor.get(path).text for path in lists}
    assert story.title in shown["/stories"]
    managing.rename(house, editor, story.id, "The ferry is late")
    renamed = visitor.get(f"/s/{story.id}/the-ferry-is-late")
    assert "The ferry is late" in renamed.text
    assert "The ferry is late" in visitor.get("/stories").text
    managing.set_public(house, editor, story.id, public=False)
    assert visitor.get(f"/s/{story.id}/the-ferry-is-late").status_code == 404
    assert all("The ferry is late" not in visitor.get(path).text for path in lists)
    assert visitor.get("/outlets").text != shown["/outlets"]


def test_users_are_not_given_what_visitors_see(browser: Browsers, story: StoryHead) -> None:
    address = story_address(story)
    assert "For editors" not in browser().get(address).text
    assert "For editors" in browser(Role.EDITOR).get(address).text
    assert "For editors" not in browser().get(address).text


def test_the_day_moves_on(browser: Browsers, clock: Clock) -> None:
    client = browser()
    assert "Wednesday, 14 May 2031" in client.get("/stories").text
    clock.forward(days=1)
    assert "Thursday, 15 May 2031" in client.get("/stories").text


def test_kept_pages_are_counted_each_time(browser: Browsers, site: Site, story: StoryHead) -> None:
    client, counted = browser(), list[str]()

    def seen(self: Counting, day: object, kind: str, subject: str, *, agent: str) -> None:
        counted.append(f"{kind} {subject}")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Counting, "seen", seen)
        for _ in range(3):
            client.get(story_address(story))
        client.get(f"/s/{story.id}/another-title", follow_redirects=False)
    assert counted == [f"story {story.id}"] * 3


def test_addresses_with_a_query_are_not_kept(browser: Browsers, site: Site) -> None:
    client = browser()
    for number in range(5):
        assert client.get(f"/stories?junk={number}").status_code == 200
    assert not site.bodies._texts
