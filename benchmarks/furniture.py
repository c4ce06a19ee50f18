"""What repeats on an outlet's pages is learnt: planted lines found, and lines of stories left alone.

    python -m benchmarks.furniture [--data DIR]

The articles of `allsides` by the host of their address, in the order of their dates: 40 of each of 25 hosts,
chosen by a fixed shuffle of those that have so many of eight paragraphs and more. Two lines were made for
each outlet, whole sentences that read like a story's; each is planted between paragraphs on three pages of
four, by a fixed dice. Each article counts as a story of its own. Pages are learnt from one by one, as a store
does.

Found: of the planted lines on pages that arrived when the outlet had eight pages, how many are labelled
furniture. Labelled besides: paragraphs of the articles themselves, which hold furniture of their own that
nobody has marked; `--list` prints them, to be read.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import Connection

from benchmarks.common import Row, data_folder, markdown
from geopolitik import pipeline
from geopolitik.model.annotation import Annotation
from geopolitik.model.article import Block
from geopolitik.model.capture import Declared
from geopolitik.model.keeping import Appearance, StoryHead
from geopolitik.steps.collect import capture_bytes
from geopolitik.steps.extract import block_keys, relabelled
from geopolitik.storage import Store, captures, open_store, profiles, stories

OUTLETS, PAGES, PARAGRAPHS = 25, 40, 8
WARM = 8
"""Pages of an outlet after which its planted lines should be known."""
_SEED = 20310512
_SYLLABLES = ("ka", "lo", "mi", "ru", "te", "va", "zo", "shen", "brul", "dast", "fi", "gorn", "hep", "jul")


@dataclass(slots=True)
class Tally:
    """What was counted."""

    planted: int = 0
    found: int = 0
    paragraphs: int = 0
    labelled: dict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))
    """By outlet and words: on how many pages a paragraph of the articles was labelled."""


def rows(data: Path, *, listed: bool = False) -> Iterator[Row]:
    """The yardstick's rows."""
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "store.db")
        for outlet, articles in _outlets(data).items():
            _replay(store, outlet, articles, tally)
        store.close()
    yield Row("planted lines found", f"{tally.found / tally.planted:.3f} of {tally.planted}", "")
    hits = sum(tally.labelled.values())
    told = f"{hits} of {tally.paragraphs} ({hits / tally.paragraphs:.4f}), {len(tally.labelled)} different"
    yield Row("paragraphs of articles labelled furniture", told, "")
    if listed:
        for (outlet, words), pages in sorted(tally.labelled.items()):
            print(f"{outlet}\t{pages}\t{words[:160]}")


def _outlets(data: Path) -> dict[str, list[dict[str, str]]]:
    """The articles of some outlets, each in the order of their dates."""
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    path = data / "data" / "near_duplicate" / "allsides" / "articles.jsonl.xz"
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            paragraphs = [p for p in article["text"].split("\n") if p.strip()]
            if article["date"] and len(paragraphs) >= PARAGRAPHS:
                found[urlsplit(article["url"]).netloc.removeprefix("www.")].append(article)
    hosts = sorted(host for host, articles in found.items() if host and len(articles) >= PAGES)
    random.Random(_SEED).shuffle(hosts)
    return {host: sorted(found[host], key=lambda a: (a["date"], a["id"]))[:PAGES] for host in hosts[:OUTLETS]}


def _replay(store: Store, outlet: str, articles: Sequence[dict[str, str]], tally: Tally) -> None:
    dice = random.Random(f"{_SEED} {outlet}")
    lines = [_line(dice) for _ in range(2)]
    for number, article in enumerate(articles):
        planted = [line for line in lines if dice.random() < 0.75]
        read = _read(outlet, article, planted, dice)
        if read is None:
            continue
        with store.writing() as w:
            profile = profiles.of_outlets(w, [outlet]).get(outlet)
            labelled = relabelled(read.article, profile) if profile else read.article
            _count(tally, outlet, read.text, labelled.blocks, planted, is_warm=number >= WARM)
            _keep(w, read, outlet)
            profiles.learn(w, outlet, read.capture_id[:32], read.capture_id, block_keys(labelled))


def _line(dice: random.Random) -> str:
    words = ["".join(dice.choice(_SYLLABLES) for _ in range(2)) for _ in range(12)]
    return f"The {words[0]} {' '.join(words[1:6])} of our {words[6]} and {' '.join(words[7:])} every day."


def _read(
    outlet: str, article: dict[str, str], planted: Sequence[str], dice: random.Random
) -> Annotation | None:
    paragraphs = [p.strip() for p in article["text"].split("\n") if p.strip()]
    for line in planted:
        paragraphs.insert(dice.randrange(1, len(paragraphs)), line)
    text = f"{article['title']}\n\n" + "\n\n".join(paragraphs) + "\n"
    declared = Declared(outlet, article["url"], article["date"])
    read, _ = pipeline.read([capture_bytes(text.encode(), article["id"], declared=declared)], None)
    return read[0] if read else None


def _keep(connection: Connection, read: Annotation, outlet: str) -> None:
    """Let the page stand in a story of its own."""
    at = datetime(2031, 5, 12, tzinfo=UTC)
    head = StoryHead(read.capture_id, "", 1, False, at, at, 1, 1, 1)
    captures.add(connection, [read.article.capture], at=at)
    stories.add(connection, head)
    stories.place(connection, [Appearance(head.id, read.capture_id, outlet, outlet, "", None, None)])


def _count(
    tally: Tally,
    outlet: str,
    text: str,
    blocks: Sequence[Block],
    planted: Sequence[str],
    *,
    is_warm: bool,
) -> None:
    for block in blocks:
        words = " ".join(text[block.start : block.end].split())
        is_labelled = block.reason.startswith("repeats on")
        if words in planted:
            tally.planted += is_warm
            tally.found += is_warm and is_labelled
        elif words:
            tally.paragraphs += 1
            if is_labelled:
                tally.labelled[outlet, words] += 1


def main() -> None:
    """Print the rows."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--data", type=Path)
    parser.add_argument("--list", action="store_true", help="print what of the articles was labelled")
    options = parser.parse_args()
    print(markdown(list(rows(data_folder(options.data), listed=options.list))))


if __name__ == "__main__":
    main()
