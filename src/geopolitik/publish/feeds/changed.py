"""What is new in a revision of a story, in a line for a feed's entry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from geopolitik.model.story import Change, ChangeKind, Severity
from geopolitik.text.inflection import count

Tally = Mapping[tuple[Severity, ChangeKind], int]
"""How many changes there are of each severity and kind."""

_KINDS_NAMED = 3


def tally(changes: Iterable[Change]) -> Tally:
    """Count changes by severity and kind."""
    return Counter((change.severity, change.kind) for change in changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What a revision of a story has that the one before had not."""

    captures: int = 0
    derivations: int = 0
    changes: Tally = field(default_factory=dict)
    withdrawn: int = 0
    """Derivations that the revision before had and this one no longer has."""


def changed_summary(news: News, *, is_first: bool = False) -> str:
    """What changed, in a sentence or two.

    `New since the last revision: 2 captures, 3 changes (1 high, 2 low). Of high severity: number.`

    Args:
        is_first: there is no revision before; then everything is new.
    """
    found = [count(news.captures, "capture")] if news.captures else []
    if news.derivations:
        found.append(count(news.derivations, "derivation"))
    total = sum(news.changes.values())
    if total:
        found.append(f"{count(total, 'change')} ({_by_severity(news.changes)})")
    opening = "First revision" if is_first else "New since the last revision"
    sentences = [f"{opening}: {', '.join(found)}."] if found else []
    if total:
        sentences.append(_gravest(news.changes))
    if news.withdrawn:
        sentences.append(f"Withdrawn: {count(news.withdrawn, 'derivation')}.")
    if not sentences:
        sentences.append("First revision: nothing found yet." if is_first else _NOTHING)
    return " ".join(sentences)


_NOTHING = "No new captures, derivations or changes since the last revision."


def _by_severity(changes: Tally) -> str:
    """`3 high, 1 low`; severities that don't occur are left out."""
    numbers: Counter[Severity] = Counter()
    for (severity, _), number in changes.items():
        numbers[severity] += number
    return ", ".join(f"{numbers[severity]:,} {severity.value}" for severity in Severity if numbers[severity])


def _gravest(changes: Tally) -> str:
    """The commonest kinds of the gravest severity that occurs."""
    severity = next(level for level in Severity if any(s is level and n for (s, _), n in changes.items()))
    kinds = {kind: number for (s, kind), number in changes.items() if s is severity and number}
    # Among equals the order of the kinds decides, so that the line is the same on every machine.
    order = list(ChangeKind)
    named = sorted(kinds, key=lambda kind: (-kinds[kind], order.index(kind)))
    words = [
        f"{kind.value} ({kinds[kind]:,})" if kinds[kind] > 1 else kind.value for kind in named[:_KINDS_NAMED]
    ]
    more = len(named) - len(words)
    rest = f" and {count(more, 'other kind')}" if more else ""
    return f"Of {severity.value} severity: {', '.join(words)}{rest}."
