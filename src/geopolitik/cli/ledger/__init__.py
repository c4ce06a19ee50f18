"""`geopolitik ledger`: who said what, and what is in force by whose account."""

from __future__ import annotations

from typing import Any

import click

from geopolitik.cli.ledger.cases import cases
from geopolitik.cli.ledger.diff import diff
from geopolitik.cli.ledger.elements import elements
from geopolitik.cli.ledger.export import export
from geopolitik.cli.ledger.import_ import import_
from geopolitik.cli.ledger.incidents import incidents
from geopolitik.cli.ledger.ladder import ladder
from geopolitik.cli.ledger.new import new
from geopolitik.cli.ledger.next import next_
from geopolitik.cli.ledger.positions import positions
from geopolitik.cli.ledger.status import status
from geopolitik.cli.ledger.validate import validate
from geopolitik.errors import GeopolitikError


class InvalidCaseError(GeopolitikError):
    """A case can't be used; what is wrong with it has been printed."""


class Commands(click.Group):
    """Prints everything that is wrong with a case, one line each, before the error that names it."""

    def invoke(self, ctx: click.Context) -> Any:
        from geopolitik.ledger.cases.problems import MOST, CaseError
        from geopolitik.text.clean import one_line

        try:
            return super().invoke(ctx)
        except CaseError as error:
            for problem in error.problems:
                click.echo(one_line(str(problem)), err=True)
            count = len(error.problems)
            least = f"at least {count}" if count >= MOST else str(count)
            told = f"is no valid case: {least} {'fault' if count == 1 else 'faults'}, named above"
            raise InvalidCaseError(error.subject, told) from error


@click.group(cls=Commands)
def ledger() -> None:
    """Who said what, what is in force by whose account, what runs out next, what would follow.

    A case is a folder of YAML files, or one of those that ship with geopolitik (`ledger cases`). Every
    answer is about an instant, as known at an instant.

    \b
    Examples:
      geopolitik ledger cases
      geopolitik ledger status energy-truce --on 2026-02-03T00:00Z --known 2026-02-03T12:00Z
      geopolitik ledger ladder jcpoa --on 2020-02-20
    """


for command in (
    cases,
    diff,
    elements,
    export,
    import_,
    incidents,
    ladder,
    new,
    next_,
    positions,
    status,
    validate,
):
    ledger.add_command(command)
