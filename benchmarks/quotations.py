"""Quotations and their speakers, measured on PolNeAR.

PolNeAR (Newell, Margolin, Ruths 2018) marks who is the Source of which Content in political news. Its first
annotator (the first `.ann` file of a text in alphabetical order) is taken. What is counted:

- A **quotation** is a stretch between double quotation marks that stands, marks included, inside one
  Content. Fragments of a Content that only blanks separate are joined; a stretch without a word does not
  count.
- It is **found** if one of our quotations covers the same stretch: the two share at least nine tenths of the
  characters that either covers.
- Its **named Source is right** - counted over quotations whose Source is a name or a noun phrase, not a
  pronoun - if our speaker's span overlaps the Source's span, or carries the same entity as a name that we
  found in the Source's span. A quotation that is not found, or has no speaker, counts as wrong.
- **Any Source right** counts pronoun Sources too, by the same rule.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.common import VARIABLE, Row, data_folder, markdown
from geopolitik.model.annotation import Annotation, Quotation
from geopolitik.model.article import Article, Block, Label
from geopolitik.model.capture import Capture
from geopolitik.steps.annotate import annotate

Stretch = tuple[int, int]
_QUOTED = re.compile(r"“([^“”]*)[”“]|''((?:[^'\"]|'(?!'))*)''|\"([^\"]*)\"")
_PRONOUNS = frozenset(
    ["he", "she", "they", "it", "i", "we", "you", "who", "that", "which", "him", "her", "them", "one"]
)


@dataclass(frozen=True, slots=True)
class Gold:
    """A quotation as the annotators marked it."""

    start: int
    end: int
    source: tuple[Stretch, ...]
    source_text: str

    @property
    def is_named(self) -> bool:
        return bool(self.source) and self.source_text.lower().strip() not in _PRONOUNS


def score(folder: Path, *, every: int = 1) -> tuple[tuple[str, float, str], ...]:
    """Measure, figure and target over the texts of `folder` (`text/`, `attributions/`)."""
    total = found = named = named_right = any_source = any_right = 0
    for annotation, golds in read(folder, every=every):
        for gold in golds:
            match = find(annotation, gold)
            right = match is not None and is_right(annotation, match, gold)
            total += 1
            found += match is not None
            any_source += bool(gold.source)
            any_right += bool(gold.source) and right
            named += gold.is_named
            named_right += gold.is_named and right
    return (
        (f"PolNeAR quotations found (of {total})", found / max(total, 1), ".95 (.98)"),
        (f"named Source right (of {named})", named_right / max(named, 1), ".82 (.90)"),
        (f"any Source right (of {any_source})", any_right / max(any_source, 1), ""),
    )


def read(folder: Path, *, every: int = 1) -> Iterator[tuple[Annotation, list[Gold]]]:
    """Every text of the folder, annotated, with its gold quotations."""
    for path in sorted((folder / "text").glob("*.txt"))[::every]:
        files = sorted((folder / "attributions").glob(f"{path.stem}_????.ann"))
        if files:
            text = path.read_text(encoding="utf-8")
            yield annotate(article(text)), list(gold_quotations(text, files[0].read_text(encoding="utf-8")))


def article(text: str) -> Article:
    """A text as an article: its first line the title, every other line a paragraph."""
    blocks: list[Block] = []
    for match in re.finditer(r"[^\n]+", text):
        if match.group().strip():
            blocks.append(Block(*match.span(), Label.BODY if blocks else Label.TITLE))
    capture = Capture(id="", name="", content=b"", sha256="", address="")
    return Article(capture, text, "text", tuple(blocks), language="en")


def gold_quotations(text: str, annotations: str) -> Iterator[Gold]:
    """The quote-marked stretches inside Contents, each with its Source."""
    spans: dict[str, tuple[Stretch, ...]] = {}
    events: list[dict[str, str]] = []
    for line in annotations.splitlines():
        key, _, rest = line.partition("\t")
        if key.startswith("T"):
            offsets = rest.split("\t")[0].partition(" ")[2]
            spans[key] = tuple(_stretch(piece) for piece in offsets.split(";") if piece)
        elif key.startswith("E"):
            events.append(dict(part.split(":", 1) for part in rest.split() if ":" in part))
    seen: set[Stretch] = set()
    for event in events:
        source = spans.get(event.get("Source", ""), ())
        for start, end in _joined(text, spans.get(event.get("Content", ""), ())):
            for match in _QUOTED.finditer(text, start, end):
                group = next(index for index in (1, 2, 3) if match[index] is not None)
                stretch = match.span(group)
                if stretch in seen or not re.search(r"\w", match[group]):
                    continue
                seen.add(stretch)
                yield Gold(*stretch, source, " ".join(text[a:b] for a, b in source))


def _stretch(piece: str) -> Stretch:
    start, end = piece.split()
    return int(start), int(end)


def _joined(text: str, fragments: tuple[Stretch, ...]) -> list[Stretch]:
    found: list[Stretch] = []
    for start, end in sorted(fragments):
        if found and not text[found[-1][1] : start].strip():
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def find(annotation: Annotation, gold: Gold) -> Quotation | None:
    """Our quotation over the same stretch, if there is one."""
    for quotation in annotation.quotations:
        shared = min(gold.end, quotation.end) - max(gold.start, quotation.start)
        either = max(gold.end, quotation.end) - min(gold.start, quotation.start)
        if shared >= 0.9 * either:
            return quotation
    return None


def is_right(annotation: Annotation, quotation: Quotation, gold: Gold) -> bool:
    """Whether our speaker is the gold Source, by span or by entity."""
    speaker = quotation.speaker
    if speaker is None:
        return False
    if any(start < speaker.end and speaker.start < end for start, end in gold.source):
        return True
    inside = {
        name.entity
        for name in annotation.names
        for start, end in gold.source
        if start <= name.start and name.end <= end
    }
    return bool(speaker.entity) and speaker.entity in inside


def rows(data: Path, part: str = "dev", every: int = 1) -> Iterator[Row]:
    """The figures, measured now."""
    folder = data / "data" / "quotes" / "polnear" / part
    for measure, figure, target in score(folder, every=every):
        yield Row(measure, f"{figure:.3f}", target)


def main() -> None:
    """Parse the options, measure, print the table."""
    parser = argparse.ArgumentParser(description="Measure quotations and their speakers on PolNeAR.")
    parser.add_argument("--data", type=Path, help=f"folder that holds data/ (or {VARIABLE})")
    parser.add_argument("--part", default="dev", choices=["dev", "train"])
    parser.add_argument("--every", type=int, default=1, help="take every n-th text only")
    options = parser.parse_args()
    print(markdown(rows(data_folder(options.data), options.part, options.every)))


if __name__ == "__main__":
    main()
