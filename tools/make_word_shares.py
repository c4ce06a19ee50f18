"""Count in how many of a thousand articles each word stands, for `lexicon/data/word_shares.tsv`.

python tools/make_word_shares.py articles.jsonl.xz > src/geopolitik/lexicon/data/word_shares.tsv
"""

from __future__ import annotations

import json
import lzma
import sys
from collections import Counter

from geopolitik.text.fingerprints import words_of
from geopolitik.text.forms import function_words

_LEAST = 10
_HEAD = """# In how many of a thousand news articles a word stands; words in fewer than ten are left out.
# Origin: counted by tools/make_word_shares.py over the 37,544 articles of the allsides crowd (2012-2020).
word\tshare"""


def main() -> None:
    """Print the list."""
    holders: Counter[str] = Counter()
    articles = 0
    with lzma.open(sys.argv[1], "rt", encoding="utf-8") as lines:
        for line in lines:
            articles += 1
            record = json.loads(line)
            holders.update(set(words_of(f"{record['title'] or ''}\n{record['text'] or ''}")))
    print(_HEAD)
    shares = ((round(1000 * count / articles), word) for word, count in holders.items())
    for share, word in sorted(shares, key=lambda row: (-row[0], row[1])):
        if share >= _LEAST and word not in function_words():
            print(f"{word}\t{share}")


if __name__ == "__main__":
    main()
