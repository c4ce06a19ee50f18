"""What the redline finds and what it cries over: recall on hand lists, flags per 1000 words.

    python -m benchmarks.redline [--data DIR] [--dump FILE] [--misses]

The folder with `seeds/` and `data/` comes from --data or GEOPOLITIK_DATA; without it, only the sample story
is measured. `--dump` writes every flag of high and medium severity with its passages, for a reader to judge.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from benchmarks.common import VARIABLE, NoDataError, Row, data_folder, markdown, read, seeds
from geopolitik.model.span import Span
from geopolitik.model.story import Alignment, Change, ChangeKind, CreditState, Severity
from geopolitik.steps.align import align
from geopolitik.steps.redline import redline

ONESTOP = 10
_SHARE = 0.3
_FLAGGED = (Severity.HIGH, Severity.MEDIUM)
_WHOLE = {ChangeKind.UNDATABLE, ChangeKind.CREDIT_DROPPED, ChangeKind.LINK_INSERTED}
"""Changes of the whole text: found wherever the tool shows them."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One redlined pair."""

    name: str
    alignment: Alignment
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """One change of a hand list."""

    kinds: frozenset[str]
    severity: str
    original: Span | None
    copy: Span | None


def compare(original: Path, copy: Path, credit: CreditState) -> Compared:
    alignment = align(read(original), read(copy), related=True)
    return Compared(f"{original.stem} → {copy.stem}", alignment, redline(alignment, credit=credit))


def found(listed: Listed, changes: Iterable[Change]) -> list[Change]:
    """The changes that mark a listed one, by overlap: in the copy if it is there, else in the original."""
    return [c for c in changes if _marks(c, listed)]


def _marks(change: Change, listed: Listed) -> bool:
    if change.kind in _WHOLE and change.kind.value in listed.kinds:
        return True
    if listed.copy is not None:
        return _overlap(change.copy_span, listed.copy) >= _SHARE
    return listed.original is not None and _overlap(change.original_span, listed.original) >= _SHARE


def _overlap(one: Span | None, other: Span) -> float:
    if one is None:
        return 0.0
    shared = min(one.end, other.end) - max(one.start, other.start)
    return max(0, shared) / max(1, min(len(one), len(other)))


def recall(pair: Compared, listed: Sequence[Listed], severities: Sequence[Severity]) -> tuple[int, int]:
    """How many of the listed changes are found, and with an agreeing kind."""
    flags = [c for c in pair.changes if c.severity in severities]
    any_kind = same_kind = 0
    for entry in listed:
        marks = found(entry, flags)
        any_kind += bool(marks)
        same_kind += any(c.kind.value in entry.kinds for c in marks)
    return any_kind, same_kind


def seed_pair(data: Path) -> tuple[Compared, dict[str, Any]]:
    """The seed pair redlined, and the gold beside it."""
    original, copy, gold = seeds(data)
    alignment = align(original, copy, related=True)
    return Compared("seeds", alignment, redline(alignment, credit=CreditState.NONE)), gold


def _listed(entry: dict[str, Any]) -> Listed:
    spans = [Span(*entry[side]) if entry[side] else None for side in ("original", "copy")]
    return Listed(frozenset(entry.get("kinds", ())), entry.get("severity", "high"), *spans)


def seed_rows(data: Path) -> list[Row]:
    """Recall on the seeds' hand lists, and flags on the passages that must stay quiet."""
    pair, gold = seed_pair(data)
    high = [_listed(e) for e in gold["high"] if e["hands"] == 2]
    traps = [_listed(e) for e in gold["unchanged"]]
    any_kind, same_kind = recall(pair, high, (Severity.HIGH,))
    flagged, _ = recall(pair, high, _FLAGGED)
    medium, _ = recall(pair, [_listed(e) for e in gold["medium"]], tuple(Severity))
    cried = [t for t in traps if any(_exactly(c, t) for c in pair.changes if c.severity in _FLAGGED)]
    n = len(high)
    return [
        Row("seeds: high bendings found (severity high, any kind)", f"{any_kind}/{n}", ".80 (.95)"),
        Row("seeds: … and the kind agrees", f"{same_kind}/{n}", ""),
        Row("seeds: … flagged high or medium", f"{flagged}/{n}", ""),
        Row("seeds: bendings of medium severity found (any severity)", f"{medium}/{len(gold['medium'])}", ""),
        Row("seeds: unchanged passages flagged", f"{len(cried)}/{len(traps)}", "0"),
        Row("seeds: flags high + medium + low", _counts(pair.changes), ""),
    ]


