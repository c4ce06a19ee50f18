"""Undatable: the date of publication is gone, and nothing else places the text in time."""

from __future__ import annotations

from collections.abc import Iterator

from geopolitik.model.annotation import Annotation, Time, TimeKind
from geopolitik.model.article import Article, Timestamp
from geopolitik.model.span import Span
from geopolitik.model.story import Change, ChangeKind, Severity
from geopolitik.steps.redline.comparison import Comparison

_FULL, _YEARLESS = len("2026-02-04"), len("--02-04")
_MANY = 3
_BESIDE = 3
"""So many characters may stand between a day word and its date: Monday, 15 June."""
_DIGITS = 4
_MINUTES = len("19:42")


def undatable(comparison: Comparison) -> Iterator[Change]:
    """The original carries a date; the copy has none, and at best day words that hang in the air."""
    original, copy = comparison.alignment.a, comparison.alignment.b
    if copy.article.published or copy.article.updated:
        return
    days = [t for t in original.times if t.kind is TimeKind.DAY_WORD]
    stamp = original.article.published or original.article.updated
    told = [t for t in copy.times if t.kind is TimeKind.DAY_WORD and not _quoted(copy, t)]
    days = [t for t in days if not _quoted(original, t)]
    if _dated(copy, told) or not (stamp or (len(days) >= _MANY and not told)):
        return
    span = _stamp(original.article) or (Span(days[0].start, days[0].end) if days else None)
    had = f"is dated “{_shown(original.article, stamp)}”" if stamp else "names days"
    words = f" and says {', '.join(_distinct(original.text, days))}" if days else ""
    yield Change(
        ChangeKind.UNDATABLE,
        Severity.HIGH if stamp else Severity.LOW,  # neither has a date of its own
        span,
        None,
        f"The original {had}{words}; {_left(copy, told)}.",
    )


def _shown(article: Article, stamp: Timestamp) -> str:
    """The time as the page shows it; a machine's notation without its T and seconds."""
    if stamp.start is not None and stamp.end is not None:
        return " ".join(article.legible[stamp.start : stamp.end].split()) or stamp.text
    day, mark, time = stamp.text.partition("T")
    iso = bool(mark) and day[:4].isdigit()
    return f"{day} {time[:_MINUTES]}" if iso else stamp.text


def _dated(copy: Annotation, told: list[Time]) -> bool:
    """Whether the text dates the day it tells of: by a date with its year, or one beside a day word."""
    dates = [t for t in copy.times if t.kind is TimeKind.DATE and t.iso]
    if any(_whole(copy.text[t.start : t.end]) and _day(t.iso or "") for t in dates):
        return True
    return any(
        0 <= t.start - day.end <= _BESIDE or 0 <= day.start - t.end <= _BESIDE for t in dates for day in told
    )


def _day(iso: str) -> bool:
    """Whether an ISO date says the day."""
    return len(iso) == _FULL or (iso.startswith("--") and len(iso) == _YEARLESS)


def _whole(words: str) -> bool:
    """Whether a date is written with its year, or with its day of the week."""
    parts = [part.strip(",.").lower() for part in words.split()]
    return any(part.endswith("day") or (len(part) >= _DIGITS and part[:_DIGITS].isdigit()) for part in parts)


def _left(copy: Annotation, told: list[Time]) -> str:
    """What the copy has instead of a date."""
    if not told:
        return "the copy gives no date of its own and no day word: when it was written can't be told"
    days = ", ".join(_distinct(copy.text, told))
    return f"the copy gives no date of its own, so which day its {days} was can't be told"


def _quoted(annotation: Annotation, time: Time) -> bool:
    return any(q.start <= time.start < q.end for q in annotation.quotations)


def _stamp(article: Article) -> Span | None:
    for found in (article.published, article.updated):
        if found and found.start is not None and found.end is not None:
            return Span(found.start, found.end)
    return None


def _distinct(text: str, times: list[Time]) -> list[str]:
    return [f"“{w}”" for w in dict.fromkeys(text[t.start : t.end] for t in times)][:4]
