"""The games of a story: the word jumble, and words from its letters.

Pure: the day is handed in, nothing is kept, and what a reader has done travels in the form.
"""

from geopolitik.publish.games.jumble import (
    Answer,
    Jumble,
    Outcome,
    Puzzle,
    check,
    hint,
    jumble,
    jumble_of,
    read_guess,
    reveal,
)
from geopolitik.publish.games.letters import (
    Found,
    Reason,
    Refused,
    Score,
    WordGame,
    letters,
    letters_of,
    points,
    read_guesses,
    score,
    solutions,
)
from geopolitik.publish.games.progress import (
    Progress,
    Row,
    form_fields,
    read_form,
    rows,
    seal,
    summary,
    unseal,
)
from geopolitik.publish.games.salience import salient_words
from geopolitik.publish.games.spoken import jumble_label, letters_label, spelled

__all__ = [
    "Answer",
    "Found",
    "Jumble",
    "Outcome",
    "Progress",
    "Puzzle",
    "Reason",
    "Refused",
    "Row",
    "Score",
    "WordGame",
    "check",
    "form_fields",
    "hint",
    "jumble",
    "jumble_label",
    "jumble_of",
    "letters",
    "letters_label",
    "letters_of",
    "points",
    "read_form",
    "read_guess",
    "read_guesses",
    "reveal",
    "rows",
    "salient_words",
    "score",
    "seal",
    "solutions",
    "spelled",
    "summary",
    "unseal",
]
