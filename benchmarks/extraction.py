"""How well the story is told from its page's frame.

    python -m benchmarks.extraction [--data DIR] [--sample]

Seed 001: the lines that are furniture or related cards, and article lines lost.

ScrapingHub: word 4-gram shingles of the blocks labelled body or heading against the hand-made body text, mean
precision and recall over the pages and the F1 of the two (the set's own measure), beside trafilatura alone
in the same run. The same pages once more as plain text: the visible text without any markup, as a browser
copies it from the page.

Trafilatura's set: segments that must and must not appear (precision, recall and F1 of what was taken, as its
makers count), and the day of publication, without the page's address. Some of its days are of a change, some
are written as no calendar has them; they count as they are.

All pages of both sets are read; with `--sample` every third.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import tarfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.common import VARIABLE, Row, data_folder, markdown
from geopolitik.errors import GeopolitikError
from geopolitik.model.article import SET_ASIDE_LABELS, STORY_LABELS, Article, Label
from geopolitik.steps.collect import capture_bytes, capture_file
from geopolitik.steps.extract import extract

BODY = frozenset({Label.BODY, Label.HEADING})
SHINGLE = 4
EVERY = 3
SEED_SHA256 = "2943c33f7f3e8487"
"""First digits in the seed's file name."""
SET_ASIDE_LINES = (1, 2, 3, 7, 25, 27, 28, 40, 42, 43, 66, 68, 70, 72)
"""The seed's 14 lines of furniture and related cards, counted from 1."""
METADATA_LINES = (61, 63, 64)


