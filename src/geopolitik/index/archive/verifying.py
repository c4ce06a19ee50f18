"""From candidate pairs to rows of `pairs.parquet`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from geopolitik.index.archive import schemas
from geopolitik.index.archive.boilerplate import Boilerplate
from geopolitik.index.archive.frame import is_frame
from geopolitik.index.archive.passages import Prepared, passages, prepared, share
from geopolitik.index.archive.shelf import Shelf
from geopolitik.model.archive import Passage
from geopolitik.model.span import Span

if TYPE_CHECKING:
    import pyarrow

_AT_ONCE = 1024
"""Pairs whose texts are unpacked and prepared together: some 60 MB."""
_TEXTS = 32
Numbers = tuple[int, int]


def verified(shelf: Shelf, pairs: Sequence[Numbers]) -> pyarrow.Table:
    """The passages of those pairs that have enough in common, a row each, in the order of the pairs.

    The columns are those of `schemas.numbered_pairs()`.

    Args:
        shelf: the archive.
        pairs: two records by number, the earlier first. Of two records with one wording it is known that
            they are a pair.
    """
    import pyarrow as pa

    rows: dict[str, list[Any]] = {name: [] for name in schemas.numbered_pairs().names}
    rest, repeats = iter(pairs), Boilerplate(shelf)
    while some := list(islice(rest, _AT_ONCE)):
        texts = _prepared(shelf, some)
        for a, b in some:
            within = shelf.is_one_outlet(a, b)
            found = passages(texts[a], texts[b], within=within, repeats=repeats)
            if not found and shelf.wordings[a] == shelf.wordings[b]:
                found = _throughout(texts[a], texts[b], within=within)
            _add(rows, shelf, (a, b), (texts[a], texts[b]), found)
    return pa.table(rows, schema=schemas.numbered_pairs())


def _prepared(shelf: Shelf, pairs: Sequence[Numbers]) -> dict[int, Prepared]:
    texts = iter(shelf.texts({number for pair in pairs for number in pair}).items())
    ready: dict[int, Prepared] = {}
    while some := dict(islice(texts, _TEXTS)):
        sites = [int(shelf.sites[number]) for number in some]
        ready |= zip(some, prepared(list(some.values()), sites, shelf.furniture), strict=True)
    return ready


def _throughout(a: Prepared, b: Prepared, *, within: bool) -> tuple[Passage, ...]:
    """Two texts of one wording as one passage: short ones have no seeds, some are furniture as a whole.

    Where one outlet has both, a picture with its caption, or a list of other pages, is none.
    """
    if not len(a.begins) or not len(b.begins):
        return ()
    if within and all(is_frame(text.text, 0, len(text.text)) for text in (a, b)):
        return ()
    ours, theirs = (Span(int(text.begins[0]), int(text.ends[-1])) for text in (a, b))
    return (Passage(ours, theirs, min(len(a.begins), len(b.begins))),)


def _add(
    rows: dict[str, list[Any]],
    shelf: Shelf,
    pair: Numbers,
    texts: tuple[Prepared, Prepared],
    found: Sequence[Passage],
) -> None:
    if not found:
        return
    rows["words"] += [passage.words for passage in found]
    for side, number, text in zip("ab", pair, texts, strict=True):
        spans = [getattr(passage, side) for passage in found]
        rows[f"{side}_begin"] += [span.start for span in spans]
        rows[f"{side}_end"] += [span.end for span in spans]
        same = {
            f"{side}_number": number,
            side: shelf.head(number, "id"),
            f"{side}_outlet": shelf.head(number, "outlet"),
            f"{side}_date": shelf.head(number, "date"),
            f"{side}_wording": shelf.head(int(shelf.wordings[number]), "id"),
            f"{side}_share": share(found, text, of_a=side == "a"),
        }
        for name, value in same.items():
            rows[name] += [value] * len(found)