def _exactly(change: Change, trap: Listed) -> bool:
    """Whether a flag lies wholly inside an unchanged passage: then it is about that passage."""
    return bool(trap.copy and change.copy_span and trap.copy.contains(change.copy_span)) or bool(
        trap.original
        and not change.copy_span
        and change.original_span
        and trap.original.contains(change.original_span)
    )


def _counts(changes: Iterable[Change]) -> str:
    severities = [c.severity for c in changes]
    return " + ".join(str(severities.count(s)) for s in Severity)


def samples() -> list[tuple[Compared, list[Listed], list[Listed]]]:
    """Every pair of the sample story with listed changes: redlined, the list, and the harmless rewordings."""
    folder = Path(str(files("geopolitik.samples")))
    truth: dict[str, Any] = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    credit = {(d["original"], d["copy"]): CreditState(d["credit"]) for d in truth["derivations"]}
    pairs = list(dict.fromkeys((c["original"], c["copy"]) for c in truth["changes"]))
    result = []
    for pair in pairs:
        compared = compare(folder / pair[0], folder / pair[1], credit.get(pair, CreditState.OWN))
        lists = [
            [_from_text(compared, e) for e in truth[key] if (e["original"], e["copy"]) == pair]
            for key in ("changes", "harmless")
        ]
        result.append((compared, lists[0], lists[1]))
    return result


def _from_text(pair: Compared, entry: dict[str, Any]) -> Listed:
    sides = (pair.alignment.a, pair.alignment.b)
    spans = [
        _where(side.text, entry[key]) for side, key in zip(sides, ("original_text", "copy_text"), strict=True)
    ]
    kinds = frozenset({entry.get("kind", ""), *entry.get("also", ())})
    return Listed(kinds, entry.get("severity", ""), *spans)


def _where(text: str, passage: str | None) -> Span | None:
    at = text.find(passage) if passage else -1
    return Span(at, at + len(passage)) if passage and at >= 0 else None


def sample_rows() -> list[Row]:
    """Recall on the sample story's truth, by severity, and flags on its harmless rewordings."""
    rows: list[Row] = []
    for pair, listed, harmless in samples():
        high = [e for e in listed if e.severity == "high"]
        medium = [e for e in listed if e.severity == "medium"]
        any_kind, same_kind = recall(pair, high, _FLAGGED)
        as_high, _ = recall(pair, high, (Severity.HIGH,))
        of_medium, _ = recall(pair, medium, tuple(Severity))
        cried = sum(any(_exactly(c, t) for c in pair.changes if c.severity in _FLAGGED) for t in harmless)
        rows += [
            Row(
                f"{pair.name}: high found (as high / as high or medium / kind agrees)",
                f"{as_high} / {any_kind} / {same_kind} of {len(high)}",
                "",
            ),
            Row(f"{pair.name}: medium found", f"{of_medium}/{len(medium)}", ""),
            Row(
                f"{pair.name}: harmless flagged; flags",
                f"{cried}/{len(harmless)}; {_counts(pair.changes)}",
                "0",
            ),
        ]
    return rows


def onestop(data: Path, count: int = ONESTOP) -> list[Compared]:
    """The first articles, in a fixed shuffled order, of OneStopEnglish: advanced → elementary."""
    folder = data / "data" / "rewriting" / "onestopenglish"
    names = sorted(p.name.removesuffix("-adv.txt") for p in (folder / "adv").glob("*-adv.txt"))
    names = [n for n in names if (folder / "ele" / f"{n}-ele.txt").exists()]
    names.sort(key=lambda n: hashlib.sha256(n.encode()).hexdigest())
    return [
        compare(folder / "adv" / f"{n}-adv.txt", folder / "ele" / f"{n}-ele.txt", CreditState.OWN)
        for n in names[:count]
    ]


