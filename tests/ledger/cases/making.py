"""A small valid case as files, to be spoilt one field at a time."""

from __future__ import annotations

CASE = {
    "case.yaml": "id: strait\ntitle: A strait\n",
    "documents.yaml": "- id: log\n  publisher: The log\n  published: 2031-03-01\n  title: A day\n",
    "actors.yaml": (
        "- id: aster\n  name: Aster\n  kind: state\n- id: bellmar\n  name: Bellmar\n  kind: state\n"
    ),
    "arrangements.yaml": "- id: pause\n  title: Pause\n  parties: [aster, bellmar]\n  rests on: log\n",
    "accounts.yaml": (
        "- id: one\n  arrangement: pause\n  actor: aster\n  said: 2031-03-01\n  stance: holds\n"
        "  term:\n    lasting: a week\n  rests on: log\n"
    ),
    "incidents.yaml": (
        "- id: shot\n  title: A shot\n  occurred: 2031-03-02\n  rests on: log\n  claims:\n"
        "    - question: did it occur\n      answer: yes\n      by: aster\n      said: 2031-03-02\n"
        "      rests on: log\n"
        "  counts:\n    - what: shots\n      by: aster\n      said: 2031-03-02\n      best: 2\n"
        "      rests on: log\n"
    ),
    "ladders.yaml": (
        "- id: steps\n  arrangement: pause\n  title: Steps\n  clock: verified\n  rests on: log\n  steps:\n"
        "    - id: note\n      title: A note\n      duty: MUST\n      rests on: log\n"
        "      windows:\n        - limit: within\n          duration: 24 hours\n"
        "    - id: talk\n      title: A talk\n      duty: MAY\n      after: note\n      rests on: log\n"
    ),
    "positions.yaml": (
        "- id: lights\n  actor: aster\n  issue: lights\n  kind: demand\n  content: put them out\n"
        "  said: 2031-03-01\n  rests on: log\n"
    ),
}
"""Valid, and with an entry of each kind."""


def spoilt(file: str, old: str, new: str) -> dict[str, str]:
    """The case with one file changed."""
    assert old in CASE[file]
    return {**CASE, file: CASE[file].replace(old, new, 1)}
