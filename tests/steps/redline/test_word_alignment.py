"""Words of two invented sentences that answer to one another, and words that don't."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

import pytest
from benchmarks.word_alignment import EDINBURGH, FOLDER, Pair, aligned, identical, pairs, score
from hypothesis import given, settings
from hypothesis import strategies as st

from geopolitik.lexicon import table
from geopolitik.model.annotation import Annotation
from geopolitik.model.article import Article, Block, Label
from geopolitik.model.capture import Capture
from geopolitik.steps.annotate import annotate
from geopolitik.steps.redline.kinship import Kinship, kinship, words_of
from geopolitik.steps.redline.word_alignment import align_words, probability

DATA = os.environ.get("GEOPOLITIK_DATA")


def read(text: str) -> Annotation:
    digest = sha256(text.encode()).hexdigest()
    capture = Capture(digest[:16], "test", text.encode(), digest, "test")
    return annotate(Article(capture, text, "text", (Block(0, len(text), Label.BODY),), language="en"))


def linked(a: str, b: str) -> set[tuple[str, str]]:
    """The linked words of two sentences, as written."""
    ours, theirs = words_of(read(a)), words_of(read(b))
    return {
        (a[ours[i].start : ours[i].end], b[theirs[j].start : theirs[j].end])
        for i, j in align_words(ours, theirs)
    }


@pytest.mark.parametrize(
    ("a", "b", "link"),
    [
        pytest.param(
            "The ferry left Korvo.", "A ferry left Korvo.", ("The", "A"), id="article by its surroundings"
        ),
        pytest.param("The ferry left Korvo.", "The ferry left Korvo.", (".", "."), id="mark"),
        pytest.param(
            "The keeper rang the brass bell.",
            "The keeper sounded the brass bell.",
            ("rang", "sounded"),
            id="unlike word in a gap",
        ),
        pytest.param(
            "The minister decided to leave.",
            "The minister's decision to leave.",
            ("decided", "decision"),
            id="derived",
        ),
        pytest.param(
            "Vannic joined the FRU in May.",
            "Vannic joined the Free River Union in May.",
            ("FRU", "River"),
            id="acronym and each of its words",
        ),
        pytest.param("He said “no” to Korvo.", 'He said "no" to Korvo.', ("“", '"'), id="marks in two hands"),
    ],
)
def test_answers(a: str, b: str, link: tuple[str, str]) -> None:
    assert link in linked(a, b)


@pytest.mark.parametrize(
    ("a", "b", "link"),
    [
        pytest.param(
            "The ferry left Korvo, the capital.",
            "The ferry left.",
            (",", "."),
            id="comma of what was left out",
        ),
        pytest.param(
            "In May the bridge was shut to lorries by the mayor of Korvo.",
            "Sheep of the farmers graze beside the river.",
            ("of", "of"),
            id="function word among strangers",
        ),
        pytest.param(
            "The mayor shut the bridge after a timber barge hit it, and farmers complained.",
            "The mayor shut the bridge.",
            ("farmers", "bridge"),
            id="what the other does not say",
        ),
    ],
)
def test_answers_nothing(a: str, b: str, link: tuple[str, str]) -> None:
    assert link not in linked(a, b)


def test_a_repeated_word_answers_in_its_place() -> None:
    a, b = "The bridge in Korvo and the bridge in Drell.", "The bridge in Drell and the bridge in Korvo."
    ours, theirs = words_of(read(a)), words_of(read(b))
    links = dict(align_words(ours, theirs))
    korvo, drell = a.index("Korvo"), a.index("Drell")
    place = {word.start: n for n, word in enumerate(ours)}
    assert theirs[links[place[korvo]]].start == b.index("Korvo")
    assert theirs[links[place[drell]]].start == b.index("Drell")


def test_words_and_marks() -> None:
    text = "The well-known U.S.-led plan of Mr. Rasko 's men cost $ 2 (“a lot”)."
    found = [text[w.start : w.end] for w in words_of(read(text))]
    assert found == [
        *("The", "well", "known", "U.S.", "led", "plan", "of", "Mr", "Rasko", "'s", "men"),
        *("cost", "$", "2", "(", "“", "a", "lot", "”", ")", "."),
    ]


def test_us_is_no_pronoun() -> None:
    (country, *_), (pronoun, *_) = words_of(read("US troops")), words_of(read("us"))
    assert kinship(country, pronoun) is Kinship.MIXED


def test_every_kinship_has_a_weight() -> None:
    weights = {row["evidence"] for row in table("word_alignment")}
    assert {kin.value for kin in Kinship} <= weights
    assert 0.0 < probability({}) < 0.5


@given(st.lists(st.sampled_from(["the", "ferry", ",", "left", "NATO", "12", "of", "."]), max_size=12))
@settings(max_examples=30)
def test_links_lie_within_the_passages(words: list[str]) -> None:
    ours, theirs = words_of(read(" ".join(words))), words_of(read("The ferry left the bridges of Korvo."))
    links = align_words(ours, theirs)
    assert links == tuple(sorted(set(links)))
    assert all(i < len(ours) and j < len(theirs) for i, j in links)


def test_a_sentence_answers_to_itself() -> None:
    words = words_of(read("On Tuesday the ferry, which was old, left Korvo with twelve sheep and a priest."))
    assert align_words(words, words) == tuple((n, n) for n in range(len(words)))


@pytest.mark.skipif(not DATA, reason="GEOPOLITIK_DATA is not set: no measuring data")
def test_floor_on_human_alignments() -> None:
    unseen = [p for p in pairs(Path(DATA or "") / FOLDER / EDINBURGH) if not p.fitted][:120]
    assert score([aligned(p) for p in unseen], [p.gold for p in unseen]).f1 >= 0.85


def test_identical_words_are_joined_in_their_place() -> None:
    pair = Pair(
        ("the", "ferry", "left", "the", "quay"), ("The", "ferry", "reached", "the", "quay"), frozenset()
    )
    assert identical(pair) == {(0, 0), (1, 1), (3, 3), (4, 4)}


def test_scores_are_averaged_over_pairs() -> None:
    one, none, two = frozenset({(0, 0)}), frozenset[tuple[int, int]](), frozenset({(0, 0), (1, 1)})
    found = score([one, none], [two, one])
    assert (found.precision, found.recall) == (0.5, 0.25)
    assert found.together == pytest.approx(0.5)
