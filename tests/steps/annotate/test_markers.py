"""Hedges, modals, reporting verbs and the rest."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geopolitik.model.annotation import Annotation

CASES = {
    "hedge": ("It appears to hold.", [("hedge", "appears to", 0.5)]),
    "modal": ("It could hold.", [("modal", "could", 0.5)]),
    "will outranks may": ("It will hold.", [("modal", "will", 0.9)]),
    "month is no modal": ("It held in May.", []),
    "neutral verb": ("He said so.", [("reporting verb", "said", 0.0)]),
    "doubting verb": ("He claims so.", [("reporting verb", "claims", -1.0)]),
    "endorsing verb": ("He confirmed it.", [("reporting verb", "confirmed", 1.0)]),
    "noun is no verb": ("The claim spread.", []),
    "negation": ("It did not hold.", [("negation", "not", 0.0)]),
    "contraction": ("It won't hold.", [("negation", "won't", 0.0), ("modal", "won't", 0.9)]),
    "refusal": ("It refused to hold.", [("negation", "refused to", 0.0)]),
    "condition of several words": ("It holds only if they go.", [("condition", "only if", 0.0)]),
    "intensifier": ("It is deeply unfair.", [("intensifier", "deeply", 1.0)]),
    "attribution": ("It holds, according to them.", [("attribution", "according to", 0.0)]),
    "certainty": ("It is undoubtedly so.", [("certainty", "undoubtedly", 1.0)]),
    "across a comma is none": ("It appears, to hold.", [("hedge", "appears", 0.5)]),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_markers(read: Callable[..., Annotation], text: str, expected: list[tuple[str, str, float]]) -> None:
    found = [(m.kind.value, text[m.start : m.end], m.level) for m in read(text).markers]
    assert found == expected


def test_english_markers_stay_out_of_other_languages(read: Callable[..., Annotation]) -> None:
    assert read("Er will not to die Stadt.", language="de").markers == ()
