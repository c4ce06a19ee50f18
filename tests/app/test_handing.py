"""What a form hands in, made into sources: names, what is said of which text, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geopolitik.app.handing import handed_in
from geopolitik.errors import UsageError


def test_what_is_said_goes_with_the_pasted_text() -> None:
    pasted, file = handed_in(
        " A headline\n\nA text. ", [("a.html", b"<p>text")], outlet=" Nordwire ", url="https://n.example/1"
    )
    assert (pasted.name, pasted.outlet, pasted.url) == (
        "pasted: A headline",
        "Nordwire",
        "https://n.example/1",
    )
    assert (file.name, file.outlet, file.url, file.published) == ("a.html", None, None, None)


def test_a_pasted_text_is_named_by_its_first_telling_line() -> None:
    (pasted,) = handed_in(
        "17 °C\nLenna\nTuesday, March 3, 2026\nCouncil votes to shut the outer pier\n\nA text.", []
    )
    assert pasted.name == "pasted: Council votes to shut the outer pier"


def test_what_is_said_goes_with_the_one_file() -> None:
    (file,) = handed_in("", [("a.html", b"<p>text")], published="2026-02-04")
    assert file.published == "2026-02-04"


@pytest.mark.parametrize(
    "url",
    [
        "ftp://n.example/1",
        "n.example",
        "https://",
        "https://n.example/a b",
        "https://n.example/" + "a" * 2_000,
    ],
    ids=["other scheme", "no scheme", "no host", "space", "too long"],
)
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(UsageError, match="is no address of a page"):
        handed_in("A text.", [], url=url)


@given(st.text(), st.lists(st.tuples(st.text(), st.binary()), max_size=3))
def test_every_text_and_file_becomes_one_source_with_a_name(
    text: str, files: list[tuple[str, bytes]]
) -> None:
    if not text.strip() and not files:
        with pytest.raises(UsageError, match="holds no text"):
            handed_in(text, files)
        return
    found = handed_in(text, files)
    assert len(found) == bool(text.strip()) + len(files)
    # Bytes always: a path in a form must never become a file of this machine.
    assert all(isinstance(source.content, bytes) for source in found)
    assert all(source.name and "\n" not in source.name for source in found)
