"""`geopolitik stories`, `geopolitik story` and `geopolitik search`: what the store holds."""

from __future__ import annotations

import click

from geopolitik.cli.house import opened, store_option


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
@store_option()
def story(story_id: str, html_file: str | None, json_file: str | None, severity: str, store: str) -> None:
    """Show a story of the store as `geopolitik trace` shows one.

    The id of a story that has become part of another leads there.

    \b
    Examples:
      geopolitik story p3qekugfb346
      geopolitik story p3qekugfb346 --html story.html
    """
    from geopolitik.app.stories.planning import trace_of
    from geopolitik.cli.output import Output, deliver
    from geopolitik.errors import NotFoundError
    from geopolitik.storage import growth
    from geopolitik.storage import stories as kept

    output = Output(html_file, json_file, severity, quiet=False).check()
    with opened(store) as house, house.store.reading() as r:
        now = growth.now_part_of(r, story_id)
        head = kept.get(r, now or story_id)
        if head is None:
            raise NotFoundError(story_id, "there is no such story", "List them: geopolitik stories")
        found = trace_of(house, r, head)
    if now is not None:
        click.echo(f"{story_id} is part of {now} now.", err=True)
    deliver(found, output)


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
