"""The reference page of the JSON format, made from its schema."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

Schema = dict[str, Any]

_HEAD = """# The JSON of a trace

*Made from `src/geopolitik/publish/static/trace.schema.json` by `python -m geopolitik.cli.reference`; a test
keeps it current.*

`geopolitik trace … --json trace.json` writes one object; from Python, `to_dict(result)` gives the same as
dicts and lists. Every passage is a pair of offsets into the `text` of the capture named beside it, counted in
Unicode code points from 0, so that `text[start:end]` is the passage as it stood on the page. In JavaScript,
index code points (`[...text]`), not UTF-16 units.
"""


@cache
def schema() -> Schema:
    """The JSON Schema (draft 2020-12) that ships with the package."""
    text = files("geopolitik.publish").joinpath("static", "trace.schema.json").read_text(encoding="utf-8")
    loaded: Schema = json.loads(text)
    return loaded


def json_page() -> str:
    """The reference page, as Markdown."""
    described = schema()
    parts = [_HEAD, "## The document\n", described["description"] + "\n", *_table(described)]
    for name, definition in described["$defs"].items():
        parts += [f"\n## {name}\n", definition["description"] + "\n", *_table(definition)]
    return "\n".join(parts).rstrip() + "\n"


def _table(definition: Schema, prefix: str = "") -> list[str]:
    rows = ["| field | type | meaning |", "| --- | --- | --- |"] if not prefix else []
    for name, field in definition["properties"].items():
        meaning = field.get("description", "") + _values(field)
        rows.append(f"| `{prefix}{name}` | {_type(field)} | {meaning} |")
        if field.get("type") == "object":
            rows += _table(field, f"{prefix}{name}.")
    return rows


def _values(field: Schema) -> str:
    return " One of: " + ", ".join(f"`{value}`" for value in field["enum"]) + "." if "enum" in field else ""


def _type(field: Schema) -> str:
    if "$ref" in field:
        name = field["$ref"].rpartition("/")[2]
        return f"[{name}](#{name})"
    if "anyOf" in field:
        return " or ".join(_type(option) for option in field["anyOf"])
    if "const" in field:
        return f"`{json.dumps(field['const'])}`"
    if "enum" in field:
        return "string"
    if field["type"] == "array":
        return f"list of {_type(field['items'])}"
    return " or ".join(_types(field))


def _types(field: Schema) -> Iterator[str]:
    kinds = field["type"]
    yield from kinds if isinstance(kinds, list) else [kinds]
