"""Undatable: the date of publication and every day word are gone; the text can't be placed in time."""

from __future__ import annotations

from collections.abc import Iterator

from geopolitik.model.annotation import Annotation, Time, TimeKind
from geopolitik.model.article import Article
from geopolitik.model.span import Span
from geopolitik.model.story import Change, ChangeKind, Severity
from geopolitik.steps.redline.comparison import Comparison

_FULL = len("2026-02-04")
_MANY = 3


def undatable(comparison: Comparison) -> Iterator[Change]:
    """The original carries a date or day words; the copy has no date of its own and no day word."""
    original, copy = comparison.alignment.a, comparison.alignment.b
    if copy.article.published or copy.article.updated:
        return
    days = [t for t in original.times if t.kind is TimeKind.DAY_WORD]
    stamp = original.article.published or original.article.updated
    told = [t for t in copy.times if t.kind is TimeKind.DAY_WORD and not _quoted(copy, t)]
    dated = any(t.kind is TimeKind.DATE and t.iso and len(t.iso) == _FULL for t in copy.times)
    days = [t for t in days if not _quoted(original, t)]
    if told or dated or not (stamp or len(days) >= _MANY):
        return
    span = _stamp(original.article) or (Span(days[0].start, days[0].end) if days else None)
    had = f"is dated “{stamp.text}”" if stamp else "names days"
    words = f" and says {', '.join(_distinct(original.text, days))}" if days else ""
    yield Change(
        ChangeKind.UNDATABLE,
        Severity.HIGH,
        span,
        None,
        f"The original {had}{words}; the copy has no date and no day word, so it can't be placed in time.",
    )


def _quoted(annotation: Annotation, time: Time) -> bool:
    return any(q.start <= time.start < q.end for q in annotation.quotations)


def _stamp(article: Article) -> Span | None:
    for found in (article.published, article.updated):
        if found and found.start is not None and found.end is not None:
            return Span(found.start, found.end)
    return None


def _distinct(text: str, times: list[Time]) -> list[str]:
    return [f"“{w}”" for w in dict.fromkeys(text[t.start : t.end] for t in times)][:4]
