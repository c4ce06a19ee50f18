"""`geopolitik watch`: be told when somebody copies an outlet or a text, or names a name."""

from __future__ import annotations

import click

from geopolitik.cli.watch.add import add
from geopolitik.cli.watch.list import list_
from geopolitik.cli.watch.matches import matches
from geopolitik.cli.watch.remove import remove, restore


@click.group()
def watch() -> None:
    """Be told when somebody copies an outlet or a text, or names a name.

    What is watched is looked for in every text that arrives: collected, taken in or handed in. What is found
    stands here, on the site's page of watch-lists, in its inbox, and in the feeds of those who work there.

    \b
    Examples:
      geopolitik watch add --outlet Meridian --uncredited
      geopolitik watch add --text article.html
      geopolitik watch add --name "Yorvika Brastad"
      geopolitik watch list
      geopolitik watch matches
    """


watch.add_command(add)
watch.add_command(list_)
watch.add_command(matches)
watch.add_command(remove)
watch.add_command(restore)
