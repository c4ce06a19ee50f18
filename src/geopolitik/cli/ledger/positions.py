"""`geopolitik ledger positions`: who wants, offers, refuses or has committed to what."""

from __future__ import annotations

import click

from geopolitik.cli.ledger.asking import asks, deliver, document, instant, opened


@click.command()
@asks
def positions(case: str, on: str | None, known: str | None, json_file: str | None) -> None:
    """Say for each issue in CASE what each actor said on it, oldest first, and who has committed.

    Reversals and conditions are shown. Declining to say is no denial, and standing ready is no
    commitment. A statement that several texts carry counts once.

    \b
    Examples:
      geopolitik ledger positions energy-truce --on 2026-02-05
      geopolitik ledger positions energy-truce --on 2026-02-05 --known 2026-01-30
    """
    from geopolitik.ledger.commitments import commitments
    from geopolitik.ledger.positions import matrix
    from geopolitik.publish.ledger.plain import to_json
    from geopolitik.publish.ledger.positions import print_positions

    read, at, as_known = opened(case), instant("--on", on), instant("--known", known)
    table = matrix(read, on=at, known=as_known)
    committed = commitments(read, on=at, known=as_known)
    parts = {"matrix": table, "commitments": committed}
    deliver(
        json_file,
        lambda: to_json(document("positions", read, on=at, known=as_known, **parts)),
        lambda console: print_positions(read, table, committed, console, on=at, known=as_known),
    )
