"""The ledger: accounts, ladders and positions over two times - when something held, and when it was known."""
