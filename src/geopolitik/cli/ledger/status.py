"""`geopolitik ledger status`: what is in force, by whose account."""

from __future__ import annotations

import click

from geopolitik.cli.ledger.asking import asks, deliver, document, instant, opened

ANSWERS = ("certainly", "possibly", "no", "unknown")


@click.command()
@asks
@click.option(
    "--only",
    metavar="ANSWER",
    type=click.Choice(ANSWERS),
    multiple=True,
    help="Show these answers alone: certainly, possibly, no or unknown; may be given again.",
)
def status(
    case: str, on: str | None, known: str | None, json_file: str | None, only: tuple[str, ...]
) -> None:
    """Say of each account in CASE whether the arrangement is in force, and why.

    Accounts are never merged: each is one actor's word at one time. An answer is certainly (under every
    reading of what the account states), possibly (under some), no (under none) or unknown (it hangs on
    something that the account doesn't state). CASE is a folder, or the name of a shipped case.

    \b
    Examples:
      geopolitik ledger status energy-truce --on 2026-02-03T00:00Z --known 2026-02-03T12:00Z
      geopolitik ledger status my-case --on "2026-02-03T02:00 Europe/Kyiv"
      geopolitik ledger status my-case --json status.json
      geopolitik ledger status ethprio_ceasefires.csv --on 1995-06-01 --only certainly --only possibly
    """
    from geopolitik.ledger.accounts import status as answer
    from geopolitik.publish.ledger.plain import to_json
    from geopolitik.publish.ledger.status import print_status

    read, at, as_known = opened(case), instant("--on", on), instant("--known", known)
    answers = answer(read, on=at, known=as_known)
    statuses = tuple(one for one in answers if not only or _word(one.in_force) in only)
    left_out = len(answers) - len(statuses)
    deliver(
        json_file,
        lambda: to_json(
            document("status", read, on=at, known=as_known, accounts=statuses, left_out=left_out)
        ),
        lambda console: print_status(read, statuses, console, on=at, known=as_known, left_out=left_out),
    )


def _word(answer: str) -> str:
    """The answer as it is shown."""
    return "no" if answer == "not" else answer
