"""`geopolitik ledger validate`: whether a case is written as it should be."""

from __future__ import annotations

import click

from geopolitik.cli.ledger.asking import case_argument, opened


@click.command()
@case_argument
def validate(case: str) -> None:
    """See that CASE is written as it should be.

    Everything that is wrong is told at once, each with file, line, field, and what to do about it.

    \b
    Examples:
      geopolitik ledger validate my-case
    """
    read = opened(case)
    counts = (
        (len(read.documents), "document"),
        (len(read.actors), "actor"),
        (len(read.arrangements), "arrangement"),
        (len(read.accounts), "account"),
        (len(read.incidents), "incident"),
        (len(read.ladders), "ladder"),
        (len(read.positions), "position"),
    )
    told = ", ".join(f"{number:,} {noun}{'' if number == 1 else 's'}" for number, noun in counts)
    click.echo(f"Valid: {case} ({told})")
