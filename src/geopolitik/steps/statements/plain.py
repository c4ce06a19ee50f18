"""Which drafts state plainly that somebody said something, and which only look like it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from geopolitik.model.statement import SourceKind, SpeechAct
from geopolitik.steps.statements.draft import Draft
from geopolitik.steps.statements.phrases import RELATIVES, heads_nothing, noun_phrase_after, roles, verb_group
from geopolitik.steps.statements.scene import Scene
from geopolitik.steps.statements.sources import head_end, is_people, organisations, source_of
from geopolitik.text.grammar import PREPOSITIONS

_CLAUSES = frozenset(["that", "clause", "quote", "colon", "wh", "np that", "np quote", "np wh"])
_ECHOES = frozenset(
    [
        SpeechAct.BELIEVES,
        SpeechAct.JUDGES,
        SpeechAct.AGREES,
        SpeechAct.REFUSES,
        SpeechAct.ADMITS,
        SpeechAct.ASKS,
    ]
)
"""Acts that, inside another's content, are part of what is said: `Kim said he believed that …`. PolNeAR's
annotators mark one in ten of them."""
NESTING = 20
"""Reports in one sentence among which one is looked for that carries another."""


def is_plain(scene: Scene, draft: Draft) -> bool:
    """Whether a verb's draft is an attribution and no purpose, means or relative about something else.

    The shares that PolNeAR's annotators marked (train part) decided: `to praise Kim` 1 in 3, `for praising
    Kim` 1 in 4, a verb without a subject 1 in 10, `Kim said` 19 in 20.
    """
    if draft.cue is None or draft.frame.startswith("passive"):
        return True
    if draft.source is None or not _can_speak(scene, draft) or _cites_people(scene, draft):
        return False
    first = scene.sentence(draft.cue.first).first_token
    group = verb_group(scene, draft.cue.first, first)
    before = scene.norms[group - 1] if group > first else ""
    participle = scene.norms[draft.cue.first].endswith("ing")
    if before == "to":
        return draft.frame in _CLAUSES or draft.frame in PREPOSITIONS
    if draft.frame == "after" and (participle or before == "and"):
        return "that" in draft.entry.frames and draft.entry.lemma in _SAYING
    return not (participle and before in PREPOSITIONS and draft.frame not in _CLAUSES)


def _can_speak(scene: Scene, draft: Draft) -> bool:
    """Whether the subject can say something, unlike a `decision` that only `underscores`."""
    if draft.source is None or heads_nothing(scene, draft.source):
        return False
    if draft.entry.lemma in _SAYING or draft.frame == "quote":
        return True
    source = source_of(scene, draft.source)
    if source.kind is not SourceKind.ANONYMOUS or scene.norms[draft.source.first] in RELATIVES | {"that"}:
        return True
    noun = scene.norms[head_end(scene, draft.source) - 1]
    if draft.entry.lemma in _NAMING and draft.frame == "np" and noun not in bodies():
        return noun.endswith("s")  # a company called Orca
    if draft.frame == "after" and noun not in bodies() and not is_people(source):
        return False
    return not noun.endswith(_ABSTRACT) or noun in bodies()


def _cites_people(scene: Scene, draft: Draft) -> bool:
    """Whether this is `citing officials`: they are the source of what is reported."""
    if draft.cue is None or scene.norms[draft.cue.first] not in ("citing", "quoting"):
        return False
    cited = noun_phrase_after(scene, draft.cue.after, scene.sentence(draft.cue.first).last_token)
    return cited is not None and is_people(source_of(scene, cited))


@cache
def bodies() -> frozenset[str]:
    """Nouns for bodies and people that speak: `commission`, `government`, `spokesman`."""
    return _SPEAKING | roles() | organisations()


_ABSTRACT = ("ion", "ment", "ness", "ity", "ship", "ance", "ence", "ism", "al", "ing", "ure", "visit")
_SPEAKING = frozenset(
    [
        *("report", "study", "poll", "population", "community", "majority", "leadership", "generation"),
        *("official", "nation"),
    ]
)
_NAMING = frozenset(["call", "dub", "name", "title", "label"])
_SAYING = frozenset(["say", "tell", "add", "write"])


def without_echoes(scene: Scene, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The drafts but those that are only part of what another source says."""
    beside = by_sentence(drafts)
    for draft in drafts:
        speaks = draft.entry.act not in _ECHOES and draft.frame != "to"
        others = (other for other in beside[draft.sentence] if other is not draft)
        if speaks or not any(lies_in(draft, other, scene) for other in others):
            yield draft


def by_sentence(drafts: Sequence[Draft]) -> dict[int, list[Draft]]:
    """The drafts of each sentence, a few dozen at most."""
    found: dict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if len(found[draft.sentence]) < NESTING:
            found[draft.sentence].append(draft)
    return found


def lies_in(inner: Draft, outer: Draft, scene: Scene) -> bool:
    """Whether source and cue of one report stand in the content of another."""
    if inner.cue is None or inner.source is None or outer.source is None:
        return False
    parts = (scene.bare(inner.cue), scene.bare(inner.source))
    return all(any(piece.contains(part) for piece in outer.content) for part in parts)
