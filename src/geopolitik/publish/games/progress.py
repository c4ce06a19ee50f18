"""How far a reader has come with a jumble, carried by the form alone: the server keeps nothing."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass

from geopolitik.publish.games.jumble import Answer, Jumble, Outcome, Puzzle, check, hint, read_guess, reveal
from geopolitik.publish.games.spoken import jumble_label

_LONGEST_TOKEN = 4096


@dataclass(frozen=True, slots=True)
class Progress:
    """What a reader has guessed and asked for; numbers are those of the puzzles."""

    guesses: tuple[tuple[int, str], ...] = ()
    """Puzzle number and guess, as read by `read_guess`; empty guesses are left out."""
    hinted: frozenset[int] = frozenset()
    revealed: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Row:
    """One puzzle as the page shows it. Holds the solution only if the reader has solved or revealed it."""

    number: int
    letters: str
    label: str
    """For a screen reader: which word, how many letters, which."""
    guess: str
    answer: Answer
    hint: str
    """Empty unless asked for."""
    solution: str
    """The story's word if revealed or solved by it, else empty."""

    @property
    def is_solved(self) -> bool:
        """Whether the reader found a word that fits, without having it revealed."""
        return self.answer.is_right


def read_form(jumble: Jumble, fields: Mapping[str, object]) -> Progress:
    """The progress that a form carries in `guess-N`, `hint-N`, `reveal-N` and `letters-N`, N from 1.

    A hint or reveal counts if its field is there and not empty. If `letters-N` is there and differs from the
    jumble's letters - the story has got new texts since - what was carried for that puzzle no longer counts.
    Other fields, and values that are no text (an upload), are passed over.
    """
    texts = {name: value for name, value in fields.items() if isinstance(value, str)}
    numbers = [p.number for p in jumble.puzzles if texts.get(f"letters-{p.number}", p.letters) == p.letters]
    guesses = ((number, read_guess(texts.get(f"guess-{number}", ""))) for number in numbers)
    return Progress(
        tuple((number, guess) for number, guess in guesses if guess),
        frozenset(number for number in numbers if texts.get(f"hint-{number}")),
        frozenset(number for number in numbers if texts.get(f"reveal-{number}")),
    )


def form_fields(jumble: Jumble, progress: Progress) -> dict[str, str]:
    """The hidden fields that carry the progress to the next request; guesses are in the visible fields."""
    return {
        **{f"letters-{puzzle.number}": puzzle.letters for puzzle in jumble.puzzles},
        **{f"hint-{number}": "1" for number in sorted(progress.hinted)},
        **{f"reveal-{number}": "1" for number in sorted(progress.revealed)},
    }


def rows(jumble: Jumble, progress: Progress) -> tuple[Row, ...]:
    """Every puzzle as the page shows it."""
    guesses = dict(progress.guesses)
    return tuple(_row(jumble, progress, puzzle, guesses.get(puzzle.number, "")) for puzzle in jumble.puzzles)


def _row(jumble: Jumble, progress: Progress, puzzle: Puzzle, guess: str) -> Row:
    answer = check(puzzle, guess)
    shown = puzzle.number in progress.revealed or answer.outcome is Outcome.STORY_WORD
    return Row(
        puzzle.number,
        puzzle.letters,
        jumble_label(puzzle.number, len(jumble.puzzles), puzzle.letters),
        guess,
        answer,
        hint(puzzle) if puzzle.number in progress.hinted else "",
        reveal(puzzle) if shown else "",
    )


def summary(jumble: Jumble, progress: Progress) -> str:
    """The standing in one sentence: `3 of 5 solved, 1 of them with a hint; 1 revealed.`

    A word that was revealed is not solved, whatever was typed afterwards.
    """
    right = {row.number for row in rows(jumble, progress) if row.is_solved} - progress.revealed
    helped = len(right & progress.hinted)
    revealed = len(progress.revealed)
    return (
        f"{len(right)} of {len(jumble.puzzles)} solved"
        + (f", {helped} of them with a hint" if helped else "")
        + (f"; {revealed} revealed" if revealed else "")
        + "."
    )


def seal(jumble: Jumble, progress: Progress, key: bytes) -> str:
    """The progress as a signed word for an address or a field, so that it can't be claimed, only played.

    It holds what the reader typed and asked for, never a solution, and belongs to this jumble alone.
    """
    content = json.dumps([list(progress.guesses), sorted(progress.hinted), sorted(progress.revealed)])
    body = base64.urlsafe_b64encode(content.encode()).decode().rstrip("=")
    return f"{body}.{_signature(jumble, body, key)}"


def unseal(jumble: Jumble, token: str, key: bytes) -> Progress | None:
    """The progress that `seal` signed with this key for this jumble; None for anything else."""
    body, dot, signature = token[:_LONGEST_TOKEN].partition(".")
    expected = _signature(jumble, body, key)
    if not dot or not hmac.compare_digest(signature.encode(errors="replace"), expected.encode()):
        return None
    guesses, hinted, revealed = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    return Progress(
        tuple((number, guess) for number, guess in guesses), frozenset(hinted), frozenset(revealed)
    )


def _signature(jumble: Jumble, body: str, key: bytes) -> str:
    letters = [puzzle.letters for puzzle in jumble.puzzles]
    signed = json.dumps([jumble.story_id, jumble.on.isoformat(), letters, body])
    return hmac.new(key, signed.encode(), hashlib.sha256).hexdigest()
