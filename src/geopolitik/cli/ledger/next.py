"""`geopolitik ledger next`: what runs out next."""

from __future__ import annotations

import click

from geopolitik.cli.ledger.asking import asks, deliver, document, instant, opened


@click.command("next")
@asks
def next_(case: str, on: str | None, known: str | None, json_file: str | None) -> None:
    """Say what in CASE runs out next, by whose account, and which steps would be due.

    The soonest end comes first; where it is uncertain, the range in which it lies is given. What hangs on
    an event comes last.

    \b
    Examples:
      geopolitik ledger next energy-truce --on 2026-01-31 --known 2026-02-04
      geopolitik ledger next jcpoa --on 2020-02-01
    """
    from geopolitik.ledger.expiry import expiries
    from geopolitik.ledger.ladders import run
    from geopolitik.publish.ledger.expiries import print_next
    from geopolitik.publish.ledger.plain import to_json
    from geopolitik.publish.ledger.runs import run_parts

    read, at, as_known = opened(case), instant("--on", on), instant("--known", known)
    found = expiries(read, on=at, known=as_known)
    runs = [run(ladder, read, on=at, known=as_known) for ladder in read.ladders]
    parts = {"expiries": found, "ladders": [run_parts(one) for one in runs]}
    deliver(
        json_file,
        lambda: to_json(document("next", read, on=at, known=as_known, **parts)),
        lambda console: print_next(read, found, runs, console, on=at, known=as_known),
    )
