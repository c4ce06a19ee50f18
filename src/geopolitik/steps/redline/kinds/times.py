"""Time: another day or date, or a day word lost from a claim that is kept."""

from __future__ import annotations

from collections.abc import Iterator

from geopolitik.model.annotation import Time, TimeKind
from geopolitik.model.story import Change, ChangeKind, Severity
from geopolitik.steps.redline.comparison import Comparison
from geopolitik.steps.redline.frames import context, frame, nearest
from geopolitik.steps.redline.measures import months_in
from geopolitik.steps.redline.phrases import closed
from geopolitik.steps.redline.side import Side

_POINTS = (TimeKind.DATE, TimeKind.DAY_WORD, TimeKind.RELATIVE, TimeKind.CLOCK)
_SPANNING = ("after", "before")
_MONTH = (len("2026-02"), len("--02"))
_UNITS = {len("2026"): ("year",), len("2026-02"): ("month",), len("--02"): ("month", "year")}
"""Length of an ISO month or year → the units in which a relative time may name it."""
_BESIDE = 2
_TODAY = frozenset({"today", "now", "currently", "nowadays"})
_BY_PAGE = frozenset({"today", "tomorrow", "yesterday", "tonight"})
_SEASONS = closed("season")
_DAYS = (TimeKind.DATE, TimeKind.DAY_WORD)


def times(comparison: Comparison) -> Iterator[Change]:
    """Time expressions of the original that the answering sentences give otherwise, or not at all."""
    a, b = comparison.a, comparison.b
    used: set[Time] = set()
    for time in a.annotation.times:
        tokens = a.tokens_in(time.span)
        if time.kind not in _POINTS or not tokens or a.quoted[tokens[0]]:
            continue
        partners = comparison.partners_a.get(a.sentence_of[tokens[0]], ())
        there = [t for t in b.annotation.times if t.kind in _POINTS and _sentence(b, t) in partners]
        if not partners or any(_same(a, time, b, t) for t in there):
            continue
        if time.kind is TimeKind.RELATIVE and (
            comparison.answered(tokens) or a.norm(tokens[-1]) in _SPANNING
        ):
            continue
        rivals = [t for t in there if t not in used] if time.kind in _DAYS else []
        rival = _rival(comparison, time, rivals) or _only_other(comparison, time, rivals)
        if rival is not None:
            used.add(rival)
            yield _vaguer(a, b, time, rival) if _may_be_in(time, rival) else _changed(a, b, time, rival)
        elif (
            time.kind is not TimeKind.CLOCK
            and not _titles(a, time)
            and not _told_near(comparison, time)
            and (kept := frame(comparison, time.span))
        ):
            theirs = nearest(comparison, time.span, kept)
            yield Change(
                ChangeKind.TIME,
                Severity.LOW if _told_at_all(comparison, time) or _seasoned(b, kept) else Severity.MEDIUM,
                time.span,
                None,
                f"The original says when ({a.quote(time.span)}); the copy doesn't: {b.phrase(theirs)}.",
            )


def _told_near(comparison: Comparison, time: Time) -> bool:
    """Whether the copy says the same time within two sentences of the answering ones, or now for today."""
    a, b = comparison.a, comparison.b
    partners = comparison.partners_a.get(a.sentence_of[a.tokens_in(time.span)[0]], ())
    near = {s for p in partners for s in range(p - _BESIDE, p + _BESIDE + 1)}
    if a.norm(a.tokens_in(time.span)[-1]) in _TODAY and any(
        b.norm(t) in _TODAY for p in partners for t in b.tokens_of(p)
    ):
        return True
    return any(
        _sentence(b, t) in near and _same(a, time, b, t) for t in b.annotation.times if t.kind in _POINTS
    )


def _told_at_all(comparison: Comparison, time: Time) -> bool:
    """Whether the copy names the same day somewhere."""
    word = time.span.of(comparison.a.text).split()[0].lower()
    days = [t for t in comparison.b.annotation.times if t.kind is TimeKind.DAY_WORD]
    b = comparison.b
    days = [t for t in days if not b.quoted[b.tokens_in(t.span)[0]]]
    return time.kind is TimeKind.DAY_WORD and any(
        t.span.of(comparison.b.text).split()[0].lower() == word for t in days
    )


def _titles(side: Side, time: Time) -> bool:
    """Whether a year belongs to the title of a law or a work: the Feed Regulations 2010."""
    first = side.tokens_in(time.span)[0]
    year = time.iso is not None and len(time.iso) == len("2026")
    return year and first > 0 and side.text[side.starts[first - 1]].isupper() and side.content(first - 1)


def _sentence(side: Side, time: Time) -> int:
    tokens = side.tokens_in(time.span)
    return side.sentence_of[tokens[0]] if tokens else -1


