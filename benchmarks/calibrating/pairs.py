"""Pairs whose relation or direction is known: labelled by hand, simplified by teachers, or kept by a wiki."""

from __future__ import annotations

import csv
import json
import lzma
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, groupby
from pathlib import Path

from benchmarks.lineage import article_of, ecb_text, helsinki, read_text
from geopolitik.model.annotation import Annotation
from geopolitik.steps.annotate import annotate

SEED = 20261122
LABELS = Path(__file__).parents[1] / "gold" / "pairs"
SETS = ("helsinki", "polnear", "allsides", "ecbplus")
_LEAST_WORDS, _MOST_WORDS = 60, 2500
"""Shorter texts say too little for a verdict; longer ones would take the time of many."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """Two texts that a reader has compared."""

    set_name: str
    a: Annotation
    b: Annotation
    label: str
    """`derived`, `common`, `independent` or `cannot tell`."""
    direction: str
    """`a>b`, `b>a`, `?` or empty."""


@dataclass(frozen=True, slots=True)
class Directed:
    """Two texts of which b was made from a."""

    group: str
    document: str
    """What is held out together: an article with its simplifications, a page with its versions."""
    a: Annotation
    b: Annotation


def labelled(data: Path, sets: Sequence[str] = SETS) -> Iterator[Labelled]:
    """The pairs labelled by hand, set by set."""
    for name in sets:
        rows = _rows(name)
        texts = _texts(data, name, frozenset(row[side] for row in rows for side in ("a", "b")))
        for row in rows:
            a, b = (_annotated(texts[row[side]]) for side in ("a", "b"))
            yield Labelled(name, a, b, row["label"], row["direction"])


def _rows(name: str) -> list[dict[str, str]]:
    lines = (LABELS / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader((line for line in lines if not line.startswith("# ")), delimiter="\t"))


@cache
def _annotated(text: str) -> Annotation:
    return annotate(article_of(text))


def _texts(data: Path, name: str, ids: frozenset[str]) -> dict[str, str]:
    if name == "helsinki":
        pages = helsinki(data / "data/near_duplicate/helsinki")
        return {i: pages[i] for i in ids}
    if name == "ecbplus":
        folder = data / "data/stories/ecbplus"
        return {i: ecb_text(folder / i.partition("_")[0] / f"{i}.xml") for i in ids}
    if name == "polnear":
        paths = {p.stem: p for p in (data / "data/quotes/polnear").glob("*/text/*.txt")}
        return {i: read_text(paths[i]) for i in ids}
    found = {}
    path = data / "data/near_duplicate/allsides/articles.jsonl.xz"
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            article = json.loads(line)
            if article["id"] in ids:
                found[article["id"]] = article["text"]
    return found


LEVELS = (("adv", "ele"), ("adv", "int"), ("int", "ele"))


def simplified(data: Path, size: int) -> Iterator[Directed]:
    """Guardian articles and what teachers made of them, `size` articles at each pair of levels."""
    folder = data / "data/rewriting/onestopenglish"
    for old, new in LEVELS:
        names = sorted(p.name.removesuffix(f"-{old}.txt") for p in (folder / old).glob(f"*-{old}.txt"))
        for name in random.Random(SEED).sample(names, min(size, len(names))):
            paths = folder / old / f"{name}-{old}.txt", folder / new / f"{name}-{new}.txt"
            if all(path.exists() for path in paths):
                a, b = (_annotated(read_text(path)) for path in paths)
                yield Directed(f"{old} → {new}", name.strip(), a, b)


def versions(data: Path, size: int, each: int) -> Iterator[Directed]:
    """Versions of `size` Wikipedia pages: `each` adjacent pairs and `each` pairs further apart, a page."""
    folder = data / "data/rewriting/wikipedia_versions"
    pages = sorted(page for page in folder.iterdir() if page.is_dir())
    for page in random.Random(SEED).sample(pages, min(size, len(pages))):
        states = sorted(page.glob("*.txt"), key=lambda path: int(path.stem))
        pairs = sorted(combinations(range(len(states)), 2), key=lambda pair: pair[1] - pair[0] > 1)
        for is_far, found in groupby(pairs, key=lambda pair: pair[1] - pair[0] > 1):
            kind = "versions further apart" if is_far else "adjacent versions"
            usable = (pair for pair in _shuffled(list(found), page.name) if _differ(states, pair))
            for _, (i, j) in zip(range(each), usable, strict=False):
                a, b = _annotated(read_text(states[i])), _annotated(read_text(states[j]))
                # A page and its talk page are one document.
                yield Directed(kind, page.name.removeprefix("Talk:"), a, b)


def _shuffled(pairs: list[tuple[int, int]], name: str) -> list[tuple[int, int]]:
    return random.Random(f"{SEED}{name}").sample(pairs, len(pairs))


def _differ(states: list[Path], pair: tuple[int, int]) -> bool:
    """Whether both versions are of a length to compare, and their words differ."""
    words = [read_text(states[i]).split() for i in pair]
    return words[0] != words[1] and all(_LEAST_WORDS <= len(w) <= _MOST_WORDS for w in words)
