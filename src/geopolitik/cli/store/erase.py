"""`geopolitik store erase`: take out what must not be kept."""

from __future__ import annotations

import getpass

import click

from geopolitik.cli.house import opened, store_option
from geopolitik.text.inflection import count


@click.command()
@click.argument("subject", metavar="ADDRESS|CAPTURE")
@click.option("--reason", required=True, help="Why: it stays, for all who prove the archive.")
@click.option("--by", default=None, help="Who says so; the name you are logged in by if left out.")
@store_option()
def erase(subject: str, reason: str, by: str | None, store: str) -> None:
    """Erase all that was received of an address, or one capture by its id. It can't be undone.

    The bytes go from the archive and from the store. A tombstone lies in their place, who erased them, when
    and why is told, and the chain of the archive still holds. Stories that held the text are traced again
    without it, and their earlier traces go. No copy is reached: erase in your backups too, or delete them.

    \b
    Examples:
      geopolitik store erase https://paper.example/page --reason "court order 7/2031"
      geopolitik store erase 9f8e7d6c5b4a3f2e --reason "names a minor" --by "Ada Lind"
    """
    from geopolitik.app.erasing import erase as take

    with opened(store) as house:
        done = take(house, subject, by=by if by is not None else _name(), reason=reason)
    gone = done.erased
    captures, records = count(len(gone.captures), "capture"), count(gone.records, "record")
    click.echo(f"Erased: {subject} ({captures}, {records} of the archive)")
    for story in done.traced_again:
        click.echo(f"Traced again without it: story {story}")
    for story in done.withdrawn:
        click.echo(f"Withdrawn, it held nothing else: story {story}")
    for address in gone.elsewhere:
        click.echo(f"The same text is kept of {address}")


def _name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "somebody at the command line"
