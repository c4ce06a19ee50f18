"""`geopolitik stories`, `geopolitik story` and `geopolitik search`: what the store holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from geopolitik.cli.house import opened, store_option

if TYPE_CHECKING:
    from rich.console import Console

    from geopolitik.app.stories.record import Entry


@click.command()
@click.option("--outlet", metavar="SLUG", help="Only those with a text of this outlet (see the list).")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 1000), help="At most so many.")
@store_option()
def stories(outlet: str | None, limit: int, store: str) -> None:
    """List the stories, those that changed last first.

    A line each: id, day, outlets, independent origins, title, tabs between them.

    \b
    Examples:
      geopolitik stories
      geopolitik stories --outlet meridian --limit 10
    """
    from geopolitik.storage import stories as kept
    from geopolitik.storage.paging import Paging
    from geopolitik.text.clean import one_line

    with opened(store) as house, house.store.reading() as r:
        found = kept.newest(r, public_only=False, outlet=outlet, paging=Paging(limit=limit)).items
    for head in found:
        low, high = head.origins_low, head.origins_high
        origins = f"{low}" if low == high else f"{low}-{high}"
        cells = (head.id, f"{head.updated_at:%Y-%m-%d}", f"{head.outlets}", origins, one_line(head.title))
        click.echo("\t".join(cells))
    if not found:
        click.echo("The store holds no such story.", err=True)


@click.command()
@click.argument("story_id", metavar="ID")
@click.option("--html", "html_file", metavar="FILE", help="Write it as one HTML file; - for standard output.")
@click.option("--json", "json_file", metavar="FILE", help="Write it as JSON; - for standard output.")
@click.option(
    "--severity",
    type=click.Choice(["high", "medium", "low"]),
    default="medium",
    show_default=True,
    help="The least severe changes that are listed; the rest are counted.",
)
@click.option("--part", "parted", metavar="TEXT", multiple=True, help="Make a story of its own of this text.")
@click.option("--join", "joined", metavar="ID", help="Make another story part of this one.")
@click.option("--undo", "undone", metavar="NUMBER", type=int, help="Take back what became of the story.")
@click.option("--reason", metavar="WORDS", default="", help="Why it is parted or joined.")
@store_option()
def story(
    story_id: str,
    html_file: str | None,
    json_file: str | None,
    severity: str,
    parted: tuple[str, ...],
    joined: str | None,
    undone: int | None,
    reason: str,
    store: str,
) -> None:
    """Show a story of the store as `geopolitik trace` shows one, what was changed later, and its record.

    The id of a story that has become part of another leads there.

    With --part, texts that tell of another event become a story of their own (TEXT is the number that the
    report gives it, or the id of its capture; name --part again for each); with --join, another story that
    tells of the same event becomes part of this one. Both need a --reason and stand in the audit log; what
    arrives later respects them; --undo takes them back.

    \b
    Examples:
      geopolitik story p3qekugfb346
      geopolitik story p3qekugfb346 --html story.html
      geopolitik story p3qekugfb346 --part 3 --part 5 --reason "The strike of the second week."
      geopolitik story p3qekugfb346 --join 5scnb32rdh8r --reason "One strike, two ports."
      geopolitik story p3qekugfb346 --undo 12
    """
    from geopolitik.app.naming import Naming
    from geopolitik.app.people.console import here
    from geopolitik.app.stories import looking, parting
    from geopolitik.app.stories.record import record_of
    from geopolitik.cli.output import Output, deliver, show
    from geopolitik.errors import MovedError, UsageError
    from geopolitik.publish.terminal.corrections import print_corrections

    output = Output(html_file, json_file, severity, quiet=False).check()
    if sum((bool(parted), joined is not None, undone is not None)) > 1:
        raise UsageError("--part, --join and --undo", "do three things", "Do one after the other.")
    with opened(store) as house:
        viewer = here(house)
        if parted:
            _, leaves = parting.part(house, viewer, story_id, parted, reason=reason)
            click.echo(f"Parted: {leaves.id} is a story of its own.", err=True)
        elif joined is not None:
            parting.bring_together(house, viewer, story_id, joined, reason=reason)
            click.echo(f"Joined: {joined} is part of {story_id} now.", err=True)
        elif undone is not None:
            gone = parting.take_back(house, viewer, undone)
            click.echo(f"Taken back: {gone.id} goes on.", err=True)
        try:
            found = looking.look(house, viewer, story_id)
        except MovedError as error:
            click.echo(f"{story_id} is part of {error.now} now.", err=True)
            found = looking.look(house, viewer, error.now)
        entries = record_of(house, viewer, found.head.id)
        corrections = looking.corrections_of(house, found.glance)
    deliver(found.trace, output)
    if output.to_standard_output:
        return
    if corrections:
        show(lambda console: print_corrections(corrections, Naming.of(found.trace), console))
    if entries:
        show(lambda console: _print_record(entries, console))


def _print_record(entries: Sequence[Entry], console: Console) -> None:
    """Tell what became of a story, a line each with the number that --undo takes."""
    from geopolitik.publish.lines import heading, put
    from geopolitik.text.clean import one_line

    heading(console, "Record", "what became of the story")
    for entry in entries:
        other = f": {entry.other.id} “{one_line(entry.other.title)}”" if entry.other else ""
        put(console, f"{entry.event.at:%Y-%m-%d %H:%M}  {entry.words}{other}", 4, f"[{entry.event.number}] ")
        said = f"{entry.by}: {entry.reason}" if entry.by else entry.reason
        if said:
            put(console, one_line(said), 8)


@click.command()
@click.argument("query", nargs=-1, required=True)
@click.option("--limit", default=30, show_default=True, type=click.IntRange(1, 500), help="At most so many.")
@store_option()
def search(query: tuple[str, ...], limit: int, store: str) -> None:
    """Search the stories and texts of the store.

    A line each: kind, story, text, title, and the words around what was found, tabs between them.

    QUERY is words, of which the last letters may be missing, and "phrases" (in quotation marks that the shell
    leaves alone); and what texts are sifted by: outlet:NAME, lang:en, after:2031-05-12, before:2031-06,
    uncredited:yes for copies that don't credit their original. Without words, the texts are listed, those
    published last first.

    \b
    Examples:
      geopolitik search harbour strike outlet:meridian
      geopolitik search "outlet:example.org after:2026-01-01"
      geopolitik search '"court in Quillon" after:2031-05'
    """
    from geopolitik.app.people.console import here
    from geopolitik.app.searching import search as look_for
    from geopolitik.text.clean import one_line

    with opened(store) as house:
        hits = look_for(house, here(house), " ".join(query), limit=limit)
    for hit in hits:
        around = one_line("".join(words for _, words in hit.snippet))
        click.echo("\t".join((hit.kind, hit.subject, hit.part, one_line(hit.title), around)))
    if not hits:
        click.echo("Nothing of that is kept.", err=True)
