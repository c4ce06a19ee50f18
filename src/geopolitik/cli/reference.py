"""Write the reference pages: `python -m geopolitik.cli.reference docs/reference`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from geopolitik.cli.main import main
from geopolitik.publish.api.reference import api_page
from geopolitik.publish.python_reference import python_page
from geopolitik.publish.reference import json_page

_HEAD = """# The command line

*Made from the commands by `python -m geopolitik.cli.reference`; a test keeps it current.*
"""
_WIDTH = 96


def cli_page() -> str:
    """The help of every command, as Markdown."""
    parts = [_HEAD, "## geopolitik\n", _help(main, "geopolitik")]
    for name in sorted(main.commands):
        command, path = main.commands[name], f"geopolitik {name}"
        parts += [f"## {path}\n", _help(command, path)]
        for below, part in sorted(command.commands.items()) if isinstance(command, click.Group) else ():
            parts += [f"### {path} {below}\n", _help(part, f"{path} {below}")]
    return "\n".join(parts).rstrip() + "\n"


def _help(command: click.Command, path: str) -> str:
    context = click.Context(
        command,
        info_name=path,
        terminal_width=_WIDTH,
        max_content_width=_WIDTH,
        help_option_names=["-h", "--help"],
    )
    lines = [line.rstrip() for line in command.get_help(context).splitlines()]
    return "```text\n" + "\n".join(lines) + "\n```\n"


def pages() -> dict[str, str]:
    """The generated pages by file name."""
    return {"api.md": api_page(), "cli.md": cli_page(), "json.md": json_page(), "python.md": python_page()}


def write(folder: Path) -> None:
    """Write the pages into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, page in pages().items():
        (folder / name).write_text(page, encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/reference"))
