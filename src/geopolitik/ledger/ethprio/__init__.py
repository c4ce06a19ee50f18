"""The ETH/PRIO ceasefire data: in as a case, out as the same file.

`read(content)` gives the case and what is odd in the data; `write(case)` gives the file back.
"""

from __future__ import annotations

from geopolitik.ledger.ethprio.exporting import Exported, write
from geopolitik.ledger.ethprio.importing import Imported, differing, read
from geopolitik.ledger.ethprio.oddities import Kind, Oddity
from geopolitik.ledger.ethprio.table import EthprioError, difference

__all__ = [
    "EthprioError",
    "Exported",
    "Imported",
    "Kind",
    "Oddity",
    "difference",
    "differing",
    "read",
    "write",
]
