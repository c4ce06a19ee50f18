"""TimeMaps in link format: the oldest memento that can be believed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geopolitik.steps.collect.web.timemap import MOST_BYTES, earliest

NOW = datetime(2031, 5, 14, 8, tzinfo=UTC)
PAGE = "https://harbour.example/ferry"


def memento(day: str, rel: str = "memento") -> str:
    return f'<https://archive.example/web/{PAGE}>; rel="{rel}"; datetime="{day} 09:30:00 GMT"'


OTHERS = (
    f'<{PAGE}>; rel="original",\n<https://archive.example/timemap/link/{PAGE}>; rel="self"; '
    'type="application/link-format"; from="Mon, 01 Jan 2001 00:00:00 GMT",\n'
    f'<https://archive.example/web/{PAGE}>; rel="timegate"'
)


@pytest.mark.parametrize(
    ("timemap", "found"),
    [
        pytest.param(
            f"{OTHERS},\n{memento('Mon, 12 May 2031', 'first memento')},\n{memento('Tue, 13 May 2031')}",
            datetime(2031, 5, 12, 9, 30, tzinfo=UTC),
            id="the first",
        ),
        pytest.param(
            f"{memento('Tue, 13 May 2031')}, {memento('Mon, 12 May 2031', 'last memento')}",
            datetime(2031, 5, 12, 9, 30, tzinfo=UTC),
            id="the oldest, wherever it stands",
        ),
        pytest.param(
            '<https://archive.example/a,b;c>;datetime="Mon, 12 May 2031 09:30:00 GMT";rel=memento',
            datetime(2031, 5, 12, 9, 30, tzinfo=UTC),
            id="unquoted, in another order",
        ),
        pytest.param(OTHERS, None, id="no memento"),
        pytest.param(memento("Thu, 15 May 2031"), None, id="still to come"),
        pytest.param(memento("Mon, 01 Jan 1900"), None, id="before there was a web"),
        pytest.param(memento("some day"), None, id="no time"),
        pytest.param(memento("Mon, 12 May 2031", "mementos"), None, id="another relation"),
        pytest.param("<html>no such page</html>", None, id="a page"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_the_time_since_when_an_address_is_known(timemap: str, found: datetime | None) -> None:
    assert earliest(timemap.encode(), NOW) == found


def test_only_the_beginning_of_a_long_one_is_read() -> None:
    late = b" " * MOST_BYTES + memento("Mon, 12 May 2031").encode()
    assert earliest(late, NOW) is None


@pytest.mark.parametrize("piece", [b"<", b"<a>;", b'<a>;b="', b"<a>;b=c ", b"<a> ; ", b"<a>" + b";b=c" * 99])
def test_what_is_made_to_break_it_is_read_to_its_end(piece: bytes) -> None:
    assert earliest(piece * (MOST_BYTES // len(piece)), NOW) is None


@given(st.binary(max_size=300))
def test_any_bytes_are_a_timemap(content: bytes) -> None:
    found = earliest(content, NOW)
    assert found is None or found <= NOW