def onestop_rows(data: Path) -> list[Row]:
    """Flags per 1000 words of the simplified rewrite, by severity and by kind."""
    pairs = onestop(data)
    words = sum(len(p.alignment.b.tokens) for p in pairs)
    changes = [c for p in pairs for c in p.changes]
    rows = [
        Row(
            f"OneStopEnglish adv→ele, {len(pairs)} pairs: {s} flags per 1000 words",
            f"{_per(changes, s, words):.1f}",
            "",
        )
        for s in Severity
    ]
    kinds: dict[ChangeKind, int] = {}
    for change in changes:
        if change.severity in _FLAGGED:
            kinds[change.kind] = kinds.get(change.kind, 0) + 1
    return rows + [Row(f"… {kind}, high or medium", str(n), "") for kind, n in sorted(kinds.items())]


def _per(changes: Iterable[Change], severity: Severity, words: int) -> float:
    return 1000 * sum(c.severity is severity for c in changes) / max(1, words)


def speed_row(pair: Compared) -> Row:
    """Redlining a pair of about 900 words each, warm, best of five."""
    times = []
    for _ in range(5):
        start = time.perf_counter()
        redline(pair.alignment, credit=CreditState.OWN)
        times.append(time.perf_counter() - start)
    return Row("redlining the pair above, warm", f"{min(times) * 1000:.1f} ms", "")


def dump(pairs: Iterable[Compared], path: Path) -> int:
    """Write every flag of high and medium severity with its passages; returns how many there are."""
    lines: list[str] = []
    for pair in pairs:
        for change in pair.changes:
            if change.severity in _FLAGGED:
                lines += _shown(pair, change)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return sum(line.startswith("## ") for line in lines)


def _shown(pair: Compared, change: Change) -> list[str]:
    sides = ((pair.alignment.a, change.original_span), (pair.alignment.b, change.copy_span))
    lines = [f"## {pair.name} · {change.severity} · {change.kind}", change.reason]
    for name, (side, span) in zip(("original", "copy"), sides, strict=True):
        if span is not None:
            context = side.text[max(0, span.start - 160) : span.end + 160].replace("\n", " ")
            lines += [f"{name}: [{span.of(side.text)}]", f"    … {context} …"]
    return [*lines, ""]


def misses(data: Path | None) -> list[str]:
    """The listed high changes that no flag of high severity marks."""
    lines = []
    todo = [(pair, listed) for pair, listed, _ in samples()]
    if data:
        pair, gold = seed_pair(data)
        todo.insert(0, (pair, [_listed(e) for e in gold["high"] if e["hands"] == 2]))
    for pair, listed in todo:
        a, b = pair.alignment.a.text, pair.alignment.b.text
        for entry in listed:
            if entry.severity == "high" and not found(
                entry, [c for c in pair.changes if c.severity is Severity.HIGH]
            ):
                ours = entry.original.of(a) if entry.original else "—"
                theirs = entry.copy.of(b) if entry.copy else "—"
                weaker = [f"{c.severity} {c.kind}" for c in found(entry, pair.changes)]
                lines.append(f"{pair.name}: {sorted(entry.kinds)} {ours} => {theirs} {weaker}")
    return lines


def rows(data: Path) -> Iterator[Row]:
    """The figures, measured now."""
    yield from seed_rows(data)
    yield speed_row(seed_pair(data)[0])
    yield from sample_rows()
    yield from onestop_rows(data)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, help=f"folder with seeds/ and data/ (or {VARIABLE})")
    parser.add_argument("--dump", type=Path, help="file for the flags, outside the project")
    parser.add_argument("--misses", action="store_true", help="list what was not found")
    options = parser.parse_args()
    try:
        data = data_folder(options.data)
    except NoDataError:
        data = None
    print(markdown(rows(data) if data else sample_rows()))
    if options.misses:
        print("\n".join(misses(data)))
    if options.dump:
        pairs = [p for p, _, _ in samples()] + ([seed_pair(data)[0], *onestop(data)] if data else [])
        print(f"\n{dump(pairs, options.dump)} flags written to {options.dump}")


if __name__ == "__main__":
    main()
