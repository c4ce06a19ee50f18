"""Since when a web archive has known an address: asked of a server of our own, once and with courtesy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from tests.app.collecting.world import HARBOUR, article, feed
from tests.app.watchlist.world import AGENCY
from tests.steps.collect.web.serving import Answer, Origin, page, serving

from geopolitik.app.collecting import outlets
from geopolitik.app.collecting.running import Collector, from_web
from geopolitik.app.collecting.timemaps import TimeMaps
from geopolitik.app.house import House
from geopolitik.app.stories.catching_up import growing
from geopolitik.app.stories.planning import trace_of
from geopolitik.model.capture import Capture, Declared, Known
from geopolitik.steps.collect import capture_bytes
from geopolitik.storage import captures, open_store, stories
from geopolitik.storage.moments import now
from geopolitik.storage.paging import Paging

FIRST = datetime(2024, 5, 13, 9, 30, tzinfo=UTC)
TIMEMAP = page('<https://archive.example/1>; rel="first memento"; datetime="Mon, 13 May 2024 09:30:00 GMT"')


@pytest.fixture
def archive() -> Iterator[Origin]:
    with serving() as running:
        yield running


def asking(archive: Origin, pauses: list[float] | None = None) -> TimeMaps:
    get = partial(from_web, permitted=frozenset([archive.host]))
    told = pauses if pauses is not None else []
    return TimeMaps(archive.url("/timemap/"), get, now, sleep=told.append)


def captured(name: str = "ferry") -> Capture:
    address = f"{HARBOUR}/{name}"
    return capture_bytes(article().encode(), address, declared=Declared("Harbour News", address))


def test_what_the_archive_says_is_kept_with_the_capture(archive: Origin) -> None:
    archive.pages[f"/timemap/{HARBOUR}/ferry"] = TIMEMAP
    dated = asking(archive).dated(captured())
    assert dated.declared == Declared("Harbour News", f"{HARBOUR}/ferry", known=Known(FIRST, "127.0.0.1"))
    assert (dated.id, dated.content) == (captured().id, captured().content)


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(Answer(status=404), id="unknown"),
        pytest.param(Answer(status=500), id="in trouble"),
        pytest.param(page("<html>Welcome</html>"), id="no TimeMap"),
    ],
)
def test_an_archive_that_does_not_tell_changes_nothing(archive: Origin, answer: Answer) -> None:
    archive.pages[f"/timemap/{HARBOUR}/ferry"] = answer
    assert asking(archive).dated(captured()) == captured()


def test_what_its_robots_close_is_not_asked_for(archive: Origin) -> None:
    archive.pages["/robots.txt"] = page("User-agent: *\nDisallow: /timemap/\n")
    archive.pages[f"/timemap/{HARBOUR}/ferry"] = TIMEMAP
    assert asking(archive).dated(captured()) == captured()
    assert archive.times(f"/timemap/{HARBOUR}/ferry") == 0


def test_it_is_asked_with_a_pause_and_for_its_robots_once(archive: Origin) -> None:
    archive.pages["/robots.txt"] = page("User-agent: *\nCrawl-delay: 30\n")
    pauses: list[float] = []
    timemaps = asking(archive, pauses)
    for name in ("ferry", "crane"):
        timemaps.dated(captured(name))
    assert [round(pause) for pause in pauses] == [30]
    assert archive.times("/robots.txt") == 1


def test_an_archive_that_says_to_wait_long_is_left_alone(archive: Origin) -> None:
    archive.pages[f"/timemap/{HARBOUR}/ferry"] = Answer(status=429, headers=(("Retry-After", "3600"),))
    archive.pages[f"/timemap/{HARBOUR}/crane"] = TIMEMAP
    timemaps = asking(archive)
    for name in ("ferry", "crane"):
        assert timemaps.dated(captured(name)).declared.known is None
    assert archive.times(f"/timemap/{HARBOUR}/crane") == 0


def test_the_collector_keeps_it_for_new_pages(archive: Origin, tmp_path: Path) -> None:
    store = open_store(tmp_path / "store.db")
    house = House(store)
    with serving() as near:
        both = frozenset([near.host, archive.host])
        near.pages["/feed"] = page(feed("ferry").replace(HARBOUR, near.url("")))
        near.pages["/ferry"] = page(article())
        archive.pages["/timemap/" + near.url("/ferry")] = TIMEMAP
        outlets.add(house, near.url("/feed"), outlet="Harbour", get=partial(from_web, permitted=both))
        Collector(house, permitted=both, courtesy=0, dated=asking(archive).dated).once()
        with store.reading() as r:
            (kept,) = (captures.get(r, i) for i in captures.ids(r))
    store.close()
    assert kept is not None
    assert kept.declared == Declared("Harbour", near.url("/ferry"), known=Known(FIRST, "127.0.0.1"))


def test_what_the_archive_said_is_a_reason_in_the_storys_trace(archive: Origin, tmp_path: Path) -> None:
    store = open_store(tmp_path / "store.db")
    house = House(store)
    edited = AGENCY.replace("1,400 members", "1,300 members")
    with serving() as near:
        both = frozenset([near.host, archive.host])
        near.pages["/feed"] = page(feed("agency", "copy").replace(HARBOUR, near.url("")))
        near.pages["/agency"] = page(_page(AGENCY, "Meridian", ""))
        near.pages["/copy"] = page(_page(edited, "Courier", "2024-05-13T12:30:00Z"))
        archive.pages["/timemap/" + near.url("/agency")] = TIMEMAP
        outlets.add(house, near.url("/feed"), get=partial(from_web, permitted=both))
        Collector(
            house, permitted=both, courtesy=0, dated=asking(archive).dated, arrived=growing(house)
        ).once()
        with store.reading() as r:
            (story,) = stories.newest(r, public_only=False, paging=Paging()).items
            found = trace_of(house, r, story)
    store.close()
    (relation,) = found.relations
    notes = {reason.term: reason.note for reason in relation.evidence}
    assert notes["archived before"] == (
        "The web archive 127.0.0.1 has known the address of Meridian since 13 May 2024, 09:30 UTC, before "
        "Courier was published; what stood there by then may have been another text."
    )


def _page(text: str, outlet: str, published: str) -> str:
    """A page with a text as its outlet shows it."""
    headline, *paragraphs = text.strip().split("\n\n")
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    stamp = f"<meta property='article:published_time' content='{published}'>" if published else ""
    return (
        f"<html lang='en'><head><title>{headline}</title><meta property='og:site_name' content='{outlet}'>"
        f"{stamp}</head><body><article><h1>{headline}</h1>{body}</article></body></html>"
    )
