"""The ledger in words and tables."""
