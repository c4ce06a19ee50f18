"""Relation and direction on texts whose history is known. `calibration` has the figures on hard pairs.

    python -m benchmarks.lineage [--data DIR] [--sample N]

DIR (or GEOPOLITIK_DATA) holds `data/`. Nothing is downloaded and no text is printed.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from itertools import combinations, pairwise
from pathlib import Path
from typing import TypeVar
from xml.etree import ElementTree

from benchmarks.common import Row, data_folder, seeds
from geopolitik.model.annotation import Annotation
from geopolitik.model.article import Article, Block, Label
from geopolitik.model.capture import Capture
from geopolitik.model.story import Alignment, Relation, Verdict
from geopolitik.steps.align import align
from geopolitik.steps.annotate import annotate
from geopolitik.steps.group import group
from geopolitik.steps.lineage import relate, stem
from geopolitik.steps.lineage.pair.weights import DIRECTED

SEED = 20261121
_MARKS = {"``": "“", "''": "”"}
"""How treebanks write quotation marks."""
_LEAST_WORDS = 60
"""Shorter texts are left out: they say too little for a verdict."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Case:
    """Two texts and how they are known to hang together."""

    set_name: str
    a: str
    b: str
    truth: str
    """`a → b`, `independent`, or `not derived` (the same event; copying is possible, but rare)."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A case with the verdict on it."""

    case: Case
    relation: Relation
    words_a: int
    words_b: int


def article_of(text: str) -> Article:
    """Plain paragraphs as an article without any metadata."""
    content = text.encode()
    digest = sha256(content).hexdigest()
    blocks = []
    at = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            blocks.append(Block(at, at + len(line.rstrip("\n")), Label.BODY))
        at += len(line)
    capture = Capture(digest[:16], "benchmark", content, digest, "benchmark")
    return Article(capture, text, "text", tuple(blocks), language="en")


@lru_cache(maxsize=4096)
def annotated(text: str) -> Annotation:
    """Annotate once, however many pairs a text stands in."""
    return annotate(article_of(text))


def judge(case: Case) -> Judged:
    """Align and relate the two texts of a case."""
    a, b = annotated(case.a), annotated(case.b)
    wording_a, wording_b = group([a])[0], group([b])[0]
    relation = relate(align(a, b), wording_a, wording_b)
    return Judged(case, relation, len(case.a.split()), len(case.b.split()))


def onestop(data: Path, size: int) -> list[Case]:
    """Guardian articles and what teachers made of them: adv → ele, sides exchanged at random."""
    folder = data / "data/rewriting/onestopenglish"
    names = sorted(p.name.removesuffix("-adv.txt") for p in (folder / "adv").glob("*-adv.txt"))
    cases = []
    for name in _sample(names, size):
        easy = folder / "ele" / f"{name}-ele.txt"
        if easy.exists():
            cases.append(
                Case(
                    "OneStopEnglish adv → ele",
                    read_text(folder / "adv" / f"{name}-adv.txt"),
                    read_text(easy),
                    "a → b",
                )
            )
    return cases


def wikipedia(data: Path, size: int) -> list[Case]:
    """Adjacent versions of Wikipedia pages, oldest first."""
    folder = data / "data/rewriting/wikipedia_versions"
    pages = [p for p in sorted(folder.iterdir()) if p.is_dir()]
    cases = []
    for page in _sample(pages, len(pages)):
        versions = sorted(page.glob("*.txt"), key=lambda p: int(p.stem))
        pairs = list(pairwise(versions))
        if not pairs:
            continue
        old, new = random.Random(f"{SEED}{page.name}").choice(pairs)
        texts = read_text(old), read_text(new)
        # Two versions with the same words have no direction to find.
        if min(len(t.split()) for t in texts) >= _LEAST_WORDS and texts[0].split() != texts[1].split():
            cases.append(Case("Wikipedia, adjacent versions", *texts, "a → b"))
        if len(cases) == size:
            break
    return cases


