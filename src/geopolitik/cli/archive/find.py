"""`geopolitik archive find`: where a text comes from."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from geopolitik.cli.archive.common import corpus_in
from geopolitik.errors import GeopolitikError, UsageError
from geopolitik.text.clean import one_line, shorten

if TYPE_CHECKING:
    from geopolitik.index.archive.searching import Match

_SHOWN = 200
_SHORT = 240
"""Characters of fewer than some 40 words."""
_LARGEST = 4 * 1024 * 1024


class NothingFoundError(GeopolitikError):
    """No wording of the archive holds words of the text."""


@click.command()
@click.argument("text", metavar="TEXT|FILE")
@click.option("--in", "corpus", metavar="FOLDER", required=True, help="The archive to look in.")
@click.option("--most", type=click.IntRange(1, 1000), default=10, show_default=True, help="So many at most.")
@click.option("--json", "as_json", is_flag=True, help="Print everything found as lines of JSON.")
def find(text: str, corpus: str, most: int, as_json: bool) -> None:
    """Say which texts of an archive hold words of a text, those that hold most of it first, then the earlier.

    TEXT is the text itself, in quotation marks for the shell, - for standard input, or the name of a file.
    Some 40 words in a row are found nearly always, and a rewrite if passages of it are left.

    \b
    Examples:
      geopolitik archive find post.txt --in corpus/
      geopolitik archive find "shots fired across the Sarn river on Sunday appeared to breach…" --in corpus/
    """
    folder = corpus_in(corpus)
    asked = _asked(text)
    from geopolitik.index.archive.searching import Archive

    matches = Archive(folder).find(asked, most=most)
    if not matches:
        advice = "Ask with more of it: some 40 words are found nearly always." if len(asked) < _SHORT else ""
        raise NothingFoundError("text", "no text of the archive holds a passage of it", advice)
    for match in matches:
        click.echo(json.dumps(asdict(match), ensure_ascii=False) if as_json else _told(match, asked))


def _asked(text: str) -> str:
    try:
        if text == "-":
            content = sys.stdin.buffer.read(_LARGEST + 1)
        elif len(text) < _SHOWN and Path(text).is_file():
            with Path(text).open("rb") as file:
                content = file.read(_LARGEST + 1)
        else:
            return text
    except OSError as error:
        raise UsageError(text, f"can't be read ({(error.strerror or str(error)).lower()})") from error
    if len(content) > _LARGEST:
        raise UsageError(text, "is too large", "Ask about a passage of it")
    return content.decode("utf-8", "replace")


def _told(match: Match, asked: str) -> str:
    record = match.record
    who = " · ".join(filter(None, (record.outlet, record.date, one_line(record.title or record.id))))
    carried = f", carried by {match.witnesses:,} records" if match.witnesses > 1 else ""
    longest = max(match.passages, key=lambda passage: passage.words)
    passage = shorten(one_line(asked[longest.a.start : longest.a.end]), _SHOWN)
    lines = [f"{match.share:.0%}  {one_line(who)}{carried}", f"     {passage}"]
    if record.address:
        lines.append(f"     {one_line(record.address)}")
    return "\n".join(lines)
