"""Search: words, beginnings of words, phrases; nothing in a query is an operator."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geopolitik.storage import Store, fulltext

KINDS = ("capture", "post", "story")


@pytest.fixture
def filled(store: Store) -> Store:
    with store.writing() as w:
        fulltext.put(w, "story", "s1", "", title="The truce at Orlin", body="fuel transit is suspended")
        fulltext.put(w, "capture", "s1", "c1", title="Pears win a prize", body="The café opened in Zürich")
        fulltext.put(w, "post", "p1", "", title="Fuel", body="transit and fuel are two things")
    return store


@pytest.mark.parametrize(
    ("query", "subjects"),
    [
        ("truce", ["s1"]),
        ("tru", ["s1"]),
        ('"fuel transit"', ["s1"]),
        ("fuel transit", ["p1", "s1"]),
        ("zurich cafe", ["s1"]),
        ("body:fuel OR truce", []),
        ('"', []),
        ("* ( ) -", []),
        ("", []),
        ("NEAR(fuel transit)", []),
    ],
    ids=[
        "word",
        "beginning",
        "phrase",
        "all words",
        "accents",
        "operators",
        "quote",
        "signs",
        "none",
        "near",
    ],
)
def test_what_is_found(filled: Store, query: str, subjects: list[str]) -> None:
    with filled.reading() as r:
        found = fulltext.find(r, query, kinds=KINDS, limit=10)
    assert sorted(hit.subject for hit in found) == subjects


def test_words_found_are_marked(filled: Store) -> None:
    with filled.reading() as r:
        [hit] = fulltext.find(r, "suspended", kinds=("story",), limit=5)
    assert (True, "suspended") in hit.snippet
    assert "".join(part for _, part in hit.snippet) == "fuel transit is suspended"


def test_what_is_put_again_is_replaced_and_removed(filled: Store) -> None:
    with filled.writing() as w:
        fulltext.put(w, "post", "p1", "", title="Other", body="words")
        assert fulltext.find(w, "things", kinds=KINDS, limit=5) == ()
        fulltext.remove(w, "post", "p1")
        assert fulltext.find(w, "other", kinds=("post",), limit=5) == ()


def test_in_postgresql_a_title_with_all_words_stands_first(store: Store) -> None:
    if store.engine.dialect.name == "sqlite":
        pytest.skip("SQLite weighs a title against the rest")
    often = "The truce held. " * 40
    with store.writing() as w:
        for number in range(3):
            fulltext.put(w, "capture", "s1", f"c{number}", title="Pears win a prize", body=often)
        fulltext.put(w, "capture", "s1", "titled", title="A truce at last", body="Nothing more is known.")
    with store.reading() as r:
        for limit in (1, 2, 10):
            found = fulltext.ranked(r, "truce", kinds=KINDS, most=limit)
            assert found[0].key[2] == "titled"
            assert len({one.key for one in found}) == len(found) == min(4, limit)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(max_size=60))
def test_any_query_is_answered(filled: Store, query: str) -> None:
    with filled.reading() as r:
        fulltext.find(r, query, kinds=KINDS, limit=5)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(body=st.text(max_size=200))
def test_any_text_is_indexed(filled: Store, body: str) -> None:
    with filled.writing() as w:
        fulltext.put(w, "post", "any", "", title=body, body=body)


def test_a_phrase_is_found_far_into_a_long_text(store: Store) -> None:
    body = "the ferry and the pear and " * 9_000 + "the the quince harbour x" + "y" * 9_000
    with store.writing() as w:
        fulltext.put(w, "post", "long", "", title="Long", body=body)
        fulltext.put(w, "post", "many", "", title="Many", body=" ".join(f"word{n}" for n in range(120_000)))
    with store.reading() as r:
        for query, subjects in (
            ('"the quince harbour"', ["long"]),
            ('"harbour the quince"', []),
            ("quince-harb", ["long"]),
            ("x" + "y" * 500, ["long"]),
            ('"long the ferry"', []),
            ("word1", ["many"]),
        ):
            assert [h.subject for h in fulltext.find(r, query, kinds=KINDS, limit=5)] == subjects, query


def test_an_opening_gives_no_more_however_often_one_asks(store: Store) -> None:
    words = [f"w{number}" for number in range(400)]
    with store.writing() as w:
        fulltext.put(w, "capture", "s", "c", title="T", body=" ".join(words))
        fulltext.put(
            w, "capture", "s", "short", title="T", body="Short of fuel at once, and of all else, for a month."
        )
    shown: set[str] = set()
    with store.reading() as r:
        for word in words:
            for hit in fulltext.find(r, f'"{word}"', kinds=("capture",), limit=9, only_openings=("capture",)):
                shown |= set("".join(part for _, part in hit.snippet).rstrip("…").split())
        found = fulltext.find(r, "short", kinds=("capture",), limit=9, only_openings=("capture",))
    assert shown == set(words[:24])
    assert found[0].snippet[0] == (True, "Short")
    assert "".join(part for _, part in found[0].snippet) == "Short of…"
