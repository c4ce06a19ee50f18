"""The ETH/PRIO ceasefire data: in as a case, out as the same file.

`read(content)` gives the case and what is odd in the data; `write(case)` gives the file back. For pages that
show columns, `name_of` and `meaning_of` say in words what is plain, and leave codes as they are.
"""

from __future__ import annotations

from geopolitik.ledger.ethprio.columns import meaning_of, name_of
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
    "meaning_of",
    "name_of",
    "read",
    "write",
]
