"""Which texts are worth comparing with one that arrives."""

from __future__ import annotations

import random

import numpy as np
import pytest

from geopolitik.app.stories.belonging import may_be_related
from geopolitik.text.fingerprints import fingerprint

SYLLABLES = ("bar", "dol", "fen", "gim", "kas", "lor", "mup", "nev", "pri", "rut", "sav", "tok", "vel", "zan")


def told(seed: str, words: int = 400) -> str:
    """So many invented words, the same each time."""
    chance = random.Random(seed)
    return " ".join("".join(chance.choices(SYLLABLES, k=3)) for _ in range(words))


REPORT = told("report")
NAMES = " ".join(f"{name} said so." for name in ("Quillon Brastad", "Vermelune", "Ostrapol", "Landamere"))
SHORT = "Barges were stopped at Lorvath lock on Friday after masters refused a new toll."


@pytest.mark.parametrize(
    ("text", "other", "expected"),
    [
        (f"{told('one')} {NAMES}", f"{told('two')} {NAMES}", False),
        (f"{told('one')} {' '.join(REPORT.split()[100:220])}", REPORT, True),
        (SHORT, "On Friday masters who refused a toll that is new stopped barges. Lorvath: the lock.", True),
        (REPORT, " ".join(reversed(REPORT.split())), True),
        ("", REPORT, False),
    ],
    ids=[
        "names in common",
        "a passage taken",
        "a short text reworded",
        "all words in another order",
        "no words",
    ],
)
def test_texts_that_have_only_their_topic_in_common_need_no_comparing(
    text: str, other: str, expected: bool
) -> None:
    a, b = fingerprint(text), fingerprint(other)
    grams = len(np.intersect1d(a.grams, b.grams))
    assert may_be_related(a.terms, [(b.terms, grams)]) == [expected]
    assert may_be_related(b.terms, [(a.terms, grams)]) == [expected]


def test_each_of_several_texts_is_judged_by_itself() -> None:
    asked = fingerprint(REPORT)
    others = [(fingerprint(told("other")).terms, 0), (asked.terms, 0), (fingerprint("").terms, 9)]
    assert may_be_related(asked.terms, others) == [False, True, True]
