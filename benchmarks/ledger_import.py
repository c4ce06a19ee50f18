"""The ETH/PRIO ceasefires: whether they come in whole, with every oddity told, and go out the same.

    python -m benchmarks.ledger_import [--data DIR]

Imports `data/conflict/ethprio_ceasefires.csv` as a case, exports it again and compares the bytes, also by way
of the case's YAML files. The times are those of one run.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from benchmarks.common import Row, main
from geopolitik.ledger.accounts import status
from geopolitik.ledger.cases import dump, loads
from geopolitik.ledger.ethprio import Imported, Kind, difference, differing, read, write
from geopolitik.ledger.ethprio.columns import EFFECTIVE, ENDED
from geopolitik.model.ledger.accounts import InForce
from geopolitik.model.ledger.case import Case

FILE = Path("data") / "conflict" / "ethprio_ceasefires.csv"
ON = datetime(1995, 6, 1, tzinfo=UTC)
KNOWN = datetime(2026, 1, 1, tzinfo=UTC)
_T = TypeVar("_T")


def _timed(work: Callable[[], _T]) -> tuple[_T, str]:
    began = time.perf_counter()
    result = work()
    return result, f"{time.perf_counter() - began:.1f} s"


def rows(data: Path) -> Iterator[Row]:
    """What comes in, what is odd, whether it goes out the same, and how long that takes."""
    content = (data / FILE).read_bytes()
    imported, reading = _timed(lambda: read(content))
    case = imported.case
    yield Row("ceasefires, from rows", f"{len(case.arrangements):,} from {len(case.accounts):,}", "2,203")
    yield Row(
        "ceasefires whose rows differ on the end date", str(len(differing(imported.table, ENDED))), "53"
    )
    effects = len(differing(imported.table, EFFECTIVE))
    yield Row("ceasefires whose rows differ on the effect date", str(effects), "16")
    yield from _oddities(imported)
    exported, writing = _timed(lambda: write(case).content)
    yield Row("exported identical", difference(content, exported) or "yes, byte for byte", "yes")
    files, dumping = _timed(lambda: dump(case))
    again, loading = _timed(lambda: loads(files))
    yield Row(
        "exported identical after YAML",
        difference(content, write(again).content) or "yes, byte for byte",
        "yes",
    )
    yield Row(
        "import; export; written as YAML; loaded", "; ".join((reading, writing, dumping, loading)), "seconds"
    )
    yield from _in_force(again)


def _oddities(imported: Imported) -> Iterator[Row]:
    for kind in Kind:
        found = [oddity for oddity in imported.oddities if oddity.kind is kind]
        ceasefires = list(dict.fromkeys(oddity.ceasefire for oddity in found))
        named = f": {', '.join(ceasefires)}" if 0 < len(ceasefires) <= 5 else ""
        target = {Kind.ENDS_FIRST: "345017, 369033, 660047", Kind.IMPOSSIBLE: "570002, 625194"}.get(kind, "")
        if found:
            yield Row(f"reported: {kind.value}", f"{len(found)} rows of {len(ceasefires)}{named}", target)


def _in_force(case: Case) -> Iterator[Row]:
    answers = Counter(one.in_force for one in status(case, on=ON, known=KNOWN))
    told = ", ".join(f"{answers[answer]:,} {answer.value}" for answer in InForce)
    yield Row(f"in force on {ON:%Y-%m-%d}, by how many accounts", told)


if __name__ == "__main__":
    main("Import and export the ETH/PRIO ceasefires.", rows)
