"""Cases of the ledger, kept: looked at, edited entry by entry, shown or not."""
