"""Where clauses begin, and of what kind they are."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geopolitik.model.annotation import Annotation
from geopolitik.model.article import Article, Block, Label
from geopolitik.model.capture import Capture
from geopolitik.steps.annotate import annotate

CASES = {
    "participle behind a comma": (
        "The army shelled the port, preparing its men for an assault.",
        [("main", "The army shelled the port,"), ("participial", "preparing its men for an assault.")],
    ),
    "coordinate verb": (
        "Moen arrived in Vika and addressed the council.",
        [("main", "Moen arrived in Vika"), ("coordinate", "and addressed the council.")],
    ),
    "list is not split": (
        "The plan covers the north, the islands, and the port.",
        [("main", "The plan covers the north, the islands, and the port.")],
    ),
    "relative": (
        "It needs concessions, which the north rejects.",
        [("main", "It needs concessions,"), ("relative", "which the north rejects.")],
    ),
    "leading condition": (
        "If the north agrees, the guns will fall silent.",
        [("condition", "If the north agrees,"), ("main", "the guns will fall silent.")],
    ),
    "trailing condition": (
        "The port will open only if the north withdraws.",
        [("main", "The port will open"), ("condition", "only if the north withdraws.")],
    ),
    "price of a concession": (
        "The north offered land in exchange for guarantees.",
        [("main", "The north offered land"), ("adjunct", "in exchange for guarantees.")],
    ),
    "including": (
        "It demands steps, including a withdrawal from the coast.",
        [("main", "It demands steps,"), ("adjunct", "including a withdrawal from the coast.")],
    ),
    "deadline": (
        "A breach would bring a reply within 24 hours, beginning with a warning.",
        [
            ("main", "A breach would bring a reply"),
            ("adjunct", "within 24 hours,"),
            ("participial", "beginning with a warning."),
        ],
    ),
    "said that": (
        "The ministry said that the truce had ended.",
        [("attribution", "The ministry said"), ("main", "that the truce had ended.")],
    ),
    "said without that": (
        "The ministry said its forces had left.",
        [("attribution", "The ministry said"), ("main", "its forces had left.")],
    ),
    "speaker in the middle": (
        "Since May, he noted, the port has stood empty.",
        [("adjunct", "Since May,"), ("attribution", "he noted,"), ("main", "the port has stood empty.")],
    ),
    "according to": (
        "According to a Fjord report, the north has lost two ships.",
        [("attribution", "According to a Fjord report,"), ("main", "the north has lost two ships.")],
    ),
    "apposition": (
        "Moen met Dahl, the harbour chief, on Monday.",
        [("main", "Moen met Dahl,"), ("apposition", "the harbour chief,"), ("adjunct", "on Monday.")],
    ),
    "semicolon and colon": (
        "The message is clear: leave now; nobody will wait.",
        [("main", "The message is clear:"), ("main", "leave now;"), ("main", "nobody will wait.")],
    ),
    "brackets": (
        "The truce (the third this year) collapsed.",
        [("main", "The truce"), ("apposition", "(the third this year)"), ("main", "collapsed.")],
    ),
    "quotation and its speaker": (
        "“We are ready,” Moen said, smiling at the crowd.",
        [
            ("main", "“We are ready,”"),
            ("attribution", "Moen said,"),
            ("participial", "smiling at the crowd."),
        ],
    ),
    "no boundary inside speech": (
        "Moen said, “We stay because we must and nobody asked.”",
        [("attribution", "Moen said,"), ("main", "“We stay because we must and nobody asked.”")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_clauses(read: Callable[..., Annotation], text: str, expected: list[tuple[str, str]]) -> None:
    annotation = read(text)
    assert [(c.kind.value, text[c.start : c.end]) for c in annotation.clauses] == expected


WORDS = "Moen said the port and which if that preparing left 24 hours U.S. within"
MARKS = ", ; : “ ” \" ( ) — . ' ! ’s - é"
PIECES = st.sampled_from(f"{WORDS} {MARKS}".split())


@given(st.lists(PIECES, max_size=40))
def test_clauses_tile_their_sentence(pieces: list[str]) -> None:
    """Only blanks stand between clauses, and nothing raises, whatever the text."""
    text = " ".join(pieces)
    blocks = (Block(0, len(text), Label.BODY),) if text else ()
    article = Article(Capture("i", "n", b"", "", "n"), text, "text", blocks, language="en")
    annotation = annotate(article)
    for index, sentence in enumerate(annotation.sentences):
        own = [clause for clause in annotation.clauses if clause.sentence == index]
        assert own[0].start == sentence.start
        assert own[-1].end == sentence.end
        for before, after in pairwise(own):
            assert before.end <= after.start
            assert not text[before.end : after.start].strip()
