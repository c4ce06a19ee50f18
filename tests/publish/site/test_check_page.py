"""Checking the page at an address: fetched in the background from a server of ours, found in its story."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from threading import Event

import pytest
from tests.app.watchlist.world import AGENCY, REWRITE
from tests.publish.site.browser import ADDRESS, Browser
from tests.publish.site.conftest import Clock
from tests.steps.collect.web.serving import Answer, Origin, page, serving

from geopolitik.app.checking import Desk, Fetching
from geopolitik.app.house import House
from geopolitik.app.people.accounts import begin
from geopolitik.app.sources import Source
from geopolitik.app.stories.growing import arrived
from geopolitik.errors import FetchError
from geopolitik.model.capture import Declared
from geopolitik.model.keeping import CheckState
from geopolitik.model.people import Role, Viewer
from geopolitik.publish.site import sessions
from geopolitik.publish.site.application import application
from geopolitik.publish.site.site import Site
from geopolitik.publish.site.throttle import Throttle
from geopolitik.steps.collect import capture_bytes
from geopolitik.steps.collect.web.fetch import Fetched
from geopolitik.storage import accounts, captures, stories

Signed = Callable[[Role], Browser]


def article(text: str, outlet: str, day: str) -> Answer:
    headline, *paragraphs = text.strip().split("\n\n")
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return page(
        f"<html lang='en'><head><title>{headline}</title><meta property='og:site_name' content='{outlet}'>"
        f"<meta property='article:published_time' content='{day}T08:00:00Z'></head>"
        f"<body><article><h1>{headline}</h1>{body}</article></body></html>",
        Content_Type="text/html; charset=utf-8",
    )


@pytest.fixture
def origin() -> Iterator[Origin]:
    with serving() as running:
        running.pages["/strike"] = article(REWRITE, "Courier", "2031-05-13")
        yield running


@pytest.fixture
def desk(house: House, origin: Origin) -> Iterator[Desk]:
    made = Desk(house, Fetching(permitted=frozenset({origin.host})))
    yield made
    made.close()


@pytest.fixture
def signed(house: House, desk: Desk, person: Callable[[Role, str], Viewer], clock: Clock) -> Signed:
    """Makes a browser of a user of a role, on a site that may ask our server."""
    app = application(Site(house, ADDRESS, desk, throttle=Throttle(lambda: clock().timestamp())))

    def made(role: Role) -> Browser:
        viewer = person(role, f"{role.value.title()} Marsh")
        client = Browser(app, base_url=ADDRESS)
        key = begin(house, str(viewer.id))
        client.cookies.set(sessions.COOKIE, key, domain="geopolitik.test")
        with house.store.reading() as r:
            session = accounts.session(r, key, at=house.clock())
        assert session
        client.csrf = session.csrf
        return client

    return made


def checked(client: Browser, desk: Desk, address: str, **fields: str) -> str:
    """Hand an address in and wait until it is done; returns the check's page."""
    answer = client.submit("/check", page=address, **fields)
    assert answer.status_code == 303, answer.text
    where = answer.headers["location"]
    desk.wait(where.rpartition("/")[2], 60)
    return str(client.get(where).text)


def kept(house: House) -> str:
    """Keep the agency's text; returns its story."""
    found = capture_bytes(AGENCY.encode(), "agency", declared=Declared("Meridian", None, "2031-05-12"))
    return str(arrived(house, [found])[0].story)


def test_a_page_is_fetched_and_found_in_its_story(
    signed: Signed, desk: Desk, house: House, origin: Origin
) -> None:
    story = kept(house)
    shown = checked(signed(Role.ANALYST), desk, origin.url("/strike"))
    assert "Where it comes from" in shown
    assert "Courier has it from Meridian: rewrite, not credited" in shown
    with house.store.reading() as r:
        (edge,) = stories.edges_of(r, story)
        assert len(captures.same(r, origin.url("/strike"))) == 1
    assert f'href="/s/{story}/r/{edge.id}"' in shown
    assert origin.times("/robots.txt") == 1


