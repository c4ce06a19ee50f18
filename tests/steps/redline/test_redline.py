"""What holds of every redline, whatever the texts."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geopolitik.model.article import Article, Credit, CreditRole, Link, LinkKind, Timestamp
from geopolitik.model.span import Span
from geopolitik.model.story import Alignment, Change, ChangeKind, CreditState, Severity
from geopolitik.steps.align import align
from geopolitik.steps.annotate import annotate
from geopolitik.steps.collect import capture_bytes, capture_file
from geopolitik.steps.extract import extract
from geopolitik.steps.redline import redline
from geopolitik.steps.redline.arbiter import arbitrate
from geopolitik.steps.redline.kinds import FINDERS, PRECEDENCE

Align = Callable[[str, str], Alignment]
SAMPLES = Path(str(files("geopolitik.samples")))

WORDS = "Tarrow said may will not all 40 percent “we agree” Friday bridge closed if only , . ( ) [x](y)"


def with_original(alignment: Alignment, article: Article) -> Alignment:
    """The alignment with another article behind the original's annotation."""
    return replace(alignment, a=replace(alignment.a, article=article))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from(WORDS.split()), max_size=60),
    st.lists(st.sampled_from(WORDS.split()), max_size=60),
)
def test_any_two_texts_give_spans_inside_them(ours: list[str], theirs: list[str]) -> None:
    texts = ("The council met again. " + " ".join(words) for words in (ours, theirs))
    a, b = (annotate(extract(capture_bytes(t.encode(), "x.txt"))) for t in texts)
    for change in redline(align(a, b, related=True)):
        assert change.reason
        for span, text in ((change.original_span, a.text), (change.copy_span, b.text)):
            assert span is None or 0 <= span.start <= span.end <= len(text)


def test_a_text_against_itself_has_no_change() -> None:
    alignment = sample("01-agency.html", "01-agency.html")
    assert redline(alignment, credit=CreditState.OWN) == ()


def test_same_input_same_changes() -> None:
    alignment = sample("01-agency.html", "04-channel.md")
    assert redline(alignment) == redline(alignment)


def test_no_passage_is_flagged_twice() -> None:
    changes = redline(sample("01-agency.html", "04-channel.md"))
    spans = [c.copy_span for c in changes if c.copy_span]
    assert len(spans) == len(set(spans))


def test_changes_come_in_the_order_of_the_copy() -> None:
    starts = [c.copy_span.start for c in redline(sample("01-agency.html", "04-channel.md")) if c.copy_span]
    assert starts == sorted(starts)


def test_bent_sample_is_found_out() -> None:
    """At least four in five of the grave changes that the sample's truth lists are flagged."""
    truth = json.loads((SAMPLES / "truth.json").read_text(encoding="utf-8"))
    alignment = sample("01-agency.html", "04-channel.md")
    changes = [c for c in redline(alignment) if c.severity is not Severity.LOW]
    listed = [
        c
        for c in truth["changes"]
        if (c["original"], c["copy"], c["severity"]) == ("01-agency.html", "04-channel.md", "high")
    ]
    found = [c for c in listed if any(marks(change, c, alignment) for change in changes)]
    assert len(found) >= 0.8 * len(listed)


def test_credit_dropped_names_whose_text_it_is(aligned: Align) -> None:
    credit = Credit("Quarter Wire", CreditRole.AGENCY, 3, 9)
    alignment = aligned("The lock is open.", "The lock is open.")
    alignment = with_original(alignment, replace(alignment.a.article, credits=(credit,)))
    (change,) = redline(alignment, credit=CreditState.NONE)
    assert (change.kind, change.original_span) == (ChangeKind.CREDIT_DROPPED, Span(3, 9))
    assert "Quarter Wire" in change.reason


@pytest.mark.parametrize("credit", [CreditState.FULL, CreditState.PARTIAL, CreditState.OWN])
def test_credit_given_is_no_change(aligned: Align, credit: CreditState) -> None:
    assert redline(aligned("The lock is open.", "The lock is open."), credit=credit) == ()


def test_shop_link_inserted(aligned: Align) -> None:
    alignment = aligned("The lock is open.", "The lock is open.")
    link = Link("https://shop.example/7", LinkKind.SHOP, start=5, end=8)
    alignment = replace(
        alignment, b=replace(alignment.b, article=replace(alignment.b.article, links=(link,)))
    )
    (change,) = redline(alignment, credit=CreditState.OWN)
    assert (change.kind, change.copy_span) == (ChangeKind.LINK_INSERTED, Span(5, 8))


def test_undated_copy_of_a_dated_original(aligned: Align) -> None:
    stamp = Timestamp("2 May 2031", "2031-05-02", None, "text", 0, 6)
    alignment = aligned("The lock is open.", "The lock is open.")
    alignment = with_original(alignment, replace(alignment.a.article, published=stamp))
    (change,) = redline(alignment, credit=CreditState.OWN)
    assert (change.kind, change.original_span) == (ChangeKind.UNDATABLE, Span(0, 6))


def test_graver_candidate_wins_its_passage() -> None:
    minor = Change(ChangeKind.INTENSIFIER_ADDED, Severity.MEDIUM, None, Span(0, 20), "colour")
    grave = Change(ChangeKind.CERTAINTY_RAISED, Severity.HIGH, None, Span(4, 12), "certainty")
    apart = Change(ChangeKind.TIME, Severity.MEDIUM, None, Span(30, 40), "time")
    assert arbitrate([minor, apart, grave], PRECEDENCE) == (grave, apart)


def test_every_kind_has_its_place() -> None:
    assert sorted(PRECEDENCE) == sorted(ChangeKind)
    assert len(set(FINDERS)) == len(FINDERS)


def sample(original: str, copy: str) -> Alignment:
    a, b = (annotate(extract(capture_file(SAMPLES / name))) for name in (original, copy))
    return align(a, b, related=True)


def marks(change: Change, listed: dict[str, str | None], alignment: Alignment) -> bool:
    """Whether a change overlaps a listed passage, or is the listed change of the whole text."""
    copy, original = listed["copy_text"], listed["original_text"]
    if copy:
        return _holds(alignment.b.text, copy, change.copy_span)
    if original:
        return _holds(alignment.a.text, original, change.original_span)
    return change.kind == listed["kind"]


def _holds(text: str, passage: str, span: Span | None) -> bool:
    at = text.find(passage)
    return span is not None and at >= 0 and span.overlaps(Span(at, at + len(passage)))
