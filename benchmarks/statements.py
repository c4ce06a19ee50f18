"""Statements, measured on PolNeAR and on the two seeds.

On PolNeAR (Newell, Margolin, Ruths 2018) the first annotator of a text is taken, and attributions that have
a Content. One of ours **finds** one of theirs if the contents overlap and the sources overlap, or both name
no source. One attribution matches one statement; the pairs whose contents agree best (characters in both, of
those in either) are matched first.

- The **type** of an attribution goes by the share of its Content, in letters and digits, that stands in
  quotation marks: none is indirect, at least nine tenths direct, else mixed. PolNeAR doesn't annotate it.
  Marks are paired by an expression of the yardstick, not by the tool.
- **Recall** of a type: the share of the attributions of that type that are found, whatever type we gave them.
- **Precision** of a type: the share of the statements to which *we* gave that type, by our own content, that
  match an attribution of any type.
- **F1 if the type must agree** counts a match only if both types are equal.

On the seeds, a statement is right if it matches one of the hand list (`benchmarks/gold/statements.json`) by
the same rule; optional ones count for neither side. The list is older than the rules, but the rules were
mended by looking at what they missed there: expect less on a new pair. Of PolNeAR, only `train` was looked
at. Speed is that of the step alone, on annotated texts, in one process.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.common import VARIABLE, Row, data_folder, markdown, seeds
from benchmarks.quotations import article
from geopolitik.model.annotation import Annotation
from geopolitik.model.statement import Statement, StatementType
from geopolitik.steps.annotate import annotate
from geopolitik.steps.statements import statements

GOLD = Path(__file__).parent / "gold" / "statements.json"
Stretch = tuple[int, int]
_QUOTED = re.compile(r"“[^“”\n]*[”“]|''(?:[^'\"\n]|'(?!'))*''|\"[^\"\n]*\"|[“\"][^“”\"\n]*$", re.MULTILINE)
_DIRECT = 0.9


class Attribution(NamedTuple):
    """An attribution as somebody marked it."""

    source: tuple[Stretch, ...]
    content: tuple[Stretch, ...]
    type: StatementType
    optional: bool = False


class Score(NamedTuple):
    """What was there, what we gave, what matched; by type."""

    gold: dict[StatementType, int]
    ours: dict[StatementType, int]
    gold_found: dict[StatementType, int]
    ours_right: dict[StatementType, int]
    agreeing: dict[StatementType, int]

    @classmethod
    def empty(cls) -> Score:
        """Nothing counted yet."""
        return cls(*(dict.fromkeys(StatementType, 0) for _ in cls._fields))

    def add(self, golds: Sequence[Attribution], ours: Sequence[Statement]) -> None:
        """Add one text."""
        pairs = matched(golds, ours)
        for gold in golds:
            self.gold[gold.type] += not gold.optional
        for mine, gold in pairs:
            if gold.optional:
                continue
            self.gold_found[gold.type] += 1
            self.ours_right[mine.type] += 1
            self.agreeing[gold.type] += gold.type is mine.type
        aside = {id(mine) for mine, gold in pairs if gold.optional}
        for mine in ours:
            self.ours[mine.type] += id(mine) not in aside

    def rates(self, *types: StatementType) -> tuple[float, float, float]:
        """Precision, recall and F1 over some types."""
        return _rates(
            *(sum(counts[kind] for kind in types) for counts in (self.ours_right, self.ours)),
            *(sum(counts[kind] for kind in types) for counts in (self.gold_found, self.gold)),
        )

    def agreement(self, *types: StatementType) -> float:
        """F1 where the type must agree."""
        right, ours, gold = (
            sum(counts[kind] for kind in types) for counts in (self.agreeing, self.ours, self.gold)
        )
        return _rates(right, ours, right, gold)[2]


def _rates(right: int, ours: int, found: int, gold: int) -> tuple[float, float, float]:
    precision, recall = right / max(ours, 1), found / max(gold, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def matched(golds: Sequence[Attribution], ours: Sequence[Statement]) -> list[tuple[Statement, Attribution]]:
    """Statements and attributions one to one, those that agree best first."""
    pairs = sorted(
        (
            (-shared, i, j)
            for i, mine in enumerate(ours)
            for j, gold in enumerate(golds)
            if (shared := _shared(mine, gold)) > 0 and same_source(mine, gold)
        ),
    )
    found: list[tuple[Statement, Attribution]] = []
    taken: tuple[set[int], set[int]] = (set(), set())
    for _, i, j in pairs:
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            found.append((ours[i], golds[j]))
    return found


def _shared(mine: Statement, gold: Attribution) -> float:
    """Characters in both contents, as a share of those in either."""
    both = sum(
        max(0, min(piece.end, end) - max(piece.start, start))
        for piece in mine.content
        for start, end in gold.content
    )
    either = sum(map(len, mine.content)) + sum(end - start for start, end in gold.content) - both
    return both / max(either, 1)


def same_source(mine: Statement, gold: Attribution) -> bool:
    """Whether the sources overlap, or neither names one."""
    span = mine.source.span
    if span is None or not gold.source:
        return span is None and not gold.source
    return any(span.start < end and start < span.end for start, end in gold.source)


def quoted_type(text: str, content: Iterable[Stretch]) -> StatementType:
    """The type by the share of a content's letters and digits in quotation marks."""
    inside = total = 0
    for start, end in content:
        first = text.rfind("\n", 0, start) + 1
        last = text.find("\n", end)
        marked = [match.span() for match in _QUOTED.finditer(text, first, last if last >= 0 else len(text))]
        for at in range(start, end):
            if text[at].isalnum():
                total += 1
                inside += any(a <= at < b for a, b in marked)
    if not inside:
        return StatementType.INDIRECT
    return StatementType.DIRECT if inside >= _DIRECT * total else StatementType.MIXED


