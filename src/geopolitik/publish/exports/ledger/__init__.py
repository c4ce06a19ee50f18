"""What the ledger holds, for other programs: positions as events and as a network, expiries as a calendar."""
