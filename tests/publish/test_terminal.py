import io
from collections.abc import Callable
from typing import Any

import pytest
from rich.console import Console

from geopolitik import to_text
from geopolitik.errors import UsageError
from geopolitik.model.story import Severity, Trace
from geopolitik.publish.terminal import print_report


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
    assert "1 to 2 independent origins: Nordwire, boats.txt" in text
    assert "Nordwire (not captured)\n├── rewrite, credited to Nordwire → Daily Ledger" in text
    assert "│   └── rewrite, not credited → River Watch" in text
    assert "River Watch [2] ··?·· boats.txt [5]: cannot tell (related: 41%)" in text
    assert "+2.4  6 of 7 sentences" in text


def test_changes_stand_by_severity_with_both_passages_in_context(story: Trace) -> None:
    text = to_text(story)
    assert (
        text.index("HIGH · certainty raised") < text.index("MEDIUM · time") < text.index("LOW · intensifier")
    )
    assert "− The ministry [said its] patrols answered fire from the eastern bank." in text
    assert "+ The ministry [claimed] its patrols answered fire." in text


def test_what_is_below_the_least_severity_is_counted(story: Trace) -> None:
    text = to_text(story, least=Severity.HIGH)
    assert "3 changes below high not listed" in text
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
