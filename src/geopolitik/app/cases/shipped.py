"""The worked cases that come with GeoPolitik."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from geopolitik.errors import NotFoundError
from geopolitik.ledger.cases import loads
from geopolitik.model.ledger.case import Case


@cache
def names() -> tuple[str, ...]:
    """Their ids, in alphabetical order."""
    folder = files("geopolitik.samples") / "cases"
    return tuple(sorted(entry.name for entry in folder.iterdir() if (entry / "case.yaml").is_file()))


@cache
def shipped(name: str) -> Case:
    """One of them.

    Raises:
        NotFoundError: there is none of that name.
    """
    if name not in names():
        raise NotFoundError(
            name, "is no case that comes with GeoPolitik", f"There are: {', '.join(names())}."
        )
    folder = files("geopolitik.samples") / "cases" / name
    texts = {file.name: file.read_text("utf-8") for file in folder.iterdir() if file.name.endswith(".yaml")}
    return loads(texts, name=name)
