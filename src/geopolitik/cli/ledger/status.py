"""`geopolitik ledger status`: what is in force, by whose account."""

from __future__ import annotations

import click

from geopolitik.cli.ledger.asking import asks, deliver, document, instant, opened


@click.command()
@asks
def status(case: str, on: str | None, known: str | None, json_file: str | None) -> None:
    """Say of each account in CASE whether the arrangement is in force, and why.

    Accounts are never merged: each is one actor's word at one time. An answer is certainly (under every
    reading of what the account states), possibly (under some), no (under none) or unknown (it hangs on
    something that the account doesn't state). CASE is a folder, or the name of a shipped case.

    \b
    Examples:
      geopolitik ledger status energy-truce --on 2026-02-03T00:00Z --known 2026-02-03T12:00Z
      geopolitik ledger status my-case --on "2026-02-03T02:00 Europe/Kyiv"
      geopolitik ledger status my-case --json status.json
    """
    from geopolitik.ledger.accounts import status as answer
    from geopolitik.publish.ledger.plain import to_json
    from geopolitik.publish.ledger.status import print_status

    read, at, as_known = opened(case), instant("--on", on), instant("--known", known)
    statuses = answer(read, on=at, known=as_known)
    deliver(
        json_file,
        lambda: to_json(document("status", read, on=at, known=as_known, accounts=statuses)),
        lambda console: print_status(read, statuses, console, on=at, known=as_known),
    )
