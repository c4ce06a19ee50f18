"""`geopolitik ledger incidents`: what is answered of incidents, by whom."""

from __future__ import annotations

import click

from geopolitik.cli.ledger.asking import case_argument, deliver, document, instant, json_option, opened


@click.command()
@case_argument
@click.option("--known", metavar="TIME", help="As known then; without it, now.")
@json_option
def incidents(case: str, known: str | None, json_file: str | None) -> None:
    """Say who answers what of each incident in CASE: did it occur, what did it breach, who did it, who
    found so.

    The four questions are kept apart, and none is decided. Counts stand by source, each with what that
    source could not see.

    \b
    Examples:
      geopolitik ledger incidents energy-truce --known 2026-02-04
    """
    from geopolitik.ledger.incidents import answers
    from geopolitik.publish.ledger.incidents import print_incidents
    from geopolitik.publish.ledger.plain import to_json

    read, as_known = opened(case), instant("--known", known)
    found = [answers(incident, known=as_known, zones=read.zones) for incident in read.incidents]
    deliver(
        json_file,
        lambda: to_json(document("incidents", read, known=as_known, incidents=found)),
        lambda console: print_incidents(read, found, console, known=as_known),
    )
