"""A case as a folder of YAML: read whole or not at all, written so that it reads back the same."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from geopolitik.ledger.cases import problems
from geopolitik.ledger.cases.check import check
from geopolitik.ledger.cases.decode import Decoder
from geopolitik.ledger.cases.encode import written
from geopolitik.ledger.cases.nodes import MOST_BYTES, Node, NodeError, nodes
from geopolitik.ledger.cases.problems import CaseError, Found, Problem, TooManyError
from geopolitik.ledger.cases.written import Head
from geopolitik.model.ledger.accounts import Account, Arrangement
from geopolitik.model.ledger.case import Case
from geopolitik.model.ledger.incidents import Incident
from geopolitik.model.ledger.ladders import Ladder
from geopolitik.model.ledger.positions import Position
from geopolitik.model.ledger.sources import Actor, Document

HEAD: Final = "case.yaml"
KINDS: Final[Mapping[str, type]] = {
    "documents": Document,
    "actors": Actor,
    "arrangements": Arrangement,
    "accounts": Account,
    "incidents": Incident,
    "ladders": Ladder,
    "positions": Position,
}
"""The collections of a case; each is a file of that name, and may be missing."""
FILES: Final = (HEAD, *(f"{name}.yaml" for name in KINDS))


def load(folder: Path) -> Case:
    """The case in a folder.

    Raises:
        CaseError: it is no folder with a case, or something in it is wrong; all of it is said at once.
    """
    name = str(folder)
    if not (folder / HEAD).is_file():
        advice = f"A case is a folder with a file {HEAD}."
        raise CaseError(name, [Problem("", None, "", f"there is no {HEAD} in it", advice)])
    texts: dict[str, str] = {}
    faults: list[Problem] = []
    for path in sorted(folder.iterdir()):
        if path.suffix in (".yaml", ".yml"):
            text = _text(path)
            if isinstance(text, Problem):
                faults.append(text)
            else:
                texts[path.name] = text
    return _loads(texts, name, faults)


def _text(path: Path) -> str | Problem:
    """The file's text, or why it can't be read."""
    try:
        if path.stat().st_size > MOST_BYTES:
            too_large = f"is larger than {MOST_BYTES // 1_000_000} MB"
            return Problem(path.name, None, "", too_large, "Split the case.")
        content = path.read_bytes()
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        return Problem(path.name, line, "", "is no UTF-8 text", "Save it as UTF-8.")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        return Problem(
            path.name, None, "", f"could not be read ({reason})", "See that it is a readable file."
        )


def loads(files: Mapping[str, str], *, name: str = "the case") -> Case:
    """The case in some files' texts.

    Args:
        files: file name (`accounts.yaml`) to text.
        name: what to call it in errors.

    Raises:
        CaseError: something in it is wrong; all of it is said at once.
    """
    return _loads(files, name, [])


def _loads(files: Mapping[str, str], name: str, faults: list[Problem]) -> Case:
    faults = [*faults, *_strangers(files)]
    trees: dict[str, Node | None] = {}
    for file in FILES:
        try:
            trees[file] = nodes(files[file]) if file in files else None
        except NodeError as error:
            faults.append(error.problem(file))
    unread = {fault.file for fault in faults}
    found = Found()
    decoder = Decoder(found)
    try:
        case = _case(trees, decoder)
        unread |= {f"{path[0]}.yaml" for path, _, _ in found.entries if len(path) == 1}
        # What stands in a file that can't be read would be missed everywhere.
        if not unread.intersection(FILES):
            check(case, found)
    except TooManyError:
        pass
    faults += _told(found, decoder.lines)
    if faults:
        raise CaseError(name, sorted(faults, key=_order))
    return case


def _strangers(files: Mapping[str, str]) -> list[Problem]:
    return [
        Problem(
            file,
            None,
            "",
            "is no file of a case" + (f"; {meant}" if (meant := problems.nearest(file, FILES)) else ""),
            f"There are: {', '.join(FILES)}",
        )
        for file in sorted(files)
        if file not in FILES
    ]


def _case(trees: Mapping[str, Node | None], decoder: Decoder) -> Case:
    """The case as it is written; what can't be read is noted, and something stands in for it."""
    node = trees.get(HEAD)
    head = Head("", "")
    if node is not None:
        head = decoder.value(Head, node, ("case",))
    elif HEAD in trees:
        decoder.found.add(("case",), "is missing or empty", "Write at least `id:` and `title:`")
    held: dict[str, Any] = {
        collection: decoder.entries(kind, trees.get(f"{collection}.yaml"), (collection,))
        for collection, kind in KINDS.items()
    }
    return Case(head.id, head.title, head.about, head.invented, head.zones, **held)


def _told(found: Found, lines: Mapping[problems.Path, int]) -> list[Problem]:
    return [
        Problem(f"{path[0]}.yaml", _line(path, lines), problems.field_of(path), message, advice)
        for path, message, advice in found.entries
    ]


def _line(path: problems.Path, lines: Mapping[problems.Path, int]) -> int | None:
    """The line of the place, or of the nearest thing around it that is written."""
    for length in range(len(path), 0, -1):
        if path[:length] in lines:
            return lines[path[:length]]
    return None


def _order(problem: Problem) -> tuple[int, int, str]:
    known = FILES.index(problem.file) if problem.file in FILES else len(FILES)
    return known, problem.line or 0, problem.field


def dump(case: Case) -> dict[str, str]:
    """The case as files: name to YAML. `loads(dump(case)) == case` for every valid case."""
    head = Head(case.id, case.title, case.about, case.invented, case.zones)
    entries = {f"{name}.yaml": getattr(case, name) for name in KINDS}
    return {HEAD: written(head), **{file: written(held) for file, held in entries.items() if held}}


def faults(case: Case) -> tuple[Problem, ...]:
    """What is wrong with a case that was made or changed elsewhere than in files; empty if nothing is."""
    found = Found()
    with suppress(TooManyError):
        check(case, found)
    return tuple(_told(found, {}))
