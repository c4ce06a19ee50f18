"""Whom a page credits, read from the page as a whole: every case is invented."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geopolitik.model.article import Article, Label
from geopolitik.steps.collect import capture_bytes
from geopolitik.steps.extract import extract

STORY = (
    "The harbour board of Sarn voted on Tuesday to close the outer quay to tankers from the first of May, "
    "after a collision that left sixty tonnes of oil on the southern beaches.",
    "Its chairman, Oda Fell, said the board had waited two winters for a reply from the mainland, and that "
    "nobody would miss the noise of the pumps at night. Boats may still land their catch.",
    "Agents said the nearest berth for larger vessels was now an hour away by sea, and that twenty-five men "
    "would have to look for other work before the summer was over.",
)
TITLE = "Sarn closes its outer quay to tankers after the winter's oil spill"


def page(*lines: str, title: str = TITLE) -> Article:
    return extract(capture_bytes("\n\n".join((title, *lines)).encode(), "page.txt"))


def credited(article: Article) -> set[tuple[str, str]]:
    return {(credit.name, credit.role.value) for credit in article.credits}


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(("By The Associated Press", *STORY), {("The Associated Press", "agency")}, id="byline"),
        pytest.param(
            ("By JANE ROE, CNN, AP", "May 3, 2031", *STORY),
            {("CNN", "agency"), ("AP", "agency")},
            id="reporter and two houses",
        ),
        pytest.param(
            ("Jane Roe and John Doe, Associated Press", "May 3, 2031", *STORY),
            {("Associated Press", "agency")},
            id="reporters without by",
        ),
        pytest.param(
            ("Jane Roe, Ap National Security Writer", "May 3, 2031", *STORY),
            {("AP", "agency")},
            id="reporter's post",
        ),
        pytest.param(
            ("Reuters", "May 3, 2031", *STORY), {("Reuters", "agency")}, id="bare name above a date"
        ),
        pytest.param(("SARN (AP) — " + STORY[0], *STORY[1:]), {("AP", "agency")}, id="dateline"),
        pytest.param(
            ("Sarn (CNN) " + STORY[0], *STORY[1:]), {("CNN", "agency")}, id="dateline without a dash"
        ),
        pytest.param((*STORY, "— AFP"), {("AFP", "agency")}, id="end dash"),
        pytest.param(
            (*STORY, "© Copyright 2031 The Associated Press. All rights reserved."),
            {("The Associated Press", "agency")},
            id="copyright notice",
        ),
        pytest.param(
            (*STORY, "Material from AFP was used in this story."),
            {("AFP", "with inputs from")},
            id="material used",
        ),
        pytest.param(
            (
                *STORY,
                "Post writers Jane Roe, John Doe and The Associated Press contributed to this report.",
            ),
            {("The Associated Press", "with inputs from")},
            id="contributed, persons beside",
        ),
        pytest.param(
            (
                *STORY,
                "Roe reported from Vell. Associated Press writer Jo Doe, N.C., contributed to this report.",
            ),
            {("Associated Press", "with inputs from")},
            id="an agency's writer",
        ),
        pytest.param((*STORY, "h/t: The Hill."), {("The Hill", "via")}, id="hat tip"),
        pytest.param(
            (*STORY, "This article was originally published by Lake Review. Read the original article."),
            {("Lake Review", "first published")},
            id="originally published",
        ),
        pytest.param(
            (*STORY, "Jane Roe is a columnist for the Lake Review, where this piece first appeared."),
            {("Lake Review", "first published")},
            id="where it first appeared",
        ),
        pytest.param(
            (*STORY, "Read the rest of the story at Lake Review."),
            {("Lake Review", "source")},
            id="the rest elsewhere",
        ),
        pytest.param(
            (*STORY, "Quellen: (Lake Review) (Bay Post)"),
            {("Lake Review", "source"), ("Bay Post", "source")},
            id="each in brackets",
        ),
        pytest.param(
            (*STORY, "NYT Posted at 8:00 am on July 15, 2031"), {("NYT", "source")}, id="poster's stamp"
        ),
        pytest.param(
            ("Associated Press Sunday, July 15, 2031", *STORY),
            {("Associated Press", "agency")},
            id="name and date",
        ),
        pytest.param(
            (
                *STORY,
                "© 2031 Bay Post. The Associated Press contributed to this report. All rights reserved.",
            ),
            {("The Associated Press", "with inputs from")},
            id="within a notice",
        ),
        pytest.param(
            (*STORY, "Quelle:", "https://www.seepost.example/a/b"),
            {("www.seepost.example", "source")},
            id="address below",
        ),
        pytest.param(("Lake Review•", *STORY), {("Lake Review", "feed")}, id="provider under the headline"),
        pytest.param(
            (
                STORY[0] + " [Lake Review]",
                STORY[1] + " [Jane Roe, Bay Post | Paywall]",
                STORY[2] + " [Reuters]",
            ),
            {("Lake Review", "source"), ("Bay Post", "source"), ("Reuters", "source")},
            id="round-up",
        ),
    ],
)
def test_a_page_credits(lines: tuple[str, ...], expected: set[tuple[str, str]]) -> None:
    assert credited(page(*lines)) == expected


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(("Photo: Jane Roe, AP", *STORY), id="photo line"),
        pytest.param((*STORY[:2], "AFP/Getty Images", STORY[2]), id="picture agency"),
        pytest.param(
            (*STORY[:2], "Reuters", STORY[2], STORY[0]), id="a name beside a picture within the story"
        ),
        pytest.param((*STORY, "© AFP"), id="copyright of a picture"),
        pytest.param((*STORY, "© 2031 Bay Post. All rights reserved."), id="the page's own copyright"),
        pytest.param(
            (*STORY, "Jane Roe and John Doe contributed to this report."), id="the outlet's own people"
        ),
        pytest.param((*STORY, "First Published: Tuesday, 3 May 2031"), id="a date is no maker"),
        pytest.param((*STORY, "First posted 23:37:00 05/05/2031"), id="a number is no maker"),
        pytest.param((*STORY, "Additional reporting by Tina Moor"), id="a person's reporting"),
        pytest.param((*STORY, "Via side doors, Oda Fell won a delay;"), id="via in a headline"),
        pytest.param(("Sources: Envoys of Sarn may meet", *STORY), id="sources in a headline"),
        pytest.param((STORY[0], "Source: Harbour Office", *STORY, *STORY), id="the source of a figure"),
        pytest.param((STORY[0] + " The chairman told Reuters.", *STORY[1:]), id="somebody was told"),
        pytest.param(
            (*STORY[:2], STORY[2] + " He joined the Union of Northern Islanders (UNI)."), id="an abbreviation"
        ),
    ],
)
def test_a_page_credits_nobody(lines: tuple[str, ...]) -> None:
    assert credited(page(*lines)) == set()


def test_nothing_visible_is_lost_when_a_credit_is_cut_out() -> None:
    article = page("SARN, May 3 (AP) — " + STORY[0], *STORY[1:], "(Reuters)")
    held = "".join(article.text[b.start : b.end] for b in article.blocks)
    assert "".join(held.split()) == "".join(article.text.split())
    assert [b.label for b in article.blocks if b.label is Label.BODY] == [Label.BODY] * len(STORY)


@given(
    st.lists(
        st.sampled_from(["AP", "(AP)", "by", "source:", "via", "©", "2031", "—", "\n", "Sarn", "[", "]"]),
        max_size=30,
    )
)
def test_any_marks_are_read_without_overlap(words: list[str]) -> None:
    article = page(*STORY, " ".join(words) or "-")
    spans = [(b.start, b.end) for b in article.blocks]
    assert spans == sorted(spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert all(c.start is None or 0 <= c.start <= (c.end or 0) <= len(article.text) for c in article.credits)
