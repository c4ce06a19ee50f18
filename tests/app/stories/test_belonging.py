"""Which texts are worth comparing with one that arrives, and which of them bring it into their story."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest

from geopolitik.app.stories.belonging import Compared, may_be_related
from geopolitik.app.stories.planning import met
from geopolitik.app.stories.weighing import Weighing
from geopolitik.model.capture import Capture
from geopolitik.model.story import Verdict
from geopolitik.pipeline import read
from geopolitik.steps.collect import capture_bytes
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


def capture(text: str) -> Capture:
    """A text as a file."""
    return capture_bytes(text.encode(), "text.txt")


def paragraphs(seed: str, number: int) -> list[str]:
    """So many paragraphs of a sentence of 16 words."""
    return [f"{told(f'{seed} {n}', 16).capitalize()}." for n in range(number)]


@pytest.mark.parametrize(
    ("taken", "verdict", "is_own", "ties"),
    [
        (3, Verdict.DERIVED, False, True),
        (3, Verdict.DERIVED, True, False),
        (3, Verdict.COMMON_ORIGIN, True, False),
        (12, Verdict.DERIVED, True, True),
        (12, Verdict.INDEPENDENT, False, False),
    ],
    ids=["a passage of another's", "a passage of its own", "... or of a third", "its own version", "no kin"],
)
def test_an_outlets_own_passages_bring_no_pages_together(
    taken: int, verdict: Verdict, is_own: bool, ties: bool
) -> None:
    first = paragraphs("first", 16)
    second = [*paragraphs("second", 16 - taken), *first[2 : 2 + taken]]
    known, newcomer = (
        met(read([capture("\n\n".join(["A headline of some words", *text]) + "\n")], None)[0][0])
        for text in (first, second)
    )
    relation, alignment = Weighing()(known.wording, newcomer.wording, known.annotation, newcomer.annotation)
    compared = Compared(known.wording.id, "story", replace(relation, relation=verdict), alignment, is_own)
    assert compared.ties is ties
