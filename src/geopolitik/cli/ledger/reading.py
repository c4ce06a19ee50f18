"""Reading a file that somebody names, bounded."""

from __future__ import annotations

from pathlib import Path

from geopolitik.errors import UsageError


def content(path: Path) -> bytes:
    """The bytes of a file of ceasefire data, one more at most than such a file may have.

    Raises:
        UsageError: there is no such file, or it can't be read.
    """
    from geopolitik.ledger.ethprio.table import MOST_BYTES

    try:
        with path.open("rb") as file:
            # One byte more than may be: then the reading says that it is too large.
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(str(path), f"could not be read ({reason})", "Name a file.") from error