def test_a_page_of_which_nothing_is_kept_says_what_would_settle_it(
    signed: Signed, desk: Desk, origin: Origin
) -> None:
    shown = checked(signed(Role.EDITOR), desk, origin.url("/strike"))
    assert "Nothing that is kept has to do with it." in shown
    assert "What would settle it" in shown


def test_a_page_is_added_to_the_story_that_is_named(
    signed: Signed, desk: Desk, house: House, origin: Origin
) -> None:
    story = kept(house)
    shown = checked(signed(Role.ANALYST), desk, origin.url("/strike"), story=story)
    assert f"/s/{story}/r/" in shown
    with house.store.reading() as r:
        assert len(stories.captures_of(r, story)) == 2


@pytest.mark.parametrize(
    ("path", "told"),
    [
        pytest.param("/missing", "leads to nothing", id="no such page"),
        pytest.param("/secret", "closed to us by robots.txt", id="robots"),
        pytest.param("/bare", "no text", id="nothing to read"),
    ],
)
def test_what_cannot_be_had_fails_in_plain_words_and_can_be_tried_again(
    signed: Signed, desk: Desk, origin: Origin, path: str, told: str
) -> None:
    origin.pages["/robots.txt"] = page("User-agent: *\nDisallow: /secret")
    origin.pages["/bare"] = page("<html><body></body></html>", Content_Type="text/html")
    shown = checked(signed(Role.ANALYST), desk, origin.url(path))
    assert "Failed:" in shown
    assert told in shown
    assert "Run it again" in shown


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        pytest.param({"page": "http://127.0.0.1:1/"}, "leads to this machine", id="inner address"),
        pytest.param({"page": "http://[::ffff:10.0.0.1]/"}, "leads to", id="wrapped inner address"),
        pytest.param({"page": "ferry"}, "is no address of a web page", id="no address"),
        pytest.param(
            {"page": "https://courier.example/", "text": "The pear weighs ten stone."},
            "is checked alone",
            id="with a text",
        ),
    ],
)
def test_what_is_not_fetched_is_refused_at_once(signed: Signed, fields: dict[str, str], told: str) -> None:
    answer = signed(Role.ANALYST).submit("/check", **fields)
    assert answer.status_code == 422
    assert told in answer.text
    assert f'value="{fields["page"]}"' in answer.text


def test_nobody_else_has_pages_fetched(signed: Signed, origin: Origin) -> None:
    answer = signed(Role.MEMBER).submit("/check", page=origin.url("/strike"))
    assert answer.status_code == 403
    assert origin.asked == []


def test_pages_are_fetched_at_a_measured_pace(signed: Signed, desk: Desk, origin: Origin) -> None:
    client = signed(Role.ANALYST)
    codes = [client.submit("/check", page=origin.url("/missing")).status_code for _ in range(11)]
    assert codes == [303] * 10 + [429]


def test_a_host_that_answers_slowly_does_not_hold_up_other_checks(
    house: House, person: Callable[[Role, str], Viewer]
) -> None:
    asked, go_on = Event(), Event()

    def slow(url: str, _: Mapping[str, str]) -> Fetched:
        asked.set()
        assert go_on.wait(60)
        raise FetchError(url, "leads to nothing", status=404)

    desk = Desk(house, Fetching(get=slow))
    viewer = person(Role.ANALYST, "Analyst Marsh")
    try:
        stuck = desk.hand_in_page(viewer, "https://slow.example/strike")
        assert asked.wait(60)
        quick = desk.hand_in(viewer, [Source.from_text(AGENCY, name="agency.txt")])
        desk.wait(quick.id, 60)
        assert desk.find(viewer, quick.id)[0].state is CheckState.DONE
        assert desk.find(viewer, stuck.id)[0].state is CheckState.RUNNING
    finally:
        go_on.set()
        desk.close()
