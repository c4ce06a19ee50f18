import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from geopolitik import to_text
from geopolitik.errors import UsageError
from geopolitik.model.article import Timestamp
from geopolitik.model.story import CreditState, Direction, Evidence, Origins, Severity, Trace, Verdict
from geopolitik.publish.describing import notes
from geopolitik.publish.terminal import print_report
from geopolitik.text.clean import shorten


def test_the_report_says_what_each_capture_is(story: Trace) -> None:
    text = to_text(story)
    for line in (
        "[1] Daily Ledger  daily.txt",
        "“Talks on the Orla dam resume as ceasefire frays”",
        "Published: March 03, 2031 at 09:12AM (zone not stated)",
        "Credits: Nordwire (first published)",
        "en · text · 9 sentences · 3 blocks set aside",
        "Note: 2 bytes could not be decoded",
    ):
        assert line in text


def test_the_stemma_shows_uncaptured_originals_credits_and_open_pairs(story: Trace) -> None:
    text = to_text(story)
    assert "1 to 2 independent origins: Nordwire (not captured), boats.txt" in text
    assert "Nordwire (not captured)\n├── rewrite, credited to Nordwire → Daily Ledger" in text
    assert "│   └── rewrite, not credited → River Watch" in text
    assert "River Watch [2] ··?·· boats.txt [5]: cannot tell (related: 41%)" in text
    assert "+2.4  6 of 7 sentences" in text


def test_every_reprinter_is_named_with_its_credit(story: Trace) -> None:
    text = to_text(story, width=120)
    title = "“Talks on the Orla dam resume as ceasefire frays”"
    assert f"[1] Daily Ledger: {title} · credits Nordwire" in text
    assert f"[3] Evening Post: {title} · does not credit Daily Ledger" in text


def test_changes_stand_by_severity_with_both_passages_in_context(story: Trace) -> None:
    text = to_text(story)
    assert (
        text.index("HIGH · certainty raised") < text.index("MEDIUM · time") < text.index("LOW · intensifier")
    )
    assert "− The ministry [said its] patrols answered fire from the eastern bank." in text
    assert "+ The ministry [claimed] its patrols answered fire." in text


def test_what_is_below_the_least_severity_is_counted(story: Trace) -> None:
    text = to_text(story, least=Severity.HIGH)
    assert "2 medium and 1 low changes not shown: --severity low" in text
    assert "1 low change not shown: --severity low" in to_text(story, least="medium")
    assert "MEDIUM" not in text


def test_what_was_set_aside_and_rejected_is_listed(story: Trace) -> None:
    text = to_text(story)
    assert "breadcrumb: HomeWorldTalks on the Orla dam resume" in text
    assert "empty.txt: the file is empty" in text


@pytest.mark.parametrize("least", ["high", "medium", "low"])
def test_a_severity_can_be_named(story: Trace, least: str) -> None:
    assert to_text(story, least=least) == to_text(story, least=Severity(least))


@pytest.mark.parametrize("least", ["High", "grave", "", 3], ids=repr)
def test_what_is_no_severity_is_explained(story: Trace, least: Any) -> None:
    with pytest.raises(UsageError, match=r"is no severity\. Severities: high, medium, low"):
        to_text(story, least=least)


@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_is_wider_than_the_terminal(story: Trace, width: int) -> None:
    assert max(len(line) for line in to_text(story, width=width).splitlines()) <= width


def test_no_line_ends_in_spaces(story: Trace) -> None:
    assert not [line for line in to_text(story).splitlines() if line != line.rstrip()]


