"""What was acknowledged is there after a kill. `python -m benchmarks.durability` kills two hundred times."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_a_killed_writer_loses_nothing_that_it_acknowledged() -> None:
    # A process of its own: this one has threads, and may not be forked.
    command = [sys.executable, "-m", "benchmarks.durability", "--kills", "10", "--database", "SQLite"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    figures = dict(line.split(" | ")[:2] for line in done.stdout.splitlines() if line.startswith("| "))
    assert int(figures["| SQLite: writes acknowledged before 10 kills"]) > 10
    assert figures["| SQLite: of these lost"] == "0"
    assert figures["| SQLite: faults that `store verify` finds afterwards"] == "0"
