"""`geopolitik ledger cases`: the cases that ship with the package."""

from __future__ import annotations

import click

from geopolitik.cli.ledger.asking import deliver, json_option


@click.command()
@json_option
def cases(json_file: str | None) -> None:
    """List the cases that ship with geopolitik.

    \b
    Examples:
      geopolitik ledger cases
      geopolitik ledger status energy-truce
    """
    from geopolitik.app.cases.shipped import names, shipped
    from geopolitik.publish.ledger.cases import print_cases
    from geopolitik.publish.ledger.plain import to_json

    found = {name: shipped(name) for name in names()}
    listed = [
        {"name": name, "title": case.title, "invented": case.invented, "about": case.about}
        for name, case in found.items()
    ]
    deliver(
        json_file,
        lambda: to_json({"answer": "cases", "cases": listed}),
        lambda console: print_cases(found, console),
    )
