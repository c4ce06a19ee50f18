"""What a sentence model adds: to alignment, and to the likeness of single sentences as people judge it.

    python -m benchmarks.sentence_model --model FOLDER [--data DIR]

The folder with `seeds/` and `data/` comes from --data or GEOPOLITIK_DATA. Texts are aligned as known to be
related, once by words alone and once with the model.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.common import VARIABLE, Row, data_folder, markdown, read, seeds
from geopolitik.model.annotation import Annotation, Token
from geopolitik.model.protocols import SentenceModel
from geopolitik.model.span import Span
from geopolitik.model.story import Alignment
from geopolitik.steps.align import align
from geopolitik.text.forms import form
from geopolitik.text.sentence_model import load_model
from geopolitik.text.similarity import counted, lexical, with_model
from geopolitik.text.words import word_spans

Pair = tuple[int, int]
TextPair = tuple[Annotation, Annotation]
HEAD = ("measure", "words alone", "with the model")

_IN_STEP = 0.75
"""Share of paragraphs that must answer to the one with the same number."""
_LITTLE = 0.5
"""Sentences less alike than this by words say the same, if they do, mostly in other words."""


def gold_pairs(a: Annotation, b: Annotation, links: Iterable[dict[str, Any]], strength: str) -> set[Pair]:
    """The gold links of one strength as pairs of sentences."""
    chosen = [link for link in links if link["strength"] == strength]
    return {(_sentence(a, Span(*link["a"])), _sentence(b, Span(*link["b"]))) for link in chosen}


def _sentence(text: Annotation, span: Span) -> int:
    """The sentence that shares most with a hand-marked stretch; -1, which no pair has, if none does."""
    shared = [min(s.end, span.end) - max(s.start, span.start) for s in text.sentences]
    best = max(range(len(shared)), key=shared.__getitem__)
    return best if shared[best] > 0 else -1


def f1(found: set[Pair], right: set[Pair]) -> tuple[float, float, float]:
    """Precision, recall and their harmonic mean."""
    hits = len(found & right)
    return (
        hits / max(1, len(found)),
        hits / max(1, len(right)),
        2 * hits / max(1, len(found) + len(right)),
    )


def seed_rows(data: Path, model: SentenceModel) -> list[Row]:
    a, b, gold = seeds(data)
    core, weak = (gold_pairs(a, b, gold["links"], strength) for strength in ("core", "weak"))
    lenient, strict = [], []
    for plug in (None, model):
        found = {(i, j) for i, j, _ in align(a, b, related=True, model=plug).pairs}
        # A weak link may be found or not: it is neither a hit nor an error.
        lenient.append("{2:.3f} (P {0:.3f}, R {1:.3f})".format(*f1(found - weak, core)))
        strict.append("{2:.3f} (P {0:.3f}, R {1:.3f})".format(*f1(found, core)))
    return [
        Row(f"seeds, F1 over {len(core)} core links, {len(weak)} weak ones optional", lenient[0], lenient[1]),
        Row("seeds, F1 over core links, weak ones count as errors", strict[0], strict[1]),
    ]


def equal_pairs(data: Path) -> list[TextPair]:
    """OneStopEnglish, advanced and elementary, where both have equally many paragraphs."""
    folder = data / "data" / "rewriting" / "onestopenglish"
    pairs = []
    for advanced in sorted((folder / "adv").glob("*-adv.txt")):
        elementary = folder / "ele" / advanced.name.replace("-adv.txt", "-ele.txt")
        if elementary.exists() and _paragraphs(advanced) == _paragraphs(elementary):
            pairs.append((read(advanced), read(elementary)))
    return pairs


def _paragraphs(path: Path) -> int:
    lines = path.read_text(encoding="utf-8-sig", errors="replace").splitlines()
    return sum(bool(line.strip()) for line in lines)


def in_paragraph(alignment: Alignment) -> tuple[int, int]:
    """Sentences of the copy whose best match lies in the same paragraph, and sentences with a match."""
    best: dict[int, tuple[float, int]] = {}
    for i, j, score in alignment.pairs:
        best[j] = max(best.get(j, (0.0, -1)), (score, i))
    a, b = _numbered(alignment.a), _numbered(alignment.b)
    return sum(a[i] == b[j] for j, (_, i) in best.items()), len(best)


def _numbered(text: Annotation) -> list[int]:
    """For each sentence the number of its paragraph, counting only paragraphs with sentences."""
    order = {block: n for n, block in enumerate(sorted({s.paragraph for s in text.sentences}))}
    return [order[s.paragraph] for s in text.sentences]


def in_step(a: Annotation, b: Annotation) -> bool:
    """Whether most paragraphs are, taken whole, most like the one with the same number.

    Equally many paragraphs may still be shifted, where one was joined and another cut in two.
    """
    whole = [_whole_paragraphs(text) for text in (a, b)]
    best = lexical(*map(counted, whole)).cosine().argmax(axis=0)
    return float((best == np.arange(len(best))).mean()) >= _IN_STEP


def _whole_paragraphs(text: Annotation) -> list[list[Token]]:
    numbers = _numbered(text)
    paragraphs: list[list[Token]] = [[] for _ in range(max(numbers) + 1)]
    for sentence, number in zip(text.sentences, numbers, strict=True):
        paragraphs[number] += text.tokens_of(sentence)
    return paragraphs


def onestop_rows(name: str, pairs: Sequence[TextPair], model: SentenceModel) -> list[Row]:
    shares, matched = [], []
    for plug in (None, model):
        counts = [in_paragraph(align(a, b, related=True, model=plug)) for a, b in pairs]
        right, of = (sum(n) for n in zip(*counts, strict=True))
        shares.append(f"{right / of:.3f} ({right} of {of})")
        matched.append(f"{of / sum(len(b.sentences) for _, b in pairs):.3f}")
    name = f"OneStopEnglish, {len(pairs)} {name}"
    return [
        Row(f"{name}: best match in the same paragraph", shares[0], shares[1]),
        Row(f"{name}: sentences of the simpler text that have a match", matched[0], matched[1]),
    ]


def judged(data: Path) -> list[tuple[str, str, float]]:
    """Sentence pairs of the STS 2014 news parts with people's score from 0 to 5; unscored ones left out."""
    rows = []
    for name in ("headlines", "deft-news"):
        path = data / "data" / "sentences" / "sts" / "2014" / f"{name}.test.tsv"
        for line in path.read_text(encoding="utf-8").splitlines():
            score, *both = line.split("\t")
            if score and len(both) >= 2:
                rows.append((both[0], both[1], float(score)))
    return rows


