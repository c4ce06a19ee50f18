"""The reference page of the Python side, made from docstrings."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterator
from enum import Enum
from importlib import import_module

import geopolitik

_HEAD = """# From Python

*Made from the docstrings by `python -m geopolitik.cli.reference`; a test keeps it current.*

```python
from geopolitik import trace, compare, to_rows

result = trace("agency.html", "channel.md")
for row in to_rows(result, "changes"):
    print(row["severity"], row["kind"], row["original_text"], "->", row["copy_text"])
```

[Functions](#functions) and [what they take and give back](#objects) are imported from `geopolitik` itself.
What those objects hold is described [further down](#the-model), with the module that it lies in. All of it is
frozen dataclasses and string enumerations: `change.kind == "number"` and `change.kind is ChangeKind.NUMBER`
say the same.
"""
_MODULES = ("story", "annotation", "article", "capture", "span", "protocols")
_ERRORS = "geopolitik.errors"


def python_page() -> str:
    """The public names, the model and the errors, as Markdown."""
    things = {name: getattr(geopolitik, name) for name in sorted(geopolitik.__all__, key=str.lower)}
    parts = [_HEAD, "## Functions\n"]
    parts += [_function(name, thing) for name, thing in things.items() if inspect.isfunction(thing)]
    parts.append("## Objects\n")
    for name, thing in things.items():
        if inspect.isclass(thing):
            parts.append(_class(thing.__module__, name))
    parts.append("## The model\n")
    for module in _MODULES:
        parts += _module(f"geopolitik.model.{module}", skip=frozenset(things))
    parts += ["## Errors\n", *_module(_ERRORS, skip=frozenset())]
    return "\n".join(parts).rstrip() + "\n"


def _function(name: str, thing: Callable[..., object]) -> str:
    lines = [
        f"### {name}\n",
        f"`{name}({_parameters(thing)})`\n",
        "```text",
        inspect.getdoc(thing) or "",
        "```\n",
    ]
    return "\n".join(lines)


def _parameters(thing: Callable[..., object]) -> str:
    shown: list[str] = []
    for parameter in inspect.signature(thing).parameters.values():
        first_named = parameter.kind is inspect.Parameter.KEYWORD_ONLY and "*" not in "".join(shown)
        shown += ["*"] if first_named else []
        shown.append(_parameter(parameter))
    return ", ".join(shown)


def _parameter(parameter: inspect.Parameter) -> str:
    star = "*" if parameter.kind is inspect.Parameter.VAR_POSITIONAL else ""
    default = "" if parameter.default is inspect.Parameter.empty else f" = {parameter.default!r}"
    if isinstance(parameter.default, Enum):
        default = f" = {parameter.default.value!r}"
    # Types are spelled as in the source, not as the interpreter would print them.
    return f"{star}{parameter.name}: {parameter.annotation}{default}"


def _module(name: str, skip: frozenset[str]) -> Iterator[str]:
    """What a module is for, and its classes."""
    tree = _tree(name)
    yield f"### `{name}`\n"
    yield _first(ast.get_docstring(tree)) + "\n"
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and node.name not in skip and not node.name.startswith("_"):
            yield _class(name, node.name, level=4)


def _class(module: str, name: str, level: int = 3) -> str:
    """A class with its docstring, its fields or values, and what else can be asked of it."""
    node = next(n for n in _tree(module).body if isinstance(n, ast.ClassDef) and n.name == name)
    lines = [f"{'#' * level} {name}\n", *_docstring(node)]
    if any(isinstance(base, ast.Name) and base.id == "StrEnum" for base in node.bases):
        lines += _values(node)
    else:
        lines += _fields(node)
        lines += _methods(node)
    return "\n".join(lines)


def _docstring(node: ast.ClassDef) -> list[str]:
    text = ast.get_docstring(node) or ""
    if "\n" in text and "Args:" in text:
        return ["```text", text, "```\n"]
    return [text + "\n"]


def _fields(node: ast.ClassDef) -> list[str]:
    rows = []
    for field, after in zip(node.body, [*node.body[1:], None], strict=True):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            rows.append((field.target.id, ast.unparse(field.annotation), _default(field), _note(after)))
    if not rows:
        return []
    table = ["| field | type | default | meaning |", "| --- | --- | --- | --- |"]
    return [*table, *(f"| `{n}` | `{_cell(t)}` | {_cell(d)} | {_cell(m)} |" for n, t, d, m in rows), ""]


def _default(field: ast.AnnAssign) -> str:
    return f"`{ast.unparse(field.value)}`" if field.value is not None else ""


def _values(node: ast.ClassDef) -> list[str]:
    table = ["| name | value | meaning |", "| --- | --- | --- |"]
    for field, after in zip(node.body, [*node.body[1:], None], strict=True):
        if isinstance(field, ast.Assign) and isinstance(field.targets[0], ast.Name):
            value = ast.literal_eval(field.value)
            table.append(f"| `{field.targets[0].id}` | `{value}` | {_cell(_note(after))} |")
    return [*table, ""]


def _methods(node: ast.ClassDef) -> list[str]:
    lines = []
    for member in node.body:
        if isinstance(member, ast.FunctionDef) and not member.name.startswith("_"):
            about = _first(ast.get_docstring(member))
            lines.append(f"- `{_call(member)}`" + (f": {about}" if about else ""))
    return [*lines, ""] if lines else []


def _call(member: ast.FunctionDef) -> str:
    """How a method or property is written by whoever uses it."""
    gives = f" → {ast.unparse(member.returns)}" if member.returns else ""
    if any(isinstance(d, ast.Name) and d.id == "property" for d in member.decorator_list):
        return f".{member.name}{gives}"
    arguments = [a.arg for a in (*member.args.args[1:], *member.args.kwonlyargs)]
    return f".{member.name}({', '.join(arguments)}){gives}"


def _tree(module: str) -> ast.Module:
    # Notes below fields are no docstrings that Python keeps: they are read from the source.
    return ast.parse(inspect.getsource(import_module(module)))


def _note(node: ast.stmt | None) -> str:
    """The docstring below a field, if there is one."""
    if (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    ):
        return " ".join(inspect.cleandoc(node.value.value).split())
    return ""


def _first(text: str | None) -> str:
    return (text or "").strip().split("\n\n", 1)[0].replace("\n", " ")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
