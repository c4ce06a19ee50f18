"""What every yardstick needs: where the data lie, the seeds with their gold, and a table."""

from __future__ import annotations

import argparse
import hashlib
import json
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from geopolitik.model.annotation import Annotation
from geopolitik.steps.annotate import annotate
from geopolitik.steps.collect import capture_bytes, capture_file
from geopolitik.steps.extract import extract

GOLD = Path(__file__).parent / "gold" / "seeds.json"
VARIABLE = "GEOPOLITIK_DATA"


class Row(NamedTuple):
    """One line of a table of results."""

    measure: str
    figure: str
    target: str = ""


class NoDataError(Exception):
    """The folder with the measuring data is not there."""


def data_folder(argument: Path | None = None) -> Path:
    """The folder that holds `seeds/`, `data/` and `hostile/`, from the argument or the environment."""
    named = argument or (Path(os.environ[VARIABLE]) if os.environ.get(VARIABLE) else None)
    if named is None or not named.is_dir():
        raise NoDataError(f"no measuring data: name their folder with --data or {VARIABLE}")
    return named


def read(path: Path) -> Annotation:
    """A file, extracted and annotated."""
    return annotate(extract(capture_file(path)))


def read_text(text: str, name: str) -> Annotation:
    """A text, extracted and annotated."""
    return annotate(extract(capture_bytes(text.encode(), name)))


def seeds(data: Path) -> tuple[Annotation, Annotation, dict[str, Any]]:
    """The two seeds (original, copy) and the hand lists made for them, matched by hash."""
    gold = json.loads(GOLD.read_text(encoding="utf-8"))
    by_hash = {hashlib.sha256(p.read_bytes()).hexdigest(): p for p in (data / "seeds").iterdir()}
    original, copy = (by_hash[gold[side]["sha256"]] for side in ("original", "copy"))
    return read(original), read(copy), gold


def markdown(rows: Iterable[Row], head: Sequence[str] = ("measure", "figure", "at least (aim)")) -> str:
    """The rows as a Markdown table."""
    lines = ["| " + " | ".join(head) + " |", "| " + " | ".join("---" for _ in head) + " |"]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines)


def main(description: str, measure: Callable[[Path], Iterable[Row]]) -> None:
    """Parse `--data`, measure, print the table."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--data", type=Path, help=f"folder with seeds/, data/, hostile/ (or {VARIABLE})")
    print(markdown(measure(data_folder(parser.parse_args().data))))
