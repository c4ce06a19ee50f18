"""The reference page of the API, made from its description."""

from __future__ import annotations

from geopolitik.publish.api.docs import Kind, Operation, Value, groups
from geopolitik.publish.api.problems import BASE, KINDS

_HEAD = f"""# The API

*Made from the description of the API by `python -m geopolitik.cli.reference`; a test keeps it current.*

A running site has the whole description, with every shape, at `{BASE}/openapi.json` (OpenAPI 3.1), and to
read at `{BASE}/docs`. How to use it: [Use the API](../how-to/use-the-api.md). Addresses below stand
behind `{BASE}`.
"""


def api_page() -> str:
    """The operations and problems, as Markdown."""
    parts = [_HEAD]
    for group in groups():
        parts += [f"## {group.name.capitalize()}\n", f"{group.words}\n"]
        parts += [_operation(operation) for operation in group.operations]
    parts += ["## Problems\n", "| status | kind | meaning |\n| --- | --- | --- |"]
    parts += [f"| {status} | `{kind}` | {title} |" for status, (kind, title) in KINDS.items()]
    return "\n".join(parts).rstrip() + "\n"


def _operation(operation: Operation) -> str:
    lines = [f"### {operation.summary}\n", f"`{operation.method} {operation.path}`"]
    lines[-1] += ", with a token\n" if operation.needs_token else "\n"
    lines.append(f"{operation.words}\n")
    if operation.parameters:
        lines += ["| parameter | in | type | meaning |", "| --- | --- | --- | --- |"]
        lines += [_value(value) for value in operation.parameters]
        lines.append("")
    if operation.body:
        lines.append("Body: " + ", ".join(f"`{media}` {kind.words}" for media, kind in operation.body) + "\n")
    statuses = ", ".join(f"{a.status} {_forms(a.forms)}".strip() for a in operation.answers)
    lines.append(f"Answers: {statuses}\n")
    return "\n".join(lines)


def _forms(forms: tuple[tuple[str, Kind], ...]) -> str:
    names = dict.fromkeys(kind.words for _, kind in forms if kind.shape not in ("", "Problem"))
    return f"({', '.join(names)})" if names else ""


def _value(value: Value) -> str:
    kind = value.kind.words + (f" ({value.bounds})" if value.bounds else "")
    needed = ", needed" if value.is_needed and value.place != "path" else ""
    return f"| `{value.name}` | {value.place}{needed} | {kind} | {value.words} |"
