"""What a post rests on, in a sentence of counts."""

from __future__ import annotations

import pytest

from geopolitik.app import sample_story, trace
from geopolitik.app.posting.resting import rests_words
from geopolitik.model.story import Trace


@pytest.fixture(scope="module")
def sample() -> Trace:
    return trace(*sample_story())


def test_a_post_without_a_story_says_so() -> None:
    assert rests_words("Words.", None) == "Rests on no story that is kept here."
    assert "though it names passages" in rests_words("[“a”](passage:x#1-2)", None)


def test_captures_outlets_origins_and_passages_are_counted(sample: Trace) -> None:
    first, second = (annotation.capture_id for annotation in sample.annotations[:2])
    begins = "Rests on 9 captures from 7 outlets and 1 unnamed, 2 independent origins; "
    assert rests_words("Words.", sample) == f"{begins}cites no passage of them."
    one = f"[“a”](passage:{first}#1-2)"
    assert rests_words(f"{one} {one}", sample) == f"{begins}cites 1 passage of 1 capture."
    three = f"{one} [b](passage:{first}#3-9) [c](passage:{second}#1-2) [d](passage:nowhere#1-2)"
    assert rests_words(three, sample) == f"{begins}cites 3 passages of 2 captures; 1 source missing."
