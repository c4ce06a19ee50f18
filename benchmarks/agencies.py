"""Whose wording a page carries, told by the others: Helsinki with bylines and credits hidden.

    python -m benchmarks.agencies [--data DIR]

Each of the pages for which the set's weak gold names an agency (without the `AFP/…` rows: photo captions) is
read without its byline and credit lines, and the agency is named by what the other pages credit for the same
running text outside quotations: once with the page itself left out, and once with its publisher. The
probability is scored over all pages, unanswered ones included: .5 where nothing is shared.

Beside it the obvious baseline, always the commonest agency; and pages that credit somebody else (CNN,
Bloomberg), for which an agency of the gold would be a false name.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.common import Row, main, read_text
from geopolitik.model.annotation import Annotation
from geopolitik.steps.lineage.credit.agencies import Witnesses, credited_agencies, name_agency, runs_of
from geopolitik.text.agencies import agency_of

FOLDER = "data/near_duplicate/helsinki"
FILE = "helsinki_articles.csv"
SURE = 0.8
_SHORT = 160
_SIGNS = re.compile(
    r"\((?:AP|AFP|Reuters)\)\s*[-–—]{0,2}|(?:©|Copyright)[^#\n]{0,20}(?:Associated Press|AFP|Reuters)",
    re.IGNORECASE,
)
_NAMES = re.compile(r"\b(?:AP|AFP|Reuters|Associated Press)\b")


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the set."""

    id: str
    publisher: str
    text: str
    agencies: frozenset[str]
    """By the weak gold; empty for most."""


def pages(data: Path) -> list[Page]:
    """All pages, with the weak gold."""
    csv.field_size_limit(sys.maxsize)
    gold: dict[str, frozenset[str]] = {}
    with (data / FOLDER / "silver_wire_byline.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            if row["file"] == FILE and row["wire_byline"] and not row["matched_text"].startswith("AFP/"):
                named = (agency_of(name) for name in row["wire_byline"].split("+"))
                gold[row["id"]] = frozenset(agency.name for agency in named if agency)
    with (data / FOLDER / FILE).open(encoding="utf-8") as file:
        return [
            Page(row["id"], row["publisher"], row["text"], gold.get(row["id"], frozenset()))
            for row in csv.DictReader(file)
        ]


def hidden(text: str) -> str:
    """The text without datelines' agencies, notices and short lines that name an agency."""
    lines = (_SIGNS.sub(" ", line) for line in text.split("###"))
    return "\n\n".join(line for line in lines if len(line) > _SHORT or not _NAMES.search(line))


@dataclass(slots=True)
class Tally:
    """Pages answered and right, with the squared error of the probability."""

    pages: int = 0
    answered: int = 0
    right: int = 0
    squares: float = 0.0

    def add(self, page: Page, agency: str | None, probability: float) -> None:
        is_right = agency in page.agencies
        self.pages += 1
        self.squares += (probability - is_right) ** 2 if agency else 0.25
        if agency and probability >= SURE:
            self.answered += 1
            self.right += is_right

    def __str__(self) -> str:
        right = f"{self.right / max(1, self.answered):.3f} right at {self.answered / max(1, self.pages):.0%}"
        return f"{right} answered of {self.pages}; Brier {self.squares / max(1, self.pages):.3f}"


def rows(data: Path) -> Iterator[Row]:
    """All rows."""
    every = pages(data)
    read = {page.id: read_text(page.text.replace("###", "\n\n"), f"{page.id}.txt") for page in every}
    witnesses = Witnesses(runs_of(annotation) for annotation in read.values())
    publishers = {read[page.id].capture_id: page.publisher for page in every}
    gold = [page for page in every if page.agencies]
    masked = [(page, read_text(hidden(page.text), f"{page.id}.txt")) for page in gold]
    own = {page.id: read[page.id].capture_id for page in gold}
    for publisher_too, about in ((False, "itself left out"), (True, "its publisher left out")):
        tally = Tally()
        by_agency: dict[str, Tally] = {}
        for page, annotation in masked:
            left = {own[page.id]}
            if publisher_too:
                left |= {capture for capture, name in publishers.items() if name == page.publisher}
            found = name_agency(annotation, witnesses, without=left, sure=0.0)
            name, probability = (found.agency, found.probability) if found else (None, 0.5)
            for one in (tally, by_agency.setdefault("/".join(sorted(page.agencies)), Tally())):
                one.add(page, name, probability)
        yield Row(f"agency named, {about}", str(tally), ".90 (.95) at ≥ 60 %")
        for agency, one in sorted(by_agency.items()):
            yield Row(f"the same, {agency}", f"{one.right} right of {one.answered} answered of {one.pages}")
    common, count = Counter(name for page in gold for name in page.agencies).most_common(1)[0]
    yield Row(f"baseline: always {common}", f"{count / len(gold):.3f} right at 100% answered")
    yield from _others(every, read, witnesses)


def _others(every: list[Page], read: dict[str, Annotation], witnesses: Witnesses) -> Iterator[Row]:
    """Pages that credit somebody other than the gold's agencies."""
    known = {name for page in every for name in page.agencies}
    wrong = total = 0
    for page in every:
        credited = credited_agencies(read[page.id].article)
        if page.agencies or not credited or credited & known:
            continue
        found = name_agency(read[page.id], witnesses, without={read[page.id].capture_id}, sure=SURE)
        total += 1
        wrong += found is not None and found.agency not in credited
    yield Row("pages that credit another: an agency named falsely", f"{wrong} of {total}")


if __name__ == "__main__":
    main("Measure how well agencies are named by comparison.", rows)
