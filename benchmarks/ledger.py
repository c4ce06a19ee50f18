"""How long it takes to say what is in force, by every account of a large case.

    python -m benchmarks.ledger [--data DIR]

An invented case, made anew from a fixed seed: 10,000 accounts by 40 actors of 400 arrangements over two
years, in mixed forms. Starts and ends are days, hours, months or unstated, read in one zone, in two, or in
any; lengths are counted as calendar days, as elapsed time, or either way; some accounts prolong others,
repeat one, deny, decline, set a condition, or name an incident whose hour isn't known. It needs no data.

*Loaded* is what a site meets: the case is in memory and was asked 20 times before, and each question names
two other instants. *The first question* works out an answer with its reasons for each account. Answers are
kept, since they stay the same until one of the account's bounds is passed. *From nothing* includes reading
every time of the case in its zones, in a process that has read none yet. Processor time.
"""

from __future__ import annotations

import itertools
import random
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from benchmarks.common import Row, main
from geopolitik.ledger.accounts import status
from geopolitik.ledger.differing import differ
from geopolitik.ledger.expiry import expiries
from geopolitik.ledger.reckoning import reckoning
from geopolitik.ledger.timeline import bands
from geopolitik.model.ledger.accounts import Account, Arrangement, InForce, Stance
from geopolitik.model.ledger.case import Case
from geopolitik.model.ledger.incidents import Incident
from geopolitik.model.ledger.sources import Actor, ActorKind
from geopolitik.model.ledger.times import Counting, Duration, EndDay, Term, Unit, When

SEED = 20260203
ACCOUNTS, ARRANGEMENTS, ACTORS, INCIDENTS = 10_000, 400, 40, 300
QUESTIONS = 200
WARMING = 20
BEGINS = datetime(2025, 1, 1, tzinfo=UTC)
DAYS = 730
ZONES = (
    "Europe/Kyiv",
    "Europe/Moscow",
    "America/New_York",
    "Asia/Kathmandu",
    "Asia/Tehran",
    "Africa/Khartoum",
)
FORMS = ("%Y-%m-%d", "%Y-%m-%d", "%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%MZ", "%Y-%m")
LENGTHS = (
    *(Duration(1, Unit.WEEKS), Duration(72, Unit.HOURS), Duration(30, Unit.DAYS)),
    *(Duration(1, Unit.MONTHS), Duration(24, Unit.HOURS)),
)
STANCES = (
    *[Stance.HOLDS] * 14,
    Stance.DENIES,
    *[Stance.CONDITIONAL] * 2,
    Stance.DECLINES,
    *[Stance.ENDED] * 2,
)


def day(dice: random.Random) -> datetime:
    """Some minute of the two years."""
    return BEGINS + timedelta(days=dice.randrange(DAYS), minutes=dice.randrange(24 * 60))


def when(dice: random.Random, at: datetime) -> When:
    """A time in one of the forms, in one zone, in two, or in none that is stated."""
    zones = tuple(dice.sample(ZONES, dice.choice((0, 1, 1, 1, 1, 2))))
    given = at.strftime(dice.choice(FORMS))
    if dice.random() < 0.1 and "T" in given:
        return When(given, (at + timedelta(hours=10)).strftime("%Y-%m-%dT%H:%MZ"), zones)
    return When(given, zones=zones)


def term(dice: random.Random, at: datetime) -> Term:
    """A term that states more or less."""
    kind = dice.randrange(8)
    length = dice.choice(LENGTHS)
    counting, end_day = dice.choice(tuple(Counting)), dice.choice(tuple(EndDay))
    start = when(dice, at) if kind not in (0, 1, 2) else None
    until = when(dice, at + timedelta(days=dice.randrange(3, 90))) if kind in (1, 2, 3, 4) else None
    lasting = length if kind in (0, 1, 5, 6) else None
    return Term(
        start, until, end_day, lasting, counting, "a treaty" if kind == 7 and dice.random() < 0.5 else ""
    )


