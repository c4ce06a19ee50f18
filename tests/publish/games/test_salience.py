"""Which words of a story are chosen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.publish.games.conftest import Reader, read_story

from geopolitik.app import sample_story, trace
from geopolitik.model.annotation import Annotation
from geopolitik.publish.games.known import commonness
from geopolitik.publish.games.salience import salient_words
from geopolitik.publish.games.suitable import is_suitable


def test_what_a_story_is_about_comes_first(story: Annotation) -> None:
    assert {"orchard", "treaty", "harbour", "pipeline"} <= set(salient_words([story])[:5])


@pytest.mark.parametrize(
    "word",
    ["monitoring", "mission", "lindqvist", "wounded", "killed", "monday", "reported", "another"],
)
def test_never_chosen(story: Annotation, word: str) -> None:
    assert word not in salient_words([story], most=100)


@pytest.mark.parametrize(
    ("text", "barred"),
    [
        ("The Meridian reported it. They stood on the meridian again.", "meridian"),
        ("They sold china and a turkey in the market town.", "turkey"),
        ("A treaty was signed. They met the Orchard group, and the orchard paid.", "orchard"),
        ("The suspension held. They suspended the suspension twice.", "suspended"),
        ("A zyxwvuts was seen by the sailors.", "zyxwvuts"),
        ("The “multilateralism” debate bored the sailors.", "multilateralism"),
        ("They paid three thousand sailors.", "thousand"),
        ("HARBOUR NEWS and Harbour news.", "harbour"),
    ],
    ids=[
        "a name elsewhere",
        "a place",
        "written with a capital",
        "like another",
        "no word",
        "long",
        "number",
        "capitals",
    ],
)
def test_left_out(read: Reader, text: str, barred: str) -> None:
    assert barred not in salient_words([read(text)], most=100)


def test_inflections_are_one_word_in_their_usual_form(read: Reader) -> None:
    words = salient_words(
        [read("The trader met traders. The traders left, and a trader came; traders talk.")]
    )
    assert words == ("traders",)


def test_only_english_is_read(read: Reader) -> None:
    assert salient_words([read("The orchard treaty is delayed.", "de")]) == ()
    assert salient_words([read("The orchard treaty is delayed.", None)]) == ()
    assert salient_words([]) == ()


def test_a_name_in_one_text_is_barred_in_all(read: Reader) -> None:
    texts = [read("They walked through the orchard."), read("The company is called Orchard Limited.")]
    assert "orchard" not in salient_words(texts)


def test_the_sample_story_gives_fitting_words() -> None:
    words = salient_words(trace(*sample_story()).annotations)
    assert {"border", "inspectors", "diesel", "transit", "observers"} <= set(words)


@given(
    st.lists(
        st.sampled_from(["treaty", "Treaty", "harbour", "KILLED", "killed", "of", "x.", "Grace"]), max_size=30
    )
)
def test_every_word_can_be_set(parts: list[str]) -> None:
    words = salient_words([read_story(" ".join(parts))])
    assert len(set(words)) == len(words)
    for word in words:
        assert 6 <= len(word) <= 10
        assert word.isalpha()
        assert word.islower()
        assert commonness(word) is not None
        assert is_suitable(word)
