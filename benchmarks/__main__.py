"""Run every yardstick and print, or write down, their tables.

    python -m benchmarks [--data DIR] [--only NAME ...] [--write]

`--write` makes `benchmarks/RESULTS.md`; with `--only` it makes these sections anew and leaves the others.
Each says on which day it was measured. Each yardstick runs in a process of its own, so that none inherits
another's memory or warm caches; speed comes last, on one core.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import os
import platform
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.common import VARIABLE, NoDataError, Row, data_folder, markdown
from benchmarks.running import measured

RESULTS = Path(__file__).parent / "RESULTS.md"
YARDSTICKS = (
    "extraction",
    "hostile",
    "credits",
    "agencies",
    "annotation",
    "quotations",
    "statements",
    "alignment",
    "lineage",
    "traditions",
    "calibration",
    "redline",
    "word_alignment",
    "retellings",
    "ledger",
    "ledger_import",
    "feeds",
    "candidates",
    "gate",
    "stories",
    "furniture",
    "ingest",
    "store_search",
    "reuse_scale",
    "durability",
    "archive_durability",
    "chain_durability",
    "archive",
    "reuse",
    "peers",
    "simulation",
    "site",
    "speed",
)
"""All but `sentence_model`, which needs a model that nobody has to have."""
MEASURED = ("seeds", "data", "hostile")
"""The folders of measuring data that figures rest on."""

_HEAD = """# Results

*Made by `python -m benchmarks --write`. Don't edit: run it again.*
"""
_BLOCK = 1 << 20


def section(name: str, rows: Iterable[Row]) -> str:
    """One yardstick: what it measures, in its own words, and its table."""
    title, _, rest = (importlib.import_module(f"benchmarks.{name}").__doc__ or name).strip().partition("\n")
    about = [part for part in rest.strip().split("\n\n") if part and not part.startswith((" ", "python -m"))]
    parts = [
        f"## {name}",
        title.strip(),
        f"`python -m benchmarks.{name} --data DIR`, measured {datetime.now(UTC):%Y-%m-%d}",
        *about,
        markdown(rows),
    ]
    return "\n\n".join(parts)


def fingerprint(data: Path) -> str:
    """SHA-256 over the sorted listing of the measuring data: path, size and SHA-256 of every file."""
    listing = hashlib.sha256()
    for path in sorted(p for folder in MEASURED for p in (data / folder).rglob("*") if p.is_file()):
        digest = hashlib.sha256()
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
        name = path.relative_to(data).as_posix()
        listing.update(f"{name}\t{path.stat().st_size}\t{digest.hexdigest()}\n".encode())
    return listing.hexdigest()


def conditions(data: Path) -> list[Row]:
    """When, on what and with what was measured."""
    folders = ", ".join(f"`{name}/`" for name in MEASURED)
    return [
        Row("date", f"{datetime.now(UTC):%Y-%m-%d}"),
        Row(f"data: SHA-256 of the listing of {folders} with contents", f"`{fingerprint(data)}`"),
        Row("machine", f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}"),
        Row("Python", f"{platform.python_implementation()} {platform.python_version()}"),
    ]


def page(data: Path, results: Iterable[tuple[str, list[Row]]], before: str = "") -> str:
    """The whole of `RESULTS.md`; sections that weren't measured now are those of the page before."""
    about = "\n".join(f"- {row.measure}: {row.figure}" for row in conditions(data))
    sections = {part.partition("\n")[0]: part.strip() for part in before.split("\n## ")[1:]}
    sections |= {name: section(name, rows).removeprefix("## ") for name, rows in results}
    kept = [f"## {sections[name]}" for name in YARDSTICKS if name in sections]
    return "\n\n".join([_HEAD.strip(), about, *kept]) + "\n"


def main() -> int:
    """Parse, measure, print or write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Run the yardsticks.")
    parser.add_argument("--data", type=Path, help=f"folder with seeds/, data/, hostile/ (or {VARIABLE})")
    parser.add_argument("--only", nargs="+", choices=YARDSTICKS, help="these yardsticks instead of all")
    parser.add_argument("--write", action="store_true", help=f"write {RESULTS.name}")
    options = parser.parse_args()
    try:
        data = data_folder(options.data)
    except NoDataError as error:
        parser.error(str(error))
    names = [name for name in YARDSTICKS if not options.only or name in options.only]
    results = _told(measured(names, data))
    if options.write:
        before = RESULTS.read_text(encoding="utf-8") if options.only else ""
        RESULTS.write_text(page(data, results, before), encoding="utf-8")
        return 0
    for name, rows in results:
        print(f"\n## {name}\n\n{markdown(rows)}", flush=True)
    return 0


def _told(results: Iterable[tuple[str, list[Row]]]) -> Iterator[tuple[str, list[Row]]]:
    """Pass the results on, saying on standard error what is done."""
    for name, rows in results:
        print(f"measured: {name}", file=sys.stderr)
        yield name, rows


if __name__ == "__main__":
    raise SystemExit(main())
