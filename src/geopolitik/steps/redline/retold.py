"""What became of a quotation that the copy does not quote: told in its own words, or left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from geopolitik.model.annotation import MarkerKind
from geopolitik.model.span import Span
from geopolitik.model.story import Change, ChangeKind, Severity
from geopolitik.steps.redline.comparison import Comparison
from geopolitik.steps.redline.judging import attributed, trimmed
from geopolitik.steps.redline.phrases import closed
from geopolitik.steps.redline.quoting import Unit
from geopolitik.steps.redline.side import Side
from geopolitik.steps.redline.unmarked import misread, without_marks
from geopolitik.text.forms import stem
from geopolitik.text.words import word_spans

_TOLD = 0.34
"""Share of a quotation's content words that narration must answer to, to be that quotation retold."""
_REPORTED = 0.25
"""The same if the narration names a speaker."""
_LEAST = 4
"""A quoted phrase shorter than this is a term rather than speech, unless the text says who said it."""
_SHORT = 7
"""A quotation of so many words is part of a sentence that tells the rest."""
_FIRM = 3
"""So many words of a quotation, told in one sentence, are no accident."""
_HALF, _MOST = 0.5, 0.6
_RARE = 3
"""Words that stand in more sentences tie a quotation to none."""
_OPEN = 0.65
"""Up to this level a hedge or modal verb leaves a claim open."""
_LOTS = closed("vague count") | {"lots", "lot", "people", "things", "way"}
"""Words of any talk: they tie narration to no quotation."""
_TURNS = closed("turn")


def turns(side: Side, tokens: Sequence[int]) -> bool:
    """Whether the words deny or qualify something, so that without them the rest says more or other."""
    reach = range(min(tokens), max(tokens) + 1)
    if side.markers_in(reach, MarkerKind.NEGATION, MarkerKind.CONDITION):
        return True
    if any(m.level <= _OPEN for _, _, m in side.markers_in(reach, MarkerKind.HEDGE, MarkerKind.MODAL)):
        return True
    return any(t in side.lists["redline_limits"] or side.norm(t) in _TURNS for t in tokens)


def gone(comparison: Comparison, unit: Unit, survives: bool) -> Iterator[Change]:
    """A quotation that the copy does not quote: told in its own words, or left out.

    Args:
        survives: whether another sentence of the same quotation is still quoted.
    """
    a, b = comparison.a, comparison.b
    if (bare := without_marks(comparison, unit)) is not None:
        reason = f"The copy has {a.quote(unit.span)} without quotation marks, as all that it quotes."
        yield Change(ChangeKind.QUOTATION_NARRATED, Severity.LOW, unit.span, bare, reason)
        return
    content = [t for t in unit.tokens if a.content(t)]
    told = in_one_sentence(b, [u for u in comparison.answered(content) if not b.quoted[u]])
    told = told if len(told) >= _FIRM else max(told, _retold(comparison, unit, content), key=len)
    if not told and (span := _spoken(comparison, unit) or _in_its_frame(comparison, unit)) is not None:
        yield narrated(comparison, unit.span, span, Severity.MEDIUM)
        return
    most = bool(told) and len(told) >= _MOST * len(content) and _in_place(comparison, unit, told)
    if told and not most and not _telling(comparison, told) and not _names_speaker(comparison, unit, told):
        told = []
    if 0 < len(told) < _FIRM and not _reports(comparison, unit, told):
        told = []
    reported = bool(told) and attributed(b, b.sentence_of[told[0]])
    loose = len(told) < _FIRM and all(len(b.where[b.stem(u)]) > _RARE or b.norm(u) in _LOTS for u in told)
    if (
        0 < len(told) < _FIRM
        and not _in_place(comparison, unit, told)
        and not _names_speaker(comparison, unit, told)
    ):
        told = []
    if len(unit.norms) <= _LEAST + 1 and _titled(a, content):
        return
    loose = loose and not _names_speaker(comparison, unit, told)
    if not loose and len(told) >= max(2, (_REPORTED if reported else _TOLD) * len(content)):
        if misread(comparison, unit, b.span_of(told)):
            return
        severity = Severity.HIGH if len(unit.norms) > _LEAST else Severity.MEDIUM
        yield narrated(comparison, unit.span, trimmed(b, b.span_of(told)), severity)
    elif len(content) >= 2 or (content and survives and len(unit.norms) >= _LEAST):
        high = survives and turns(a, unit.tokens)
        yield Change(
            ChangeKind.QUOTATION_CUT,
            Severity.HIGH if high else Severity.MEDIUM,
            unit.span,
            None,
            f"The quotation {a.quote(unit.span)} is left out"
            + (" of what is still quoted." if survives else "."),
        )


