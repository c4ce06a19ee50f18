"""Make the table of like words from a WordNet 3.0 database folder.

    python tools/make_synonyms.py /usr/share/wordnet > src/geopolitik/lexicon/data/like_words.tsv

Kept are synsets in which at least two one-word lemmas were seen in the tagged corpora (so that the rare
senses, which make everything a synonym of everything, stay out), and pairs of words that are derived from
one another (`decide`, `decision`) but have different stems. Words are stored as Snowball stems.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import snowballstemmer

PARTS = {"noun": "1", "verb": "2", "adj": "3", "adv": "4"}
HEADER = """# Words that often stand for one another, as Snowball (English) stems.
# Origin: WordNet 3.0, (c) 2006 Princeton University, used under the WordNet 3.0 licence (see NOTICE);
# made by tools/make_synonyms.py. kind: synonym = one synset; derived = derivationally related forms.
kind\tstems"""


@dataclass(frozen=True, slots=True)
class Synset:
    """One line of a `data.*` file: its words with lexical ids, and its derivational pointers."""

    part: str
    offset: str
    file_number: str
    words: tuple[tuple[str, str], ...]
    derived: tuple[tuple[str, str, int, int], ...]


def synsets(folder: Path) -> Iterator[Synset]:
    """All synsets of the four parts of speech."""
    letter = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
    for part in PARTS:
        for line in (folder / f"data.{part}").read_text(encoding="utf-8").splitlines():
            if line.startswith(" "):
                continue
            fields = line.split(" | ")[0].split()
            count = int(fields[3], 16)
            words = tuple((fields[4 + 2 * i].split("(")[0].lower(), fields[5 + 2 * i]) for i in range(count))
            at = 4 + 2 * count
            pointers = fields[at + 1 : at + 1 + 4 * int(fields[at])]
            derived = tuple(
                (pointers[i + 1], pointers[i + 2], int(pointers[i + 3][:2], 16), int(pointers[i + 3][2:], 16))
                for i in range(0, len(pointers), 4)
                if pointers[i] == "+"
            )
            yield Synset(letter[part], fields[0], fields[1], words, derived)


def tag_counts(folder: Path) -> dict[tuple[str, str, str, str], int]:
    """How often each sense was seen, by lemma, part, lexicographer file and lexical id."""
    counts: dict[tuple[str, str, str, str], int] = {}
    for line in (folder / "cntlist.rev").read_text(encoding="utf-8").splitlines():
        key, _, count = line.split()
        lemma, rest = key.split("%")
        part, file_number, lex_id = rest.split(":")[:3]
        counts[lemma, {"5": "3"}.get(part, part), file_number, lex_id] = int(count)
    return counts


def main(folder: Path) -> None:
    """Print the table."""
    stem = snowballstemmer.stemmer("english").stemWord
    counts = tag_counts(folder)
    number = {"n": "1", "v": "2", "a": "3", "r": "4"}
    found = {(s.part, s.offset): s for s in synsets(folder)}

    def seen(synset: Synset, word: str, lex_id: str) -> bool:
        key = (word, number[synset.part], synset.file_number, f"{int(lex_id, 16):02d}")
        return counts.get(key, 0) > 0 and "_" not in word and len(word) > 2 and word.isalpha()

    rows: set[tuple[str, str]] = set()
    for synset in found.values():
        stems = sorted({stem(w) for w, i in synset.words if seen(synset, w, i)})
        if len(stems) > 1:
            rows.add(("synonym", " ".join(stems)))
        for offset, part, source, target in synset.derived:
            other = found.get((part, offset))
            if other is None or not source:
                continue
            here, there = synset.words[source - 1], other.words[target - 1]
            pair = sorted({stem(here[0]), stem(there[0])})
            if len(pair) == 2 and seen(synset, *here) and seen(other, *there):
                rows.add(("derived", " ".join(pair)))
    print(HEADER)
    for kind, stems_text in sorted(rows):
        print(f"{kind}\t{stems_text}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
