"""How many independent origins a story has: the roots of its tree, as a range where a verdict abstains."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from geopolitik.model.annotation import Annotation
from geopolitik.model.story import Derivation, Origins, Relation, Verdict, Wording
from geopolitik.steps.lineage.tree.families import families_of
from geopolitik.steps.lineage.tree.subject import share_no_subject

_PERHAPS = 0.3
"""How likely two texts of two families must be related for these to be one, perhaps."""
_SURELY_MIXED = 0.9
"""How likely a second original must be for the two families of a text to be two, surely."""
_RELATED = (Verdict.DERIVED, Verdict.COMMON_ORIGIN)


def count_origins(
    wordings: Sequence[Wording],
    derivations: Sequence[Derivation],
    relations: Sequence[Relation],
    texts: Mapping[str, Annotation],
    *,
    open_: Collection[frozenset[str]] = (),
) -> Origins:
    """Count the roots; what can't be told is one origin at the low end and two at the high end.

    Beside a family of several wordings, a text that has nothing in common with any of them is no origin of
    the story: it is named apart.

    Args:
        wordings: all of them, in order.
        derivations: the edges of the tree.
        relations: the verdicts on all pairs.
        texts: by wording id, the text of each captured wording.
        open_: pairs of one family of which either may be the original.
    """
    ids = [wording.id for wording in wordings]
    first = {d.copy: d for d in reversed(derivations)}
    sure = [(d.original, d.copy) for d in first.values()]
    sure += [(a, b) for a, b in map(sorted, open_)]
    doubt = _doubtful(families_of(ids, sure), derivations, first, relations)
    families = families_of(ids, sure)
    unrelated = _unrelated(families, texts)
    counted = [family for family in families if family[0] not in unrelated]
    copies = first.keys()
    children: dict[str, int] = defaultdict(int)
    for derivation in first.values():
        children[derivation.original] += 1
    roots = tuple(
        # Where a family has no single root, the one that most hangs on stands for it.
        max((i for i in family if i not in copies), key=lambda i: (children[i], -ids.index(i)))
        for family in counted
    )
    held = [i for i in ids if i not in unrelated]
    return Origins(
        low=len(families_of(held, sure + doubt)),
        high=len(counted) + _loose(counted, first, relations),
        roots=roots,
        unrelated=unrelated,
    )


def _loose(
    families: Sequence[Sequence[str]], first: Mapping[str, Derivation], relations: Sequence[Relation]
) -> int:
    """How many more families there would be without the edges for which no verdict speaks.

    One does if some text above the edge and some text below it are related, whichever these are: a light copy
    of both may show what the two don't show alone. A text that was never compared stays where it hangs.
    """
    family = {member: number for number, members in enumerate(families) for member in members}
    compared = {end for relation in relations for end in (relation.a, relation.b)}
    links = [(d.original, d.copy) for d in first.values() if not {d.original, d.copy} <= compared]
    links += [(r.a, r.b) for r in relations if r.relation in _RELATED]
    within = [(a, b) for a, b in links if a in family and family[a] == family.get(b)]
    return len(families_of(list(family), within)) - len(families)


def _doubtful(
    families: Sequence[Sequence[str]],
    derivations: Sequence[Derivation],
    first: Mapping[str, Derivation],
    relations: Sequence[Relation],
) -> list[tuple[str, str]]:
    """Pairs of two families that may yet be of one.

    A text made from two originals has to do with both their families, and so has what was made from it:
    that makes one family of two no more than a letter makes one house of two. A text that only perhaps has
    two originals may as well show that the families are one.
    """
    family = {member: number for number, members in enumerate(families) for member in members}
    mixed = {
        d.copy: d.original
        for d in derivations
        if first.get(d.copy) is not d and d.probability >= _SURELY_MIXED
    }
    found = []
    for relation in relations:
        ends = relation.a, relation.b
        apart = relation.relation is Verdict.INDEPENDENT and relation.probability < _PERHAPS
        if apart or family[ends[0]] == family[ends[1]]:
            continue
        if not any(_bridged(end, other, mixed, first, family) for end, other in (ends, ends[::-1])):
            found.append(ends)
    return found


def _bridged(
    text: str,
    other: str,
    mixed: Mapping[str, str],
    first: Mapping[str, Derivation],
    family: Mapping[str, int],
) -> bool:
    """Whether a text was made, maybe by way of others, from a mixed one that took from the other's family."""
    at: str | None = text
    while at is not None:
        if at in mixed and family[mixed[at]] == family[other]:
            return True
        at = first[at].original if at in first else None
    return False


def _unrelated(families: Sequence[Sequence[str]], texts: Mapping[str, Annotation]) -> tuple[str, ...]:
    """Texts without a family that share no subject with any text of the largest one."""
    story = [texts[i] for i in max(families, key=len, default=()) if i in texts]
    if len(story) < 2:
        return ()
    alone = [family[0] for family in families if len(family) == 1 and family[0] in texts]
    return tuple(i for i in alone if _is_apart(texts[i], story))


def _is_apart(text: Annotation, story: Sequence[Annotation]) -> bool:
    """Whether a text shares no subject with any text of a story that is in its language."""
    readable = [told for told in story if told.article.language == text.article.language]
    return bool(readable) and all(share_no_subject(text, told) for told in readable)
