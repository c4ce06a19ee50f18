"""`geopolitik ledger ladder`: which step would be due, whose it is, what blocks it."""

from __future__ import annotations

import click

from geopolitik.cli.ledger.asking import asks, deliver, document, instant, opened
from geopolitik.cli.ledger.choosing import incident_of, ladder_of
from geopolitik.errors import UsageError


@click.command()
@asks
@click.argument("ladder", metavar="[LADDER]", required=False)
@click.option("--if", "supposing", metavar="INCIDENT", help="Suppose that this incident starts the clock.")
@click.option("--label", default="", metavar="TEXT", help="What to call that assumption.")
def ladder(
    case: str,
    ladder: str | None,
    supposing: str | None,
    label: str,
    on: str | None,
    known: str | None,
    json_file: str | None,
) -> None:
    """Say where LADDER of CASE stands: its clock, its steps, whose they are and what blocks them.

    No clock starts unless a named finder has found a violation, or somebody named has begun the steps.
    With --if it is run from an assumption instead, and everything is marked HYPOTHETICAL. LADDER may be
    left out if the case has only one.

    \b
    Examples:
      geopolitik ledger ladder energy-truce --on 2026-02-03T12:00Z
      geopolitik ledger ladder energy-truce --on 2026-02-03T12:00Z --if A1
      geopolitik ledger ladder jcpoa dispute --on 2020-02-20
    """
    from geopolitik.ledger.commitments import commitments
    from geopolitik.ledger.ladders import run, standings
    from geopolitik.publish.ledger.plain import to_json
    from geopolitik.publish.ledger.runs import print_run, run_parts

    read, at, as_known = opened(case), instant("--on", on), instant("--known", known)
    found = ladder_of(read, ladder)
    incident = incident_of(read, supposing) if supposing is not None else None
    if label and incident is None:
        raise UsageError("--label", "names an assumption, and none is made", "Say which with --if.")
    done = run(found, read, on=at, known=as_known, supposing=incident, label=label)
    far = standings(found, read, known=as_known)
    committed = commitments(read, on=at, known=as_known, ladder=found)
    parts = {**run_parts(done), "standings": far, "commitments": committed}
    deliver(
        json_file,
        lambda: to_json(document("ladder", read, on=at, known=as_known, **parts)),
        lambda console: print_run(done, read, far, committed, console),
    )
