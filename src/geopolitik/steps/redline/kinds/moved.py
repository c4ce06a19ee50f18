"""Passage moved: words that the original has from one holder stand in the copy with another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from geopolitik.model.annotation import Clause, NameKind
from geopolitik.model.story import Change, ChangeKind, Severity
from geopolitik.steps.redline.comparison import Comparison
from geopolitik.steps.redline.holders import Holder, Report, surely_two
from geopolitik.steps.redline.judging import attributed, trimmed
from geopolitik.steps.redline.side import Side
from geopolitik.steps.redline.words import share_name

_CLAUSE = 3
_FAR = 3
_RARE = 2
"""So many words that stand in so few sentences tie a clause to its home."""
_THERE, _HERE = 0.66, 0.5
"""Shares of a clause's words that its home must, and the linked sentences must not, answer to."""
_RUN = 2
"""So many neighbouring content words make a passage."""


def moved(comparison: Comparison) -> Iterator[Change]:
    """Runs of a reported sentence that the copy gives to somebody else than the rest of that sentence."""
    a, b = comparison.a, comparison.b
    held_b = _by_sentence(b, comparison.reports_b)
    for report in _by_sentence(a, comparison.reports_a).values():
        by = _split(comparison, report)
        for theirs, words in by.items():
            other = held_b.get(theirs)
            if (
                other is None
                or len(words) < _RUN
                or not _apart(report.holder, other.holder)
                or not _two(comparison, report, other)
                or _speaks_too(comparison, report, other)
            ):
                continue
            rest = [
                s for s in by if s != theirs and s in held_b and not _apart(report.holder, held_b[s].holder)
            ]
            run = _run(comparison, words)
            if not rest or len(run) < _RUN:
                continue
            ours, copy = a.span_of(comparison.sources(run)), b.span_of(run)
            who, whom = _name(a, report), _name(b, other)
            yield Change(
                ChangeKind.PASSAGE_MOVED,
                Severity.HIGH,
                ours,
                copy,
                f"The original has {a.quote(ours)} from {who}; the copy gives it to {whom}: {b.quote(copy)}.",
            )


def borrowed(comparison: Comparison) -> Iterator[Change]:
    """Clauses that the copy hangs on a speaker and the original has elsewhere, from nobody or another."""
    a, b = comparison.a, comparison.b
    holders = {b.sentence_of[r.first]: r.holder for r in comparison.reports_b if r.holder}
    for number, clause in enumerate(b.annotation.clauses):
        holder = holders.get(clause.sentence)
        own = [t for t in b.clause_tokens(number) if b.content(t) and not b.quoted[t]]
        if holder is None or holder.entity is None or len(own) < _CLAUSE:
            continue
        if not any(b.content(t) for t in b.tokens_in(holder.span)) or _only_names(b, own):
            continue
        if sum(0 < len(a.where.get(b.stem(t), ())) <= _RARE for t in own) < _RARE:
            continue
        share, home = comparison.best_elsewhere(clause.span)
        homes = {home, min(home + 1, len(a.sentences) - 1)}
        stays = _stays(comparison, clause, homes)
        if (
            share < _THERE
            or _speaks_there(a, homes, holder)
            or not (stays or _abroad(comparison, clause, homes))
        ):
            continue
        if _stands_for_it(comparison, holder, homes):
            continue
        copy = trimmed(b, clause.span)
        ours = a.sentences[home].span
        told = {a.stem(t) for h in homes for t in a.tokens_of(h) if not a.quoted[t]}
        exact = {b.stem(u) for u in own} & told
        rare = [w for w in exact if len(a.where[w]) <= _RARE]
        if len(exact) < _THERE * len(own) or len(rare) < _RARE:
            continue
        words = [
            t for t in a.tokens_of(home) if any(b.stem(u) in comparison.likes_b.of(a.stem(t)) for u in own)
        ]
        ours = a.span_of(words) if words else ours
        yield Change(
            ChangeKind.CLAIM_ADDED if stays else ChangeKind.PASSAGE_MOVED,
            Severity.HIGH,
            ours,
            copy,
            f"The original has {a.quote(ours)} elsewhere and not from {b.quote(holder.span)}, "
            f"to whom the copy gives it: {b.quote(copy)}.",
        )


