"""Both indices of candidates, under one test body."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geopolitik.index import kept as kept_module
from geopolitik.index import settling
from geopolitik.index.kept import KeptIndex
from geopolitik.index.memory import MemoryIndex
from geopolitik.index.ranking import COMMON
from geopolitik.model.protocols import CandidateIndex
from geopolitik.storage import open_store, postings
from geopolitik.text.fingerprints import fingerprint

WORDS = [a + b + c for a in "bdfgklmnprstvz" for b in ("a", "e", "io", "ou") for c in ("rk", "lt", "n", "st")]


def invented(seed: str, length: int = 600) -> str:
    """So many invented words, the same each time."""
    return " ".join(random.Random(seed).choices(WORDS, k=length))


@pytest.fixture(params=["in memory", "in the store"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[CandidateIndex]:
    if request.param == "in memory":
        yield MemoryIndex()
        return
    store = open_store(tmp_path / "store.db")
    with store.writing() as w:
        yield KeptIndex(w)
    store.close()


def filled(index: CandidateIndex, count: int = 60) -> None:
    for number in range(count):
        index.add(f"text {number}", fingerprint(invented(f"text {number}")))


def test_nothing_is_found_in_an_empty_index(index: CandidateIndex) -> None:
    assert index.find(fingerprint(invented("text 1"))) == ()


def test_a_text_finds_itself_first(index: CandidateIndex) -> None:
    filled(index)
    assert [index.find(fingerprint(invented(f"text {n}")))[0].key for n in (0, 7, 59)] == [
        "text 0",
        "text 7",
        "text 59",
    ]


def test_250_words_taken_over_are_found(index: CandidateIndex) -> None:
    filled(index)
    taken = invented("text 9").split()[100:350]
    copy = " ".join((*invented("other", 200).split(), *taken, *invented("more", 150).split()))
    best = index.find(fingerprint(copy))[0]
    assert best.key == "text 9"
    assert best.grams >= 4


def test_a_key_that_is_held_is_left_as_it_is(index: CandidateIndex) -> None:
    index.add("one", fingerprint(invented("first")))
    index.add("one", fingerprint(invented("second")))
    assert index.find(fingerprint(invented("second")))[0].grams == 0
    assert index.find(fingerprint(invented("first")))[0].key == "one"


def test_only_so_many_as_are_asked_for(index: CandidateIndex) -> None:
    for number in range(30):
        index.add(str(number), fingerprint(invented("the same", 300) + invented(str(number), 300)))
    assert len(index.find(fingerprint(invented("the same", 300)), most=7)) == 7


def test_what_all_have_leads_to_nobody(index: CandidateIndex) -> None:
    furniture = invented("furniture", 80)
    for number in range(COMMON + 20):
        index.add(str(number), fingerprint(f"{furniture} {'x'.join(str(number))}q {number}z"))
    assert index.find(fingerprint(furniture)) == ()


def test_rare_words_lead_to_reports_of_the_same_weeks_only(index: CandidateIndex) -> None:
    day = date(2031, 5, 12).toordinal()
    report = "Quillon Brastad signed the Vermelune accord in Ostrapol, said Yorvik Landamere."
    other = "In Ostrapol yesterday Landamere watched as Brastad put a name under the Vermelune paper."
    index.add("that week", fingerprint(report, day=day))
    index.add("years before", fingerprint(report.replace("signed the", "left a"), day=day - 3000))
    assert [c.key for c in index.find(fingerprint(other, day=day + 20))] == ["that week"]


def test_copied_words_lead_to_texts_of_any_time(index: CandidateIndex) -> None:
    index.add("years before", fingerprint(invented("old"), day=720_000))
    assert index.find(fingerprint(invented("old"), day=740_000))[0].key == "years before"


def test_what_was_seen_before_others_came_leads_to_the_same_texts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_module, "FRESH", 7)
    store = open_store(tmp_path / "store.db")
    with store.writing() as w:
        index = KeptIndex(w)
        asked = fingerprint(f"{invented('shared', 80)} {invented('own', 80)}")
        seen = [index.look(asked)]
        # Some came while no run was made, others over many; by and by all have what is shared.
        for number in range(COMMON + 20):
            index.add(str(number), fingerprint(f"{invented('shared', 80)} {invented(str(number), 40)}"))
            seen.append(index.look(asked))
            found = index.find(asked)
            assert all(index.find(asked, seen=one) == found for one in seen[-4:])
        assert index.find(asked, seen=seen[0]) == index.find(asked)
    store.close()


def test_what_came_since_is_at_hand_whether_it_is_in_a_run_or_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_module, "FRESH", 4)
    monkeypatch.setattr(settling, "_LATE", 12)
    store = open_store(tmp_path / "store.db")
    asked = fingerprint(invented("asked"))
    with store.writing() as w:
        index = KeptIndex(w)
        seen = index.look(asked)
        filled(index, 10)
        index.add("asked", asked)
        with monkeypatch.context() as patch:
            patch.setattr(postings, "holders", None)
            assert index.find(asked, seen=seen)[0].key == "asked"
        filled(index, 30)
        # By now some of what came since stands in runs alone, and all is asked for again.
        assert index.find(asked, seen=seen) == index.find(asked)
        assert postings.since(w, seen.held) is None
    store.close()


@pytest.mark.both_databases
def test_both_answer_alike(store_address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # Few wait, so that there are many runs, and runs of runs.
    monkeypatch.setattr(kept_module, "FRESH", 3)
    memory, store = MemoryIndex(), open_store(store_address)
    furniture = invented("furniture", 30)
    for number in range(COMMON + 30):
        text = f"{invented(f'{number % 17}', 60)} {furniture} {invented(f'own {number}', 60)}"
        asked = fingerprint(text, day=738_000 + number)
        with store.writing() as w:
            kept = KeptIndex(w)
            assert kept.find(asked) == memory.find(asked)
            for index in (memory, kept):
                index.add(str(number), asked)
            assert kept.find(asked) == memory.find(asked)
    store.close()


@pytest.mark.both_databases
def test_what_is_taken_back_was_never_there(store_address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_module, "FRESH", 4)
    store = open_store(store_address)
    with store.writing() as w:
        filled(KeptIndex(w), 10)
    with suppress(ZeroDivisionError), store.writing() as w:
        filled(KeptIndex(w), 40)
        raise ZeroDivisionError
    with store.writing() as w:
        index = KeptIndex(w)
        assert "text 30" not in {found.key for found in index.find(fingerprint(invented("text 30")))}
        filled(index, 40)
        assert index.find(fingerprint(invented("text 30")))[0].key == "text 30"
        assert index.find(fingerprint(invented("text 3")))[0].key == "text 3"
    store.close()


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=300))
def test_a_fingerprint_is_sorted_distinct_and_small(text: str) -> None:
    found = fingerprint(text)
    for numbers in (found.grams, found.terms):
        assert np.all(np.diff(numbers) > 0)
        assert not len(numbers) or (numbers[0] >= 0 and numbers[-1] < 1 << 48)


def test_a_fingerprint_forgets_case_and_apostrophes() -> None:
    one, other = fingerprint("The Envoy’s answer, in full"), fingerprint("the envoys ANSWER in full")
    assert list(one.terms) == list(other.terms)
