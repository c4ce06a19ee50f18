"""The ledger's words: who said when that what holds, and which step would follow."""
