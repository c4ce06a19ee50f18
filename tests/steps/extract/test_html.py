"""HTML: visible text, labels, head, and bombs that cost one child process at most."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geopolitik.errors import ExtractionError
from geopolitik.model.article import Article, Label, LinkKind
from geopolitik.model.capture import Declared
from geopolitik.steps.collect import capture_bytes
from geopolitik.steps.extract import extract
from geopolitik.steps.extract.html import child
from geopolitik.steps.extract.html.prescan import count
from geopolitik.text.apart import Child

PAGE = (Path(__file__).parent / "talks.html").read_text(encoding="utf-8")


def page(html: str, declared: Declared | None = None) -> Article:
    return extract(capture_bytes(html.encode(), "page.html", declared=declared or Declared()))


@pytest.fixture(scope="module")
def article() -> Article:
    return page(PAGE, Declared(url="https://vellpost.example/talks-stall"))


def labelled(article: Article, label: Label) -> list[str]:
    return [article.text[b.start : b.end] for b in article.blocks if b.label is label]


def test_only_visible_text_is_kept(article: Article) -> None:
    for hidden in ("nobody can see", "nor this", "no text", "scripts on", "template text", "color:red"):
        assert hidden not in article.text
    for shown in ("Home", "Read more", "The last boat leaves.", "Gull takes", "© 2031"):
        assert shown in article.text


def test_labels(article: Article) -> None:
    assert labelled(article, Label.TITLE) == ["Talks stall over ferry"]
    assert labelled(article, Label.STANDFIRST) == ["Ministers leave without a deal"]
    assert [text[:15] for text in labelled(article, Label.BODY)] == [
        "The ministers o",
        "A second round ",
        "“We are tired,”",
    ]
    assert labelled(article, Label.HEADING) == ["A second round"]
    assert labelled(article, Label.CAPTION) == ["The last boat leaves."]
    assert labelled(article, Label.BYLINE) == ["By Jo Roe"]
    assert any("Ferry strike" in text for text in labelled(article, Label.RELATED))


def test_reasons_name_the_voters(article: Article) -> None:
    reasons = [block.reason for block in article.blocks if block.label is Label.BODY]
    assert all("trafilatura" in reason and "taken for body by" in reason for reason in reasons)


def test_the_head_is_read(article: Article) -> None:
    assert article.published is not None
    assert (article.published.iso, article.published.zone) == ("2031-02-04T16:33:00+03:00", "+03:00")
    assert article.published.source == "json-ld"
    assert article.updated is not None
    assert article.updated.zone == "UTC"
    assert (article.byline, article.section) == ("Jo Roe", "World")
    assert article.outlet is not None
    assert article.outlet.name == "The Vell Post"
    assert [(c.name, c.role.value) for c in article.credits] == [("lakewire.example", "source")]


def test_links_and_images(article: Article) -> None:
    kinds = {link.text: link.kind for link in article.links}
    assert kinds["ferry"] is LinkKind.SHOP
    assert kinds["Ferry strike enters its second week"] is LinkKind.RELATED
    assert all(article.text[link.start : link.end] == link.text for link in article.links)
    assert [image.url for image in article.images] == ["https://vellpost.example/img/boat.jpg"]


def test_what_is_declared_is_believed() -> None:
    found = page(PAGE, Declared(outlet="My Copy", published="2031-03-01T08:00+02:00"))
    assert found.outlet is not None
    assert found.outlet.name == "My Copy"
    assert found.published is not None
    assert (found.published.iso, found.published.source) == ("2031-03-01T08:00+02:00", "declared")


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        pytest.param("<div>" * 100_000 + "x", "deep", id="depth"),
        pytest.param(
            "<p " + " ".join(f"a{i}=1" for i in range(20_000)) + ">x", "attributes", id="attributes"
        ),
        pytest.param("<a href='/'>x</a>" * 70_000, "elements", id="elements"),
        pytest.param('<a href="' + "A" * 3_000_000 + '">x</a>', "tag of more", id="long attribute"),
        pytest.param("<p>" + "word " * 250_000, "characters", id="long text"),
        pytest.param("<html><body><script>app()</script></body></html>", "shows no text", id="scripts only"),
        pytest.param("<rss version='2.0'><channel/></rss>", "feed", id="feed"),
    ],
)
def test_what_crosses_a_cap_is_refused(html: str, reason: str) -> None:
    with pytest.raises(ExtractionError, match=reason) as caught:
        page(html)
    assert caught.value.advice


def test_a_page_that_takes_too_long_costs_the_child_and_nothing_else() -> None:
    lone = Child("geopolitik.steps.extract.html.worker", ExtractionError, seconds=0.01)
    try:
        with pytest.raises(ExtractionError, match="took longer"):
            lone.ask("slow.html", {"html": "<p>slow</p>" * 20_000, "vote": True})
        lone.seconds = 30
        answer = lone.ask("next.html", {"html": "<p>hello there</p>", "vote": False})
        assert [segment["text"] for segment in answer["segments"]] == ["hello there"]
    finally:
        lone.close()


def test_one_child_serves_many_pages() -> None:
    page("<p>first</p>")
    process = child.CHILD._process
    page("<p>second</p>")
    assert process is child.CHILD._process


def test_the_count_skips_scripts_and_comments() -> None:
    html = "<div><script>'<div><div>'</script><!-- <div> --><p>a<p>b<br></div>"
    assert (count(html).depth, count(html).elements) == (1, 5)


_TAGS = [
    "<div>",
    "</div>",
    "<p>",
    "<b>",
    "</b>",
    "<table>",
    "<td>",
    "<ul>",
    "<li>",
    "<br>",
    "<h2>",
    "</p>",
    "<a href=x>",
    "</a>",
]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.sampled_from([*_TAGS, "fog ", "ice.", "“oar”", "\u200f", "&amp;", "<!--x-->"]), max_size=40)
)
def test_every_visible_character_lies_in_one_block(parts: list[str]) -> None:
    html = "<html><body>lead " + "".join(parts)
    found = page(html)
    covered = "".join(found.text[b.start : b.end] for b in found.blocks)
    assert re.sub(r"\s", "", covered) == re.sub(r"\s", "", found.text)
    for word in ("fog", "ice.", "“oar”"):
        assert found.text.count(word) == "".join(parts).count(word)


STORY = """<p>The bridge over the Vell was closed on Tuesday at noon. The mayor, Ana Trell, said that the
repairs would take a month, and that the ferries would run all night until they were done.</p>
<p>The council meets on Friday to discuss the matter, and will hear the engineers first. It has asked for
money from the capital, which has given none since the spring.</p>"""


def shown(meta: str, title: str = "Bridge closed after flood") -> Article:
    return page(
        f"<html><head><title>{title}</title></head><body><article><h1>Bridge closed after flood</h1>"
        f"{meta}{STORY}</article></body></html>"
    )


@pytest.mark.parametrize(
    "meta",
    [
        '<div class="byline">Source: Marsh Wire</div>',
        '<p class="meta">Source: Marsh Wire | 3 June 2031</p>',
        '<div class="meta">3 June 2031 11:15 CEST | Source: Marsh Wire</div>',
    ],
)
def test_a_source_in_the_authors_place_is_a_credit(meta: str) -> None:
    article = shown(meta)
    assert [(c.name, c.role.value) for c in article.credits] == [("Marsh Wire", "source")]
    assert article.byline is None


def test_an_author_before_a_source_stays_the_author() -> None:
    article = shown('<p class="byline">By Ana Cole | Source: Marsh Wire</p>')
    assert (article.byline, [c.name for c in article.credits]) == ("Ana Cole", ["Marsh Wire"])


@pytest.mark.parametrize(
    ("title", "outlet"),
    [
        ("Bridge closed after flood | Marshcoast Daily", "Marshcoast Daily"),
        ("Bridge closed after flood – Vell", "Vell"),
        ("Bridge closed | What we know", None),
        ("Bridge closed after flood", None),
    ],
)
def test_the_site_may_stand_behind_the_headline_in_the_pages_title(title: str, outlet: str | None) -> None:
    article = shown("<p>By Jo Roe</p>", title)
    assert (article.outlet.name if article.outlet else None) == outlet
    assert article.title == "Bridge closed after flood"


def test_an_outlets_name_at_the_top_is_no_title() -> None:
    lines = ["The Port Brann Tribune", "3 June 2031, 14:20 CET", "Bridge closed after flood"]
    story = re.sub("<[^>]+>", "", STORY).replace("\n", " ").replace("  ", "\n\n")
    article = extract(capture_bytes("\n\n".join([*lines, story]).encode(), "page.txt"))
    assert article.title == "Bridge closed after flood"
    assert article.outlet is not None
    assert article.outlet.name == "The Port Brann Tribune"
