"""`geopolitik outlets`: which feeds are watched."""

from __future__ import annotations

import click

from geopolitik.cli.outlets.add import add
from geopolitik.cli.outlets.export import export
from geopolitik.cli.outlets.import_ import import_
from geopolitik.cli.outlets.list import list_
from geopolitik.cli.outlets.remove import remove


@click.group()
def outlets() -> None:
    """Say whose feeds are watched; `geopolitik collect` then fetches what they name.

    \b
    Examples:
      geopolitik outlets add https://news.example.org/
      geopolitik outlets import subscriptions.opml
      geopolitik outlets list
      geopolitik outlets remove https://news.example.org/feed
      geopolitik outlets export > subscriptions.opml
    """


outlets.add_command(add)
outlets.add_command(import_)
outlets.add_command(list_)
outlets.add_command(remove)
outlets.add_command(export)
