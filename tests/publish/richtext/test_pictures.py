"""Pictures: side, size, link; and that none is loaded from elsewhere."""

from __future__ import annotations

import pytest

from geopolitik.publish.richtext import PicturePolicy, plain, render

LAZY = 'loading="lazy" referrerpolicy="no-referrer"'
REL = 'rel="nofollow noopener noreferrer"'


BOAT = '<img src="/media/b.jpg" alt="boat"'
LINK = f'<a href="https://cdn.example/b.jpg" {REL}>boat</a>'


def figure(kind: str, body: str) -> str:
    names = f' class="{kind}"' if kind else ""
    return f'<figure{names} dir="auto">{body}</figure>'


@pytest.mark.parametrize(
    ("mark", "html"),
    [
        ("![boat](/media/b.jpg)", figure("", f"{BOAT} {LAZY}>")),
        ("![boat<](/media/b.jpg)", figure("left", f"{BOAT} {LAZY}>")),
        ("![boat>](/media/b.jpg)", figure("right", f"{BOAT} {LAZY}>")),
        (
            '![boat><](/media/b.jpg "At dusk" =250x90)',
            figure("centre", f'{BOAT} title="At dusk" width="250" height="90" {LAZY}>'),
        ),
        ("![boat](/media/b.jpg =x90)", figure("", f'{BOAT} height="90" {LAZY}>')),
        ("![boat](/media/b.jpg =99999x0)", f'{BOAT} width="1200" height="16" {LAZY}'),
        ("![boat<](/media/b.jpg =60%x20%)", figure("left w60", f"{BOAT} {LAZY}>")),
        ("![boat](/media/b.jpg =400%x)", figure("w100", f"{BOAT} {LAZY}>")),
        ("![boat](/media/b.jpg =1%x)", figure("w10", f"{BOAT} {LAZY}>")),
        ("[![boat>](/media/b.jpg)](/s/1)", figure("right", f'<a href="/s/1">{BOAT} {LAZY}></a>')),
        ("[![boat](/media/b.jpg =9%x)](/s/1)", figure("w10", f'<a href="/s/1">{BOAT} {LAZY}></a>')),
        ("[![bo*at*](/media/b.jpg) c](/x)", figure("", f'<a href="/x">{BOAT} {LAZY}></a>')),
        ("[![boat](/media/b.jpg)](javascript:x)", figure("", f"{BOAT} {LAZY}>")),
        ("[![boat](/media/b.jpg =x20)](javascript:x)", figure("", f'{BOAT} height="20" {LAZY}>')),
        ('![a"b&amp;c](/media/b.jpg)', 'alt="a&quot;b&amp;c"'),
        ('![a"b&amp;c](/media/b.jpg =250x)', 'alt="a&quot;b&amp;c"'),
    ],
    ids=[
        "plain",
        "left",
        "right",
        "centre, sized, titled",
        "height alone",
        "bounded",
        "per cent",
        "at most the column",
        "at least a tenth",
        "linked",
        "linked and sized",
        "linked with words",
        "refused link",
        "refused link, sized",
        "quotes in the alternative text",
        "quotes in the alternative text, sized",
    ],
)  # fmt: skip
def test_pictures_of_our_own(mark: str, html: str) -> None:
    assert html in render(f"The ferry sailed. {mark} It was empty.")


def test_a_picture_by_reference() -> None:
    assert figure("right", f"{BOAT} {LAZY}>") in render("![boat >][1]\n\n[1]: /media/b.jpg")


@pytest.mark.parametrize(
    ("mark", "html"),
    [
        ("![boat<](https://cdn.example/b.jpg =250x)", figure("left absent", LINK)),
        ("![](https://cdn.example/b.jpg)", f'<a href="https://cdn.example/b.jpg" {REL}>Picture</a>'),
        ("![boat](file-guid:aa-1 =250x)", '<figure class="absent" dir="auto">boat</figure>'),
        ("![boat](data:image/png;base64,AA)", '<figure class="absent" dir="auto">boat</figure>'),
        ("![boat](//cdn.example/b.jpg)", '<figure class="absent" dir="auto">boat</figure>'),
        ("[![boat](file-guid:aa-1)](https://cdn.example/b.jpg)", LINK),
        ("![boat](/media/../logout)", figure("absent", '<a href="/media/../logout">boat</a>')),
        ("![boat](/media/%2e%2e/logout)", '"absent"'),
        ("![boat](/media/b.jpg?x=1)", '"absent"'),
        ("![boat](/logout)", '"absent"'),
        ("![boat](/media/)", '"absent"'),
        ("![boat](/media//evil.example/b.jpg)", '"absent"'),
    ],
)  # fmt: skip
def test_no_other_picture_is_loaded(mark: str, html: str) -> None:
    made = render(mark)
    assert html in made
    assert "<img" not in made


def test_the_policy_says_which_are_shown() -> None:
    policy = PicturePolicy(folders=("/media/", "/files/"), widest=300)
    html = render("![a](/files/a.png =900x) ![b](/other/b.png)", pictures=policy)
    assert '<img src="/files/a.png" alt="a" width="300"' in html
    assert '<a href="/other/b.png">b</a>' in html


def test_a_picture_parts_the_paragraph_that_it_stands_in() -> None:
    html = render("One **two ![a](/media/a.png) three** four.")
    assert html.split("\n")[0] == '<p dir="auto">One <strong>two </strong></p>'
    assert html.split("\n")[2] == '<p dir="auto"><strong> three</strong> four.</p>'


def test_a_picture_in_a_heading_stands_below_it() -> None:
    assert render("# Fog ![a](/media/a.png) over Ister").startswith(
        '<h2 dir="auto">Fog  over Ister</h2>\n<figure'
    )


def test_a_picture_in_a_table_stays_in_its_cell() -> None:
    assert '<td dir="auto"><figure dir="auto"><img ' in render("|a|\n|-|\n|![a](/media/a.png)|")


def test_pictures_are_no_words() -> None:
    assert plain("One ![a](/media/a.png) two ![b](https://cdn.example/b.png)") == "One\n\ntwo"
    assert plain("[![a](/media/a.png)](/x)") == ""
