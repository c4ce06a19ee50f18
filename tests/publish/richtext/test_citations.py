"""Sentences that cite passages."""

from __future__ import annotations

import pytest

from geopolitik.model.span import Span
from geopolitik.publish.richtext import Cited, Passage, cited, render

FIRST, SECOND, LOST = Passage("ab12", Span(10, 42)), Passage("cd.34", Span(0, 7)), Passage("ee", Span(1, 2))
BODY = (
    "[Patrols doubled](passage:ab12#10-42), and [the envoy](passage:ee#1-2) left.\n\n"
    "> [Talks](passage:cd.34#0-7) broke down; [patrols](passage:ab12#10-42) did not."
)


def resolve(passage: Passage) -> Cited | None:
    return {FIRST: Cited("/stories/1#p3", "Meridian “Fog”"), SECOND: Cited("https://harbour.example/a")}.get(
        passage
    )


def test_passages_are_listed_once_in_order() -> None:
    assert cited(BODY) == (FIRST, LOST, SECOND)


def test_references_are_numbered_and_lead_to_the_passage() -> None:
    html = render(BODY, passages=resolve)
    assert (
        '<span class="cited">Patrols doubled</span><sup class="cite" id="cite-1">'
        '<a aria-label="Source 1: Meridian “Fog”" href="/stories/1#p3">1</a></sup>, and'
    ) in html
    assert (
        '<sup class="cite" id="cite-3"><a aria-label="Source 3" href="https://harbour.example/a"'
        ' rel="nofollow noopener noreferrer">3</a></sup>'
    ) in html


def test_a_passage_cited_again_keeps_its_number() -> None:
    html = render(BODY, passages=resolve, anchors="post-7")
    assert '<sup class="cite" id="post-7-1-2"><a aria-label="Source 1: Meridian “Fog”" href="/sto' in html


@pytest.mark.parametrize(
    "answer", [None, Cited("javascript:x"), Cited("")], ids=["unknown", "refused", "empty"]
)
def test_a_missing_source_is_said(answer: Cited | None) -> None:
    html = render("[The envoy](passage:ee#1-2) left", passages=lambda _: answer)
    assert (
        '<span class="cited">The envoy</span><sup class="cite missing" id="cite-1">source missing</sup> left'
        in html
    )
    assert "<a" not in html


def test_without_a_way_to_look_up_all_are_missing() -> None:
    assert render(BODY).count("source missing") == 4


@pytest.mark.parametrize(
    "target",
    ["passage:", "passage:ab12", "passage:ab12#5", "passage:ab12#7-3", "passage:ab12#3-3", "passage:a/b#1-2",
     "passage:ab12#1-9999999999", "passage:#1-2", "PASSAGE:ab12#1-2", "passage:ab12#-1-2"],
)  # fmt: skip
def test_what_names_no_passage_is_no_citation(target: str) -> None:
    body = f"[words]({target}) here"
    assert cited(body) == ()
    assert render(body).strip() == '<p dir="auto">words here</p>'


def test_a_title_cannot_leave_its_label() -> None:
    html = render("[a](passage:ab12#1-2)", passages=lambda _: Cited("/x", '"><script>x</script>\n y'))
    assert 'aria-label="Source 1: &quot;&gt;&lt;script&gt;x&lt;/script&gt; y"' in html


def test_a_citation_around_a_picture_is_cited_on_both_sides() -> None:
    body = "[one ![a](/media/a.png) two](passage:ab12#10-42)"
    assert cited(body) == (FIRST,)
    html = render(body, passages=resolve)
    assert 'id="cite-1"' in html
    assert 'id="cite-1-2"' in html


def test_citations_in_code_are_code() -> None:
    assert cited("`[a](passage:ab12#1-2)`") == ()


def test_a_citation_without_words_is_a_number_alone() -> None:
    body = "Patrols doubled. [](passage:ab12#10-42)\n\n[](passage:cd.34#0-7)"
    assert cited(body) == (FIRST, SECOND)
    assert render(body, passages=resolve).count('<sup class="cite"') == 2