@dataclass(frozen=True, slots=True)
class Score:
    """Mean precision and recall over pages."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __str__(self) -> str:
        return f"F1 {self.f1:.3f} (precision {self.precision:.3f}, recall {self.recall:.3f})"


def seed_rows(data: Path) -> Iterator[Row]:
    """The first seed, line by line."""
    path = next(p for p in (data / "seeds").iterdir() if SEED_SHA256 in p.name)
    article = extract(capture_file(path))
    aside = lost = 0
    at = 0
    for number, line in enumerate(article.text.splitlines(keepends=True), 1):
        labels = {b.label for b in article.blocks if b.start < at + len(line.rstrip()) and at < b.end}
        at += len(line)
        if not line.strip():
            continue
        if number in SET_ASIDE_LINES:
            aside += labels <= SET_ASIDE_LABELS
        elif number not in METADATA_LINES:
            lost += not labels <= STORY_LABELS
    yield Row("seed 001: furniture and cards set aside", f"{aside} of {len(SET_ASIDE_LINES)}", "14 of 14")
    yield Row("seed 001: article lines lost", str(lost), "0")


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1)))


def mean_score(pairs: Sequence[tuple[str, str]]) -> Score:
    """Of (truth, found) texts."""
    precision = recall = 0.0
    for truth, found in pairs:
        wanted, got = shingles(truth), shingles(found)
        hits = sum((wanted & got).values())
        precision += hits / sum(got.values()) if found.strip() else 0.0
        recall += hits / sum(wanted.values())
    return Score(precision / len(pairs), recall / len(pairs))


def body_text(article: Article | None, labels: frozenset[Label] = BODY) -> str:
    if article is None:
        return ""
    return "\n".join(article.text[b.start : b.end] for b in article.blocks if b.label in labels)


def _read(content: bytes, name: str) -> Article | None:
    try:
        return extract(capture_bytes(content, name))
    except GeopolitikError:
        return None


def scrapinghub_rows(data: Path, every: int) -> Iterator[Row]:
    """Body labels against hand-made bodies, beside trafilatura alone."""
    import trafilatura

    folder = data / "data" / "extraction" / "scrapinghub"
    truth: dict[str, Any] = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    ours: list[tuple[str, str]] = []
    plain: list[tuple[str, str]] = []
    whole: list[tuple[str, str]] = []
    alone: dict[bool, list[tuple[str, str]]] = {True: [], False: []}
    seconds = 0.0
    for key in sorted(truth)[::every]:
        html = gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes())
        body = truth[key]["articleBody"]
        started = time.perf_counter()
        article = _read(html, f"{key}.html")
        seconds += time.perf_counter() - started
        ours.append((body, body_text(article)))
        text = article.text if article else ""
        whole.append((body, text))
        plain.append((body, body_text(_read(text.encode(), f"{key}.txt")) if text else ""))
        for precise, found in alone.items():
            kept = trafilatura.extract(html, favor_precision=precise, include_comments=False)
            found.append((body, kept or ""))
    pages = f"{len(ours)} pages"
    yield Row(f"ScrapingHub, {pages}: HTML", str(mean_score(ours)), ".960 (.975)")
    yield Row("the same, trafilatura alone, default", str(mean_score(alone[False])))
    yield Row("the same, trafilatura alone, `favor_precision`", str(mean_score(alone[True])))
    yield Row("the same pages as plain text", str(mean_score(plain)))
    yield Row("the same, the whole text taken for body", str(mean_score(whole)))
    yield Row("HTML pages a second", f"{len(ours) / seconds:.1f}")


def trafilatura_rows(data: Path, every: int) -> Iterator[Row]:
    """Segments that must and must not stand in body or standfirst, and days of publication."""
    import trafilatura

    folder = data / "data" / "extraction"
    truth: dict[str, Any] = json.loads((folder / "trafilatura_evaldata.json").read_text(encoding="utf-8"))
    entries = [entry for entry in list(truth.values())[::every] if entry.get("file")]
    wanted = {Path(entry["file"]).name: entry for entry in entries}
    right = right_alone = total = dated = dates = answered = 0
    taken = asked = rightly = 0
    pages = 0
    for name, html in _archived(folder / "trafilatura.tar.gz", wanted):
        entry = wanted[name]
        article = _read(html, name)
        pages += 1
        body = " ".join(body_text(article, BODY | {Label.STANDFIRST}).split())
        alone = " ".join((trafilatura.extract(html, include_comments=False) or "").split())
        for segment in entry.get("with") or ():
            total += 1
            asked += 1
            right += " ".join(segment.split()) in body
            rightly += " ".join(segment.split()) in body
            right_alone += " ".join(segment.split()) in alone
        for segment in entry.get("without") or ():
            total += 1
            right += " ".join(segment.split()) not in body
            taken += " ".join(segment.split()) in body
            right_alone += " ".join(segment.split()) not in alone
        if entry.get("date"):
            dates += 1
            found = article.published.iso if article and article.published else None
            answered += found is not None
            dated += found is not None and found[:10] == entry["date"][:10]
    if not pages:
        return
    yield Row(f"trafilatura's set, {pages} pages: segments right", f"{right / total:.3f} of {total}")
    yield Row("the same, trafilatura alone", f"{right_alone / total:.3f}")
    score = Score(rightly / (rightly + taken), rightly / asked)
    yield Row("the same: what was taken", str(score), ".920 (.935)")
    given = f"{dated / max(1, answered):.3f} where one is given"
    yield Row(
        "the same: day of publication",
        f"accuracy {dated / max(1, dates):.3f}, {given}, of {dates}",
        ".88 (.93)",
    )


def _archived(path: Path, wanted: dict[str, Any]) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of the wanted pages in an archive."""
    with tarfile.open(path) as archive:
        for member in archive:
            name = Path(member.name).name
            file = archive.extractfile(member) if member.isfile() and name in wanted else None
            if file:
                yield name, file.read()


def rows(data: Path, every: int = 1) -> Iterator[Row]:
    """All rows."""
    yield from seed_rows(data)
    yield from scrapinghub_rows(data, every)
    yield from trafilatura_rows(data, every)


def fingerprint(data: Path) -> str:
    """Hash of the truth the figures rest on."""
    folder = data / "data" / "extraction"
    digest = hashlib.sha256()
    for name in ("scrapinghub/ground-truth.json", "trafilatura_evaldata.json"):
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()[:16]


def run() -> None:
    """Parse the options, measure, print the table."""
    parser = argparse.ArgumentParser(description="Measure how well the story is told from its page's frame.")
    parser.add_argument("--data", type=Path, help=f"folder with seeds/, data/, hostile/ (or {VARIABLE})")
    parser.add_argument("--sample", action="store_true", help=f"read every {EVERY}rd page, not all")
    options = parser.parse_args()
    data = data_folder(options.data)
    print(markdown(rows(data, EVERY if options.sample else 1)))
    print(f"\nTruth: {fingerprint(data)} (SHA-256 of both truth files, first 16 digits)")


if __name__ == "__main__":
    run()