def _reports(comparison: Comparison, unit: Unit, told: Sequence[int]) -> bool:
    """Whether the sentence reports somebody, or has most of a quotation's words."""
    b = comparison.b
    content = sum(comparison.a.content(t) for t in unit.tokens)
    return attributed(b, b.sentence_of[told[0]]) or len(told) >= _MOST * content


def _telling(comparison: Comparison, told: Sequence[int]) -> bool:
    """Whether two of the words are none of any talk, no names, and not in half of the text."""
    b = comparison.b
    names = b.names_of.get(b.sentence_of[told[0]], ())
    own = {
        u
        for u in told
        if b.norm(u) not in _LOTS
        and len(b.where[b.stem(u)]) <= _RARE
        and not any(n.start <= b.starts[u] < n.end for n in names)
    }
    return len(own) >= min(2, len(told))


def _in_place(comparison: Comparison, unit: Unit, told: Sequence[int]) -> bool:
    """Whether the words stand in a sentence that is linked with the quotation's, or is next to one."""
    here = comparison.a.sentence_of[unit.tokens.start]
    near = {j for i in (here - 1, here, here + 1) for j in comparison.partners_a.get(i, ())}
    return any(abs(comparison.b.sentence_of[told[0]] - j) <= 1 for j in near)


def _titled(side: Side, content: Sequence[int]) -> bool:
    """Whether every word has a capital: the title of a work, which needs no marks."""
    return len(content) > 1 and all(side.text[side.starts[t]].isupper() for t in content)


def _clauses(side: Side, span: Span) -> Span:
    """A passage with the whole of the clauses that it touches, for a reader to see what is told."""
    tokens = side.tokens_in(span)
    inside = [t for c in {side.clause_of[t] for t in tokens} for t in side.clause_tokens(c)]
    return trimmed(side, side.span_of([*inside, *tokens]))


def narrated(comparison: Comparison, quoted: Span, span: Span, severity: Severity) -> Change:
    """The change of a quoted passage that a passage of the copy tells in its own words."""
    ours, theirs = comparison.a.quote(quoted), comparison.b.quote(_clauses(comparison.b, span))
    reason = f"The original quotes {ours}; the copy tells it in its own words: {theirs}."
    return Change(ChangeKind.QUOTATION_NARRATED, severity, quoted, span, reason)


def _spoken(comparison: Comparison, unit: Unit) -> Span | None:
    """A reported sentence of the same speaker in the quotation's place that answers to nothing else."""
    a, b, speaker = comparison.a, comparison.b, unit.quotation.speaker
    if speaker is None:
        return None
    words = {stem(speaker.name[s:e]) for s, e in word_spans(f"{speaker.name}")}
    here = a.sentence_of[unit.tokens.start]
    before = max((j for i in range(here - 2, here) for j in comparison.partners_a.get(i, ())), default=None)
    after = min(
        (j for i in range(here + 1, here + 3) for j in comparison.partners_a.get(i, ())), default=None
    )
    if before is None or after is None:
        return None
    like = {w for t in unit.tokens if a.content(t) for w in comparison.likes_b.of(a.stem(t))}
    for report in comparison.reports_b:
        at = b.sentence_of[report.first]
        if not before <= at <= after or report.holder is None or words.isdisjoint(report.holder.stems):
            continue
        own = [u for u in report.said if u >= report.last and u not in comparison.to_a and not b.quoted[u]]
        if (
            len(own) >= _FIRM
            and 2 * len(own) >= len(report.said)
            and any(b.stem(u) in like for u in report.said)
        ):
            return trimmed(b, b.span_of(own))
    return None


