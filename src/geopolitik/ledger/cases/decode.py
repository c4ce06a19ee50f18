"""From nodes to the ledger's types: the types' own fields say what a file may hold."""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, Final, Union, cast, get_args, get_origin, get_type_hints

from geopolitik.ledger.cases.nodes import Mapping, Node, Scalar, Sequence
from geopolitik.ledger.cases.problems import Found, Path, nearest
from geopolitik.ledger.cases.written import (
    WrittenWhen,
    duration_from_text,
    passage_from_text,
    when_from_text,
    when_from_written,
)
from geopolitik.model.ledger.sources import Passage
from geopolitik.model.ledger.times import Duration, Unit, When

_TEXTS: Final[dict[type, Callable[[str], object]]] = {
    When: when_from_text,
    Duration: duration_from_text,
    Passage: passage_from_text,
}
"""Types that may be written as one text."""
_BLANKS: Final[dict[type, object]] = {
    str: "",
    int: 0,
    bool: False,
    When: When(""),
    Duration: Duration(0, Unit.DAYS),
}
"""What stands in for a value that can't be read, so that the rest is looked at too."""
_TRUTHS: Final = {"yes": True, "true": True, "no": False, "false": False}


@cache
def shape(kind: type) -> dict[str, tuple[Field[Any], Any]]:
    """A type's fields as they are written (`rests on`), with their types."""
    hints = get_type_hints(kind)
    return {field.name.replace("_", " "): (field, hints[field.name]) for field in fields(kind)}


class Decoder:
    """Reads nodes as objects; what is wrong goes to `found`, where things stand to `lines`."""

    def __init__(self, found: Found) -> None:
        self.found = found
        self.lines: dict[Path, int] = {}

    def entries(self, kind: type, node: Node | None, path: Path) -> tuple[Any, ...]:
        """The entries of one file."""
        if node is None:
            return ()
        self.lines[path] = node.line
        if not isinstance(node, Sequence):
            self.found.add(path, "is no list of entries", "Begin each entry with a dash: `- id: …`")
            return ()
        return tuple(self.value(kind, item, (*path, number)) for number, item in enumerate(node.items))

    def value(self, kind: Any, node: Node, path: Path) -> Any:
        """The node as a value of this type; a stand-in, with a problem noted, if it is none."""
        self.lines[path] = node.line
        if get_origin(kind) in (Union, types.UnionType):
            inner = next(arg for arg in get_args(kind) if arg is not types.NoneType)
            return None if _is_empty(node) else self.value(inner, node, path)
        if get_origin(kind) is tuple:
            return self._tuple(get_args(kind), node, path)
        if isinstance(node, Scalar) and (kind in _TEXTS or not is_dataclass(kind)):
            return self._text(kind, node, path)
        if kind is When and isinstance(node, Mapping):
            return when_from_written(self._object(WrittenWhen, node, path))
        if is_dataclass(kind) and kind is not Duration and isinstance(node, Mapping):
            return self._object(cast("type", kind), node, path)
        expected = "a mapping of fields" if is_dataclass(kind) and kind is not Duration else "one text"
        self.found.add(path, f"is {_named(node)}, where {expected} is expected", _example(kind))
        return blank(kind)

    def _tuple(self, kinds: tuple[Any, ...], node: Node, path: Path) -> tuple[Any, ...]:
        if kinds[-1] is not Ellipsis:
            raise TypeError(f"no type of the ledger holds {kinds}")
        if get_args(kinds[0]) == (str, str):
            return self._pairs(node, path)
        if _is_empty(node):
            return ()
        # One alone needs no brackets: `clock: verified`.
        items = node.items if isinstance(node, Sequence) else (node,)
        return tuple(self.value(kinds[0], item, (*path, number)) for number, item in enumerate(items))

    def _pairs(self, node: Node, path: Path) -> tuple[tuple[str, str], ...]:
        if _is_empty(node):
            return ()
        if not isinstance(node, Mapping):
            self.found.add(path, f"is {_named(node)}, where names with codes are expected", "Write `Side: 2`")
            return ()
        return tuple(
            (key.text, self.value(str, below, (*path, number)))
            for number, (key, below) in enumerate(node.items)
        )

    def _text(self, kind: Any, node: Scalar, path: Path) -> Any:
        if kind is str:
            return node.text
        text = node.text.strip()
        if isinstance(kind, type) and issubclass(kind, Enum):
            return self._enum(kind, text, path)
        try:
            if kind is bool:
                return _TRUTHS[text.casefold()]
            return int(text) if kind is int else _TEXTS[kind](text)
        except (KeyError, ValueError) as error:
            said = (
                error.args[0]
                if kind in _TEXTS
                else "is no number"
                if kind is int
                else "is neither yes nor no"
            )
            self.found.add(path, f"{_quoted(text)} {said}", _example(kind))
            return blank(kind)

    def _enum(self, kind: type[Enum], text: str, path: Path) -> Enum:
        values = {str(member.value).casefold(): member for member in kind}
        member = values.get(text.casefold())
        if member is None:
            allowed = ", ".join(str(member.value) for member in kind)
            self.found.add(
                path, f"{_quoted(text)} is none of what may stand here", f"Write one of: {allowed}"
            )
            return next(iter(kind))
        return member

    def _object(self, kind: type, node: Mapping, path: Path) -> Any:
        known = shape(kind)
        given: dict[str, Any] = {}
        for key, below in node.items:
            name = key.text.replace("_", " ").strip()
            if name not in known:
                self._unknown(key, tuple(known), path)
            elif name in given:
                self.found.add((*path, name), "stands there twice", "Keep one.")
            else:
                given[name] = self.value(known[name][1], below, (*path, name))
        return kind(
            **{
                field.name: given[name] if name in given else self._left_out(name, field, hint, path)
                for name, (field, hint) in known.items()
            }
        )

    def _unknown(self, key: Scalar, known: tuple[str, ...], path: Path) -> None:
        where = (*path, key.text[:60])
        self.lines[where] = key.line
        advice = f"There are: {', '.join(known)}"
        meant = nearest(key.text, known)
        self.found.add(where, "is no field here" + (f"; {meant}" if meant else ""), advice)

    def _left_out(self, name: str, field: Field[Any], hint: Any, path: Path) -> Any:
        if field.default is not MISSING:
            return field.default
        if get_origin(hint) is tuple:
            return ()
        if get_origin(hint) not in (Union, types.UnionType):
            self.found.add((*path, name), "is missing", _example(hint, name))
        return blank(hint)


