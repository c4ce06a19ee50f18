"""What a web archive says about two texts: since when it has known the address of one of them."""

from __future__ import annotations

from collections.abc import Iterator

from geopolitik.model.article import Article
from geopolitik.model.story import Evidence
from geopolitik.steps.lineage.pair.claims import MINUTE, clock, instant, is_settled, known_before_its_stamp
from geopolitik.steps.lineage.pair.signs import Names, Sign, on_direction
from geopolitik.text.chain import chain_of

ARCHIVED = "archived before"
"""The term: it weighs less than a time of the wording would, too little to call a direction alone."""


def of_archives(a: Article, b: Article, names: Names) -> Iterator[Evidence]:
    """A reason if an archive knew one text's address before the other was published, as that one says itself.

    The archive's time bounds the address from above: it was public by then. It is no time of the wording, of
    which the archive wasn't asked, and nothing follows from two of them: an archive comes to one page late
    and to another early. There is no reason if trusted publication times tell already (the bound would be one
    witness heard twice); if the text's own stamp is later than the bound, so that something else stood there,
    or it was stamped anew; or if the other's stamp is unsettled or a repost's.
    """
    times = clock(a, b)
    if times is not None and times.is_trusted:
        return
    for first, later, name, other, amount in ((a, b, *names, 1.0), (b, a, *names[::-1], -1.0)):
        known = first.capture.declared.known
        if known is None or not _is_later(later, first):
            continue
        since = f"{known.since.day} {known.since:%B %Y, %H:%M} UTC"
        note = (
            f"The web archive {known.says} has known the address of {name} since {since}, before {other} was "
            "published; what stood there by then may have been another text."
        )
        yield on_direction(Sign(ARCHIVED, amount, note))


def _is_later(later: Article, first: Article) -> bool:
    """Whether a text says that it was published after an archive knew the other's address."""
    known, stamp = first.capture.declared.known, later.published
    if known is None or stamp is None or not is_settled(stamp) or not chain_of(later).is_own:
        return False
    said = instant(stamp)
    if said is None or known_before_its_stamp(first) or known_before_its_stamp(later):
        return False
    return (said - known.since).total_seconds() / 3600 >= MINUTE
