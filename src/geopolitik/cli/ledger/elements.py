"""`geopolitik ledger elements`: which parts of a plan captured texts keep."""

from __future__ import annotations

import click

from geopolitik.cli.ledger.asking import case_argument, deliver, document, json_option, opened
from geopolitik.cli.ledger.choosing import ladder_of


@click.command()
@case_argument
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--ladder", metavar="LADDER", help="The plan, if the case has more than one.")
@json_option
def elements(case: str, files: tuple[str, ...], ladder: str | None, json_file: str | None) -> None:
    """Say which parts of a plan in CASE each captured text keeps, keeps in part, or loses.

    A part is kept if its words, its length of time and its names stand in one passage about the plan, or
    in two neighbours. The passage is shown.

    \b
    Examples:
      geopolitik ledger elements energy-truce page.html post.md
    """
    from geopolitik.app import trace
    from geopolitik.ledger.elements import elements_in
    from geopolitik.publish.ledger.elements import print_elements
    from geopolitik.publish.ledger.plain import to_json

    read = opened(case)
    plan = ladder_of(read, ladder, with_elements=True)
    traced = trace(*files)
    for rejected in traced.rejected:
        click.echo(f"geopolitik: {rejected.name}: {rejected.reason}", err=True)
    found = [(annotation, elements_in(plan, annotation)) for annotation in traced.annotations]
    texts = [
        {"capture": annotation.article.capture.name, "elements": elements_} for annotation, elements_ in found
    ]
    deliver(
        json_file,
        lambda: to_json(document("elements", read, ladder=plan.id, texts=texts)),
        lambda console: print_elements(read, plan, found, console),
    )
