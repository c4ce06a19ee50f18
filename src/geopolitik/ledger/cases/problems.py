"""What is wrong with a case: all of it at once, each with file, line, field and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from geopolitik.errors import GeopolitikError

Path = tuple[str | int, ...]
"""Where in a case something is: `("accounts", 3, "said")`, the fourth account's `said`."""

MOST = 200
"""So many problems are told; whoever wrote more should mend these first."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a case."""

    file: str
    """`accounts.yaml`; empty if it isn't about one file."""
    line: int | None
    """Counted from 1; None if the entry has never been written."""
    field: str
    """As written: `rests on`; empty if it concerns the whole entry or file."""
    message: str
    advice: str

    def __str__(self) -> str:
        place = ", ".join(
            part for part in (self.file, f"line {self.line}" if self.line else "", self.field) if part
        )
        stop = "" if self.message.endswith("?") else "."
        said = f"{self.message}{stop} {self.advice}" if self.advice else self.message
        return f"{place}: {said}" if place else said


class CaseError(GeopolitikError):
    """A case can't be read as it is written.

    Args:
        subject: the case's folder or name.
        problems: everything that is wrong, in the order of files and lines; at most `MOST`.
    """

    def __init__(self, subject: str, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        first = str(problems[0]) if problems else "it can't be read"
        more = f"; and {len(problems) - 1} more" if len(problems) > 1 else ""
        super().__init__(subject, f"is no valid case: {first}{more}")


class TooManyError(Exception):
    """So much is wrong that looking on would help nobody."""


@dataclass(slots=True)
class Found:
    """Collects problems by where they are; lines and files are added when all are known."""

    entries: list[tuple[Path, str, str]] = field(default_factory=list)

    def add(self, path: Path, message: str, advice: str = "") -> None:
        """Note a problem.

        Raises:
            TooManyError: `MOST` are noted.
        """
        self.entries.append((path, message, advice))
        if len(self.entries) >= MOST:
            raise TooManyError

    def covers(self, path: Path) -> bool:
        """Whether a problem is noted at this place, in it or around it."""
        return any(_within(path, other) or _within(other, path) for other, _, _ in self.entries)


def field_of(path: Path) -> str:
    """The place within its entry as a reader of the file finds it: `steps 2, windows 1, since`."""
    # Of an entry the line says which; of the lists in it the number helps.
    inner = path[2:] if len(path) > 1 and isinstance(path[1], int) else path[1:]
    named: list[str] = []
    for part in inner:
        if isinstance(part, int) and named:
            named[-1] += f" {part + 1}"
        else:
            named.append(str(part))
    return ", ".join(named)


def _within(inner: Path, outer: Path) -> bool:
    return inner[: len(outer)] == outer


def nearest(name: str, names: Iterable[str]) -> str:
    """`did you mean kremlin?` if one of the names is near; empty otherwise."""
    from rapidfuzz import process
    from rapidfuzz.distance import JaroWinkler

    found = process.extractOne(
        name, sorted(names), scorer=JaroWinkler.normalized_similarity, processor=str.casefold
    )
    return f"did you mean {found[0]}?" if found and found[1] >= 0.75 else ""