def _in_its_frame(comparison: Comparison, unit: Unit) -> Span | None:
    """The copy's own words behind the word that leads up to a short quotation: described the images as."""
    a, b = comparison.a, comparison.b
    sentence = a.tokens_of(a.sentence_of[unit.tokens.start])
    before = [t for t in range(sentence.start, unit.tokens.start) if a.content(t) and not a.quoted[t]]
    if len(unit.norms) > _SHORT or len(before) < 2 or before[-1] not in comparison.to_b:
        return None
    lead = comparison.to_b[before[-1]]
    kept = [u for u in comparison.answered(before) if b.sentence_of[u] == b.sentence_of[lead]]
    stop = b.tokens_of(b.sentence_of[lead]).stop
    own = [
        u
        for u in range(lead + 1, min(stop, lead + _SHORT))
        if b.content(u) and _free(comparison, unit, u) and not b.quoted[u]
    ]
    return trimmed(b, b.span_of(own)) if own and 2 * len(kept) >= len(before) else None


def _retold(comparison: Comparison, unit: Unit, content: Sequence[int]) -> list[int]:
    """Words like the quotation's in a reported sentence near its place, though nothing was aligned there."""
    a, b = comparison.a, comparison.b
    here = a.sentence_of[unit.tokens.start]
    around = [j for i in range(here - 2, here + 3) for j in comparison.partners_a.get(i, ())]
    best: list[int] = []
    for j in range(max(0, min(around, default=0) - 1), min(len(b.sentences), max(around, default=-1) + 2)):
        if not attributed(b, j):
            continue
        tokens = [
            u for u in b.tokens_of(j) if b.content(u) and not b.quoted[u] and _free(comparison, unit, u)
        ]
        answered = {
            a.stem(t) for t in content if any(b.stem(u) in comparison.likes_b.of(a.stem(t)) for u in tokens)
        }
        found = [u for u in tokens if any(b.stem(u) in comparison.likes_b.of(word) for word in answered)]
        rare = [u for u in found if len(b.where[b.stem(u)]) <= _RARE]
        least = 2 if _names_speaker(comparison, unit, found) else _FIRM
        if (
            len(answered) >= max(least, _HALF * len(content))
            and len(rare) > least - _FIRM + 1
            and len(found) > len(best)
        ):
            best = found
    return best


def _names_speaker(comparison: Comparison, unit: Unit, told: Sequence[int]) -> bool:
    """Whether the copy's sentence names who is quoted."""
    b, speaker = comparison.b, unit.quotation.speaker
    if speaker is None or not told:
        return False
    words = {stem(speaker.name[s:e]) for s, e in word_spans(speaker.name)}
    return any(b.content(u) and b.stem(u) in words for u in b.tokens_of(b.sentence_of[told[0]]))


def _free(comparison: Comparison, unit: Unit, token: int) -> bool:
    """Whether a word of the copy answers to nothing outside the quotation."""
    return comparison.to_a.get(token, unit.tokens.start) in unit.tokens


def in_one_sentence(side: Side, tokens: Sequence[int]) -> list[int]:
    """Those tokens that stand in the sentence with most of them."""
    by: dict[int, list[int]] = {}
    for t in tokens:
        by.setdefault(side.sentence_of[t], []).append(t)
    return max(by.values(), key=len, default=[])
