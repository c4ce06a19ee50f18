"""Cases beyond their own pages: the front page, feeds, the sitemap."""

from __future__ import annotations

import pytest
from lxml import etree
from tests.publish.site.browser import Browsers
from tests.publish.site.conftest import Clock
from tests.publish.site.ledger.pages import opened

from geopolitik.app.cases import editing
from geopolitik.app.house import House
from geopolitik.model.ledger.case import Case
from geopolitik.model.ledger.keeping import EntryKind
from geopolitik.model.people import Viewer

ATOM = "{http://www.w3.org/2005/Atom}"


def titles(browser: Browsers) -> list[str]:
    answer = browser().get("/ledger/ferries/feed.atom")
    assert answer.status_code == 200
    return [
        entry.findtext(f"{ATOM}title") or ""
        for entry in etree.fromstring(answer.content).iter(f"{ATOM}entry")
    ]


def test_the_front_page_tells_what_runs_out_next(browser: Browsers, clock: Clock, ferries: Case) -> None:
    assert "By no account does anything lie ahead" in opened(browser(), "/").words
    clock.forward(days=-10)
    page = opened(browser(), "/")
    assert "Runs out 7 May, 21:00 – 8 May 2031, 21:00 UTC, by Lenna’s account" in page.words
    assert "/ledger/ferries/accounts/L1" in page.links


def test_a_private_case_is_told_nowhere(
    browser: Browsers, house: House, keeper: Viewer, ferries: Case
) -> None:
    editing.present(house, keeper, "ferries", public=False)
    client = browser()
    for address in ("/", "/feeds", "/sitemap.xml", "/feeds.opml", "/ledger"):
        assert "ferr" not in client.get(address).text.casefold(), address
    assert client.get("/ledger/ferries/feed.atom").status_code == 404


def test_a_public_case_is_in_the_lists(browser: Browsers, ferries: Case) -> None:
    client = browser()
    assert "/ledger/ferries/feed.atom" in client.get("/feeds").text
    assert "/ledger/ferries/positions" in client.get("/sitemap.xml").text


def test_the_feed_tells_what_was_edited_and_what_became_known(
    browser: Browsers, house: House, keeper: Viewer, clock: Clock, ferries: Case
) -> None:
    first = titles(browser)
    assert "New case: The ferry truce" in first
    assert "Account L1 became known, by Lenna" in first
    clock.forward(hours=1)
    stood = editing.entry(house, keeper, "ferries", EntryKind.ACCOUNT, "L1")
    editing.write(
        house, keeper, "ferries", EntryKind.ACCOUNT, stood.body, based_on=stood.id, reason="secret why"
    )
    assert titles(browser)[0] == "Account L1 was written or mended"
    assert "secret why" not in browser().get("/ledger/ferries/feed.atom").text


@pytest.mark.parametrize("ending", ["atom", "rss", "json"])
def test_every_worked_case_has_a_feed(browser: Browsers, worked: tuple[Case, ...], ending: str) -> None:
    for case in worked:
        assert browser().get(f"/ledger/{case.id}/feed.{ending}").status_code == 200


def test_the_search_finds_entries_as_they_stand(
    browser: Browsers, house: House, keeper: Viewer, ferries: Case
) -> None:
    def found(words: str) -> tuple[str, ...]:
        return opened(browser(), f"/search?q={words}").links

    assert "/ledger/ferries" in found("ferry+truce")
    assert "/ledger/ferries/actors/lenna" in found("lenna")
    stood = editing.entry(house, keeper, "ferries", EntryKind.ACCOUNT, "L1")
    assert "/ledger/ferries/accounts/L1" not in found("lighthouse")
    body = stood.body + "\ncovers: the northern lighthouse\n"
    editing.write(house, keeper, "ferries", EntryKind.ACCOUNT, body, based_on=stood.id)
    assert "/ledger/ferries/accounts/L1" in found("lighth")
    editing.restore(house, keeper, "ferries", stood.id)
    assert "/ledger/ferries/accounts/L1" not in found("lighthouse")
    editing.withdraw(house, keeper, "ferries", EntryKind.ACCOUNT, "L1")
    assert "/ledger/ferries/accounts/L1" not in found("account")
    editing.present(house, keeper, "ferries", public=False)
    assert "/ledger/ferries" not in found("ferry+truce")
