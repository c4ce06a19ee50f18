"""Which passages are a page's frame."""

from __future__ import annotations

import pytest

from geopolitik.index.archive.frame import is_frame

STORY = (
    "The harbour commission said on Tuesday that both sides had agreed to open the northern gate again, "
    "and that the first convoy of grain would leave within the week."
)
CALL = "Choose the plan that's right for you, and never miss a story."
DATED = "Dockers wait at the northern gate of the port of Teskar on Monday, July 16, 2018, before a meeting"


@pytest.mark.parametrize(
    ("passage", "frame"),
    [
        (STORY, False),
        ("Home\nWeather\nSign in\nYour forecast is set to Teskar.\nEdit", True),
        (f"SIGN UP\n{CALL}\nBe the first to know.", True),
        ("w._ads = w._ads || []; w._ads.push({ mode: 'small', place: 'b5' }); w._ads.push({});", True),
        (f"{DATED}.", True),
        (f"{DATED}. {STORY} {STORY} (AP Photo/Jo Roe)", True),
        (f"{DATED}. {STORY * 5}", False),
        (f"{DATED}.\n{STORY}", False),
        (f"“{CALL}” the mayor told the assembly, to loud applause from the gallery.", False),
        ("The gate is open.\nThe convoy has left.\nThe talks go on.", False),
    ],
    ids=[
        "running text",
        "a menu",
        "a call to subscribe",
        "code",
        "a caption with its date",
        "a long caption with its credit",
        "a long paragraph with a date",
        "a caption and its story",
        "somebody's words to somebody",
        "short sentences",
    ],
)  # fmt: skip
def test_frame(passage: str, frame: bool) -> None:
    text = f"{STORY}\n{passage}\n{STORY}"
    start = len(STORY) + 1
    assert is_frame(text, start, start + len(passage)) is frame


def test_lines_count_for_what_the_passage_has_of_them() -> None:
    text = f"Read more\nMost read\nSign in\n{STORY}"
    assert is_frame(text, 0, len(text) - len(STORY) + 30)
    assert not is_frame(text, 0, len(text))


def test_a_text_without_lines_has_no_frame() -> None:
    text = "Sign in " * 5000
    assert not is_frame(text, 0, 40)
