"""Cues: the verbs, nouns and phrases that tie words to a source, from the list `statement_cues`."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from geopolitik.lexicon import table
from geopolitik.model.statement import SpeechAct
from geopolitik.text.forms import norm
from geopolitik.text.inflection import spellings
from geopolitik.text.words import word_spans


class Cue(NamedTuple):
    """An entry of the list."""

    lemma: str
    kind: str
    """`verb`, `noun`, `adjective`, `adverb` or `phrase`."""
    act: SpeechAct
    load: float
    frames: frozenset[str]
    """What may follow it to make a statement: `that`, `clause`, `to`, `np`, `about` ..."""


class Form(NamedTuple):
    """One spelling of a cue behind its first word."""

    rest: tuple[str, ...]
    cue: Cue
    shape: str
    """`base`, `s`, `ing` or `past` for a verb."""


@cache
def verbs() -> dict[str, tuple[Form, ...]]:
    """First word in normal form → the verb forms that begin with it, longest first."""
    return _forms("verb")


@cache
def nouns() -> dict[str, tuple[Form, ...]]:
    """Nouns like `claim`, in both numbers."""
    return _forms("noun")


@cache
def adjectives() -> dict[str, tuple[Form, ...]]:
    """Adjectives like `confident`."""
    return _forms("adjective")


@cache
def adverbs() -> dict[str, tuple[Form, ...]]:
    """Adverbs and set phrases whose source the text doesn't name: `reportedly`."""
    return _forms("adverb")


@cache
def phrases() -> dict[str, tuple[Form, ...]]:
    """Phrases with their source behind them: `according to`."""
    return _forms("phrase")


@cache
def loads() -> dict[str, float]:
    """Lemma of a reporting verb → its load."""
    rows = (row for row in table("markers") if row["kind"] == "reporting verb")
    return {row["entry"].removesuffix(" that"): float(row["level"]) for row in rows}


@cache
def _verbs() -> dict[str, str]:
    """Spelling of a reporting verb → its lemma."""
    rows = [row for row in table("markers") if row["kind"] == "reporting verb"]
    return {spelt: row["entry"] for row in rows for spelt in spellings(row["entry"], row["forms"])}


def _load(entry: str) -> float:
    """The load of a cue: of the verb itself, or of the verb in a phrase (`as confirmed by`)."""
    lemmas = (entry, *(_verbs().get(word, "") for word in entry.split()))
    return next((loads()[lemma] for lemma in lemmas if lemma in loads()), 0.0)


def _forms(kind: str) -> dict[str, tuple[Form, ...]]:
    found: dict[str, list[Form]] = {}
    for row in table("statement_cues"):
        if row["kind"] != kind:
            continue
        cue = Cue(
            row["entry"],
            kind,
            SpeechAct(row["act"]),
            _load(row["entry"]),
            frozenset(row["frames"].split("|")),
        )
        for phrase in spellings(row["entry"], row["forms"]):
            first, *rest = (norm(phrase[start:end]) for start, end in word_spans(phrase))
            form = Form(tuple(rest), cue, _shape(phrase, row["entry"]))
            if all(other.rest != form.rest for other in found.setdefault(first, [])):
                found[first].append(form)
    return {first: tuple(sorted(forms, key=lambda form: -len(form.rest))) for first, forms in found.items()}


def _shape(phrase: str, entry: str) -> str:
    word, base = phrase.split()[0], entry.split()[0]
    if word == base:
        return "base"
    if word.endswith("ing"):
        return "ing"
    return "s" if word.endswith("s") else "past"


def match(forms: dict[str, tuple[Form, ...]], norms: list[str], at: int, last: int) -> Form | None:
    """The longest form of the list that stands at a word and ends before `last`."""
    for form in forms.get(norms[at], ()):
        after = at + 1 + len(form.rest)
        if after <= last and all(norms[at + 1 + step] == word for step, word in enumerate(form.rest)):
            return form
    return None
