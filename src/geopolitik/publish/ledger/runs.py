"""A ladder at an instant, in a terminal and as JSON: what would be due, whose it is, what blocks it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from geopolitik.ledger.commitments import Committed
from geopolitik.ledger.ladders import OriginStanding
from geopolitik.ledger.naming import Names
from geopolitik.model.ledger.accounts import Knowledge
from geopolitik.model.ledger.case import Case
from geopolitik.model.ledger.ladders import Due, Limit, Run, StepStatus, Window
from geopolitik.publish.ledger.commitments import print_commitments
from geopolitik.publish.ledger.words import HYPOTHETICAL, Citing, given_words, moment_words, opened
from geopolitik.publish.lines import heading, put
from geopolitik.text.clean import one_line

if TYPE_CHECKING:
    from rich.console import Console

_BANNER = f"{HYPOTHETICAL}: it rests on an assumption, and on nobody's finding."


def run_parts(run: Run) -> Mapping[str, Any]:
    """A run as JSON gives it: with the ladder's id instead of all its steps once more."""
    return {
        "ladder": run.ladder.id,
        "title": run.ladder.title,
        "arrangement": run.ladder.arrangement,
        "hypothetical": run.hypothetical,
        "starts": run.starts,
        "steps": run.steps,
        "next": run.next,
        "minimum": str(run.minimum) if run.minimum else None,
        "reasons": run.reasons,
    }


def print_run(
    run: Run,
    case: Case,
    standings: Sequence[OriginStanding],
    commitments: Sequence[Committed],
    console: Console,
) -> None:
    """Print a ladder's standing, clock, steps and who has committed to it.

    Args:
        run: the ladder at an instant.
        case: its case.
        standings: how far it has come, by whose report.
        commitments: who has committed to it and who hasn't.
        console: where to; its width and colours are kept.
    """
    citing = Citing(case, run.known_at)
    mark = f"{HYPOTHETICAL} · " if run.hypothetical else ""
    opened(console, case, f"{mark}Ladder: {one_line(run.ladder.title)}", on=run.at, known=run.known_at)
    if run.hypothetical:
        put(console, _bold(_BANNER))
    for reason in run.reasons:
        put(console, one_line(reason))
    if run.minimum:
        put(console, f"The whole of it takes {run.minimum} at least.")
    _standings(standings, citing, console)
    for status in run.steps:
        _step(status, run, citing, console)
    print_commitments(commitments, citing.names, console)
    if run.hypothetical:
        console.print()
        put(console, _bold(_BANNER))


def _bold(text: str) -> Any:
    from rich.text import Text

    return Text(text, style="bold")


def _standings(standings: Sequence[OriginStanding], citing: Citing, console: Console) -> None:
    heading(console, "How far it has come", "by whose report; none is chosen")
    if not standings:
        put(console, "Nobody reports it.")
    for origin in standings:
        unread = "" if origin.read else ", not read itself"
        of = one_line(citing.names.all_of(origin.origins))
        count = len(origin.reports)
        put(console, f"Origin: {of}{unread}" + (f" ({count} reports, one origin)" if count > 1 else ""))
        for report, knowledge in zip(origin.reports, origin.knowledge, strict=True):
            told = f"{report.standing.value}, by {citing.names.of(report.by)}, {given_words(report.said)}"
            possibly = "; only possibly known then" if knowledge is Knowledge.POSSIBLY else ""
            note = f": {report.note}" if report.note else ""
            put(console, one_line(f"{told}{possibly}{note}"), 4, "· ")


def _step(status: StepStatus, run: Run, citing: Citing, console: Console) -> None:
    """One step: what it is to whom, where it stands, when it is due by which reading, what it needs."""
    from rich.text import Text

    step = status.step
    console.print()
    mark = f"{HYPOTHETICAL} · " if status.hypothetical else ""
    arrow = "→ " if step.id in run.next else "  "
    title = Text.assemble((f"{arrow}{one_line(step.id)}", "bold"), f"  {one_line(step.title)}")
    put(console, title)
    bearers = one_line(citing.names.all_of(step.bearers)) or "nobody is named"
    state = status.state.value if status.certain else f"{status.state.value}, not under every reading"
    put(console, Text.assemble(f"{mark}{step.duty.value} · {bearers} · ", (state, "bold")), 4)
    if step.trigger:
        put(console, one_line(step.trigger), 4, "if: ")
    for due in status.dues:
        put(console, due_words(due, citing.names), 4, "· ")
    for reason in status.reasons:
        put(console, one_line(reason), 4, "· ")
    for blocker in status.blockers:
        denied = f"; denied: {citing.words(blocker.denied)}" if blocker.denied else ""
        by = one_line(citing.names.of(blocker.by))
        told = f"{by}, {given_words(blocker.said)} {citing.words(blocker.rests_on)}{denied}"
        put(console, told, 4, "what is in its way, by: ")


def due_words(due: Due, names: Names) -> str:
    """A window by one reading: when it opens and closes, counted from what."""
    opens, closes = moment_words(due.opens, joint=" – "), moment_words(due.closes, joint=" – ")
    told = [f"{window_words(due.window)}: opens {opens}"]
    told.append(f"closes {closes} (UTC)" if due.closes else "no limit is stated (UTC)")
    if due.planned:
        told.append("at the earliest, if the steps before it end unresolved")
    if due.overdue:
        told.append("closed by then")
    if due.extended:
        told.append(f"extended by {names.all_of(event.by for event in due.extended)}")
    source = names.all_of(passage.document for passage in due.window.rests_on)
    return one_line("; ".join(told) + f"; counted from: {due.start.event.value}" + _by(source))


def _by(source: str) -> str:
    return f" (by {source})" if source else ""


def window_words(window: Window) -> str:
    """`within 24 hours`, `30 days after the end of notify`, or that no time is stated."""
    if window.limit is Limit.UNSTATED or window.duration is None:
        return "no time is stated"
    since = f" the end of {window.since}" if window.since else ""
    if window.limit is Limit.WITHIN:
        return f"within {window.duration}" + (f" of{since}" if since else "")
    if window.limit is Limit.AT:
        return f"{window.duration} after{since or ' the start'}"
    return f"after {window.duration}" + (f" from{since}" if since else "")
