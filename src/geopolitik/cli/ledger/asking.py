"""What most ledger commands ask for: a case, an instant, as known when, and where the answer goes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from geopolitik.cli.output import Output, write
from geopolitik.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from geopolitik.model.ledger.case import Case

Command = Callable[..., Any]
_TIME = "2026-02-03T00:00Z, 2026-02-03T02:00 Europe/Kyiv, or a day, which means its first instant in UTC"


def asks(command: Command) -> Command:
    """Add the case, the two instants and the JSON file."""
    for decorate in (
        json_option,
        click.option("--known", metavar="TIME", help="As known then; without it, now."),
        click.option("--on", metavar="TIME", help=f"The instant to ask for; without it, now. {_TIME}."),
        case_argument,
    ):
        command = decorate(command)
    return command


case_argument = click.argument("case", metavar="CASE")
json_option = click.option(
    "--json", "json_file", metavar="FILE", help="Write the answer as JSON; - for standard output."
)


def opened(name: str) -> Case:
    """The case in a folder; of a CSV file in the form of ETH/PRIO, its ceasefires; or a case of ours by name.

    A case that a store keeps would be looked up here too.

    Raises:
        UsageError: there is none of these.
        CaseError: what is there can't be read as a case.
        EthprioError: the CSV file holds no ceasefire data.
    """
    from geopolitik.app.cases.shipped import names, shipped
    from geopolitik.ledger.cases import load

    path = Path(name)
    # A folder of one's own goes before a case of ours, where both have the name.
    if path.is_dir():
        return load(path)
    if path.suffix.lower() == ".csv" and path.is_file():
        return _ceasefires(path)
    if name in names():
        return shipped(name)
    advice = f"Name a folder, or a case that comes with geopolitik: {', '.join(names())}"
    raise UsageError(name, "is no case", advice)


def _ceasefires(path: Path) -> Case:
    """The ceasefires of a file in the data set's form: faster than to write them as a case and read it."""
    from geopolitik.cli.ledger.reading import content
    from geopolitik.ledger.ethprio import read

    return read(content(path), str(path)).case


def instant(option: str, text: str | None) -> datetime:
    """The instant that was named; none named: now, to the minute.

    Raises:
        UsageError: it is no time, or a time of day in no zone.
    """
    from geopolitik.text.times import read_time

    if text is None:
        return datetime.now(UTC).replace(second=0, microsecond=0)
    found = datetime.fromisoformat(read_time(text, f"{option} {text}"))
    if found.tzinfo is None and "T" in read_time(text, option):
        raise UsageError(f"{option} {text}", "names no zone", f"Write {_TIME}")
    return found.replace(tzinfo=found.tzinfo or UTC).astimezone(UTC)


def deliver(json_file: str | None, document: Callable[[], str], show: Callable[[Console], None]) -> None:
    """Write the answer as JSON, and print it unless the JSON goes to standard output.

    Raises:
        UsageError: the file can't be written.
    """
    if json_file:
        Output(None, json_file, "low", quiet=True).check()
        write(json_file, document())
    if json_file != "-":
        _print(show)


def _print(show: Callable[[Console], None]) -> None:
    from rich.console import Console

    # NO_COLOR asks for no escape sequence at all: rich alone would keep bold and dim.
    colours: Literal["auto"] | None = None if os.environ.get("NO_COLOR") else "auto"
    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False, color_system=colours)
    # Written in one piece by us: rich leaves with an exit code of its own when the reader has gone.
    with console.capture() as report:
        show(console)
    sys.stdout.write(report.get())


def document(kind: str, case: Case, **parts: Any) -> Mapping[str, Any]:
    """The head of an answer in JSON, and its parts."""
    return {"answer": kind, "case": case.id, "title": case.title, "invented": case.invented, **parts}
