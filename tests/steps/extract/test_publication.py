"""When a page shows that its article came out."""

from __future__ import annotations

import pytest

from geopolitik.model.article import Timestamp
from geopolitik.model.capture import Declared
from geopolitik.steps.collect import capture_bytes
from geopolitik.steps.extract import extract

PROSE = (
    "The ferries between Vell and Orvel sail again after a week of storm, and the port office said that the"
    " first of them left before sunrise with three hundred people on board.",
    "Fishermen said that they had lost most of their nets, and that the season would be short this year for"
    " all who live by the harbour.",
)


def published(
    above: str = "", below: str = "", head: str = "", lang: str = "en", url: str = ""
) -> Timestamp | None:
    """The time of publication of a page with something above and below its headline."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PROSE)
    page = (
        f"<!DOCTYPE html><html lang='{lang}'>"
        f"<head><title>Ferries sail again at Vell</title>{head}</head><body>"
        f"<main>{above}<h1>Ferries sail again at Vell</h1>{below}{body}</main></body></html>"
    )
    capture = capture_bytes(page.encode(), "page.html", declared=Declared(url=url or None))
    return extract(capture).published


@pytest.mark.parametrize(
    ("below", "lang", "iso"),
    [
        pytest.param("<p>28.01.31</p>", "de", "2031-01-28", id="a year of two figures"),
        pytest.param("<p>02/10/2031</p>", "en-GB", "2031-10-02", id="the day first"),
        pytest.param("<p>02/10/2031</p>", "en-US", "2031-02-10", id="the month first"),
        pytest.param("<div>Vell, 8.Februar 2031</div>", "de", "2031-02-08", id="a month run to its day"),
        pytest.param("<div>Feb <b>18</b>2031</div>", "en", "2031-02-18", id="a year run to its day"),
        pytest.param(
            "<p>4.2.2031 - The storm that held the ferries back for a week has gone east, and nobody thinks"
            " that it will come back before the end of the month.</p>",
            "en",
            "2031-02-04",
            id="a dateline",
        ),
    ],
)
def test_what_stands_below_the_headline(below: str, lang: str, iso: str) -> None:
    found = published(below=below, lang=lang)
    assert found is not None
    assert (found.iso, found.source) == (iso, "text")


def test_a_day_in_figures_says_nothing_without_a_country() -> None:
    found = published(below="<p>02/10/2031</p>", lang="en")
    assert found is None or found.iso is None


def test_what_a_headline_tells_of_is_not_its_day() -> None:
    found = published(above="<p>3 March 2031</p>", below="<p>The storm of 1 March 2031 is over</p>")
    assert found is not None
    assert found.iso == "2031-03-03"


@pytest.mark.parametrize(
    ("address", "iso"),
    [
        ("https://vell.example/2031/02/04/ferries", "2031-02-04"),
        ("https://vell.example/news/2031-02-04-ferries.html", "2031-02-04"),
        ("https://vell.example/meldungen/04-02-2031", "2031-02-04"),
        ("https://vell.example/2031/13/04/ferries", None),
        ("https://vell.example/archive/20310204", None),
    ],
)
def test_the_day_in_an_address(address: str, iso: str | None) -> None:
    found = published(url=address)
    assert (found.iso if found else None) == iso


def test_an_address_overrules_another_day_on_the_page() -> None:
    found = published(below="<p>17 May 2029</p>", url="https://vell.example/2031/02/04/ferries")
    assert found is not None
    assert (found.iso, found.source) == ("2031-02-04", "address")


def test_a_stamp_of_the_addresss_day_keeps_its_clock() -> None:
    found = published(below="<p>4 February 2031, 16:33</p>", url="https://vell.example/2031/02/04/ferries")
    assert found is not None
    assert (found.iso, found.source) == ("2031-02-04T16:33", "text")


@pytest.mark.parametrize("kind", ["WebPage", "Recipe"])
def test_the_day_of_a_page_that_calls_itself_no_article(kind: str) -> None:
    node = f'{{"@type": "{kind}", "datePublished": "2031-02-04T10:00:00+01:00", "headline": "Other"}}'
    found = published(head=f"<script type='application/ld+json'>{node}</script>")
    assert found is not None
    assert found.iso == "2031-02-04T10:00:00+01:00"


def test_a_moment_is_told_in_the_days_of_its_page() -> None:
    head = "<meta property='article:published_time' content='2031-02-04T23:30:00Z'>"
    found = published(head=head, below="<p>5 February 2031</p>")
    assert found is not None
    assert (found.iso, found.source, found.zone) == ("2031-02-05T00:30:00+01:00", "meta", None)


def test_a_moment_stays_where_the_page_shows_another_week() -> None:
    head = "<meta property='article:published_time' content='2031-02-04T23:30:00Z'>"
    found = published(head=head, below="<p>12 February 2031</p>")
    assert found is not None
    assert found.iso == "2031-02-04T23:30:00+00:00"


def test_a_moment_keeps_its_clock_where_the_head_also_gives_the_bare_day() -> None:
    head = (
        "<meta property='article:published_time' content='2031-02-04T23:30:00Z'>"
        "<meta name='date' content='2031-02-05'>"
    )
    found = published(head=head, below="<p>5 February 2031</p>")
    assert found is not None
    assert found.iso == "2031-02-05T00:30:00+01:00"


@pytest.mark.parametrize(
    "content",
    ["0001-01-01T00:00:00Z", "2031-02-04T10:00:61Z", "9999-12-31T23:59:00Z", "2031-02-30T10:00:00Z"],
)
def test_a_date_that_no_clock_shows_harms_nothing(content: str) -> None:
    head = f"<meta property='article:published_time' content='{content}'>"
    assert published(head=head, below="<p>5 February 2031</p>") is not None


@pytest.mark.parametrize(
    ("head", "below", "iso", "source"),
    [
        pytest.param(
            "<meta name='date' content='2031-02-09'>",
            "<p>5 February 2031</p>",
            "2031-02-05",
            "text",
            id="shown",
        ),
        pytest.param("<meta name='date' content='2031-02-09'>", "", "2031-02-09", "meta", id="none shown"),
        pytest.param(
            "<meta name='date' content='2031-02-05T16:33'>",
            "<p>5 February 2031</p>",
            "2031-02-05T16:33",
            "meta",
            id="the same day with its clock",
        ),
        pytest.param(
            "",
            "<p>5 February 2031</p><aside><time datetime='2031-02-09'>a comment</time></aside>",
            "2031-02-05",
            "text",
            id="a time element of something else",
        ),
        pytest.param(
            "<meta property='article:published_time' content='2031-02-04'>",
            "<p>12 February 2031</p>",
            "2031-02-04",
            "meta",
            id="a head that says what happened then",
        ),
    ],
)
def test_a_date_that_does_not_say_what_of(head: str, below: str, iso: str, source: str) -> None:
    found = published(head=head, below=below)
    assert found is not None
    assert (found.iso, found.source) == (iso, source)


@pytest.mark.parametrize(
    ("shown", "iso"),
    [("5 February 2031", "2031-02-05"), ("4 February 2031", "2031-02-04"), ("7 May 2030", "2031-02-04")],
)
def test_of_two_declared_days_the_page_shows_one(shown: str, iso: str) -> None:
    node = '{"@type": "NewsArticle", "datePublished": "2031-02-04", "headline": "Ferries"}'
    head = (
        f"<script type='application/ld+json'>{node}</script>"
        "<meta property='article:published_time' content='2031-02-05'>"
    )
    found = published(head=head, below=f"<p>{shown}</p>")
    assert found is not None
    assert found.iso == iso


def test_a_day_that_is_a_sentence_of_its_own_opens_a_paragraph() -> None:
    found = published(below=f"<p>31 October 2031. {PROSE[1]}</p>")
    assert found is not None
    assert found.iso == "2031-10-31"


def test_a_moment_is_told_in_the_days_of_a_line_that_is_no_stamp() -> None:
    head = "<meta property='article:published_time' content='2031-02-05T00:25:56Z'>"
    found = published(head=head, below="<div>The Vell Post, harbour desk, on 4 February 2031</div>")
    assert found is not None
    assert (found.iso or "")[:10] == "2031-02-04"
