"""Make the word list of the games from a folder of SCOWL, the spell checkers' word lists.

    python tools/make_game_words.py /usr/share/dict/scowl > src/geopolitik/lexicon/data/game_words.tsv

The folder is what Debian's package `scowl` installs. Kept are lower-case words of 4 to 10 letters, in
British and American spelling, that are in the lists up to size 50 (beyond it stand words that few know), but
none that `game_unsuitable.tsv` bars. SCOWL's size tells how common a word is: the lower, the more common.
Words with one beginning share a row, to keep the file small.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from pathlib import Path

from geopolitik.publish.games.suitable import is_barred

COLUMNS = {10: "10", 20: "20", 35: "35", 40: "50", 50: "50"}
SPELLINGS = ("english", "american", "british", "british_z")
WORD = re.compile(r"[a-z]{4,10}")
HEADER = """\
# English words of 4 to 10 letters for the games, by how common they are: in column 10 the most common.
# A word is a beginning with one of the endings in its row; `-` is the beginning alone.
# Origin: SCOWL (Spell Checker Oriented Word Lists), sizes up to 50, used under the licences in NOTICE;
# changed: chosen and joined by tools/make_game_words.py.
# Copyright 2000-2011 by Kevin Atkinson. Permission to use, copy, modify, distribute and sell these word
# lists, the associated scripts, the output created from the scripts, and its documentation for any purpose is
# hereby granted without fee, provided that the above copyright notice appears in all copies and that both
# that copyright notice and this permission notice appear in supporting documentation. Kevin Atkinson makes no
# representations about the suitability of this array for any purpose. It is provided "as is" without express
# or implied warranty.
beginning\t10\t20\t35\t50"""


def columns(folder: Path) -> dict[str, str]:
    """Every word that is kept, with the column of the smallest list that has it."""
    found: dict[str, str] = {}
    for size, column in sorted(COLUMNS.items(), reverse=True):
        for spelling in SPELLINGS:
            path = folder / f"{spelling}-words.{size}"
            lines = path.read_text(encoding="iso-8859-1").split() if path.exists() else []
            found.update((word, column) for word in lines if WORD.fullmatch(word) and not is_barred(word))
    return found


def rows(words: list[str], column: dict[str, str], length: int) -> list[str]:
    """Rows for words that share their first `length` letters: one, or several if that is shorter."""
    beginning = words[0][:length]
    endings: defaultdict[str, list[str]] = defaultdict(list)
    further: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        endings[column[word]].append(word[length:] or "-")
        further[word[: length + 1]].append(word)
    cells = (" ".join(endings[name]) for name in ("10", "20", "35", "50"))
    whole = ["\t".join((beginning, *cells)).rstrip("\t")]
    if len(further) == len(words):
        return whole
    split = [row for group in further.values() for row in rows(group, column, length + 1)]
    return min(whole, split, key=lambda lines: sum(len(line) + 1 for line in lines))


def main(folder: Path) -> None:
    """Print the table."""
    column = columns(folder)
    print(HEADER)
    print("\n".join(rows(sorted(column), column, 0)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