def _only_names(side: Side, tokens: Sequence[int]) -> bool:
    """Whether all but one of the words are names: they tell nothing that could be moved."""
    names = side.names_of.get(side.sentence_of[tokens[0]], ())
    named = [t for t in tokens if any(n.start <= side.starts[t] < n.end for n in names)]
    return len(tokens) - len(named) <= 1


def _speaks_too(comparison: Comparison, report: Report, other: Report) -> bool:
    """Whether the copy's holder speaks in the original's sentence as well: but the council claims."""
    a = comparison.a
    here = a.sentence_of[report.first]
    return any(
        r is not report and a.sentence_of[r.first] == here and not _apart(r.holder, other.holder)
        for r in comparison.reports_a
    )


def _two(comparison: Comparison, one: Report, other: Report) -> bool:
    """Whether two holders cannot be a pronoun, or a place, for the other."""
    if one.holder is None or other.holder is None:
        return False
    return surely_two(comparison.a, one.holder.span, comparison.b, other.holder.span)


def _abroad(comparison: Comparison, clause: Clause, homes: set[int]) -> bool:
    """Whether the home is no partner of the clause's sentence."""
    partners = comparison.partners_b.get(clause.sentence, ())
    return homes.isdisjoint(partners) and comparison.coverage(clause.span) < _HERE


def _stays(comparison: Comparison, clause: Clause, homes: set[int]) -> bool:
    """Whether the home is told at its own place in the copy, too: then the clause is added, not moved."""
    partners = homes.intersection(comparison.partners_b.get(clause.sentence, ()))
    told = {s for home in partners for s in comparison.partners_a.get(home, ())}
    return any(abs(s - clause.sentence) > _FAR for s in told)


def _stands_for_it(comparison: Comparison, holder: Holder, homes: set[int]) -> bool:
    """Whether a place may stand for the body that speaks in the original: the capital for its ministry."""
    b = comparison.b
    place = any(n.kind is NameKind.PLACE and n.span.overlaps(holder.span) for n in b.annotation.names)
    return place and any(attributed(comparison.a, home) for home in homes)


def _speaks_there(side: Side, sentences: set[int], holder: Holder) -> bool:
    """Whether the holder is named in the sentences or just before them."""
    around = {s for n in sentences for s in (n - 1, n) if s >= 0}
    return any(side.stem(t) in holder.stems for s in around for t in side.tokens_of(s))


def _by_sentence(side: Side, reports: Iterable[Report]) -> dict[int, Report]:
    """The first cue with a named holder in every sentence that has one."""
    found: dict[int, Report] = {}
    for report in reports:
        if report.holder is not None and report.holder.entity is not None:
            found.setdefault(side.sentence_of[report.first], report)
    return found


def _split(comparison: Comparison, report: Report) -> dict[int, list[int]]:
    """The words that answer to a report, by the copy's sentences."""
    found: dict[int, list[int]] = {}
    for u in comparison.answered(report.said):
        if not comparison.b.quoted[u]:
            found.setdefault(comparison.b.sentence_of[u], []).append(u)
    return found


def _run(comparison: Comparison, words: list[int]) -> list[int]:
    """The longest run of the words that stand close together on both sides."""
    best: list[int] = []
    run: list[int] = []
    for u in sorted(words):
        near = run and u - run[-1] <= 4 and 0 < comparison.to_a[u] - comparison.to_a[run[-1]] <= 4
        run = [*run, u] if near else [u]
        if len(run) > len(best):
            best = run
    return best


def _apart(one: Holder | None, other: Holder | None) -> bool:
    """Whether two holders are surely two."""
    if one is None or other is None or one.entity == other.entity:
        return False
    return not share_name(one.stems, other.stems)


def _name(side: Side, report: Report) -> str:
    return side.quote(report.holder.span) if report.holder else "nobody"
