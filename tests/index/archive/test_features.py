"""What the index is sorted from."""

from __future__ import annotations

import numpy as np
from tests.index.archive.making import text, words

from geopolitik.index.archive.features import features, of_shard, parted
from geopolitik.index.archive.grams import KEY, SHARDS, sampled, short
from geopolitik.text.word_arrays import runs, word_arrays

TEXTS = [text(900, n) for n in range(30)]


def test_every_entry_is_in_the_shard_that_its_gram_begins_with() -> None:
    entries = features(TEXTS).entries
    parts = [of_shard(entries, shard) for shard in range(SHARDS)]
    assert all(len(part) for part in parts)
    assert np.array_equal(np.concatenate(parts), entries)
    for shard, part in enumerate(parts):
        assert set((parted(part)[0] >> KEY).tolist()) == {shard}


def test_entries_are_the_sampled_grams_of_each_text() -> None:
    grams, rows = parted(features(TEXTS).entries)
    for n, one in enumerate(TEXTS):
        hashed, _ = runs(word_arrays([one]))
        assert set(grams[rows == n].tolist()) == set(short(hashed[sampled(hashed)]).tolist())


def test_forms_tell_the_order_of_words() -> None:
    some = words(40, "one")
    told = features([" ".join(some), " ".join(some[::-1]), ", ".join(some).upper(), "", "!"]).forms.tolist()
    assert told[0] == told[2] != told[1]
    assert told[3] == told[4]


def test_no_texts_have_no_features() -> None:
    assert len(features([]).entries) == len(features([]).forms) == 0
