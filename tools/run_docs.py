"""Run what the pages for users show, and write down what it printed.

    python -m tools.run_docs            # say which page is out of date
    python -m tools.run_docs --write    # bring the pages up to date

A page is Markdown. In a `console` block every line that starts with `$ ` is run by a shell, in a fresh folder
that all blocks share. A `python` block is run after the ones before it, and what it prints stands
in the `text` block right below. A comment before a block cuts the output of its last command to excerpts:

    <!-- show: FIRST | LAST -->   from the line that matches FIRST up to the line before one that matches LAST

A cut is marked by a line with `…`. Other blocks are left as they are. Tables are filled in by `tools.tables`.
"""

from __future__ import annotations

import difflib
import json
import os
import re
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.tables import filled

ROOT = Path(__file__).parents[1]
PAGES = (
    "README.md",
    "docs/tutorial.md",
    "docs/explanation/method.md",
    "docs/explanation/scale.md",
    "docs/how-to/import-ethprio.md",
    "docs/how-to/export-a-case.md",
    "docs/how-to/keep-a-case.md",
    "docs/cases/energy-truce.md",
    "docs/cases/jcpoa.md",
    "docs/cases/contact-line.md",
    "docs/cases/invented.md",
)
CUT = "…"

_SHOW = re.compile(r"<!-- show: (.+?) \| (.+?) -->")
_SESSION = """
import contextlib, io, json, sys
names, printed = {"__name__": "__main__"}, []
for block in json.load(sys.stdin):
    with contextlib.redirect_stdout(io.StringIO()) as out:
        exec(compile(block, "page", "exec"), names)
    printed.append(out.getvalue())
sys.stdout.write(json.dumps(printed))
"""


class PageError(Exception):
    """A block could not be run, or doesn't print what is to be shown."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a page: prose, or a fenced block with the excerpts asked for above it."""

    kind: str
    """The block's language; empty for prose."""
    lines: tuple[str, ...]
    """Without the fences."""
    shows: tuple[tuple[str, str], ...] = ()


def pieces(page: str) -> Iterator[Piece]:
    """The page in order, prose and blocks; joined again by `joined` they are the page."""
    held: list[str] = []
    kind: str | None = None
    shows: list[tuple[str, str]] = []
    for line in page.splitlines():
        if kind is None and line.startswith("```"):
            yield Piece("", tuple(held))
            kind, held = line[3:], []
        elif kind is not None and line == "```":
            yield Piece(kind or "plain", tuple(held), tuple(shows))
            kind, held, shows = None, [], []
        else:
            if kind is None and (found := _SHOW.fullmatch(line)):
                shows.append((found[1], found[2]))
            held.append(line)
    yield Piece("", tuple(held))


def joined(parts: Sequence[Piece]) -> str:
    """The pieces as a page."""
    lines: list[str] = []
    for part in parts:
        kind = "" if part.kind == "plain" else part.kind
        lines += [f"```{kind}", *part.lines, "```"] if part.kind else part.lines
    return "\n".join(lines) + "\n"


def rebuilt(page: str, folder: Path, printed: dict[str, str] | None = None) -> str:
    """The page with every output as it is now; commands run in `folder`.

    Args:
        page: the page as it stands.
        folder: where its commands run.
        printed: what commands printed that were run before in the same folder; gains those run now.

    Raises:
        PageError: a command fails, or prints nothing that an excerpt asks for.
    """
    printed = {} if printed is None else printed
    parts = [
        Piece(part.kind, tuple(_console(part, folder, printed)), part.shows)
        if part.kind == "console"
        else part
        for part in pieces(page)
    ]
    return filled(joined(_with_python_output(parts, folder)))


def _console(part: Piece, folder: Path, printed: dict[str, str]) -> Iterator[str]:
    """The block's commands with their outputs; a command that is shown twice is run once."""
    commands = [line for line in part.lines if line.startswith("$ ")]
    for number, line in enumerate(commands, 1):
        yield line
        if line not in printed:
            printed[line] = _shell(line[2:], folder)
        yield from excerpts(printed[line], part.shows if number == len(commands) else ())


