"""Where a result goes: the terminal, an HTML file, a JSON file."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from geopolitik.app.sources import STANDARD_INPUT
from geopolitik.errors import GeopolitikError, UsageError
from geopolitik.model.story import Trace
from geopolitik.text.clean import one_line, source_name

if TYPE_CHECKING:
    from rich.console import Console

    from geopolitik.app import Comparison

STANDARD_OUTPUT = "-"


class NothingTracedError(GeopolitikError):
    """Every capture was rejected."""


@dataclass(frozen=True, slots=True)
class Output:
    """What to write where; checked before the work starts."""

    html_file: str | None
    json_file: str | None
    severity: str
    quiet: bool

    def check(self, inputs: tuple[str, ...] = ()) -> Output:
        """This object, if everything in it can be written.

        Raises:
            UsageError: a folder is missing, a report would overwrite an input, or two go to standard output.
        """
        targets = [target for target in (self.html_file, self.json_file) if target]
        if len(targets) == 2 and targets[0] == targets[1]:
            raise UsageError(targets[0], "can't hold both reports", "Give --html and --json different files.")
        for target in targets:
            if target != STANDARD_OUTPUT:
                _check_writable(target, inputs)
        if sys.stdout is None and (self.to_standard_output or not self.quiet):
            raise UsageError("standard output", "is closed", "Add -q, and name a file for each report")
        return self

    @property
    def to_standard_output(self) -> bool:
        return STANDARD_OUTPUT in (self.html_file, self.json_file)


def _check_writable(target: str, inputs: tuple[str, ...]) -> None:
    path = Path(target)
    if path.is_dir():
        raise UsageError(target, "is a folder", "Name a file in it.")
    if not path.parent.is_dir():
        raise UsageError(target, "its folder does not exist", f"Make {path.parent} first.")
    for name in inputs:
        if name != STANDARD_INPUT and path.exists() and Path(name).exists() and path.samefile(name):
            raise UsageError(target, "is one of the captures and would be overwritten", "Name another file.")


def deliver(result: Trace | Comparison, output: Output) -> None:
    """Write and print the result as asked for.

    Raises:
        NothingTracedError: no capture could be read; each was named with its reason.
    """
    trace = result if isinstance(result, Trace) else result.trace
    in_report = bool(trace.annotations) and not output.quiet and not output.to_standard_output
    if not in_report:
        for rejected in trace.rejected:
            click.echo(f"geopolitik: {source_name(rejected.name)}: {one_line(rejected.reason)}", err=True)
    _reports(result, output)
    if in_report:
        _print(result, output.severity)
    if not trace.annotations:
        raise NothingTracedError("trace", "nothing could be traced")


def _reports(result: Trace | Comparison, output: Output) -> None:
    if output.json_file:
        from geopolitik.publish.json import to_json

        write(output.json_file, to_json(result))
    if output.html_file:
        from geopolitik.publish.html import to_html

        write(output.html_file, to_html(result))


def write(target: str, document: str) -> None:
    """Write a document to a file or to standard output, as UTF-8.

    Raises:
        UsageError: the file can't be written.
    """
    encoded = document.encode("utf-8", errors="replace")
    if target == STANDARD_OUTPUT:
        sys.stdout.buffer.write(encoded)
        sys.stdout.buffer.flush()
        return
    try:
        Path(target).write_bytes(encoded)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(target, f"could not be written ({reason})", "Name another file.") from error
    click.echo(f"Written: {target}", err=True)


def _print(result: Trace | Comparison, severity: str) -> None:
    from geopolitik.publish.terminal import print_report

    show(lambda console: print_report(result, console, least=severity))


def show(told: Callable[[Console], None]) -> None:
    """Print what is told to a console, as the terminal wants it."""
    from rich.console import Console

    # NO_COLOR asks for no escape sequence at all: rich alone would keep bold and dim.
    colours: Literal["auto"] | None = None if os.environ.get("NO_COLOR") else "auto"
    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False, color_system=colours)
    # Written in one piece by us: rich leaves with an exit code of its own when the reader has gone.
    with console.capture() as report:
        told(console)
    sys.stdout.write(report.get())
