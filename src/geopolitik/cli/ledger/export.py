"""`geopolitik ledger export`: a case in a format that other programs read."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from geopolitik.cli.ledger.asking import case_argument, instant, opened
from geopolitik.cli.output import STANDARD_OUTPUT
from geopolitik.errors import UsageError

FORMATS = ("csv", "events", "graphml", "ics", "ethprio")
"""The names of the formats; what writes them is imported late."""


@click.command()
@case_argument
@click.option("--format", "format_", type=click.Choice(FORMATS), required=True, help="See above.")
@click.option(
    "--out", metavar="FILE", default=STANDARD_OUTPUT, help="Write there; standard output by default."
)
@click.option("--on", metavar="TIME", help="For ics: the instant from which to look ahead; now by default.")
@click.option("--known", metavar="TIME", help="As known at this instant; now by default.")
def export(case: str, format_: str, out: str, on: str | None, known: str | None) -> None:
    """Write CASE in a format that other programs read.

    \b
    Formats:
      csv      positions, one line each: who said what to whom, when, in which passage
      events   the same as JSON lines
      graphml  positions as a network of actors and issues, for Gephi or NetworkX
      ics      when what runs out, by whose account, as a calendar
      ethprio  accounts as rows of the ETH/PRIO ceasefire data

    A statement that several texts carry counts once. What became known only after --known is left out.
    A cell of csv that a spreadsheet would run as a formula is guarded; ethprio gives each as it stands.

    \b
    Examples:
      geopolitik ledger export energy-truce --format csv --out positions.csv
      geopolitik ledger export energy-truce --format ics --on 2026-01-31 --known 2026-01-31
      geopolitik ledger export ceasefires --format ethprio --out again.csv
    """
    from geopolitik.publish.exports.ledger.asked import Asked
    from geopolitik.publish.exports.ledger.formats import FORMATS as WRITERS

    at, as_known = instant("--on", on), instant("--known", known)
    file = WRITERS[format_].write(Asked(opened(case), at, as_known))
    for told in file.left_out:
        click.echo(f"Left out: {told}", err=True)
    _deliver(out, file.content)


def _deliver(out: str, content: bytes) -> None:
    if out == STANDARD_OUTPUT:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        Path(out).write_bytes(content)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(out, f"could not be written ({reason})", "Name another file.") from error
    click.echo(f"Written: {out}", err=True)
