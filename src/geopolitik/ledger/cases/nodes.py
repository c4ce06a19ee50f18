"""YAML as a tree of strings, lists and mappings with their lines; nothing else comes through.

PyYAML's scanner and parser do the reading. Its composer and constructor are left out: they would follow
aliases (a few lines that unfold to gigabytes), resolve `no` to False and `2026-02-03` to a date, and keep the
last of two equal keys.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from geopolitik.ledger.cases.problems import Problem

MOST_BYTES = 5_000_000
"""Of one file."""
MOST_DEPTH = 16
"""The deepest field of a case lies nine deep."""

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
# What no text needs and a terminal or a page could stumble over. A tab may stand inside a text.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text; a number, a date or `yes` is a text here too."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """Fields with their values, as written; each key once."""

    items: tuple[tuple[Scalar, Node], ...]
    line: int


Node = Scalar | Sequence | Mapping


class NodeError(Exception):
    """A file is no YAML, or has what a case may not have."""

    def __init__(self, line: int, message: str, advice: str) -> None:
        super().__init__(message)
        self.line, self.message, self.advice = line, message, advice

    def problem(self, file: str) -> Problem:
        return Problem(file, self.line, "", self.message, self.advice)


@dataclass(slots=True)
class _Open:
    """A list or mapping that is still being read."""

    line: int
    mapping: bool
    items: list[Node]
    keys: dict[str, int]


def nodes(text: str) -> Node | None:
    """The one document of a YAML file; None if there is nothing in it.

    Raises:
        NodeError: it is too large, too deep, no YAML, or has an alias, a tag, a key twice.
    """
    if len(text) > MOST_BYTES or len(text.encode("utf-8", "replace")) > MOST_BYTES:
        raise NodeError(1, f"is larger than {MOST_BYTES // 1_000_000} MB", "Split the case.")
    _no_control_characters(text)
    try:
        return _document(yaml.parse(text, _LOADER))
    except yaml.MarkedYAMLError as error:
        raise _told(text, error) from error
    except (yaml.YAMLError, ValueError) as error:
        # Python's own scanner turns an escape like \U00110000 into a ValueError.
        raise NodeError(1, "is no YAML", "Save it as UTF-8 text.") from error


def _no_control_characters(text: str) -> None:
    if found := _FORBIDDEN.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise NodeError(line, f"holds the control character U+{ord(found[0]):04X}", "Delete it.")


def _told(text: str, error: yaml.MarkedYAMLError) -> NodeError:
    """What the parser found, in words of ours where a writer often meets it."""
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    lines = text.splitlines()
    written = lines[line - 1] if line <= len(lines) else ""
    if "\t" in written[: len(written) - len(written.lstrip())]:
        return NodeError(line, "is indented with a tab", "Indent with spaces.")
    what = " ".join(str(error.problem or error.context or "it can't be parsed").split())
    advice = "Put a text that holds a colon and a space, or starts with a sign, in double quotes."
    return NodeError(line, f"is no YAML here ({what})", advice)


def _document(events: Iterator[Any]) -> Node | None:
    """The tree of one document, built from the parser's events without recursion."""
    stack: list[_Open] = []
    root: Node | None = None
    for event in events:
        line = event.start_mark.line + 1
        if isinstance(event, yaml.DocumentStartEvent) and root is not None:
            raise NodeError(line, "holds a second document", "Delete the line `---`.")
        node = _node(event, stack, line)
        if node is None:
            continue
        if stack:
            _put(stack[-1], node)
        else:
            root = node
    return None if isinstance(root, Scalar) and not root.text else root


def _node(event: Any, stack: list[_Open], line: int) -> Node | None:
    """The node that an event completes; None if it completes none."""
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        raise NodeError(line, "has an anchor or alias (& or *)", "Write it out, or put the text in quotes.")
    if getattr(event, "tag", None):
        raise NodeError(line, f"has the tag {event.tag}", "Leave tags (!) out, or put the text in quotes.")
    if isinstance(event, yaml.ScalarEvent):
        if _FORBIDDEN.search(event.value):
            raise NodeError(line, "holds an escaped control character", "Delete it.")
        return Scalar(event.value, line)
    if isinstance(event, yaml.CollectionStartEvent):
        if len(stack) >= MOST_DEPTH:
            raise NodeError(line, f"is nested more than {MOST_DEPTH} deep", "No entry needs that.")
        stack.append(_Open(line, isinstance(event, yaml.MappingStartEvent), [], {}))
    elif isinstance(event, yaml.CollectionEndEvent):
        return _closed(stack.pop())
    return None


def _put(open_: _Open, node: Node) -> None:
    if open_.mapping and len(open_.items) % 2 == 0:
        if not isinstance(node, Scalar):
            raise NodeError(node.line, "has a list or mapping as a field's name", "Name a field.")
        if node.text in open_.keys:
            raise NodeError(
                node.line, f"has {node.text} twice, first in line {open_.keys[node.text]}", "Keep one."
            )
        open_.keys[node.text] = node.line
    open_.items.append(node)


def _closed(open_: _Open) -> Node:
    if not open_.mapping:
        return Sequence(tuple(open_.items), open_.line)
    keys = [key for key in open_.items[::2] if isinstance(key, Scalar)]
    return Mapping(tuple(zip(keys, open_.items[1::2], strict=True)), open_.line)
