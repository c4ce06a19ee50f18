"""`geopolitik store verify`: whether the store is whole."""

from __future__ import annotations

import click

from geopolitik.cli.house import store_option
from geopolitik.errors import StoreError
from geopolitik.text.inflection import count


@click.command()
@store_option()
@click.option("--head", "heads", multiple=True, metavar="HASH", help="A chain hash that was noted earlier.")
def verify(store: str, heads: tuple[str, ...]) -> None:
    """See that the store is whole; also while the site runs.

    It looks at the structure of the file, at every reference between its tables, and at every capture and
    picture: their bytes must have the hash that was written down when they came in. Then it proves the chain
    of the archive from its first record on, and names the first break first. Write the chain's hash down
    elsewhere, and hand it in with --head later: then nobody can have changed what was there before.

    \b
    Examples:
      geopolitik store verify
      geopolitik store verify --store /mnt/backups/geopolitik-2031-05-14.db
    """
    from geopolitik.storage import upkeep
    from geopolitik.storage.archive.proving import proved
    from geopolitik.storage.postgres import without_secrets

    found, name = 0, without_secrets(store)
    for problem in upkeep.verify(store):
        found += 1
        click.echo(problem)
    proof, problems = proved(store, heads=frozenset(heads))
    for problem in problems:
        found += 1
        click.echo(problem)
    if found:
        raise StoreError(name, f"is damaged in {found} places", "Restore a backup; keep this file too.")
    if proof is not None and proof.records:
        erased = f", {proof.erased} of them erased" if proof.erased else ""
        click.echo(f"Proved: {count(proof.records, 'record')}{erased}; chain hash {proof.head}")
    click.echo(f"Whole: {name}")
