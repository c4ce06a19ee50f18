"""Credit lines: who is credited, and how, against 150 texts labelled by hand.

    python -m benchmarks.credits [--data DIR] [--show]

The labels (`gold/credits/labels.tsv`, its guideline beside it) name set, id, who is credited and in which
roles of `model/article.py`; no text. A credit is found if the same outlet is named in one of those roles; one
that the labels leave open, such as the page's own name, counts neither way. Half of the texts served to
develop the patterns, the other half was held out.

For the record, PolNeAR's `wire` (rows that aren't NA): the credit lines themselves were taken out of those
texts, so that only a dateline or an inner cue can name the agency.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import lzma
import re
import sys
import tarfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from benchmarks.common import VARIABLE, Row, data_folder, markdown
from geopolitik.model.article import Article
from geopolitik.steps.collect import capture_bytes
from geopolitik.steps.extract import extract
from geopolitik.text.chain import outlet_key

LABELS = Path(__file__).parent / "gold" / "credits" / "labels.tsv"
HALVES = ("develop", "held out")
TARGET = ".90 (.95)"
_SPACED = re.compile(r" (?=[.,;:!?)\]])|(?<=[(\[]) ")


@dataclass(frozen=True, slots=True)
class Due:
    """One line of the labels."""

    name: str
    roles: frozenset[str]
    """Empty: any."""
    status: str
    """`due`, or `opt` and `own`: may be found, need not."""

    def admits(self, name: str, role: str) -> bool:
        return outlet_key(self.name) == name and (not self.roles or role in self.roles)


@dataclass(frozen=True, slots=True)
class Text:
    """A labelled text."""

    set: str
    id: str
    half: str
    credits: tuple[Due, ...]


@dataclass(slots=True)
class Tally:
    """Right, missed and invented credits."""

    right: int = 0
    missed: int = 0
    invented: int = 0

    def add(self, other: Tally) -> None:
        self.right += other.right
        self.missed += other.missed
        self.invented += other.invented

    def __str__(self) -> str:
        precision = self.right / max(1, self.right + self.invented)
        recall = self.right / max(1, self.right + self.missed)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        return (
            f"{f1:.3f} (precision {precision:.3f}, recall {recall:.3f}; {self.right + self.missed} credits)"
        )


def labelled() -> list[Text]:
    """The texts with their labels."""
    found: dict[tuple[str, str, str], list[Due]] = {}
    with LABELS.open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            credits = found.setdefault((row["set"], row["id"], row["half"]), [])
            if row["status"] != "none":
                roles = frozenset() if row["roles"] == "*" else frozenset(row["roles"].split("|"))
                credits.append(Due(row["name"], roles, row["status"]))
    return [Text(*key, tuple(credits)) for key, credits in found.items()]


def given(article: Article) -> set[tuple[str, str]]:
    """Whom the text itself credits, and how; what stands in a page's metadata only was not labelled."""
    return {(outlet_key(c.name), c.role.value) for c in article.credits if c.start is not None}


def score(text: Text, found: set[tuple[str, str]]) -> Tally:
    """Set what was found against the labels."""
    due = [credit for credit in text.credits if credit.status == "due"]
    right = sum(any(credit.admits(*one) for one in found) for credit in due)
    invented = sum(not any(credit.admits(*one) for credit in text.credits) for one in found)
    return Tally(right, len(due) - right, invented)


def any_role(text: Text) -> Text:
    """The same labels with every role admitted."""
    credits = tuple(Due(credit.name, frozenset(), credit.status) for credit in text.credits)
    return Text(text.set, text.id, text.half, credits)


Source = Callable[[Path, frozenset[str]], Iterator[tuple[str, bytes]]]


