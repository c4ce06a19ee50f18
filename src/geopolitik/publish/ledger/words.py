"""Times and headings of the ledger, as a reader of a terminal report meets them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from geopolitik.ledger.lens import Lens
from geopolitik.ledger.naming import Names
from geopolitik.ledger.reasons import instant_words
from geopolitik.model.ledger.case import Case
from geopolitik.model.ledger.sources import ASSUMPTION, Passage
from geopolitik.model.ledger.times import Moment, When
from geopolitik.publish.lines import heading, put
from geopolitik.text.clean import one_line

if TYPE_CHECKING:
    from rich.console import Console

INVENTED = "An exercise: all of it is invented, and no word of it is a fact."
HYPOTHETICAL = "HYPOTHETICAL"
ASSUMED = "an assumption of the case's own"


def opened(console: Console, case: Case, title: str, *, on: datetime, known: datetime) -> None:
    """What a report is about: the case, the instant asked for, and as known at which."""
    heading(console, title, one_line(case.title))
    if case.invented:
        put(console, INVENTED)
    put(console, f"On {instant_words(on)}, as known on {instant_words(known)}.")


def at_words(at: datetime | None) -> str:
    """`2026-02-03 00:00`, in UTC; of an open side, `open`."""
    return f"{at:%Y-%m-%d %H:%M}" if at else "open"


def moment_words(moment: Moment | None, *, joint: str = "\n– ") -> str:
    """An instant, or the range in which it lies, in UTC."""
    if moment is None or moment == Moment(None, None):
        return "not stated"
    if moment.is_exact:
        return at_words(moment.earliest)
    if moment.latest is None:
        return f"not before {at_words(moment.earliest)}"
    if moment.earliest is None:
        return f"by {at_words(moment.latest)}"
    return f"{at_words(moment.earliest)}{joint}{at_words(moment.latest)}"


class Citing:
    """How entries cite what they rest on, by what was out at an instant; and what actors are called.

    Args:
        case: the case.
        known: a document that was published later isn't cited.
    """

    def __init__(self, case: Case, known: datetime) -> None:
        self.names = Names(case)
        self.lens = Lens(case, known)

    def words(self, passages: Sequence[Passage]) -> str:
        """Each document, where in it, and its words, in brackets."""
        out = [passage for passage in passages if self.lens.is_out((passage,))]
        if not out:
            return "[no document that was out then]" if passages else "[rests on nothing]"
        return f"[{'; '.join(dict.fromkeys(map(self._passage, out)))}]"

    def _passage(self, passage: Passage) -> str:
        name = ASSUMED if passage.document == ASSUMPTION else self.names.of(passage.document)
        place = f", {passage.at}" if passage.at else ""
        quote = f": “{passage.quote}”" if passage.quote else ""
        return one_line(f"{name}{place}{quote}")


def given_words(when: When) -> str:
    """A time as its source gives it, with the zones in which it may be meant."""
    given = f"{when.given} .. {when.latest}" if when.latest else when.given
    return f"{given} {' or '.join(when.zones)}".rstrip()
