"""Boilerplate: what a site has in texts a fortnight apart."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.index.archive.making import text, words

pytest.importorskip("pyarrow")

from geopolitik.index.archive.boilerplate import Boilerplate
from geopolitik.index.archive.grams import Grams, sampled, short
from geopolitik.index.archive.layout import Corpus
from geopolitik.index.archive.shelf import Shelf
from geopolitik.runners.building import build
from geopolitik.runners.local import LocalEngine
from geopolitik.runners.pairing import pair
from geopolitik.runners.reading import record
from geopolitik.steps.collect.files import Page
from geopolitik.text.word_arrays import runs, word_arrays

NOTICE = " ".join(words(44, "notice"))
Issue = tuple[str, str]
"""An outlet and a day, of a text that holds the notice."""


def page(name: str, content: str, outlet: str, day: str) -> Page:
    """A row of a table."""
    return Page(name, content.encode(), outlet=outlet, published=day, id=name, is_bare=True)


def built(folder: Path, issues: list[Issue]) -> Corpus:
    """An archive of texts that share nothing but the notice."""
    corpus = Corpus(folder / "corpus")
    pages = [page(f"text-{n}", f"{text(150, n)}{NOTICE}.", *issue) for n, issue in enumerate(issues)]
    with LocalEngine(1) as engine:
        build(corpus, pages, record, engine)
    return corpus


def grams_of(written: str) -> Grams:
    hashed, _ = runs(word_arrays([written]))
    return np.unique(short(hashed[sampled(hashed)]))


@pytest.mark.parametrize(
    ("issues", "expected"),
    [
        ([("Wire", "2031-05-01"), ("Wire", "2031-05-15"), ("Post", "2031-05-16")], True),
        ([("Wire", "2031-05-01"), ("Wire", "2031-05-14"), ("Post", "2031-05-16")], False),
        ([("Wire", "2031-05-01"), ("Gazette", "2031-05-15"), ("Post", "2031-06-16")], False),
        ([("Wire", "2031-05-01"), ("Wire", "2031-05-15")], False),
        ([("Wire", "2031-05-01"), ("Wire", ""), ("Post", "2031-05-16")], False),
    ],
    ids=["a fortnight apart", "a day less", "each of another outlet", "two texts only", "undated"],
)
def test_boilerplate(tmp_path: Path, issues: list[Issue], expected: bool) -> None:
    boilerplate = Boilerplate(Shelf(built(tmp_path, issues)))
    assert boilerplate.is_boilerplate(grams_of(NOTICE)) is expected
    assert not boilerplate.is_boilerplate(grams_of(text(44, "unknown")))
    assert not boilerplate.is_boilerplate(grams_of("four words in all"))


@pytest.mark.parametrize(
    ("again", "pairs"), [("2031-05-20", 0), ("2031-05-03", 2)], ids=["boilerplate", "new"]
)
def test_an_agencys_boilerplate_makes_no_pairs(tmp_path: Path, again: str, pairs: int) -> None:
    corpus = built(tmp_path, [("Wire", "2031-05-01"), ("Wire", again), ("Post", "2031-05-21")])
    with LocalEngine(1) as engine:
        assert pair(corpus, tmp_path / "pairs.parquet", engine).pairs == pairs
