"""The ledger as its pages show it."""
