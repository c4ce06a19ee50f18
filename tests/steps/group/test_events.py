"""Which texts tell of one event."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geopolitik.steps.group.events import (
    NEWEST,
    closeness,
    late,
    likeliest,
    likenesses,
    parts,
)
from geopolitik.text.fingerprints import fingerprint

FIRE = [
    "A blaze destroyed the cannery at Orvel harbour on Monday; the brigade of Orvel said nobody was hurt.",
    "The cannery in Orvel burned down on Monday. Firefighters of the Orvel brigade fought the blaze.",
    "Orvel harbour: blaze leaves the old cannery in ruins, the brigade says; police look into arson.",
    "Arson suspected after the blaze that ruined the Orvel cannery; brigade and police were at the harbour.",
]
OTHER_FIRE = [
    "A blaze gutted the sawmill at Tesk on Friday; foresters of Tesk brought water by tractor.",
    "The sawmill in Tesk burned on Friday night. Foresters and the Tesk mayor thanked all helpers.",
    "Tesk sawmill gutted: the mayor says foresters with tractors saved the school beside the blaze.",
    "After the sawmill blaze at Tesk the mayor promises foresters new tractors; the school opens again.",
]


def square(values: list[list[float]]) -> np.ndarray:
    return np.array(values)


def blocks(sizes: list[int], inside: float, across: float) -> np.ndarray:
    """Texts of several events, alike within and across."""
    of = np.repeat(np.arange(len(sizes)), sizes)
    scores = np.where(of[:, None] == of, inside, across).astype(float)
    np.fill_diagonal(scores, 1.0)
    return scores


def test_likeness_is_a_cosine() -> None:
    scores = likenesses([fingerprint(text) for text in FIRE])
    assert np.allclose(np.diag(scores), 1)
    assert np.allclose(scores, scores.T)
    assert ((scores >= 0) & (scores <= 1 + 1e-6)).all()


def test_no_texts_have_no_likeness() -> None:
    assert likenesses([]).shape == (0, 0)
    assert likenesses([fingerprint(""), fingerprint(FIRE[0])])[0, 1] == 0
    assert closeness(likenesses([fingerprint(FIRE[0])]), [], [0]) == 0


def test_two_look_alike_events_stay_two() -> None:
    prints = [fingerprint(text) for text in (*FIRE, *OTHER_FIRE)]
    found = parts(likenesses(prints), [[n] for n in range(len(prints))])
    assert found == [[0, 1, 2, 3], [4, 5, 6, 7]]


@pytest.mark.parametrize(
    ("inside", "across", "events"),
    [
        pytest.param(0.45, 0.20, 2, id="alike enough, but far less than among themselves"),
        pytest.param(0.25, 0.20, 1, id="nearly as alike as among themselves"),
        pytest.param(0.25, 0.10, 2, id="hardly alike"),
    ],
)
def test_what_holds_a_story_together_is_asked_of_what_joins_it(
    inside: float, across: float, events: int
) -> None:
    scores = blocks([6, 6], inside, across)
    assert len(parts(scores, [[n] for n in range(12)])) == events
    assert (closeness(scores, range(6), range(6, 12)) >= 1) == (events == 1)


def test_two_texts_are_no_measure_yet() -> None:
    assert closeness(blocks([1, 1], 1.0, 0.2), [0], [1]) >= 1
    assert closeness(blocks([8, 8], 0.6, 0.2), range(8), range(8, 16)) < 1


def test_texts_that_are_tied_stay_together() -> None:
    scores = blocks([3, 3], 0.5, 0.0)
    found = parts(scores, [[0, 3], [1], [2], [4], [5]])
    assert any({0, 3} <= set(part) for part in found)


def test_a_text_goes_to_the_closest_story_or_to_none() -> None:
    scores = square([[1.0, 0.3, 0.2, 0.0], [0.3, 1.0, 0.0, 0.0], [0.2, 0.0, 1.0, 0.0], [0.0, 0.0, 0.0, 1.0]])
    assert likeliest(scores, 0, {"storm": [1], "strike": [2]}) == "storm"
    assert likeliest(scores, 3, {"storm": [1], "strike": [2]}) is None
    assert likeliest(scores, 0, {}) is None


def test_stories_are_brought_together_late() -> None:
    scores = blocks([2, 2, 2], 0.3, 0.25)
    scores[4:, :4] = scores[:4, 4:] = 0.01
    assert late(scores, [0, 1], {"same": [2, 3], "other": [4, 5]}) == ("same",)


def test_only_the_newest_texts_of_a_story_are_asked() -> None:
    scores = blocks([1, 40], 0.3, 0.3)
    scores[0, 1 : 41 - NEWEST] = scores[1 : 41 - NEWEST, 0] = 0.0
    assert closeness(scores, [0], range(1, 41)) >= 1


@given(st.permutations(range(8)), st.integers(0, 99))
def test_the_order_of_texts_decides_nothing(order: list[int], seed: int) -> None:
    chance = random.Random(seed)
    scores = np.array([[chance.random() for _ in range(8)] for _ in range(8)])
    scores = (scores + scores.T) / 2
    np.fill_diagonal(scores, 1.0)
    straight = {frozenset(part) for part in parts(scores, [[n] for n in range(8)])}
    shuffled = parts(scores[np.ix_(order, order)], [[n] for n in range(8)])
    assert {frozenset(order[n] for n in part) for part in shuffled} == straight