def test_without_colour_there_is_no_escape_sequence(story: Trace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    stream = io.StringIO()
    print_report(story, Console(file=stream, force_terminal=True, width=80, highlight=False))
    # NO_COLOR forbids colours; bold and dim are not colours.
    assert "\x1b[31" not in stream.getvalue()
    assert "\x1b" not in to_text(story)


def test_control_characters_of_a_capture_never_reach_the_terminal(retelling: Callable[..., Trace]) -> None:
    text = to_text(retelling("\x1b[2JOne\x07 two.", "\x9b31mThree \u202efour.", title="\x1b]0;owned\x07"))
    assert not set(text) & {"\x1b", "\x07", "\x9b", "\u202e"}


def test_unrelated_texts_are_no_origins(story: Trace) -> None:
    apart = replace(story, origins=Origins(1, 1, ("w-nordwire",), ("w-boats",)))
    text = to_text(apart)
    assert "1 independent origin: Nordwire (not captured); 1 unrelated text: boats.txt [5]" in text.replace(
        "\n", " "
    )
    assert "boats.txt (unrelated text)" in text


def test_every_pair_is_accounted_for(story: Trace) -> None:
    text = to_text(story, width=200)
    assert "EVIDENCE  3 pairs: 1 derived, 1 independent, 1 cannot tell" in text
    assert (
        "Found independent, 1 pair (related: in brackets): Daily Ledger [1, 3] and boats.txt [5] (6%)" in text
    )


def test_a_common_origin_is_shown_with_its_evidence(story: Trace) -> None:
    common = replace(story.relations[0], relation=Verdict.COMMON_ORIGIN)
    text = to_text(replace(story, relations=(common,), derivations=()), width=200)
    assert "Daily Ledger [1, 3] and River Watch [2]: common origin (related: 97%)" in text
    assert "    +2.4  6 of 7 sentences" in text
    # Which came first is no part of this verdict: no sign.
    assert "     1.9  The channel narrates" in text


def test_plus_speaks_for_the_printed_direction_whatever_the_order_of_input(story: Trace) -> None:
    told = story.relations[0]
    turned = replace(
        told,
        a=told.b,
        b=told.a,
        direction=Direction.B_TO_A,
        direction_probability=0.07,
        evidence=tuple(replace(e, weight=-e.weight) if e.about == "direction" else e for e in told.evidence),
    )
    assert to_text(replace(story, relations=(turned,))) == to_text(replace(story, relations=(told,)))


def test_a_reason_without_weight_has_no_sign(story: Trace) -> None:
    weak = Evidence("order", 0.02, "The order is left to chance.")
    text = to_text(replace(story, relations=(replace(story.relations[0], evidence=(weak,)),)))
    assert "     0.0  The order is left to chance. (neither way)" in text


def test_a_wrong_credit_is_told_without_a_judgement(story: Trace) -> None:
    wrong = replace(story.derivations[1], credit=CreditState.WRONG, credited_to=("Tidewater",))
    text = to_text(replace(story, derivations=(story.derivations[0], wrong)))
    assert "rewrite, credits Tidewater, not Daily Ledger → River Watch" in text


def test_standard_input_is_called_so(story: Trace) -> None:
    first, *others = story.annotations
    article = replace(first.article, capture=replace(first.article.capture, name="-"), outlet=None)
    text = to_text(replace(story, annotations=(replace(first, article=article), *others)))
    assert "\n[1] standard input\n" in text


@pytest.mark.parametrize(
    ("stamp", "noted"),
    [
        (Timestamp("2131-01-01", "2131-01-01", None, "declared"), True),
        (Timestamp("2131-01-01T10:00+02:00", "2131-01-01T10:00+02:00", "+02:00", "declared"), True),
        (Timestamp("2131-01-01", "2131-01-01", None, "text"), False),
        (Timestamp("2021-01-01T10:00", "2021-01-01T10:00", None, "declared"), False),
        (Timestamp("soon", None, None, "declared"), False),
        (None, False),
    ],
    ids=["date", "date-time", "the page says so", "past", "unread", "none"],
)
def test_a_declared_time_to_come_is_noted(story: Trace, stamp: Timestamp | None, noted: bool) -> None:
    article = replace(story.annotations[0].article, published=stamp, warnings=())
    assert bool(notes(article)) == noted


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("the council may", 15, "the council may"),
        ("the council may open", 16, "the council may…"),
        ("the council may open", 14, "the council…"),
        ("https://ledger.example/dam", 10, "https://l…"),
        ("水很重要但是人更重要", 5, "水很重要…"),
    ],
    ids=["fits", "whole words", "not within a word", "an address", "no spaces"],
)
def test_texts_are_cut_between_words(text: str, width: int, expected: str) -> None:
    assert shorten(text, width) == expected


@given(st.text(alphabet="abc ", max_size=200), st.integers(30, 120))
def test_a_passage_is_never_cut_within_a_word(words: str, width: int) -> None:
    text = " ".join(words.split())
    kept = shorten(text, width).removesuffix("…")
    assert len(kept) <= width
    longest = max((len(word) for word in text.split()), default=0)
    if longest < width // 2:
        assert text == kept or text[len(kept)] == " "