def look_alikes(data: Path, size: int) -> list[Case]:
    """ECB+: two look-alike events of one topic; no report of one can come from a report of the other."""
    cases = []
    for topic in _topics(data):
        texts = [[t for name, t in topic if name.endswith(end)] for end in ("ecb.xml", "ecbplus.xml")]
        pairs = [(a, b) for a in texts[0] for b in texts[1]]
        cases += [
            Case("ECB+, look-alike events", a, b, "independent") for a, b in _sample(pairs, 1 + size // 35)
        ]
    return _sample(cases, size)


def unrelated(data: Path, size: int) -> list[Case]:
    """ECB+: texts of different topics."""
    firsts = [topic[0][1] for topic in _topics(data) if topic]
    pairs = list(combinations(firsts, 2))
    return [Case("ECB+, unrelated", a, b, "independent") for a, b in _sample(pairs, size)]


def same_event(data: Path, size: int) -> list[Case]:
    """ECB+: reports of one event. Some may come from one agency text: a rate, not an accuracy."""
    cases = []
    for topic in _topics(data):
        pairs = list(combinations([t for name, t in topic if name.endswith("ecbplus.xml")], 2))
        cases += [Case("ECB+, same event", a, b, "not derived") for a, b in _sample(pairs, 1 + size // 35)]
    return _sample(cases, size)


@lru_cache(maxsize=1)
def _topics(data: Path) -> list[list[tuple[str, str]]]:
    folders = sorted((data / "data/stories/ecbplus").iterdir())
    topics = []
    for folder in folders:
        if folder.is_dir():
            texts = [(p.name, ecb_text(p)) for p in sorted(folder.glob("*.xml"))]
            topics.append([(n, t) for n, t in texts if len(t.split()) >= _LEAST_WORDS])
    return topics


def ecb_text(path: Path) -> str:
    """The sentences of an ECB+ file, one a line."""
    sentences: dict[int, list[str]] = {}
    for token in ElementTree.parse(path).getroot().iter("token"):
        word = token.text or ""
        sentences.setdefault(int(token.get("sentence", "0")), []).append(_MARKS.get(word, word))
    if path.name.endswith("ecbplus.xml"):
        sentences.pop(0, None)  # the address
    return "\n".join(_joined(words) for words in sentences.values())


def _joined(words: Sequence[str]) -> str:
    """Tokens as a sentence again, as far as punctuation goes."""
    text = ""
    for word in words:
        joins = not text or text.endswith("“") or word in set(".,;:!?)'’”") or word.startswith("'")
        text += word if joins else " " + word
    return text


def agencies(data: Path, size: int) -> list[Case]:
    """Helsinki: pages by different agencies on the same days, no word 5-gram overlap listed for them."""
    folder = data / "data/near_duplicate/helsinki"
    texts = helsinki(folder)
    with (folder / "silver_wire_byline.tsv").open(newline="", encoding="utf-8") as file:
        rows = [
            r
            for r in csv.DictReader(file, delimiter="\t")
            if not (r["matched_text"] or "").startswith("AFP/")
        ]
    with (folder / "silver_pairs_5gram_containment.tsv").open(newline="", encoding="utf-8") as file:
        alike = {frozenset((r["id_a"], r["id_b"])) for r in csv.DictReader(file, delimiter="\t")}
    by = {
        name: [r["id"] for r in rows if r["wire_byline"] == name and r["id"] in texts]
        for name in ("AP", "AFP", "Reuters")
    }
    pairs = [
        (texts[a], texts[b])
        for one, other in combinations(by, 2)
        for a in by[one]
        for b in by[other]
        if frozenset((a, b)) not in alike and min(len(texts[a].split()), len(texts[b].split())) >= 150
    ]
    return [Case("Helsinki, different agencies", a, b, "not derived") for a, b in _sample(pairs, size)]


def overlapping(data: Path, size: int) -> list[Case]:
    """Helsinki: pages of two publishers that share 30 to 70 % of the shorter one's word 5-grams.

    The overlap is near to a feature of ours: read the figure as a check, not as an accuracy.
    """
    folder = data / "data/near_duplicate/helsinki"
    texts = helsinki(folder)
    with (folder / "silver_pairs_5gram_containment.tsv").open(newline="", encoding="utf-8") as file:
        rows = [r for r in csv.DictReader(file, delimiter="\t") if r["pub_a"] != r["pub_b"]]
    pairs = [
        (texts[r["id_a"]], texts[r["id_b"]])
        for r in rows
        if 0.3 <= float(r["containment_of_shorter"]) <= 0.7 and r["id_a"] in texts and r["id_b"] in texts
    ]
    long_ = [pair for pair in pairs if min(len(text.split()) for text in pair) >= 150]
    return [Case("Helsinki, 30-70 % shared 5-grams", a, b, "related") for a, b in _sample(long_, size)]


@lru_cache(maxsize=1)
def helsinki(folder: Path) -> dict[str, str]:
    """The story of each Helsinki page, by its id."""
    csv.field_size_limit(sys.maxsize)
    with (folder / "helsinki_articles.csv").open(newline="", encoding="utf-8") as file:
        return {row["id"]: _helsinki_text(row["text"]) for row in csv.DictReader(file)}


def _helsinki_text(text: str) -> str:
    """The paragraphs that end like sentences; the rest is mostly site furniture."""
    parts = [part.strip() for part in text.split("###")]
    return "\n".join(p for p in parts if len(p.split()) >= 8 and p.rstrip("\"”'’")[-1:] in ".?!")


def read_text(path: Path) -> str:
    """A file's text, without a byte order mark."""
    return path.read_text(encoding="utf-8-sig", errors="replace")


def _sample(items: Sequence[T], size: int) -> list[T]:
    return random.Random(SEED).sample(list(items), min(size, len(items)))


SETS: tuple[Callable[[Path, int], list[Case]], ...] = (
    onestop,
    wikipedia,
    look_alikes,
    unrelated,
    same_event,
    agencies,
    overlapping,
)


def relation_rows(judged: Sequence[Judged]) -> Iterator[dict[str, str]]:
    """Per set: how often each verdict was given."""
    for name in dict.fromkeys(j.case.set_name for j in judged):
        mine = [j.relation for j in judged if j.case.set_name == name]
        rates = {v.value: _rate(sum(r.relation is v for r in mine), len(mine)) for v in Verdict}
        yield {"set": name, "pairs": str(len(mine)), **rates}


def direction_rows(judged: Sequence[Judged]) -> Iterator[dict[str, str]]:
    """Per set: direction answered, and right when answered, beside the baselines that look at length only."""
    for name in dict.fromkeys(j.case.set_name for j in judged if j.case.truth == "a → b"):
        mine = [j for j in judged if j.case.set_name == name]
        yield {"set": name, "pairs": str(len(mine)), **_direction_rates(mine)}


def _direction_rates(mine: Sequence[Judged]) -> dict[str, str]:
    forward = [j.relation.direction_probability for j in mine]
    longer = [j for j in mine if j.words_b > j.words_a]
    return {
        **_answers(forward),
        "longer is newer": _rate(len(longer), len(mine)),
    }


def _answers(forward: Sequence[float]) -> dict[str, str]:
    answered = [p for p in forward if p >= DIRECTED or p <= 1 - DIRECTED]
    return {
        "answered": _rate(len(answered), len(forward)),
        "right": _rate(sum(p > 0.5 for p in answered), len(answered)),
    }


def unrelated_rows(data: Path, size: int = 8) -> Iterator[dict[str, str]]:
    """Unrelated texts traced together: no derivation, as many origins as texts."""
    texts = [case.a for case in unrelated(data, 3 * size)]
    annotations = [annotated(text) for text in dict.fromkeys(texts)][:size]
    wordings = group(annotations)
    by_capture = {a.capture_id: a for a in annotations}
    aligned: list[tuple[str, str, Alignment]] = []
    relations = []
    for a, b in combinations(wordings, 2):
        alignment = align(by_capture[a.representative or ""], by_capture[b.representative or ""])
        aligned.append((a.id, b.id, alignment))
        relations.append(relate(alignment, a, b))
    lineage = stem(annotations, wordings, relations, aligned)
    yield {
        "texts": str(len(annotations)),
        "independent": _rate(sum(r.relation is Verdict.INDEPENDENT for r in relations), len(relations)),
        "derivations": str(len(lineage.derivations)),
        "origins": f"{lineage.origins.low} to {lineage.origins.high}",
    }


def seed_rows(data: Path) -> Iterator[dict[str, str]]:
    """The family of the two seeds: who hangs on whom, how, and with what credit."""
    annotations = seeds(data)[:2]
    wordings = group(annotations)
    alignment = align(*annotations)
    relation = relate(alignment, *wordings)
    aligned = [(wordings[0].id, wordings[1].id, alignment)]
    lineage = stem(annotations, wordings, [relation], aligned)
    held = {w.id: len(w.witnesses) for w in lineage.wordings}
    for derivation in lineage.derivations:
        yield {
            "witnesses of the original": str(held[derivation.original]),
            "kind": derivation.kind.value,
            "credit": derivation.credit.value,
            "probability": f"{derivation.probability:.3f}",
            "origins": f"{lineage.origins.low} to {lineage.origins.high}",
        }


def rows(data: Path, size: int = 60) -> Iterator[Row]:
    """The figures as rows of a common table."""
    judged = [judge(case) for cases in SETS for case in cases(data, size)]
    for row in relation_rows(judged):
        verdicts = ", ".join(f"{v.value} {row[v.value]}" for v in Verdict)
        yield Row(f"relation, {row['set']} ({row['pairs']})", verdicts)
    for row in direction_rows(judged):
        answers = f"answered {row['answered']}, right {row['right']}"
        yield Row(f"direction without times, {row['set']} ({row['pairs']})", answers)
    for row in unrelated_rows(data):
        yield Row(f"{row['texts']} unrelated texts: derivations", row["derivations"], "0")
    for row in seed_rows(data):
        captured = "a captured" if row["witnesses of the original"] != "0" else "an uncaptured"
        derivation = f"{row['kind']}, credit {row['credit']}, probability {row['probability']}"
        yield Row(f"seeds: derived from {captured} original", derivation)


def _rate(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


def _print(title: str, rows: Sequence[dict[str, str]]) -> None:
    print(f"\n{title}\n")
    if rows:
        print("| " + " | ".join(rows[0]) + " |\n|" + " --- |" * len(rows[0]))
    for row in rows:
        print("| " + " | ".join(row.values()) + " |")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, help="folder that holds data/ and seeds/ (or GEOPOLITIK_DATA)")
    parser.add_argument("--sample", type=int, default=60, help="pairs per set")
    options = parser.parse_args()
    data = data_folder(options.data)
    judged = [judge(case) for cases in SETS for case in cases(data, options.sample)]
    _print("Relation: share of each verdict", list(relation_rows(judged)))
    _print("Direction, without times or credit", list(direction_rows(judged)))
    _print("Unrelated texts traced together", list(unrelated_rows(data)))
    _print("The seeds' family", list(seed_rows(data)))


if __name__ == "__main__":
    main()