def account(dice: random.Random, number: int) -> Account:
    """One account, in a mixed form."""
    at = day(dice)
    other = f"a{dice.randrange(ACCOUNTS)}"
    chance = dice.random()
    return Account(
        f"a{number}",
        f"t{dice.randrange(ARRANGEMENTS)}",
        f"p{dice.randrange(ACTORS)}",
        when(dice, at - timedelta(days=dice.randrange(5))),
        dice.choice(STANCES),
        term(dice, at),
        known=when(dice, at + timedelta(days=dice.randrange(60))) if dice.random() < 0.1 else None,
        extends=other if chance < 0.1 else "",
        restates=other if 0.1 <= chance < 0.15 else "",
        broken_by=(f"i{dice.randrange(INCIDENTS)}",) if 0.15 <= chance < 0.3 else (),
    )


def made() -> Case:
    """The invented case."""
    dice = random.Random(SEED)
    return Case(
        "large",
        "An invented case",
        invented=True,
        actors=tuple(Actor(f"p{number}", f"P{number}", ActorKind.STATE) for number in range(ACTORS)),
        arrangements=tuple(Arrangement(f"t{number}", "A truce", ()) for number in range(ARRANGEMENTS)),
        accounts=tuple(account(dice, number) for number in range(ACCOUNTS)),
        incidents=tuple(
            Incident(f"i{number}", "A strike", when(dice, day(dice))) for number in range(INCIDENTS)
        ),
    )


def milliseconds(run: Callable[[], object]) -> float:
    """The processor time of a call: nothing here waits, and what else the machine does is left out."""
    start = time.process_time()
    run()
    return 1000 * (time.process_time() - start)


def questions() -> Iterator[tuple[datetime, datetime]]:
    """Pairs of instants: in force on, as known at."""
    dice = random.Random(SEED + 1)
    while True:
        yield day(dice), day(dice)


def asked(case: Case, pairs: Iterator[tuple[datetime, datetime]], times: int) -> list[float]:
    """How long each of some questions takes."""
    questions = (partial(status, case, on=on, known=known) for on, known in pairs)
    return [milliseconds(question) for question in itertools.islice(questions, times)]


def rows(_data: Path) -> Iterator[Row]:
    """The figures, measured now."""
    pairs, case = questions(), made()
    read = milliseconds(lambda: reckoning(case))
    first, *_ = asked(case, pairs, WARMING)
    taken = asked(case, pairs, QUESTIONS)
    name = f"status over {ACCOUNTS:,} accounts"
    yield Row(
        f"{name}, loaded: median of {QUESTIONS} questions",
        f"{statistics.median(taken):.0f} ms",
        "100 ms (20 ms)",
    )
    yield Row("the same: nine of ten within; slowest", f"{_ninth(taken):.0f} ms; {max(taken):.0f} ms")
    yield Row("the first question", f"{first:.0f} ms", "100 ms")
    yield Row("from nothing: every time read, and the first question", f"{read + first:.0f} ms")
    yield from _others(case, pairs)
    on, known = next(pairs)
    answers = Counter(one.in_force.value for one in status(case, on=on, known=known))
    yield Row("one question's answers", ", ".join(f"{answers[kind.value]} {kind.value}" for kind in InForce))


def _ninth(taken: list[float]) -> float:
    return statistics.quantiles(taken, n=10)[-1]


def _others(case: Case, pairs: Iterator[tuple[datetime, datetime]]) -> Iterator[Row]:
    """What else is asked of a loaded case."""
    on, known = next(pairs)
    before, after = known - timedelta(days=30), known
    yield Row(
        "what runs out next, loaded", f"{milliseconds(lambda: expiries(case, on=on, known=known)):.0f} ms"
    )
    learned = milliseconds(lambda: differ(case, on=on, known_before=before, known_after=after))
    yield Row("what became known within 30 days, loaded", f"{learned:.0f} ms")
    drawn = milliseconds(lambda: bands(case, "t0", known=known))
    yield Row("the timeline of one arrangement, loaded", f"{drawn:.0f} ms")


if __name__ == "__main__":
    main(__doc__ or "", rows)
