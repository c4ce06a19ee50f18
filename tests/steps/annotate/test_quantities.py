"""Numbers in one normal form."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geopolitik.model.annotation import Annotation

Found = tuple[float, str, str, float | None]

CASES: dict[str, tuple[str, list[Found]]] = {
    "sign": ("It gave 90% of it.", [(90, "%", "", None)]),
    "percent": ("It gave 90 percent of it.", [(90, "%", "", None)]),
    "per cent in words": ("It gave ninety per cent of it.", [(90, "%", "", None)]),
    "share": ("It hit nine in ten ports.", [(90, "%", "", None)]),
    "out of": ("It hit 12 out of 20 ports.", [(60, "%", "", None)]),
    "fraction": ("It hit three quarters of the port.", [(75, "%", "", None)]),
    "half": ("It hit half of the port.", [(50, "%", "", None)]),
    "half a million": ("It fed half a million people.", [(500_000, "peopl", "", None)]),
    "half a measure": ("It took half a year.", [(0.5, "year", "", None)]),
    "hundreds of thousands": ("It fed hundreds of thousands of people.", [(100_000, "peopl", "about", None)]),
    "dollars": ("It cost $1.5 million.", [(1_500_000, "usd", "", None)]),
    "dollars in words": ("It cost 1.5 million dollars.", [(1_500_000, "usd", "", None)]),
    "billions short": ("It cost €20bn.", [(20e9, "eur", "", None)]),
    "range": ("It sent 10 to 15 tanks.", [(10, "tank", "", 15)]),
    "range of millions": ("It cost 10 to 15 million euros.", [(10e6, "eur", "", 15e6)]),
    "between": ("It sent between 10 and 15 tanks.", [(10, "tank", "", 15)]),
    "words": ("It sent two hundred and six men.", [(206, "men", "", None)]),
    "thousands separator": ("It sent 1,200 troops.", [(1200, "troop", "", None)]),
    "a count that looks like a year": ("About 2,000 people came.", [(2000, "peopl", "about", None)]),
    "metres": ("The wall is 2m high.", [(2, "m", "", None)]),
    "millions": ("It fed 2m people.", [(2_000_000, "peopl", "", None)]),
    "feet": ("It fell 300 feet.", [(300, "foot", "", None)]),
    "and a half": ("It fed three and a half million people.", [(3_500_000, "peopl", "", None)]),
    "a half behind a count": ("It took two and a half years.", [(2.5, "year", "", None)]),
    "dozens": ("It sent dozens of drones.", [(12, "drone", "about", None)]),
    "at least": ("It sent at least two dozen soldiers.", [(24, "soldier", "at least", None)]),
    "more than": ("It sent more than 40 tanks.", [(40, "tank", "more than", None)]),
    "or more": ("It sent 40 or more tanks.", [(40, "", "at least", None)]),
    "deadline": ("It replied within 24 hours.", [(24, "hour", "at most", None)]),
    "date and clock are none": ("On 3 February 2026 at 10:30 it ended.", []),
    "year of an election is none": ("It was the 2016 US election.", []),
    "year is none": ("It began in 2015.", []),
    "label is none": ("F-16 jets cited Article 5.", []),
    "pronoun one is none": ("One of the men left.", []),
    "ordinal is none": ("The 3rd division left.", []),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_quantities(read: Callable[..., Annotation], text: str, expected: list[Found]) -> None:
    assert [(q.value, q.unit, q.qualifier, q.upper) for q in read(text).quantities] == expected
