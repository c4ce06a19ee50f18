"""`geopolitik user add`: an account, or an invitation to make one."""

from __future__ import annotations

import click

from geopolitik.cli.house import opened, store_option
from geopolitik.cli.serve import DEFAULT_PORT, checked_address
from geopolitik.cli.user.asking import ask_password

_ROLES = ("owner", "admin", "editor", "analyst", "member")


@click.command()
@click.argument("name", required=False)
@click.option("--role", type=click.Choice(_ROLES), default="member", show_default=True)
@click.option(
    "--address",
    metavar="URL",
    default=f"http://127.0.0.1:{DEFAULT_PORT}",
    show_default=True,
    help="Where readers find the site; the link begins with it.",
)
@store_option(makes=True)
def add(name: str | None, role: str, address: str, store: str) -> None:
    """Make an account, or a link by which somebody makes one.

    With a NAME, the password is asked for; if standard input is no terminal, its first line is taken.
    Without, an invitation link is printed, which works once, for 14 days.

    \b
    Examples:
      geopolitik user add --role editor --address https://news.example.org
      geopolitik user add "Ada Marsh" --role owner --store /srv/geopolitik.db
      geopolitik user add "Ada Marsh" --role owner < password.txt
    """
    from geopolitik.app.people import console
    from geopolitik.app.people.names import checked_name
    from geopolitik.model.people import Role

    if name is None:
        address = checked_address(address)
        with opened(store, makes=True) as house:
            click.echo(f"{address}/register?key={console.invite(house, role=Role(role))}")
        return
    checked_name(name)
    password = ask_password()
    with opened(store, makes=True) as house:
        made = console.add(house, name, password, role=Role(role))
    click.echo(f"Made: {made.name}, {made.role}")
