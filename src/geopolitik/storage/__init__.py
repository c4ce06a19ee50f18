"""What is kept: one SQLite file by default, and one module per kind of thing in it.

Everything above works through `Store`; nothing outside this folder writes SQL.
"""

from geopolitik.storage.store import Store, open_store

__all__ = ["Store", "open_store"]
