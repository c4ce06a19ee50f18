"""Where a text that arrives belongs, reasoned from what was found of its candidates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from geopolitik.model.candidates import Fingerprint
from geopolitik.model.keeping import StoryHead
from geopolitik.model.story import Alignment, Relation, Verdict
from geopolitik.steps.group.events import NEWEST, late, likeliest, likenesses
from geopolitik.text.fingerprints import Hashes, containments

_COVERED = 0.35
"""Share of a new text's sentences that answer to a text, from which the whole of it tells that one's story.
A round-up that takes a paragraph from each of two stories doesn't make them one."""
_GRAMS = 4
_CONTAINED = 0.42
"""Sampled 4-grams in common, or else the share of the poorer text's words, without which no two texts are
found related. `benchmarks/gate.py` says what that loses."""


def may_be_related(terms: Hashes, others: Sequence[tuple[Hashes, int]]) -> list[bool]:
    """Whether a text may turn out to be related to others: to those that only tell of its topic it can't.

    Args:
        terms: its words, as its fingerprint has them.
        others: the words of each of the others, and how many sampled 4-grams it shares with the text.
    """
    contained = containments(terms, [words for words, _ in others]).tolist()
    return [
        grams >= _GRAMS or share >= _CONTAINED for (_, grams), share in zip(others, contained, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class Compared:
    """A known wording, compared with the text that arrived."""

    wording: str
    story: str
    relation: Relation
    alignment: Alignment
    """`b` is the text that arrived."""
    is_own: bool
    """Whether both are on pages of one outlet."""

    @property
    def ties(self) -> bool:
        """Whether it brings the text that arrived into its story.

        They are related, and by more than a passage if both are of one outlet, which has passages of its own
        on page after page.
        """
        is_related = self.relation.relation in (Verdict.DERIVED, Verdict.COMMON_ORIGIN)
        return is_related and (self.covers or not self.is_own)

    @property
    def covers(self) -> bool:
        """Whether a good part of the text that arrived answers to it."""
        sentences = len(self.alignment.b.sentences)
        return 1 - len(self.alignment.b_only) / max(1, sentences) >= _COVERED


def home(
    text: Fingerprint,
    compared: Sequence[Compared],
    events: Mapping[str, Sequence[Fingerprint]],
    heads: Mapping[str, StoryHead],
    parted: frozenset[frozenset[str]],
) -> tuple[str, ...]:
    """The stories that the text belongs to: the one that goes on first, then those that become part of it.

    Args:
        text: what arrived.
        compared: known wordings compared with it.
        events: the texts of each story that may be meant.
        heads: the heads of these stories.
        parted: pairs that an analyst has taken apart: they are not brought together again.
    """
    newest = {story: texts[-NEWEST:] for story, texts in events.items()}
    scores = likenesses([text, *(other for texts in newest.values() for other in texts)])
    places = _places(newest)
    best = _nearest(compared) or likeliest(scores, 0, places)
    if best is None:
        return ()
    related = [one for one in compared if one.ties]
    settled = any(one.story == best and one.covers for one in related)
    # A text that stands alone goes where it would have gone had it come later, a round-up too.
    linked = [one.story for one in related if one.covers or (settled and len(events.get(one.story, ())) == 1)]
    others = {story: texts for story, texts in places.items() if story != best}
    linked += late(scores, [*places.get(best, ()), 0], others)
    merged = [story for story in dict.fromkeys(linked) if story != best]
    together = [best]
    for story in merged:
        if not any(frozenset((story, other)) in parted for other in together):
            together.append(story)
    # Readers may know the address of a public story; among equals the oldest goes on.
    return tuple(sorted(together, key=lambda s: (not heads[s].public, heads[s].created_at, s)))


def _places(events: Mapping[str, Sequence[Fingerprint]]) -> dict[str, range]:
    """Where the texts of each story stand behind the one that arrived."""
    found: dict[str, range] = {}
    at = 1
    for story, texts in events.items():
        found[story] = range(at, at + len(texts))
        at += len(texts)
    return found


def _nearest(compared: Sequence[Compared]) -> str | None:
    """The story of the text that it is made from, or that is made from it, or of one of common origin."""
    related = [one for one in compared if one.ties]
    best = max(related, key=lambda one: (one.covers, one.relation.probability, one.wording), default=None)
    return best.story if best else None
