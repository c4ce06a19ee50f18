"""What watches have found, in words."""

from __future__ import annotations

from geopolitik.app.naming import credit_words
from geopolitik.app.watchlist.finding import MENTION
from geopolitik.model.story import CreditState
from geopolitik.model.watchlist import Match
from geopolitik.publish.verdicts import percent
from geopolitik.text.clean import one_line


def match_words(match: Match) -> str:
    """`rewrite of Meridian, not credited`, or `mentions it`."""
    finding = match.finding
    if finding.kind == MENTION:
        return "mentions it"
    original = one_line(finding.original)
    credit = credit_words(CreditState(finding.credit), finding.credited_to, original)
    second = ", at second hand" if finding.through else ""
    return f"{finding.kind} of {original}{second}, {credit}"


def sureness(match: Match) -> str:
    """How likely it is that the one was made from the other; of a mention or a same wording nothing is."""
    finding = match.finding
    return percent(1 - finding.doubt) if finding.derivation_id else ""


def match_address(match: Match) -> str:
    """The page to open: the redline, or the capture where there is none."""
    finding = match.finding
    if finding.derivation_id:
        return f"/s/{match.story_id}/r/{finding.derivation_id}"
    return f"/s/{match.story_id}/captures/{finding.capture_id}"