def _tokens(sentence: str) -> list[Token]:
    return [Token(start, end, *form(sentence[start:end])) for start, end in word_spans(sentence)]


def judged_rows(data: Path, model: SentenceModel) -> list[Row]:
    """Agreement with people, over all pairs and where words alone see little."""
    rows = judged(data)
    a, b, scores = [r[0] for r in rows], [r[1] for r in rows], np.array([r[2] for r in rows])
    matrix = lexical(counted([_tokens(x) for x in a]), counted([_tokens(x) for x in b])).cosine()
    words, both = matrix.diagonal(), with_model(matrix, model, a, b).diagonal()
    disguised = words < _LITTLE
    same, other = disguised & (scores >= 4), disguised & (scores <= 2)
    pearson = [f"{np.corrcoef(found, scores)[0, 1]:.3f}" for found in (words, both)]
    told = [f"{(f[same][:, None] > f[other][None, :]).mean():.3f}" for f in (words, both)]
    return [
        Row(f"STS 2014 news, {len(rows)} pairs: Pearson with people's scores", pearson[0], pearson[1]),
        Row(
            f"of them alike by words < {_LITTLE}: one of {same.sum()} paraphrases (4-5) is put before one of "
            f"{other.sum()} others (0-2)",
            told[0],
            told[1],
        ),
    ]


def speed_rows(data: Path, model: SentenceModel) -> list[Row]:
    """Times with a model that has seen nothing yet, since it remembers what it has encoded."""
    a, b, _ = seeds(data)
    times = []
    for plug in (None, model):
        start = time.perf_counter()
        align(a, b, related=True, model=plug)
        times.append(time.perf_counter() - start)
    speed = (len(a.sentences) + len(b.sentences)) / (times[1] - times[0])
    return [
        Row("seeds: aligning", f"{times[0] * 1000:.0f} ms", f"{times[1] * 1000:.0f} ms"),
        Row("sentences encoded a second", "", f"{speed:.0f}"),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--model", type=Path, required=True, help="folder of the sentence model")
    parser.add_argument("--data", type=Path, help=f"folder with seeds/ and data/ (or {VARIABLE})")
    options = parser.parse_args()
    data = data_folder(options.data)
    model = load_model(options.model)
    pairs = equal_pairs(data)
    stepping = [pair for pair in pairs if in_step(*pair)]
    rows = [
        *seed_rows(data, model),
        *onestop_rows("pairs with equally many paragraphs", pairs, model),
        *onestop_rows("of them with paragraphs in step", stepping, model),
        *judged_rows(data, model),
        *speed_rows(data, load_model(options.model)),
    ]
    print(markdown(rows, HEAD))
    print("\nin step:", ", ".join(Path(a.article.capture.name).stem for a, _ in stepping))
    print(f"model {model.id[:16]}, {model.dim} dimensions; {time.strftime('%Y-%m-%d', time.gmtime())}")


if __name__ == "__main__":
    main()
