"""What would settle a verdict that is left open: things that somebody can go and get."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from geopolitik.model.annotation import Annotation
from geopolitik.model.article import STORY_LABELS
from geopolitik.model.story import Direction, Evidence, Relation, Verdict
from geopolitik.steps.lineage.pair.claims import Claims
from geopolitik.text.chain import chain_of

SHORT = 25
"""A text of fewer content words can't show that it is independent of a longer one."""
_PARTLY = 2.7
"""Log-odds of coverage below which both may have taken a passage from a third: half the words told alike."""

Names = tuple[str, str]


def would_settle(
    relation: Relation, a: Annotation, b: Annotation, said: Claims, names: Names, *, at_odds: bool
) -> tuple[str, ...]:
    """What the reader could bring to settle what the evidence leaves open.

    Args:
        relation: the verdict.
        a, b: the two texts.
        said: who credits whom.
        names: what to call a and b.
        at_odds: whether the words speak against two trusted times.
    """
    wanted: list[str] = []
    if at_odds and relation.direction is Direction.CANNOT_TELL:
        wanted.append(
            f"whether the times of {names[0]} and {names[1]} are right: the texts speak against them"
        )
    if relation.relation is Verdict.CANNOT_TELL:
        wanted += _for_relation(relation, a, b, said, names)
    elif relation.relation is Verdict.COMMON_ORIGIN:
        wanted.append(_original(said))
    elif relation.relation is Verdict.DERIVED and relation.direction is Direction.CANNOT_TELL:
        wanted += _for_direction(relation, a, b, said, names)
    return tuple(dict.fromkeys(wanted))


def _for_relation(
    relation: Relation, a: Annotation, b: Annotation, said: Claims, names: Names
) -> Iterator[str]:
    if _languages(a, b):
        yield "a translation of one of the two into the language of the other"
    if min(content_words(a), content_words(b)) < SHORT:
        yield "more of the shorter text"
    if said.third:
        yield f"the text by {said.third} that both credit"
    elif _weight(relation.evidence, "sentences taken") > 0:
        yield "an earlier text that holds the sentences that both have, or a credit to it"
    elif _weight(relation.evidence, "order") > 0:
        yield (
            f"what {names[0]} and {names[1]} have in the same order: whether a statement, or one of the two, "
            "tells it so"
        )
    yield "a credit, or an earlier text that both may come from"


def _for_direction(
    relation: Relation, a: Annotation, b: Annotation, said: Claims, names: Names
) -> Iterator[str]:
    if said.third:
        yield _original(said)
    elif _weight(relation.evidence, "coverage") < _PARTLY:
        yield "whether both took what they share from a third text"
    times = [what for name, text in zip(names, (a, b), strict=True) for what in _for_time(name, text)]
    yield from times
    if not times:
        yield f"archived states of {names[0]} and {names[1]}: which of the two had the words first"


def _for_time(name: str, annotation: Annotation) -> Iterator[str]:
    article = annotation.article
    stamp = article.published
    if stamp is None or stamp.iso is None:
        yield f"a publication time, with its zone, for {name}"
    elif "T" not in stamp.iso:
        yield f"the hour, with its zone, at which {name} was published"
    elif stamp.zone is None and stamp.source != "declared":
        yield f"the zone of the time that {name} gives"
    elif not chain_of(article).is_own:
        yield f"when the text of {name} was first published: the time given is a repost's"
    elif article.updated is not None and article.updated.iso not in (None, stamp.iso):
        yield f"{name} as it stood before it was updated"


def _original(said: Claims) -> str:
    return f"the text by {said.third} that both credit" if said.third else "the text that both come from"


def _weight(evidence: Sequence[Evidence], term: str) -> float:
    return sum(reason.weight for reason in evidence if reason.term == term)


def _languages(a: Annotation, b: Annotation) -> bool:
    languages = (a.article.language, b.article.language)
    return None not in languages and languages[0] != languages[1]


def content_words(annotation: Annotation) -> int:
    """Content words; for a text whose words weren't annotated, its words by white space."""
    if annotation.tokens:
        return sum(token.content for token in annotation.tokens)
    article = annotation.article
    blocks = [b for b in article.blocks if b.label in STORY_LABELS]
    return sum(len(article.text[b.start : b.end].split()) for b in blocks)
