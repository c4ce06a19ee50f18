"""Where sentences end."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geopolitik.model.annotation import Annotation

CASES = {
    "two sentences": ("The port reopened. Ships returned.", ["The port reopened.", "Ships returned."]),
    "country initials": ("The U.S. envoy left. He was tired.", ["The U.S. envoy left.", "He was tired."]),
    "country at the end": (
        "They flew to the U.S. The talks failed.",
        ["They flew to the U.S.", "The talks failed."],
    ),
    "country before a quoted word": (
        "She said the U.S. “clearly” knew.",
        ["She said the U.S. “clearly” knew."],
    ),
    "initials without a space": (
        "Mission head J.R. Aldmoor told them. The talks went on.",
        ["Mission head J.R. Aldmoor told them.", "The talks went on."],
    ),
    "initials of a person": (
        "J. R. Moen spoke first. Others followed.",
        ["J. R. Moen spoke first.", "Others followed."],
    ),
    "title with a stop": ("Gen. Dahl met Mr. Lund on Oct. 3.", ["Gen. Dahl met Mr. Lund on Oct. 3."]),
    "decimal": ("It rose 3.5 percent. Prices fell.", ["It rose 3.5 percent.", "Prices fell."]),
    "speaker behind an exclamation": (
        "“I am no crook!” Moen said. He left.",
        ["“I am no crook!” Moen said.", "He left."],
    ),
    "lower case behind a question": ("“Is it over?” he asked. No.", ["“Is it over?” he asked.", "No."]),
    "full stop before the speaker": ("“We will go.” Dahl said.", ["“We will go.” Dahl said."]),
    "quotation of two sentences": (
        "“We are tired. We want peace,” Dahl said.",
        ["“We are tired.", "We want peace,” Dahl said."],
    ),
    "closing mark stays": ("He said “it is done.” Then he left.", ["He said “it is done.”", "Then he left."]),
    "straight closing mark": (
        'She said "it is done." Then she left.',
        ['She said "it is done."', "Then she left."],
    ),
    "ellipsis inside": ("It was … difficult to say.", ["It was … difficult to say."]),
    "time of day": ("They met at 5 p.m. on Friday.", ["They met at 5 p.m. on Friday."]),
    "nobody behind a time of day": (
        "They met at 5 a.m. Nobody spoke.",
        ["They met at 5 a.m.", "Nobody spoke."],
    ),
    "lost space": ("The vote failed.The crowd left.", ["The vote failed.", "The crowd left."]),
    "headline is one": ("# Talks fail. What now?\nNothing.", ["Talks fail. What now?", "Nothing."]),
    "set aside is none": ("It ended.\n> Read more. Click here.", ["It ended."]),
    "other script": ("条約は失効した。交渉は続く。", ["条約は失効した。", "交渉は続く。"]),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_sentences(read: Callable[..., Annotation], text: str, expected: list[str]) -> None:
    annotation = read(text)
    assert [text[s.start : s.end] for s in annotation.sentences] == expected


def test_markup_is_skipped_but_kept_in_the_offsets(read: Callable[..., Annotation]) -> None:
    text = "**The truce ended.** Fire resumed."
    annotation = read(text, markup=((0, 2), (18, 20)))
    assert [text[s.start : s.end] for s in annotation.sentences] == ["The truce ended.", "Fire resumed."]


def test_ordinals_of_other_languages_end_no_sentence(read: Callable[..., Annotation]) -> None:
    text = "Sie endete am 11. Oktober. Niemand kam."
    annotation = read(text, language="de")
    assert [text[s.start : s.end] for s in annotation.sentences] == [
        "Sie endete am 11. Oktober.",
        "Niemand kam.",
    ]