def blank(kind: Any) -> Any:
    """A value of this type that stands in for one that can't be read."""
    if kind in _BLANKS:
        return _BLANKS[kind]
    if get_origin(kind) is tuple:
        return ()
    if get_origin(kind) in (Union, types.UnionType):
        return None
    if issubclass(kind, Enum):
        return next(iter(kind))
    return kind(
        **{field.name: blank(hint) for field, hint in shape(kind).values() if field.default is MISSING}
    )


def _is_empty(node: Node) -> bool:
    return isinstance(node, Scalar) and not node.text.strip()


def _named(node: Node) -> str:
    if _is_empty(node):
        return "empty"
    return {Scalar: "a text", Sequence: "a list", Mapping: "a mapping"}[type(node)]


def _quoted(text: str) -> str:
    return f"“{text[:60]}{'…' if len(text) > 60 else ''}”"


def _example(kind: Any, name: str = "") -> str:
    """What may be written for a value of this type."""
    lead = f"{name}: " if name else ""
    if isinstance(kind, type) and issubclass(kind, Enum):
        return f"Write `{lead}` and one of: {', '.join(str(member.value) for member in kind)}"
    if kind is When:
        return f"Write `{lead}2026-02-03`, `{lead}2026-02-03T02:00` or two such with ` .. ` between"
    if kind is Duration:
        return f"Write `{lead}24 hours` or `{lead}a week`"
    if kind is Passage:
        return f"Write `{lead}` and the id of a document, or a mapping of document, quote and at"
    if kind is bool:
        return f"Write `{lead}yes` or `{lead}no`"
    if kind is int:
        return f"Write `{lead}12`"
    if is_dataclass(kind):
        return f"Its fields: {', '.join(shape(cast('type', kind)))}"
    return f"Add `{lead}…`" if name else "Write one text."
