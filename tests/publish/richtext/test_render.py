"""What a post's body looks like as HTML."""

from __future__ import annotations

import pytest

from geopolitik.publish.richtext import render


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("The **old** ferry _sailed_.", '<p dir="auto">The <strong>old</strong> ferry <em>sailed</em>.</p>'),
        ("At ~~ten~~ noon.", '<p dir="auto">At <s>ten</s> noon.</p>'),
        ("> He said", '<blockquote dir="auto"><p dir="auto">He said</p>\n</blockquote>'),
        ("- one\n- two", '<ul dir="auto"><li dir="auto">one</li>\n<li dir="auto">two</li>\n</ul>'),
        ("3. one", '<ol start="3" dir="auto"><li dir="auto">one</li>\n</ol>'),
        ("`a < b`", '<p dir="auto"><code>a &lt; b</code></p>'),
        ("```sh\na\n```", '<pre dir="auto"><code>a\n</code></pre>'),
        ("one\\\ntwo", '<p dir="auto">one<br>two</p>'),
        ("one<br/>two", '<p dir="auto">one<br>two</p>'),
        ("one<br><BR>two", '<p dir="auto">one</p>\n<p dir="auto">two</p>'),
        (
            "**Fog** --- The ferry",
            '<p dir="auto"><strong>Fog</strong> </p>\n<hr>\n<p dir="auto"> The ferry</p>',
        ),
        ("a<b>b</b>", '<p dir="auto">a&lt;b&gt;b&lt;/b&gt;</p>'),
        ("one\r\ntwo", '<p dir="auto">one\ntwo</p>'),
        ("a\x00b\ud800c", '<p dir="auto">a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}c</p>'),
        ("", ""),
    ],
    ids=[
        "emphasis",
        "strikethrough",
        "quotation",
        "list",
        "numbered list",
        "code in a line",
        "code block without its language",
        "line break",
        "a platform's line break",
        "two of them end the paragraph",
        "a rule within a line",
        "raw HTML shown as typed",
        "Windows line ends",
        "what cannot be printed",
        "nothing",
    ],
)
def test_a_body_as_html(markdown: str, html: str) -> None:
    assert render(markdown).strip() == html


def test_a_table_says_its_sides_in_classes() -> None:
    html = render("| a | b | c |\n|:--|--:|:-:|\n| 1 | 2 | 3 |")
    assert '<th class="left" dir="auto">a</th>' in html
    assert '<td class="right" dir="auto">2</td>' in html
    assert '<td class="centre" dir="auto">3</td>' in html
    assert "style" not in html


@pytest.mark.parametrize(
    ("markdown", "tags"),
    [
        ("# A\n\n## B\n\n# C", ["h2", "h3", "h2"]),
        ("### A\n\n# B\n\n## C", ["h2", "h2", "h3"]),
        ("# A\n\n##### B", ["h2", "h3"]),
        ("# A\n## B\n### C\n#### D\n##### E\n###### F", ["h2", "h3", "h4", "h5", "h6", "h6"]),
        ("A\n===\n\nB\n---", ["h2", "h3"]),
    ],
    ids=["from h2", "begins deep", "no step left out", "no deeper than h6", "underlined"],
)
def test_headings_go_down_in_steps_from_h2(markdown: str, tags: list[str]) -> None:
    html = render(markdown)
    assert [piece[:2] for piece in html.split("<") if piece[:1] == "h"] == tags


def test_marks_that_a_cut_goes_through_are_closed_and_opened_again() -> None:
    html = render("**one --- two**")
    assert html.count("<strong>") == html.count("</strong>") == 2
    assert "<hr>" in html


def test_names_of_anchors_are_checked() -> None:
    with pytest.raises(ValueError, match="not a name"):
        render("a", anchors="x y")
