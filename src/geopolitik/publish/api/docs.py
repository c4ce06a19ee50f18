"""The page that explains the API, made from its description: no script, nothing from elsewhere."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from markupsafe import Markup
from starlette.responses import Response

from geopolitik.publish import richtext
from geopolitik.publish.api.application import description
from geopolitik.publish.api.problems import BASE, KINDS
from geopolitik.publish.site.visit import Visit

_METHODS = ("get", "post", "put", "delete")
_REF = "#/components/schemas/"


@dataclass(frozen=True, slots=True)
class Kind:
    """A type as the page names it, with the shape that it leads to."""

    words: str
    shape: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """A parameter, a header, or a field of a shape."""

    name: str
    place: str
    """`path`, `query`, `header`; empty for a field."""
    kind: Kind
    is_needed: bool
    words: str
    bounds: str
    example: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What an operation may answer."""

    status: str
    words: str
    forms: tuple[tuple[str, Kind], ...]
    """Media types with the types of what they hold."""
    headers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that can be asked for."""

    id: str
    method: str
    path: str
    summary: str
    words: str
    needs_token: bool
    parameters: tuple[Value, ...]
    body: tuple[tuple[str, Kind], ...]
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The operations about one kind of thing."""

    name: str
    words: str
    operations: tuple[Operation, ...]


@dataclass(frozen=True, slots=True)
class ShapeView:
    """A shape with its fields, or the values that it can have."""

    name: str
    words: str
    values: tuple[Value, ...]
    choices: tuple[str, ...]


def docs(visit: Visit) -> Response:
    """The page."""
    made = description()
    return visit.render(
        "api.html.j2",
        base=BASE,
        version=made["info"]["version"],
        words=Markup(richtext.render(made["info"]["description"])),  # noqa: S704 - sanitised
        groups=groups(),
        shapes=shapes(),
        problems=[(status, kind.value, title) for status, (kind, title) in KINDS.items()],
    )


@cache
def groups() -> tuple[Group, ...]:
    """The operations, in the order in which the description has them, by tag."""
    made = description()
    every = [
        (operation["tags"][0], _operation(method, path, operation))
        for path, item in made["paths"].items()
        for method, operation in item.items()
        if method in _METHODS
    ]
    return tuple(
        Group(tag["name"], tag["description"], tuple(o for name, o in every if name == tag["name"]))
        for tag in made["tags"]
    )


@cache
def shapes() -> tuple[ShapeView, ...]:
    """The shapes of what is sent and answered, by name."""
    found = description()["components"]["schemas"]
    return tuple(_shape(name, schema) for name, schema in found.items())


def _operation(method: str, path: str, made: Mapping[str, Any]) -> Operation:
    return Operation(
        id=made["operationId"],
        method=method.upper(),
        path=path,
        summary=made["summary"],
        words=made.get("description", ""),
        needs_token={} not in made["security"],
        parameters=tuple(
            _value(p["name"], p["schema"], is_needed=p.get("required", False), place=p["in"], more=p)
            for p in made.get("parameters", ())
        ),
        body=_forms(made.get("requestBody", {})),
        answers=tuple(
            Answer(status, answer["description"], _forms(answer), tuple(answer.get("headers", ())))
            for status, answer in sorted(made["responses"].items())
        ),
    )


def _forms(made: Mapping[str, Any]) -> tuple[tuple[str, Kind], ...]:
    contents = made.get("content", {}).items()
    return tuple((media, _kind(content.get("schema", {}))) for media, content in contents)


def _shape(name: str, schema: Mapping[str, Any]) -> ShapeView:
    needed = schema.get("required", ())
    values = [
        _value(field, part, is_needed=field in needed) for field, part in schema.get("properties", {}).items()
    ]
    alternatives = [_kind(part).words for part in (*schema.get("oneOf", ()), *schema.get("anyOf", ()))]
    choices = [str(choice) for choice in schema.get("enum", ())] or alternatives
    return ShapeView(name, schema.get("description", "").split("\n\n")[0], tuple(values), tuple(choices))


def _value(
    name: str,
    schema: Mapping[str, Any],
    *,
    is_needed: bool,
    place: str = "",
    more: Mapping[str, Any] | None = None,
) -> Value:
    examples = schema.get("examples") or ([schema["example"]] if "example" in schema else [])
    words = (more or {}).get("description") or schema.get("description", "")
    example = "" if not examples else _plain(examples[0])
    return Value(name, place, _kind(schema), is_needed, words, _bounds(schema), example)


def _plain(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _kind(schema: Mapping[str, Any]) -> Kind:
    """A type in words: `string`, `list of Story`, `string or null`."""
    if "$ref" in schema:
        name = str(schema["$ref"]).removeprefix(_REF)
        return Kind(name, name)
    if "const" in schema:
        return Kind(_plain(schema["const"]))
    parts = [*schema.get("anyOf", ()), *schema.get("oneOf", ()), *schema.get("allOf", ())]
    if parts and "type" not in schema:
        kinds = [_kind(part) for part in parts]
        shape = next((kind.shape for kind in kinds if kind.shape), "")
        return Kind(" or ".join(dict.fromkeys(kind.words for kind in kinds)), shape)
    of = schema.get("type", "anything")
    if of == "array":
        held = _kind(schema.get("items", {}))
        return Kind(f"list of {held.words}", held.shape)
    words = " or ".join(of) if isinstance(of, list) else str(of)
    return Kind(f"{words}, {schema['format']}" if "format" in schema else words)


def _bounds(schema: Mapping[str, Any]) -> str:
    """What else is asked of a value: `1 to 100`, `at most 200 characters`."""
    found = []
    if "enum" in schema:
        found.append(", ".join(str(choice) for choice in schema["enum"]))
    if "minimum" in schema or "maximum" in schema:
        found.append(f"{schema.get('minimum', '…')} to {schema.get('maximum', '…')}")
    if "maxLength" in schema:
        found.append(f"at most {schema['maxLength']:,} characters")
    if "maxItems" in schema:
        found.append(f"at most {schema['maxItems']:,} entries")
    if "default" in schema and schema["default"] not in (None, ""):
        found.append(f"{_plain(schema['default'])} if left out")
    return "; ".join(found)
