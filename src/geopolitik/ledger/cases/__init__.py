"""Cases in writing: folders of YAML, read with every fault named at once, and written back the same."""

from geopolitik.ledger.cases.entries import (
    Entry,
    entry_from_yaml,
    entry_to_yaml,
    with_entry,
    without_entry,
)
from geopolitik.ledger.cases.folder import FILES, KINDS, dump, faults, load, loads
from geopolitik.ledger.cases.problems import CaseError, Problem

__all__ = [
    "FILES",
    "KINDS",
    "CaseError",
    "Entry",
    "Problem",
    "dump",
    "entry_from_yaml",
    "entry_to_yaml",
    "faults",
    "load",
    "loads",
    "with_entry",
    "without_entry",
]