def _same(a: Side, time: Time, b: Side, other: Time) -> bool:
    """Whether two expressions name one time, or one of them leaves open what the other says."""
    counts = months_in(a, time.span), months_in(b, other.span)
    if None not in counts and counts[0] == counts[1]:
        return True
    if time.iso is not None and other.iso is not None:
        return _agree(time.iso, other.iso)
    if {time.kind, other.kind} == {TimeKind.DATE, TimeKind.RELATIVE}:
        date, counted = (
            (time, other.span.of(b.text)) if time.kind is TimeKind.DATE else (other, time.span.of(a.text))
        )
        if any(unit in counted for unit in _UNITS.get(len(date.iso or ""), ())):
            return True  # `last month` may well be March
    if _in_week(a, time, other) or _in_week(b, other, time):
        return True  # Friday, last week
    if _unsettled(a, time, other) or _unsettled(b, other, time):
        return True
    ours = {a.stem(t) for t in a.tokens_in(time.span) if a.content(t)}
    theirs = {b.stem(t) for t in b.tokens_in(other.span) if b.content(t)}
    return bool(ours & theirs)


def _in_week(side: Side, time: Time, other: Time) -> bool:
    """Whether a relative time names a week in which a weekday may lie."""
    words = time.span.of(side.text).lower().split()
    return time.kind in (TimeKind.RELATIVE, TimeKind.DAY_WORD) and "week" in words and other.iso is None


def _unsettled(side: Side, time: Time, other: Time) -> bool:
    """Whether a page without a date says `today`, which may be the day that the other text names."""
    said = side.norm(side.tokens_in(time.span)[-1])
    return time.iso is None and said in _BY_PAGE and other.kind in _DAYS


def _agree(one: str, other: str) -> bool:
    """Whether one ISO time is the other, or a part of it (a year of a date, a date without year)."""
    short, long = sorted((one.lstrip("-"), other.lstrip("-")), key=len)
    return long.startswith(short) or long.endswith(short)


def _rival(comparison: Comparison, time: Time, there: list[Time]) -> Time | None:
    """A time of one kind that stands where this one stood and contradicts it."""
    a, b = comparison.a, comparison.b
    answered = set(comparison.answered(context(a, time.span)))
    found: list[tuple[int, int, Time]] = []
    for other in there:
        shared = answered.intersection(context(b, other.span))
        if len(shared) >= (1 if _months(time, other) else 2) and not _known(comparison, other):
            at = b.tokens_in(other.span)[0]
            found.append((len(shared), -sum(abs(u - at) for u in shared), other))
    return max(found, key=lambda f: f[:2])[2] if found else None


def _only_other(comparison: Comparison, time: Time, there: list[Time]) -> Time | None:
    """The one year of the answering sentences that the original's do not have."""
    if time.iso is None or len(time.iso) != len("2026"):
        return None
    years = [t for t in there if t.iso is not None and len(t.iso) == len("2026")]
    return years[0] if len(years) == 1 and not _known(comparison, years[0]) else None


def _months(time: Time, other: Time) -> bool:
    """Whether both are just months: then they need less to be about one thing."""
    return all(t.iso is not None and len(t.iso) in _MONTH and t.kind is TimeKind.DATE for t in (time, other))


def _known(comparison: Comparison, other: Time) -> bool:
    """Whether the original names this time itself in the answering sentences."""
    a, b = comparison.a, comparison.b
    partners = comparison.partners_b.get(_sentence(b, other), ())
    return any(_same(a, t, b, other) for t in a.annotation.times if _sentence(a, t) in partners)


def _may_be_in(time: Time, other: Time) -> bool:
    """Whether a day without a year may lie in the year that the copy gives for it: 9 May, in 2031."""
    day, year = time.iso or "", other.iso or ""
    return day.startswith("--") and len(year) == len("2026") and not year.startswith("-")


def _vaguer(a: Side, b: Side, time: Time, other: Time) -> Change:
    ours, theirs = a.quote(time.span), b.quote(other.span)
    reason = f"The original says when ({ours}); the copy says it less exactly: {theirs}."
    return Change(ChangeKind.TIME, Severity.LOW, time.span, other.span, reason)


def _seasoned(side: Side, kept: list[int]) -> bool:
    """Whether a season beside what is kept of the claim says when: the autumn polls."""
    beside = range(max(0, min(kept) - _BESIDE), min(len(side.starts), max(kept) + _BESIDE))
    return any(side.norm(u) in _SEASONS for u in beside)


def _changed(a: Side, b: Side, time: Time, rival: Time) -> Change:
    return Change(
        ChangeKind.TIME,
        Severity.HIGH if time.kind in _DAYS else Severity.MEDIUM,
        time.span,
        rival.span,
        f"The original says {a.quote(time.span)}, the copy {b.quote(rival.span)}: another time.",
    )
