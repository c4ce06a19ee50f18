"""One syntax for whatever searches: read, and answered from what arrived."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geopolitik.app.house import House
from geopolitik.app.people.console import here
from geopolitik.app.queries import Query, parsed
from geopolitik.app.searching import search
from geopolitik.app.stories.growing import arrived
from geopolitik.errors import UsageError
from geopolitik.model.capture import Declared
from geopolitik.steps.collect import capture_bytes
from geopolitik.storage import open_store

TEXT = (
    "Ferry {n} stays in port\n\nThe harbour of Ostrapol kept the ferry {n} in port, the council of {n} said."
)


@pytest.mark.parametrize(
    ("query", "read"),
    [
        ("harbour strike", Query("harbour strike")),
        ('"court in Quillon" lang:EN', Query('"court in Quillon"', language="en")),
        ('outlet:"Brenna Valley" ferry', Query("ferry", outlet="brenna valley")),
        ("after:2031-05-12 before:2032", Query("", after=date(2031, 5, 12), before=date(2032, 1, 1))),
        ("uncredited: x", Query("x", uncredited=True)),
        ("x uncredited:no", Query("x")),
        ("a:b http://x", Query("a:b http://x")),
    ],
    ids=["words", "phrase", "outlet in two words", "days", "uncredited", "not so", "other colons"],
)
def test_a_query_is_read(query: str, read: Query) -> None:
    assert parsed(query) == read


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(UsageError, match="before:soon: is no day"):
        parsed("x before:soon")


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(query: str) -> None:
    with suppress(UsageError):
        assert isinstance(parsed(query).words, str)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    store = open_store(tmp_path / "store.db")
    house = House(store)
    for n, outlet in enumerate(("Meridian", "Brenna Courier"), start=1):
        declared = Declared(outlet, None, f"2031-0{n}-10")
        words = "Alba" if n == 1 else "Corvina"
        arrived(house, [capture_bytes(TEXT.format(n=words).encode(), f"{n}.txt", declared=declared)])
    yield house
    store.close()


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("harbour outlet:meridian", ["Ferry Alba stays in port"]),
        ("harbour after:2031-02", ["Ferry Corvina stays in port"]),
        ("harbour before:2031-02-10 lang:en", ["Ferry Alba stays in port"]),
        ("harbour lang:de", []),
        ("harbour uncredited:yes", []),
        ("lang:en", ["Ferry Corvina stays in port", "Ferry Alba stays in port"]),
        ("outlet:BRENNA after:2031", ["Ferry Corvina stays in port"]),
        ("before:2031-02-10 —", ["Ferry Alba stays in port"]),
        ("outlet:nobody", []),
        ("uncredited:yes", []),
        ("—", []),
    ],
)
def test_texts_are_sifted(house: House, query: str, titles: list[str]) -> None:
    assert [hit.title for hit in search(house, here(house), query)] == titles
