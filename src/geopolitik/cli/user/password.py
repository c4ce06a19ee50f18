"""`geopolitik user password`: a new password for who has forgotten theirs."""

from __future__ import annotations

import click

from geopolitik.cli.house import opened, store_option
from geopolitik.cli.user.asking import ask_password


@click.command()
@click.argument("name")
@store_option()
def password(name: str, store: str) -> None:
    """Set a user's password, and sign them out everywhere.

    It is asked for; if standard input is no terminal, its first line is taken.

    \b
    Examples:
      geopolitik user password "Ada Marsh"
      geopolitik user password "Ada Marsh" --store /srv/geopolitik.db < password.txt
    """
    from geopolitik.app.people import console

    with opened(store) as house:
        found = console.named(house, name)
        tokens = console.reset_password(house, found, ask_password())
    click.echo(f"Set: {found.name} is signed out everywhere")
    if tokens:
        click.echo(f"{tokens} of their API tokens still work; they withdraw them at /account.", err=True)
