"""What credits and times say about two texts, whatever their words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from geopolitik.model.article import Article, Label, Timestamp
from geopolitik.model.span import Span
from geopolitik.model.story import Wording
from geopolitik.text.chain import chain_of, outlet_key, outlet_name


@dataclass(frozen=True, slots=True)
class Claims:
    """Who names whom."""

    a_names_b: str | None
    b_names_a: str | None
    third: str | None
    """Somebody else whom both name."""


def claims(a: Article, b: Article, wording_a: Wording, wording_b: Wording) -> Claims:
    """Which of two texts credits the other, and whom both credit."""
    names_a, names_b = _names(a, wording_a), _names(b, wording_b)
    given_a, given_b = _given(a), _given(b)
    # Two pages that both go by a name and both credit it carry two texts of that one.
    rivals = names_a & names_b & given_a.keys() & given_b.keys()
    a_names_b = [n for k, n in given_a.items() if k in names_b - rivals and k != _outlet(a)]
    b_names_a = [n for k, n in given_b.items() if k in names_a - rivals and k != _outlet(b)]
    known = names_a | names_b
    thirds = [n for k, n in given_a.items() if k in given_b and (k in rivals or k not in known)]
    return Claims(
        a_names_b=next(iter(a_names_b), None),
        b_names_a=next(iter(b_names_a), None),
        third=next(iter(thirds), None),
    )


def _names(article: Article, wording: Wording) -> set[str]:
    found = {outlet_key(wording.name)} if wording.name else set()
    outlet = _outlet(article)
    return found | {outlet} if outlet else found


def _outlet(article: Article) -> str | None:
    return outlet_key(article.outlet.name) if article.outlet else None


def _given(article: Article) -> dict[str, str]:
    chain = chain_of(article)
    return {outlet_key(name): name for name in (*chain.credited, *chain.upstream)}


MINUTE = 1 / 60
"""Hours: times that are nearer tell nothing."""
_DAY = 26.0
"""Hours: without a zone, or without a clock time, a day's difference may be none."""


@dataclass(frozen=True, slots=True)
class Clock:
    """How far one text was published before the other."""

    hours: float
    """b's time minus a's."""
    is_trusted: bool
    is_of_updates: bool = False
    """Whether the times are those of two states of one page, by their last update."""


def clock(a: Article, b: Article) -> Clock | None:
    """Compare publication times; None if one is unknown or they are too close to tell."""
    if a.published is None or b.published is None:
        return None
    stamps = (a.published, b.published)
    updates = a.published.iso == b.published.iso
    if updates:
        # Two states of one page share its first time: the later update is the later text.
        stamps = (a.updated or a.published, b.updated or b.published)
    first, second = instant(stamps[0]), instant(stamps[1])
    if first is None or second is None:
        return None
    known = all(is_settled(stamp) for stamp in stamps)
    hours = (second - first).total_seconds() / 3600
    if abs(hours) < (MINUTE if known else _DAY):
        return None
    trusted = known and not _may_be_older(*((a, b) if hours < 0 else (b, a)), abs(hours))
    return Clock(hours, trusted, updates)


def _may_be_older(later: Article, earlier: Article, hours: float) -> bool:
    """Whether the later stamp may sit on the older text.

    A repost's stamp says when it was reposted; a page whose address an archive knew before its stamp was
    stamped anew; and a page updated since may have taken from the other.
    """
    if not chain_of(later).is_own or known_before_its_stamp(later):
        return True
    if earlier.updated is None or earlier.published is None or earlier.updated.iso == earlier.published.iso:
        return False
    first, since = instant(earlier.published), instant(earlier.updated)
    if first is None or since is None:
        return True
    same_page = later.published is not None and later.published.iso == earlier.published.iso
    return not same_page and (since - first).total_seconds() / 3600 > hours


def known_before_its_stamp(article: Article) -> bool:
    """Whether an archive knew a text's address before the text says that it was published."""
    known, stamp = article.capture.declared.known, article.published
    said = instant(stamp) if stamp else None
    if known is None or stamp is None or said is None:
        return False
    before = (said - known.since).total_seconds() / 3600
    return before >= (MINUTE if is_settled(stamp) else _DAY)


def is_settled(stamp: Timestamp) -> bool:
    """Whether a stamp names one instant: it has a clock time, and a zone or the user's word."""
    has_clock = stamp.iso is not None and "T" in stamp.iso
    return has_clock and (stamp.zone is not None or stamp.source == "declared")


def instant(stamp: Timestamp) -> datetime | None:
    """The moment of a stamp, read as UTC where it gives no offset; None if it is unreadable."""
    if stamp.iso is None:
        return None
    try:
        found = datetime.fromisoformat(stamp.iso)
    except ValueError:
        return None
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)


def own_report(article: Article) -> Span | None:
    """Where a text speaks of its own outlet as the one that was told, saw or checked something."""
    if article.outlet is None or not chain_of(article).is_own:
        return None
    name = re.escape(outlet_name(article.outlet.name))
    found = re.search(
        rf"\b(?:told|seen by|reviewed by|shown to|obtained by|speaking to|interview with) {name}\b"
        rf"|\b{name} (?:could not|was not able|was unable|has (?:seen|reviewed)|saw|reviewed)\b",
        article.legible,
    )
    return Span(*found.span()) if found else None


def are_of_one_outlet(a: Article, b: Article) -> bool:
    """Whether the two pages are known to be of one outlet."""
    return _outlet(a) is not None and _outlet(a) == _outlet(b)


def notes_an_update(article: Article) -> bool:
    """Whether the outlet notes that its text was corrected or updated."""
    return any(block.label is Label.NOTE for block in article.blocks)
