"""The JSON against its schema, with a checker of the few keywords that the schema uses."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

import pytest

from geopolitik import to_dict
from geopolitik.model.annotation import NameKind, TimeKind
from geopolitik.model.article import CreditRole, Label, LinkKind
from geopolitik.model.statement import DriftKind, SourceKind, SpeechAct, StatementType
from geopolitik.model.story import (
    ChangeKind,
    CreditState,
    DerivationKind,
    Direction,
    Operation,
    Severity,
    Trace,
    Verdict,
)
from geopolitik.publish.json import SCHEMA_VERSION
from geopolitik.publish.reference import schema

TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
    "array": (list,),
    "object": (dict,),
}
KNOWN = {
    *("$ref", "$defs", "$schema", "$id", "title", "description", "type", "properties", "required"),
    *("additionalProperties", "items", "enum", "const", "anyOf", "minimum", "maximum"),
}


def faults(value: Any, rule: dict[str, Any], where: str = "$") -> Iterator[str]:
    """Where a value breaks a rule of the schema."""
    assert set(rule) <= KNOWN, f"{where}: keyword not checked: {set(rule) - KNOWN}"
    if "$ref" in rule:
        yield from faults(value, schema()["$defs"][rule["$ref"].rpartition("/")[2]], where)
    if "anyOf" in rule and all(list(faults(value, option, where)) for option in rule["anyOf"]):
        yield f"{where}: fits no option"
    if "const" in rule and value != rule["const"]:
        yield f"{where}: {value!r} is not {rule['const']!r}"
    if "enum" in rule and value not in rule["enum"]:
        yield f"{where}: {value!r} is not allowed"
    if "type" in rule and not fits_type(value, rule["type"]):
        yield f"{where}: {value!r} is no {rule['type']}"
        return
    if isinstance(value, int | float) and not rule.get("minimum", value) <= value <= rule.get(
        "maximum", value
    ):
        yield f"{where}: {value!r} is out of range"
    if isinstance(value, list) and "items" in rule:
        for index, item in enumerate(value):
            yield from faults(item, rule["items"], f"{where}[{index}]")
    if isinstance(value, dict) and "properties" in rule:
        yield from object_faults(value, rule, where)


def fits_type(value: Any, types: str | list[str]) -> bool:
    names = [types] if isinstance(types, str) else types
    if isinstance(value, bool):
        return "boolean" in names
    return any(isinstance(value, TYPES[name]) for name in names)


def object_faults(value: dict[str, Any], rule: dict[str, Any], where: str) -> Iterator[str]:
    for name in set(rule["required"]) - value.keys():
        yield f"{where}: {name} is missing"
    for name in value.keys() - rule["properties"].keys():
        yield f"{where}: {name} is not described"
    for name in value.keys() & rule["properties"].keys():
        yield from faults(value[name], rule["properties"][name], f"{where}.{name}")


def test_a_trace_fits_the_schema(story: Trace) -> None:
    assert list(faults(to_dict(story), schema())) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("captures", 0, "blocks", 0, "label"), "banner"),
        (("captures", 0, "sha256"), None),
        (("changes", 0, "severity"), "grave"),
        (("relations", 0, "probability"), 1.5),
        (("origins", "low"), -1),
        (("schema_version",), "0"),
        (("alignments", 0, "links", 0, "a_spans", 0, "start"), "3"),
        (("surprise",), 1),
    ],
    ids=lambda value: ".".join(map(str, value)) if isinstance(value, tuple) else "",
)
def test_the_checker_sees_a_fault(story: Trace, path: tuple[Any, ...], value: Any) -> None:
    document: Any = to_dict(story)
    home = document
    for step in path[:-1]:
        home = home[step]
    home[path[-1]] = value
    assert list(faults(document, schema()))


@pytest.mark.parametrize(
    ("definition", "field", "words"),
    [
        ("block", "label", Label),
        ("credit", "role", CreditRole),
        ("link", "kind", LinkKind),
        ("witness", "credit", CreditState),
        ("relation", "relation", Verdict),
        ("relation", "direction", Direction),
        ("derivation", "kind", DerivationKind),
        ("alignment_link", "op", Operation),
        ("change", "kind", ChangeKind),
        ("change", "severity", Severity),
        ("name", "kind", NameKind),
        ("time", "kind", TimeKind),
        ("source", "kind", SourceKind),
        ("statement", "act", SpeechAct),
        ("statement", "type", StatementType),
        ("drift", "kind", DriftKind),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_schema_lists_the_words_of_the_model(definition: str, field: str, words: type[StrEnum]) -> None:
    assert schema()["$defs"][definition]["properties"][field]["enum"] == [word.value for word in words]


def test_the_schema_says_its_version() -> None:
    assert schema()["properties"]["schema_version"]["const"] == SCHEMA_VERSION
