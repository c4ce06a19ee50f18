"""Words that are like one another, and words that only look it."""

from __future__ import annotations

import pytest

from geopolitik.text.forms import stem
from geopolitik.text.likeness import grouped, like_among, likeness


@pytest.mark.parametrize(
    ("a", "b"),
    [
        pytest.param("negotiations", "negotiation", id="same stem"),
        pytest.param("decide", "decision", id="derived"),
        pytest.param("talk", "speak", id="synonyms"),
        pytest.param("demilitarised", "demilitarisation", id="spelt nearly the same"),
    ],
)
def test_like(a: str, b: str) -> None:
    assert likeness(stem(a), stem(b)) >= 0.7


@pytest.mark.parametrize(
    ("a", "b"),
    [
        pytest.param("interview", "internal", id="common beginning"),
        pytest.param("truce", "truck", id="short words"),
        pytest.param("ceasefire", "sanction", id="other things"),
    ],
)
def test_unlike(a: str, b: str) -> None:
    assert likeness(stem(a), stem(b)) == 0.0


def test_a_vocabulary_finds_the_same_pairs_as_word_by_word() -> None:
    stems = [
        stem(word)
        for word in ("decide", "decision", "talk", "speak", "troops", "army", "interview", "internal")
    ]
    found = like_among(grouped(stems))
    for a in set(stems):
        alone = {b for b in set(stems) if a != b and likeness(a, b) > 0}
        assert found.get(a, frozenset()) == alone
    assert like_among(grouped(stems[:5]), grouped(stems[3:])) == found
