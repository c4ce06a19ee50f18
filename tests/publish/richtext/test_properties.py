"""What holds for every text: no error, nothing but the allowed, and plain words as on the page."""

from __future__ import annotations

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html
from tests.publish.active import assert_inert

from geopolitik.publish.richtext import Cited, Passage, cited, plain, refusal, render, sanitise
from geopolitik.publish.richtext.gate import ATTRIBUTES, TAGS

WORDS = """
* ** _ ~~ ` [ ]( ) ![ <]( ><]( <br> <br><br> --- > - 1. # | |-| @ab https://a.example/ \\ &lt; &#x6a; = ' < &
word " [a]: (passage:ab#1-2) (/media/a.png) (javascript:x) (mention:a) <script> </p> \u05e9\u05dc\u05d5\u05dd
"""
LINES = [
    "```\n",
    "\n",
    "\n\n",
    "> ",
    "- ",
    "1. ",
    "# ",
    "|-|\n",
    "[a]: /b\n",
    "    ",
    " =20x30)",
    " =5%x)",
    " --- ",
]
ODD = ["\t", "\x00", "\ud800", "\u202e", "\u2028", "\r", " "]
MARKS = st.sampled_from([*WORDS.split(), *LINES, *ODD])
BODIES = st.one_of(
    st.text(max_size=200),
    st.lists(st.one_of(MARKS, st.text(max_size=4)), max_size=40).map("".join),
)
OTHERS = [
    "<svg>",
    "<math>",
    "<style>",
    "<title>",
    "<template>",
    "<p title='",
    "<!--",
    "-->",
    "<a href=x:",
    "\n",
]
PIECES = [f"<{slash}{tag}>" for tag in sorted(TAGS) for slash in ("", "/")] + OTHERS
HTML = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=25).map("".join)


def resolve(passage: Passage) -> Cited | None:
    return Cited("/c", "A") if passage.span.start == 1 else None


@settings(max_examples=400)
@example("[a](passage:ab#1-2)![b")
@example("* * *\n> - 1. # a | b")
@given(BODIES)
def test_any_text_becomes_inert_html(body: str) -> None:
    html = render(body, mentions=lambda name: f"/people/{name}", passages=resolve)
    html.encode()
    assert_inert(html)
    assert sanitise(html) == html
    for element in lxml_html.fragment_fromstring(f"<div>{html}</div>").iterdescendants():
        assert element.tag in TAGS
        assert set(element.attrib) <= ATTRIBUTES.get(element.tag, frozenset())
        if element.tag == "a":
            assert element.text_content().strip() or element.find(".//img") is not None
            assert element.find(".//a") is None
    refusal(body)


@settings(max_examples=400)
@given(BODIES)
def test_plain_words_are_those_of_the_page(body: str) -> None:
    """Both hold the same words: the page's text without references, pictures and the numbers of lists."""
    page = lxml_html.fragment_fromstring(f"<div>{render(body)}</div>")
    for element in [*page.iter("sup"), *page.iter("figure")]:
        element.drop_tree()
    assert squeezed("".join(page.itertext())) == squeezed(plain(body))


def squeezed(text: str) -> str:
    return re.sub(r"\s+|\d+\.", "", text)


@given(BODIES)
def test_numbers_on_the_page_are_those_of_the_list(body: str) -> None:
    html = render(body, passages=lambda _: Cited("/c"))
    first = re.findall(r'id="cite-(\d+)"', html)
    assert first == [str(number) for number in range(1, len(cited(body)) + 1)]


@settings(max_examples=400)
@given(HTML)
def test_the_gate_settles_any_html(html: str) -> None:
    clean = sanitise(html)
    assert_inert(clean)
    assert sanitise(clean) == clean


def test_html_nested_too_deep_for_the_gate_is_text() -> None:
    assert "<" not in sanitise("<div>" * 100_000 + "x")
    assert sanitise("<b>" * 500 + "a < b").split() == ["a", "b"]