def attributions(text: str, annotations: str) -> Iterator[Attribution]:
    """The attributions of a brat file that have a Content."""
    spans: dict[str, list[Stretch]] = {}
    events: list[list[tuple[str, str]]] = []
    for line in annotations.splitlines():
        key, _, rest = line.partition("\t")
        if key.startswith("T"):
            offsets = rest.split("\t")[0].partition(" ")[2]
            spans[key] = [
                (int(a), int(b)) for a, b in (piece.split() for piece in offsets.split(";") if piece)
            ]
        elif key.startswith("E"):
            pairs = (part.split(":", 1) for part in rest.split() if ":" in part)
            events.append([(role.rstrip("0123456789"), span) for role, span in pairs])
    for event in events:
        source, content = (
            tuple(stretch for role, key in event if role == wanted for stretch in spans.get(key, ()))
            for wanted in ("Source", "Content")
        )
        if content:
            yield Attribution(source, content, quoted_type(text, content))


def polnear(folder: Path, every: int = 1) -> Iterator[tuple[Annotation, list[Attribution]]]:
    """The texts of a folder, annotated, each with the attributions of its first annotator."""
    for path in sorted((folder / "text").glob("*.txt"))[::every]:
        files = sorted((folder / "attributions").glob(f"{path.stem}_????.ann"))
        if files:
            text = path.read_text(encoding="utf-8")
            golds = list(attributions(text, files[0].read_text(encoding="utf-8")))
            yield annotate(article(text)), golds


def seed_golds(items: list[dict[str, Any]]) -> list[Attribution]:
    """One side of the hand list."""
    return [
        Attribution(
            source=(tuple(item["source"]),) if item["source"] else (),
            content=tuple((start, end) for start, end in item["content"]),
            type=StatementType(item["type"]),
            optional=item.get("optional", False),
        )
        for item in items
    ]


def rows(data: Path, part: str = "dev", every: int = 1) -> Iterator[Row]:
    """The figures, measured now."""
    score, texts, seconds = Score.empty(), 0, 0.0
    statements(annotate(article("Warm.\n\nUp.")))
    for annotation, golds in polnear(data / "data" / "quotes" / "polnear" / part, every):
        began = time.perf_counter()
        ours = statements(annotation)
        seconds += time.perf_counter() - began
        texts += 1
        score.add(golds, ours)
    quoted = (StatementType.DIRECT, StatementType.MIXED)
    yield _row("PolNeAR, direct and mixed", score, quoted, ".75 (.85)")
    yield _row("PolNeAR, indirect", score, (StatementType.INDIRECT,), ".50 (.65)")
    yield _row("PolNeAR, direct alone", score, quoted[:1])
    yield _row("PolNeAR, mixed alone", score, quoted[1:])
    yield _row("PolNeAR, all", score, tuple(StatementType))
    agree = (f"{score.agreement(kind):.3f}" for kind in StatementType)
    yield Row("PolNeAR, F1 if the type must agree: direct / mixed / indirect", " / ".join(agree))
    yield from _seed_rows(data)
    yield Row(f"articles per second, annotated ({texts} texts)", f"{texts / seconds:.0f}")


def _row(name: str, score: Score, types: tuple[StatementType, ...], target: str = "") -> Row:
    precision, recall, f1 = score.rates(*types)
    count = sum(score.gold[kind] for kind in types)
    return Row(
        f"{name} (of {count})", f"F1 {f1:.3f} (precision {precision:.3f}, recall {recall:.3f})", target
    )


def _seed_rows(data: Path) -> Iterator[Row]:
    original, copy, _ = seeds(data)
    gold = json.loads(GOLD.read_text(encoding="utf-8"))
    score = Score.empty()
    score.add(seed_golds(gold["original"]), statements(original))
    score.add(seed_golds(gold["copy"]), statements(copy))
    precision, recall, _ = score.rates(*StatementType)
    yield Row(f"seeds: precision (of {sum(score.ours.values())})", f"{precision:.3f}", ".85 (.92)")
    yield Row(f"seeds: recall (of {sum(score.gold.values())})", f"{recall:.3f}", ".80 (.90)")


def main() -> None:
    """Parse the options, measure, print the table."""
    parser = argparse.ArgumentParser(description="Measure statements on PolNeAR and the seeds.")
    parser.add_argument("--data", type=Path, help=f"folder that holds seeds/ and data/ (or {VARIABLE})")
    parser.add_argument("--part", default="dev", choices=["dev", "train"])
    parser.add_argument("--every", type=int, default=1, help="take every n-th text only")
    options = parser.parse_args()
    print(markdown(rows(data_folder(options.data), options.part, options.every)))


if __name__ == "__main__":
    main()
