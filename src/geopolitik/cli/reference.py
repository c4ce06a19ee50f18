"""Write the reference pages: `python -m geopolitik.cli.reference docs/reference`."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from enum import Enum
from pathlib import Path

import click

import geopolitik
from geopolitik.cli.main import main
from geopolitik.publish.reference import json_page

_HEAD = """# The command line

*Made from the commands by `python -m geopolitik.cli.reference`; a test keeps it current.*
"""
_WIDTH = 96
_PYTHON_HEAD = """# From Python

*Made from the docstrings by `python -m geopolitik.cli.reference`; a test keeps it current.*

```python
from geopolitik import trace, compare, to_rows

result = trace("agency.html", "channel.md")
for row in to_rows(result, "changes"):
    print(row["severity"], row["kind"], row["original_text"], "->", row["copy_text"])
```

Everything below is imported from `geopolitik` itself. Results are frozen dataclasses; what they hold is
described in [the JSON reference](json.md) under the same names.
"""


def cli_page() -> str:
    """The help of every command, as Markdown."""
    parts = [_HEAD, "## geopolitik\n", _help(main, "geopolitik")]
    for name in sorted(main.commands):
        parts += [f"## geopolitik {name}\n", _help(main.commands[name], f"geopolitik {name}")]
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


def python_page() -> str:
    """The public names with their docstrings, as Markdown."""
    parts = [_PYTHON_HEAD]
    for name in sorted(geopolitik.__all__, key=str.lower):
        thing = getattr(geopolitik, name)
        if inspect.isfunction(thing) or inspect.isclass(thing):
            parts += [
                f"## {name}\n",
                _signature(name, thing),
                "```text",
                inspect.getdoc(thing) or "",
                "```\n",
            ]
    return "\n".join(parts).rstrip() + "\n"


def _signature(name: str, thing: Callable[..., object]) -> str:
    shown: list[str] = []
    parameters = inspect.signature(thing).parameters.values()
    for parameter in parameters:
        first_named = parameter.kind is inspect.Parameter.KEYWORD_ONLY and "*" not in "".join(shown)
        shown += ["*"] if first_named else []
        shown.append(_parameter(parameter))
    return f"`{name}({', '.join(shown)})`\n"


def _parameter(parameter: inspect.Parameter) -> str:
    star = "*" if parameter.kind is inspect.Parameter.VAR_POSITIONAL else ""
    default = "" if parameter.default is inspect.Parameter.empty else f" = {parameter.default!r}"
    if isinstance(parameter.default, Enum):
        default = f" = {parameter.default.value!r}"
    # Types are spelled as in the source, not as the interpreter would print them.
    return f"{star}{parameter.name}: {parameter.annotation}{default}"


def pages() -> dict[str, str]:
    """The generated pages by file name."""
    return {"cli.md": cli_page(), "json.md": json_page(), "python.md": python_page()}


def write(folder: Path) -> None:
    """Write the pages into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, page in pages().items():
        (folder / name).write_text(page, encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/reference"))