def _shell(command: str, folder: Path) -> str:
    done = subprocess.run(  # noqa: S603 - the pages are ours
        ["/bin/sh", "-c", command],
        cwd=folder,
        env=_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise PageError(f"$ {command}\nleft with {done.returncode}:\n{done.stdout}")
    return done.stdout


def _environment() -> dict[str, str]:
    """A plain terminal of 80 columns, with our own `geopolitik` first in the path."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GEOPOLITIK")}
    path = os.pathsep.join([sysconfig.get_path("scripts"), kept.get("PATH", os.defpath)])
    return {**kept, "PATH": path, "COLUMNS": "80", "NO_COLOR": "1", "TERM": "dumb", "PYTHONUTF8": "1"}


def excerpts(output: str, shows: Sequence[tuple[str, str]]) -> list[str]:
    """The lines to show of an output: all of them, or the excerpts with their cuts marked.

    Raises:
        PageError: no line matches where an excerpt begins.
    """
    lines = [line.rstrip() for line in output.strip("\n").splitlines()]
    if not shows:
        return lines
    shown: list[str] = []
    at = 0
    for first, last in shows:
        start = next((n for n in range(at, len(lines)) if re.search(first, lines[n])), None)
        if start is None:
            raise PageError(f"no line matches {first!r} in:\n{output}")
        end = next((n for n in range(start + 1, len(lines)) if re.search(last, lines[n])), len(lines))
        shown += [CUT] if any(lines[at:start]) else []
        shown += _trimmed(lines[start:end])
        at = end
    return [*shown, CUT] if any(lines[at:]) else shown


def _trimmed(lines: list[str]) -> list[str]:
    while lines and not lines[-1]:
        lines = lines[:-1]
    return lines


def _with_python_output(parts: list[Piece], folder: Path) -> list[Piece]:
    at = [n for n, part in enumerate(parts) if part.kind == "python"]
    if not at:
        return parts
    blocks = json.dumps(["\n".join(parts[n].lines) for n in at])
    done = subprocess.run(  # noqa: S603 - the pages are ours
        [sys.executable, "-c", _SESSION],
        input=blocks,
        cwd=folder,
        env=_environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise PageError(f"a Python block failed:\n{done.stderr}")
    for n, printed in zip(at, json.loads(done.stdout), strict=True):
        _put_output(parts, n, printed)
    return parts


def _put_output(parts: list[Piece], n: int, printed: str) -> None:
    """Write what block `n` printed into the text block right below it."""
    if not printed.strip():
        return
    below = parts[n + 2] if n + 2 < len(parts) else None
    between = [line for line in parts[n + 1].lines if line and not line.startswith("<!--")]
    if below is None or below.kind != "text" or between:
        raise PageError(f"no text block right below a Python block that prints:\n{printed}")
    parts[n + 2] = Piece("text", tuple(excerpts(printed, below.shows)), below.shows)


def checked(names: Sequence[str] = PAGES) -> Iterator[tuple[str, str, str]]:
    """Each page's name, the page as it stands, and as it should be."""
    printed: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            page = (ROOT / name).read_text(encoding="utf-8")
            yield name, page, rebuilt(page, Path(folder), printed)


def difference(old: str, new: str, name: str) -> str:
    """What would change, as a diff; empty if nothing does."""
    return "\n".join(difflib.unified_diff(old.splitlines(), new.splitlines(), name, "as run", lineterm=""))


def main() -> int:
    """Check the pages, or write them anew."""
    stale = 0
    for name, old, new in checked():
        if old != new and "--write" in sys.argv[1:]:
            (ROOT / name).write_text(new, encoding="utf-8")
            print(f"Written: {name}")
        elif old != new:
            print(difference(old, new, name))
            stale = 1
    return stale


if __name__ == "__main__":
    raise SystemExit(main())
