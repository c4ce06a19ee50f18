"""Where a post's links lead, and which are refused."""

from __future__ import annotations

import pytest
from lxml import html as lxml_html

from geopolitik.publish.richtext import plain, render
from geopolitik.publish.richtext.addresses import accept

REL = 'rel="nofollow noopener noreferrer"'


@pytest.mark.parametrize(
    ("markdown", "link"),
    [
        ("[a](https://port.example/x)", f'<a href="https://port.example/x" {REL}>a</a>'),
        ('[a](https://port.example/x "t")', f'<a href="https://port.example/x" {REL} title="t">a</a>'),
        ("<https://port.example>", f'<a href="https://port.example" {REL}>https://port.example</a>'),
        ("https://port.example/a_b_c.", f'<a href="https://port.example/a_b_c" {REL}>https://port.example/a_b_c</a>.'),
        ("[a](mailto:desk@port.example)", f'<a href="mailto:desk@port.example" {REL}>a</a>'),
        ("[a](/stories/1#p-2)", '<a href="/stories/1#p-2">a</a>'),
        ("[a](#cite-1)", '<a href="#cite-1">a</a>'),
        ("[a][1]\n\n[1]: https://port.example", f'<a href="https://port.example" {REL}>a</a>'),
        ("[v](oembed:https://video.example/9)", f'<a href="https://video.example/9" {REL}>v</a>'),
        ("[a](https://bücher.example)", f'<a href="https://xn--bcher-kva.example" {REL}>a</a>'),
        ("[a](https://x.example/?a=1&amp;b=2)", f'<a href="https://x.example/?a=1&amp;b=2" {REL}>a</a>'),
    ],
    ids=[
        "foreign",
        "with a title",
        "in angle brackets",
        "bare",
        "mail",
        "our own site",
        "within the page",
        "by reference",
        "a platform's film",
        "letters beyond ASCII",
        "an ampersand",
    ],
)  # fmt: skip
def test_links(markdown: str, link: str) -> None:
    assert link in render(markdown)


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JaVaScript:alert(1)",
        "java&#115;cript:alert(1)",
        "java&Tab;script:alert(1)",
        "&#x6A;avascript:alert(1)",
        "<java\tscript:alert(1)>",
        "\x01javascript:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "data:image/png;base64,AA",
        "//evil.example/x",
        "https://evil%2eexample/",
        "\\\\evil.example",
        "https:evil.example",
        "https:///evil.example",
        "https://bank.example@evil.example/",
        "https://user:word@evil.example/",
        "https://[::1",
        "https://a.example:99999/",
        "ftp://a.example/",
        "file:///etc/passwd",
        "blob:https://a.example/1",
        "page.html",
        "?a=1",
        "passage:abc#9-1",
        "mailto:",
    ],
)
def test_a_refused_link_keeps_its_words(target: str) -> None:
    html = render(f"Before [the words]({target}) after")
    assert "<a" not in html
    assert "href" not in html
    assert "the words" in html


@pytest.mark.parametrize(
    "address", ["https://a.example/x y", "https://a.example/\n", "", "https://a" + "b" * 2000]
)
def test_nothing_is_repaired(address: str) -> None:
    assert accept(address) is None


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("Says @mara.ling, here", 'Says <a class="mention" href="/people/mara.ling">@mara.ling</a>, here'),
        ("Says @nobody here", "Says @nobody here"),
        ('[Mara](mention:77-1 "https://net.example/u")', '<a class="mention" href="/people/m">Mara</a>'),
        ("[Other One](mention:77-1)", "Other One"),
        ("desk@mara.ling", "desk@mara.ling"),
        ("\\@mara.ling", "@mara.ling"),
        ("`@mara.ling`", "<code>@mara.ling</code>"),
        ("[@mara.ling](/x)", '<a href="/x">@mara.ling</a>'),
        ("@evil", "@evil"),
    ],
    ids=[
        "known",
        "unknown",
        "a platform's mark",
        "a platform's mark, unknown",
        "a mail address",
        "escaped",
        "in code",
        "in a link",
        "resolved to what is refused",
    ],
)  # fmt: skip
def test_mentions(markdown: str, html: str) -> None:
    people = {"mara.ling": "/people/mara.ling", "Mara": "/people/m", "evil": "javascript:x"}
    assert html in render(markdown, mentions=people.get)


def test_links_do_not_nest() -> None:
    html = render("[a <https://one.example> b](https://two.example) [@mara](https://three.example)")
    assert html.count("<a ") == html.count("</a>")
    assert plain("[a <https://one.example> b](/two)") == "a https://one.example b"


def test_a_name_is_looked_up_once() -> None:
    asked: list[str] = []

    def look_up(name: str) -> str:
        asked.append(name)
        return f"/people/{name}"

    assert render("@mara and @bo and @mara", mentions=look_up).count("<a ") == 3
    assert asked == ["mara", "bo"]


@pytest.mark.parametrize(
    "markdown",
    [
        "a [](https://a.example) b",
        "a [ ](/x) b",
        "a [**\\\n**](/x) b",
        "[![a](/media/a.png)](/x)",
        "[![a](https://cdn.example/a.png)](/x) and",
        "|[![a](https://cdn.example/a.png)](/x)|\n|-|",
        "# [![a](https://cdn.example/a.png)](/x)",
        "[](mention:a)",
    ],
)
def test_no_link_is_without_words(markdown: str) -> None:
    page = lxml_html.fragment_fromstring(f"<div>{render(markdown)}</div>")
    for link in page.iter("a"):
        assert link.text_content().strip() or link.find(".//img") is not None
        assert link.find(".//a") is None
