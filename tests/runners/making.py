"""A small invented archive, as inputs hold it."""

from __future__ import annotations

from pathlib import Path

from tests.index.archive.making import text, words

from geopolitik.index.archive.layout import Corpus
from geopolitik.runners.building import build
from geopolitik.runners.engine import Engine
from geopolitik.runners.pairing import pair
from geopolitik.runners.reading import record
from geopolitik.runners.tracing import trace
from geopolitik.steps.collect.files import Page

AGENCY = text(300, "agency")
PARAGRAPH = f"{' '.join(words(60, 'paragraph'))}."


def page(name: str, content: str, outlet: str, day: int) -> Page:
    """A row of a table."""
    said = f"2031-05-{day:02}"
    return Page(name, content.encode(), outlet=outlet, published=said, id=name, title=name, is_bare=True)


def pages() -> list[Page]:
    """An agency's text with copies, a paragraph taken over, and texts that stand alone."""
    found = [page("agency", AGENCY, "Meridian", 1)]
    found += [page(f"copy-{n}", f"{AGENCY} Page {n}.", f"Site {n}", n + 2) for n in range(4)]
    found.append(page("cut", f"{AGENCY[:1200]}\n\n{text(60, 'cut')}", "Calder Post", 9))
    found.append(page("source", f"{text(200, 's')}{PARAGRAPH} {text(100, 't')}", "Tidewater", 3))
    found.append(page("taker", f"{text(120, 'u')}{PARAGRAPH} {text(90, 'v')}", "Harbour", 4))
    return found + [page(f"own-{n}", text(150, n), "Gazette", n + 10) for n in range(6)]


def worked_on(folder: Path, engine: Engine, records: int = 3) -> tuple[Corpus, Path, Path]:
    """The archive built, paired and traced: its folder, its pairs, its stemma."""
    corpus = Corpus(folder / "corpus")
    pairs, stemma = folder / "pairs.parquet", folder / "stemma.parquet"
    build(corpus, pages(), record, engine, records=records)
    pair(corpus, pairs, engine)
    trace(corpus, stemma, engine)
    return corpus, pairs, stemma
