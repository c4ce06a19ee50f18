"""Answers of the ledger as JSON: every field under its own name, times in UTC."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from typing import Any

FORMAT = "geopolitik ledger"
VERSION = 1


def plain(value: Any) -> Any:
    """Objects of the ledger as what JSON can hold: mappings, lists, texts, numbers, null."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, Mapping):
        return {str(key): plain(held) for key, held in value.items()}
    if isinstance(value, (tuple, list, set, frozenset)):
        return [plain(held) for held in value]
    # A StrEnum is a text already, but of a type of its own.
    return str(value) if isinstance(value, str) else value


def to_json(answer: Mapping[str, Any]) -> str:
    """An answer as a JSON document that says its format and version."""
    document = {"format": FORMAT, "version": VERSION, **plain(answer)}
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
