"""The page that says how the site decides and what it refuses."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from lxml import html
from tests.publish.site.browser import Browsers

from geopolitik.app.house import House
from geopolitik.model.people import Role
from geopolitik.model.story import ChangeKind, DerivationKind
from geopolitik.publish import site
from geopolitik.publish.site.views.glossary import DERIVATIONS, INBOX_KEYS
from geopolitik.storage import settings

REFUSALS = (
    *("names no guilty party", "declares no violation", "starts no clock", "recommends no military response"),
    *("no targets and no coordinates", "unmasks no anonymous source", "scores nobody’s trustworthiness"),
    *("two carriers of one text as two confirmations", "short passages", "until an editor has looked"),
)


def test_it_says_what_is_refused_and_what_the_words_mean(browser: Browsers) -> None:
    page = " ".join(html.fromstring(browser().get("/about").text).text_content().split())
    for words in (*REFUSALS, "No language model", "Cannot tell", "Reply", "measured on English"):
        assert words in page, words
    assert all(kind.value in page for kind in ChangeKind)


def test_every_kind_of_derivation_is_explained() -> None:
    assert set(DERIVATIONS) == set(DerivationKind)


def test_the_contents_lead_somewhere(browser: Browsers) -> None:
    page = html.fromstring(browser().get("/about").text)
    for link in page.cssselect(".contents a, section a[href^='#']"):
        assert page.cssselect(link.get("href")), link.get("href")


def test_who_answers_for_the_site_is_named(browser: Browsers, house: House) -> None:
    assert "Who answers for it" not in browser().get("/about").text
    with house.store.writing() as w:
        settings.save(w, replace(settings.load(w), notice="Ada <Owner>, Pier 1"))
    page = browser().get("/about").text
    assert "Who answers for it" in page
    assert "Ada &lt;Owner&gt;, Pier 1" in page


def test_where_guests_are_not_let_in_it_is_for_users(browser: Browsers, house: House) -> None:
    with house.store.writing() as w:
        settings.save(w, replace(settings.load(w), guests=False))
    assert browser().get("/about").status_code == 403
    assert browser(Role.MEMBER).get("/about").status_code == 200


def test_the_keys_are_those_of_the_inbox() -> None:
    """What the page promises is what the script reads, or a decision's own key."""
    folder = Path(str(site.__file__)).parent
    script = (folder / "static" / "inbox.js").read_text(encoding="utf-8")
    read = set(re.findall(r'key === "([^"]+)"', script)) | {"y", "n"}
    assert {key.replace("Esc", "Escape") for key, _ in INBOX_KEYS} <= read
