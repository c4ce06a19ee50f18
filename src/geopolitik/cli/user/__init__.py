"""`geopolitik user`: who has an account on a site, seen to from the machine that it runs on."""

from __future__ import annotations

import click

from geopolitik.cli.user.add import add
from geopolitik.cli.user.list import list_users
from geopolitik.cli.user.password import password


@click.group()
def user() -> None:
    """Make accounts, list them, and set a forgotten password.

    Whoever may write the store's file may do all of this; no password is ever taken from the command
    line, where others could read it.

    \b
    Examples:
      geopolitik user add --role editor               a link by which somebody makes an account
      geopolitik user add "Ada Marsh" --role owner    an account; asks for its password
      geopolitik user list
      geopolitik user password "Ada Marsh"            sets a new one
    """


user.add_command(add)
user.add_command(list_users)
user.add_command(password)
