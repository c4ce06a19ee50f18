"""Families: what hangs together by way of pairs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def families_of(ids: Sequence[str], pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Those of some wordings that hang together by way of pairs.

    Args:
        ids: of the wordings.
        pairs: of wordings that belong together; what isn't among the wordings ties nothing.

    Returns:
        Every wording in one family; the families by their first wordings, and each, in the order of `ids`.
    """
    family = {i: [i] for i in ids}
    for a, b in pairs:
        if a in family and b in family and family[a] is not family[b]:
            more, fewer = sorted((family[a], family[b]), key=len, reverse=True)
            more += fewer
            for member in fewer:
                family[member] = more
    place = {i: n for n, i in enumerate(ids)}
    distinct = {id(members): members for members in family.values()}
    return [sorted(members, key=place.__getitem__) for members in distinct.values()]
