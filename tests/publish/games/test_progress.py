"""Progress that travels in the form."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geopolitik.publish.games import (
    Jumble,
    Progress,
    Puzzle,
    form_fields,
    read_form,
    rows,
    seal,
    summary,
    unseal,
)

JUMBLE = Jumble(
    "a-story",
    date(2026, 3, 3),
    (Puzzle(1, "nartis", "strain"), Puzzle(2, "dachorr", "orchard"), Puzzle(3, "ttyrea", "treaty")),
)
KEY = b"a key for tests"

numbers = st.frozensets(st.sampled_from([1, 2, 3]))
texts = st.dictionaries(
    st.sampled_from([f"{name}-{n}" for name in ("guess", "hint", "reveal", "letters") for n in range(5)]),
    st.text(max_size=100),
)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "0 of 3 solved."),
        ({"guess-1": "trains"}, "1 of 3 solved."),
        ({"guess-1": "trains", "guess-2": "Orchard", "hint-2": "1"}, "2 of 3 solved, 1 of them with a hint."),
        ({"reveal-3": "1", "guess-3": "treaty"}, "0 of 3 solved; 1 revealed."),
        ({"guess-1": "trains", "letters-1": "other"}, "0 of 3 solved."),
        ({"guess-1": b"upload", "guess-9": "treaty", "hint": "1"}, "0 of 3 solved."),
        ({"hint-1": ""}, "0 of 3 solved."),
    ],
    ids=["nothing", "anagram", "hint", "revealed", "the story has changed", "foreign fields", "empty field"],
)
def test_the_standing_in_a_sentence(fields: dict[str, object], said: str) -> None:
    assert summary(JUMBLE, read_form(JUMBLE, fields)) == said


def test_rows_show_what_was_asked_for_and_no_more() -> None:
    progress = read_form(JUMBLE, {"guess-1": "trains", "hint-2": "1", "guess-2": "archer", "reveal-3": "1"})
    first, second, third = rows(JUMBLE, progress)
    assert (first.is_solved, first.solution, first.hint) == (True, "", "")
    assert (second.is_solved, second.solution, second.hint) == (False, "", "It begins with O.")
    assert (third.is_solved, third.solution) == (False, "treaty")
    assert second.label == "Jumbled word 2 of 3, seven letters: D, A, C, H, O, R, R"


@given(texts)
def test_nothing_that_a_reader_has_not_found_is_on_the_page(fields: dict[str, str]) -> None:
    progress = read_form(JUMBLE, fields)
    for puzzle, row in zip(JUMBLE.puzzles, rows(JUMBLE, progress), strict=True):
        if puzzle.number not in progress.revealed and row.guess != puzzle.word:
            assert puzzle.word not in repr(row)
            assert puzzle.word not in repr(form_fields(JUMBLE, progress)).replace(row.guess or "-", "")


@given(texts)
def test_progress_survives_the_form(fields: dict[str, str]) -> None:
    progress = read_form(JUMBLE, fields)
    typed = {f"guess-{number}": guess for number, guess in progress.guesses}
    assert read_form(JUMBLE, {**form_fields(JUMBLE, progress), **typed}) == progress


@given(texts)
def test_progress_survives_the_seal(fields: dict[str, str]) -> None:
    progress = read_form(JUMBLE, fields)
    token = seal(JUMBLE, progress, KEY)
    assert unseal(JUMBLE, token, KEY) == progress
    assert set(token) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.")


def test_a_seal_holds_for_one_jumble_and_one_key() -> None:
    token = seal(JUMBLE, Progress(((1, "trains"),)), KEY)
    assert unseal(JUMBLE, token, b"another key") is None
    assert unseal(replace(JUMBLE, on=date(2026, 3, 4)), token, KEY) is None
    assert unseal(replace(JUMBLE, story_id="another"), token, KEY) is None
    assert unseal(replace(JUMBLE, puzzles=JUMBLE.puzzles[:2]), token, KEY) is None


@given(st.text() | st.from_regex(r"[A-Za-z0-9_-]{0,40}\.[0-9a-f]{64}", fullmatch=True))
def test_a_forged_seal_is_nothing(token: str) -> None:
    assert unseal(JUMBLE, token, KEY) is None


@pytest.mark.parametrize(
    "token", ["\ud800.\ud800", "." * 10_000, "a" * 1_000_000], ids=["surrogates", "dots", "long"]
)
def test_a_hostile_seal_is_nothing(token: str) -> None:
    assert unseal(JUMBLE, token, KEY) is None
