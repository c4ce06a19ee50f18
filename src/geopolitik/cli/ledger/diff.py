"""`geopolitik ledger diff`: what became known between two instants."""

from __future__ import annotations

import click

from geopolitik.cli.ledger.asking import case_argument, deliver, document, instant, json_option, opened


@click.command()
@case_argument
@click.option("--on", metavar="TIME", help="The instant that the answers are about; without it, now.")
@click.option(
    "--known", nargs=2, required=True, metavar="BEFORE AFTER", help="As known first, and as known then."
)
@json_option
def diff(case: str, on: str | None, known: tuple[str, str], json_file: str | None) -> None:
    """Say which entries of CASE became known between two instants, and which answers that changes.

    \b
    Examples:
      geopolitik ledger diff energy-truce --on 2026-02-03 --known 2026-02-03 2026-02-04
    """
    from geopolitik.ledger.differing import differ
    from geopolitik.publish.ledger.differences import print_difference
    from geopolitik.publish.ledger.plain import to_json

    read, at = opened(case), instant("--on", on)
    before, after = (instant("--known", each) for each in known)
    found = differ(read, on=at, known_before=before, known_after=after)
    parts = {"on": at, "known_before": before, "known_after": after, "learned": found.learned}
    deliver(
        json_file,
        lambda: to_json(document("diff", read, **parts, changed=found.changed)),
        lambda console: print_difference(read, found, console, on=at, before=before, after=after),
    )
