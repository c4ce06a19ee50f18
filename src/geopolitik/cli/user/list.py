"""`geopolitik user list`: who has an account."""

from __future__ import annotations

import click

from geopolitik.cli.house import opened, store_option


@click.command("list")
@store_option()
def list_users(store: str) -> None:
    """List the accounts of a site: name, role, since when, and whether disabled; tabs between them.

    \b
    Examples:
      geopolitik user list
      geopolitik user list --store /srv/geopolitik.db
    """
    from geopolitik.app.people import console

    with opened(store) as house:
        users = console.users(house)
    for user in users:
        state = "disabled" if user.disabled_at else ""
        click.echo("\t".join((user.name, user.role, f"{user.created_at:%Y-%m-%d}", state)).rstrip())
    if not users:
        click.echo("Nobody has an account yet: geopolitik user add --role owner", err=True)
