"""Which stretches are quotations, and who speaks them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geopolitik.model.annotation import Annotation

MARKS = {
    "closed in the next paragraph": (
        "He said: “We run daily.\n\nIt is how children looked,” said Orr.",
        ["We run daily.", "It is how children looked,"],
    ),
    "closing mark forgotten": (
        "She said: “We run daily. It is fun.\n\nThen it rained.",
        ["We run daily. It is fun."],
    ),
    "stray opening mark": ("The “old ferry sank.\n\nThen it rained.", []),
    "curly": ("He said “we stay” again.", ["we stay"]),
    "straight": ('He said "we stay" again.', ["we stay"]),
    "two apostrophes": ("He said ''we stay'' again.", ["we stay"]),
    "guillemets": ("Il a dit «nous restons» hier.", ["nous restons"]),
    "German": ("Er sagte „wir bleiben“ und ging.", ["wir bleiben"]),
    "single": ("He said ‘we stay’ again.", ["we stay"]),
    "single straight": ("He said 'we stay' again.", ["we stay"]),
    "apostrophes are no marks": ("The ports’ men don’t know the ’90s, it’s said.", []),
    "plural possessive inside single marks": ("They cite ‘the ports’ fate’ often.", ["the ports’ fate"]),
    "nested": ("“He said ‘never’ to us,” she said.", ["He said ‘never’ to us,", "never"]),
    "several paragraphs": (
        "“We are tired.\n“We want peace,” she said.",
        ["We are tired.", "We want peace,"],
    ),
    "never closed": ("He said “we stay and left.", []),
    "inches are no marks": ('The 5" gun fired.', []),
    "set aside": ("> “War is near”\nNothing happened.", []),
}


@pytest.mark.parametrize(("text", "expected"), MARKS.values(), ids=MARKS)
def test_marks(read: Callable[..., Annotation], text: str, expected: list[str]) -> None:
    annotation = read(text)
    assert [text[q.start : q.end] for q in annotation.quotations] == expected


SPEAKERS = {
    "behind": ("“We stay,” Anna Moen said.", [("anna moen", "said")]),
    "inverted": ("“We stay,” said Anna Moen, a pilot.", [("anna moen", "said")]),
    "before": ("Anna Moen said: “We stay.”", [("anna moen", "said")]),
    "insertion before the verb": (
        "Anna Moen, who runs the port, told Radio Fjord, “We stay.”",
        [("anna moen", "told")],
    ),
    "age and town": ("“We stay,” Anna Moen, 43, of Vika, said.", [("anna moen", "said")]),
    "apposition, then told a station": (
        "“We stay,” Anna Moen, the harbour chief, told Radio Fjord.",
        [("anna moen", "told")],
    ),
    "according to": ("The sea is “closed to us,” according to Anna Moen.", [("anna moen", "according to")]),
    "surname": (
        "Anna Moen arrived. “We stay here now,” Moen said.",
        [("anna moen", "said")],
    ),
    "pronoun": ("Anna Moen arrived. “We stay here now,” she said.", [("anna moen", "said")]),
    "goes on behind": (
        "“We stay,” Anna Moen said. “We have no ships.”",
        [("anna moen", "said"), ("anna moen", None)],
    ),
    "parted by its speaker": (
        "“We stay,” Anna Moen said, “until the end.”",
        [("anna moen", "said"), ("anna moen", "said")],
    ),
    "adding": (
        "“We stay,” Anna Moen said, adding that the port was “closed for good.”",
        [("anna moen", "said"), ("anna moen", None)],
    ),
    "paragraph of its own": (
        "“We stay,” Anna Moen said.\n“We have no ships left.”",
        [("anna moen", "said"), ("anna moen", None)],
    ),
    "question and answer": (
        "“Do you stay?” Ola Lund asked.\n“We stay,” Anna Moen said.",
        [("ola lund", "asked"), ("anna moen", "said")],
    ),
    "noun phrase": ("“We stay,” the harbour master said.", [("harbor master", "said")]),
    "spokesman for another": (
        "“We stay,” said a spokesman for Anna Moen.",
        [("spokesperson anna moen", "said")],
    ),
    "whole sentence governed from its end": (
        "The vote signals “the end of it” for the port, said Anna Moen, a pilot.",
        [("anna moen", "said")],
    ),
    "agent behind": ("The plan was called “a trap” by Anna Moen.", [("anna moen", None)]),
    "narrated before": ("Anna Moen agreed. “We must stay here.”", [("anna moen", None)]),
    "term of the subject": ("The fragile “truce” collapsed.", [(None, None)]),
}


@pytest.mark.parametrize(("text", "expected"), SPEAKERS.values(), ids=SPEAKERS)
def test_speakers(
    read: Callable[..., Annotation], text: str, expected: list[tuple[str | None, str | None]]
) -> None:
    found = [
        (q.speaker.entity if q.speaker else None, text[q.cue.start : q.cue.end].lower() if q.cue else None)
        for q in read(text).quotations
    ]
    assert found == expected


SPEECH = {
    "sentence": ("“We will not leave this port,” she said.", True),
    "short but said": ("“Never,” she said.", True),
    "term": ("They call it a “harbour pause” now.", False),
    "fragment": ("He praised a “rare patience” there.", False),
    "slogan in the sentence": ("A “league of the ready” could form.", False),
}


@pytest.mark.parametrize(("text", "expected"), SPEECH.values(), ids=SPEECH)
def test_speech_and_terms(read: Callable[..., Annotation], text: str, expected: bool) -> None:
    assert [q.is_speech for q in read(text).quotations] == [expected]