def _helsinki(data: Path, wanted: frozenset[str]) -> Iterator[tuple[str, bytes]]:
    csv.field_size_limit(sys.maxsize)
    with (data / "data/near_duplicate/helsinki/helsinki_articles.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["id"] in wanted:
                yield row["id"], row["text"].replace("###", "\n\n").encode()


def _allsides(data: Path, wanted: frozenset[str]) -> Iterator[tuple[str, bytes]]:
    with lzma.open(data / "data/near_duplicate/allsides/articles.jsonl.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            # The id stands in front; reading all 37,544 in full takes seconds.
            if line[:40].split('"')[3] in wanted:
                item = json.loads(line)
                yield item["id"], f"{item['title']}\n\n{item['text']}".encode()


def _polnear(data: Path, wanted: frozenset[str]) -> Iterator[tuple[str, bytes]]:
    for name in sorted(wanted):
        yield name, (data / f"data/quotes/polnear/train/text/{name}.txt").read_bytes()


def _ecbplus(data: Path, wanted: frozenset[str]) -> Iterator[tuple[str, bytes]]:
    for name in sorted(wanted):
        topic = name.split("_")[0]
        tree = ElementTree.parse(data / f"data/stories/ecbplus/{topic}/{name}.xml")
        sentences: dict[int, list[str]] = {}
        for token in tree.iter("token"):
            sentences.setdefault(int(token.get("sentence", "0")), []).append(token.text or "")
        # Sentence 0 is the address.
        lines = [_SPACED.sub("", " ".join(words)) for number, words in sorted(sentences.items()) if number]
        yield name, "\n".join(lines).encode()


def _scrapinghub(data: Path, wanted: frozenset[str]) -> Iterator[tuple[str, bytes]]:
    for name in sorted(wanted):
        yield name, gzip.decompress((data / f"data/extraction/scrapinghub/html/{name}.html.gz").read_bytes())


def _trafilatura(data: Path, wanted: frozenset[str]) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(data / "data/extraction/trafilatura.tar.gz") as archive:
        for member in archive:
            name = Path(member.name).name
            file = archive.extractfile(member) if member.isfile() and name in wanted else None
            if file:
                yield name, file.read()


SOURCES: Mapping[str, tuple[Source, str]] = {
    "helsinki": (_helsinki, ".txt"),
    "allsides": (_allsides, ".txt"),
    "polnear": (_polnear, ".txt"),
    "ecbplus": (_ecbplus, ".txt"),
    "scrapinghub": (_scrapinghub, ".html"),
    "trafilatura": (_trafilatura, ".html"),
}


def articles(data: Path, texts: Iterable[Text]) -> Iterator[tuple[Text, Article]]:
    """The labelled texts, read."""
    by_key = {(text.set, text.id): text for text in texts}
    for name, (source, ending) in SOURCES.items():
        wanted = frozenset(identity for group, identity in by_key if group == name)
        for identity, content in source(data, wanted):
            yield by_key[name, identity], extract(capture_bytes(content, f"{identity}{ending}"))


def wire_rows(data: Path) -> Iterator[Row]:
    """PolNeAR's `wire`, for the record."""
    folder = data / "data/quotes/polnear"
    with (folder / "metadata.tsv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if row["compartment"] == "train"]
    wires = {row["filename"]: row["wire"] for row in rows if row["wire"] not in ("None", "NA", "")}
    named = right = 0
    for name, content in _polnear(data, frozenset(wires)):
        keys = {key for key, _ in given(extract(capture_bytes(content, f"{name}.txt")))}
        named += bool(keys)
        right += outlet_key(wires[name]) in keys
    answered = f"{right / max(1, named):.3f} right of {named} named"
    yield Row(
        "PolNeAR train, `wire` by dateline or inner cue", f"{answered}, of {len(wires)}", "for the record"
    )


def rows(data: Path, show: bool = False) -> Iterator[Row]:
    """All rows; `show` prints what went wrong in the half for development."""
    whole = {half: Tally() for half in HALVES}
    names = {half: Tally() for half in HALVES}
    for text, article in articles(data, labelled()):
        found = given(article)
        tally = score(text, found)
        whole[text.half].add(tally)
        names[text.half].add(score(any_role(text), {(name, "") for name, _ in found}))
        if show and text.half == HALVES[0] and (tally.missed or tally.invented):
            due = [(credit.name, *sorted(credit.roles)) for credit in text.credits if credit.status == "due"]
            print(f"{text.set} {text.id}: due {due}, found {sorted(found)}", file=sys.stderr)
    for half in HALVES:
        yield Row(f"credits, {half} half: name and role, F1", str(whole[half]), TARGET)
        yield Row(f"credits, {half} half: name, F1", str(names[half]))
    both = Tally()
    for tally in whole.values():
        both.add(tally)
    yield Row("credits, all 150: name and role, F1", str(both), TARGET)
    yield from wire_rows(data)


def main() -> None:
    """Parse the options, measure, print the table."""
    parser = argparse.ArgumentParser(description="Measure how well credits are found.")
    parser.add_argument("--data", type=Path, help=f"folder with seeds/, data/, hostile/ (or {VARIABLE})")
    parser.add_argument(
        "--show", action="store_true", help="tell what went wrong in the half for development"
    )
    options = parser.parse_args()
    print(markdown(rows(data_folder(options.data), options.show)))


if __name__ == "__main__":
    main()
