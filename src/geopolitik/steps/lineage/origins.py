"""How many independent origins a story has: the roots of its tree, as a range where a verdict abstains."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from geopolitik.model.story import Derivation, Origins, Relation, Verdict, Wording

_TOGETHER = (Verdict.DERIVED, Verdict.COMMON_ORIGIN)


def count_origins(
    wordings: Sequence[Wording], derivations: Sequence[Derivation], relations: Sequence[Relation]
) -> Origins:
    """Count the roots; what can't be told is one origin at the low end and two at the high end."""
    ids = [wording.id for wording in wordings]
    sure = [(d.original, d.copy) for d in derivations]
    sure += [(r.a, r.b) for r in relations if r.relation in _TOGETHER]
    open_ = [(r.a, r.b) for r in relations if r.relation is Verdict.CANNOT_TELL]
    families = _families(ids, sure)
    copies = {d.copy for d in derivations}
    children: dict[str, int] = defaultdict(int)
    for derivation in derivations:
        children[derivation.original] += 1
    roots = tuple(
        # Where a family has no single root, the one that most hangs on stands for it.
        max((i for i in family if i not in copies), key=lambda i: (children[i], -ids.index(i)))
        for family in families
    )
    return Origins(low=len(_families(ids, sure + open_)), high=len(families), roots=roots)


def _families(ids: Sequence[str], pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    family = {i: [i] for i in ids}
    for a, b in pairs:
        if a in family and b in family and family[a] is not family[b]:
            family[a] += family[b]
            for member in family[b]:
                family[member] = family[a]
    distinct = {id(members): members for members in family.values()}
    return [sorted(members, key=ids.index) for members in distinct.values()]
