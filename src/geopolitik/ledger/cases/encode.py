"""From the ledger's types to readable YAML, which reads back as the same objects."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import MISSING, Field, is_dataclass
from enum import Enum
from typing import Any, Final, cast, get_args, get_origin

import yaml

from geopolitik.ledger.cases.decode import shape
from geopolitik.ledger.cases.written import when_to_text
from geopolitik.model.ledger.sources import Passage
from geopolitik.model.ledger.times import Duration, When

_DUMPER: Any = getattr(yaml, "CBaseDumper", yaml.BaseDumper)
_WIDTH = 110
_TEXT: Final = "tag:yaml.org,2002:str"
_PLAIN = re.compile(
    r"[\w(“][^\n\r\t\x85\u2028\u2029\ufeff:#]*(?:[:][^\s:#][^\n\r\t\x85\u2028\u2029\ufeff:#]*)*"
)
"""What needs no quotes; the emitter still looks."""
_SHORT = 60
"""Lists of texts stay on one line up to so many characters."""


def written(value: object) -> str:
    """An entry, or a list of entries, as YAML.

    Args:
        value: an object of the ledger's types, a tuple of such, or a mapping of texts.
    """
    node = _sequence(value) if isinstance(value, tuple) else _node(value)
    text: str = yaml.serialize(node, Dumper=_DUMPER, allow_unicode=True, width=_WIDTH, indent=2)
    return text


def _node(value: Any) -> yaml.Node:
    if isinstance(value, When):
        return _when(value)
    if isinstance(value, Passage) and not (value.quote or value.at):
        return _scalar(value.document)
    if isinstance(value, Enum):
        return _scalar(str(value.value))
    if isinstance(value, bool):
        return _scalar("yes" if value else "no")
    if isinstance(value, (str, int, Duration)):
        return _scalar(str(value))
    if isinstance(value, tuple):
        return _sequence(value)
    return _object(value)


def _scalar(text: str) -> yaml.ScalarNode:
    if "\n" in text and text.strip() == text and "\n" not in (text[:1], text[-1:]) and _is_block(text):
        return yaml.ScalarNode(_TEXT, text, style="|")
    return yaml.ScalarNode(_TEXT, text, style=None if _PLAIN.fullmatch(text) else '"')


def _is_block(text: str) -> bool:
    """Whether each line may stand as it is in a literal block."""
    return all(line == line.strip() for line in text.split("\n")) and not re.search(
        "[\r\t\x85\u2028\u2029\ufeff]", text
    )


def _sequence(values: tuple[Any, ...]) -> yaml.SequenceNode:
    items = [_node(value) for value in values]
    texts = all(isinstance(item, yaml.ScalarNode) and "\n" not in item.value for item in items)
    flat = texts and sum(len(str(item.value)) + 2 for item in items) <= _SHORT
    return yaml.SequenceNode("tag:yaml.org,2002:seq", items, flow_style=flat)


def _mapping(items: Iterable[tuple[str, yaml.Node]]) -> yaml.MappingNode:
    pairs = [(_scalar(name), node) for name, node in items]
    return yaml.MappingNode("tag:yaml.org,2002:map", pairs, flow_style=False)


def _when(when: When) -> yaml.Node:
    if not (when.zones or when.note):
        return _scalar(when_to_text(when))
    items: list[tuple[str, yaml.Node]] = [("time", _scalar(when_to_text(when)))]
    if len(when.zones) == 1:
        items.append(("zone", _scalar(when.zones[0])))
    elif when.zones:
        items.append(("zones", _sequence(when.zones)))
    if when.note:
        items.append(("note", _scalar(when.note)))
    return _mapping(items)


def _object(value: Any) -> yaml.Node:
    kind: type = type(value)
    if not is_dataclass(kind):
        raise TypeError(f"{kind.__name__} is no type of the ledger")
    return _mapping(
        (name, _pairs(held) if _holds_pairs(hint) else _node(held))
        for name, (field, hint) in shape(cast("type", kind)).items()
        if not _left_out(held := getattr(value, field.name), field)
    )


def _holds_pairs(hint: Any) -> bool:
    return get_origin(hint) is tuple and get_args(get_args(hint)[0]) == (str, str)


def _pairs(held: tuple[tuple[str, str], ...]) -> yaml.Node:
    return _mapping((name, _scalar(text)) for name, text in held)


def _left_out(held: object, field: Field[Any]) -> bool:
    return held in (None, ()) or (field.default is not MISSING and held == field.default)
