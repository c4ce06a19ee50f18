"""What two texts have in common: runs of four words as seeds, chained to passages on both sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geopolitik.index.archive.boilerplate import Repeats
from geopolitik.index.archive.forms import is_form
from geopolitik.index.archive.frame import is_frame
from geopolitik.index.archive.furniture import NO_FURNITURE, Furniture
from geopolitik.index.archive.grams import Grams, sampled, short
from geopolitik.index.archive.lists import listed_before
from geopolitik.index.archive.quoting import quoted_before
from geopolitik.model.archive import Passage
from geopolitik.model.span import Span
from geopolitik.steps.extract.traits import is_caption
from geopolitik.text.word_arrays import GRAM, runs, word_arrays

LEAST = 8
"""Equal words of a passage; fewer are a turn of phrase."""
LONG, LONG_OWN = 30, 12
"""Equal words of one passage that make a pair, and how many of them must stand outside quotation marks: two
reporters who quote one speaker have his words, and not each other's."""
BRIEF, BRIEF_SHARE = 24, 0.08
"""So many do if they are so much of the shorter text."""
MANY, MANY_OWN, MANY_LONGEST = 48, 24, 16
"""The same of all passages together: a rewrite has many short ones. One of them must be so long; else they
are turns of phrase that two reports of one event need."""
WHOLE = 0.3
"""Passages that cover so much of the shorter text make a pair, quoted or not."""
WITHIN = 0.5
"""Within one outlet nothing less makes a pair, with its lists and without: what else its texts have in common
is furniture that isn't known as such yet, a gallery's captions, a writer's portrait."""
_NOTICE = 40
"""Words of a notice that travels with an agency's texts, or of a portrait of a writer. What is longer and
stands on another site as well is taken from there, even if that site has it every week."""
_CAPTION = 50
"""Words of a passage that is a caption if it is one on either side; a longer one must be so on both."""
_BOILERPLATE, _BOILERPLATE_OWN = 120, 0.75
"""Words of a passage that are boilerplate if they come back: a portrait with its notice of rights is
shorter, and what is longer is a document, or a text. So much of it must stand outside quotation marks: a
saying comes back too, and is no outlet's."""
_GAP = 20
"""Words that may lie between two seeds of a passage, on either side."""
_OPEN = 4
"""So many passages can go on at a time: a seed met by chance between two doesn't part them."""
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A text, ready to be compared with many."""

    begins: Numbers
    """Of each word, in code points; `ends` likewise."""
    ends: Numbers
    grams: NDArray[np.uint64]
    """The runs of four words that it holds, sorted; `places` says where each stands first."""
    places: Numbers
    quoted: Numbers
    """How many words are quoted before each word; one more at the end."""
    sampled: Numbers
    """The places of its sampled 4-grams."""
    keys: Grams
    """These 4-grams, 38 bits of each; `odd` says which of them are furniture of its outlet."""
    odd: NDArray[np.bool_]
    text: str

    def sampled_between(self, start: int, end: int) -> slice:
        """Which of the sampled 4-grams lie in the words from `start` to `end`."""
        low, high = np.searchsorted(self.sampled, (start, end - GRAM + 1))
        return slice(int(low), int(high))


def prepared(
    texts: Sequence[str], sites: Sequence[int], furniture: Furniture = NO_FURNITURE
) -> Iterator[Prepared]:
    """Make some texts ready.

    Args:
        texts: a few at a time; they are prepared together.
        sites: of each text the number of its site, negative if it has none.
        furniture: what repeats within one site.
    """
    words = word_arrays(texts)
    hashed, at = runs(words)
    bounds = np.searchsorted(at, words.bounds)
    for n, site in enumerate(sites):
        grams, place = hashed[bounds[n] : bounds[n + 1]], at[bounds[n] : bounds[n + 1]] - words.bounds[n]
        kept = np.flatnonzero(sampled(grams))
        keys = short(grams[kept])
        some, first = np.unique(grams, return_index=True)
        own = words.of(n)
        begins = words.begins[own]
        yield Prepared(
            begins,
            words.ends[own],
            some,
            place[first],
            quoted_before(texts[n], begins),
            place[kept],
            keys,
            furniture.holds(keys, site),
            texts[n],
        )


def shared(a: Prepared, b: Prepared) -> tuple[Passage, ...]:
    """The passages that two texts share, in the order of `a`, without furniture."""
    return _as_passages(_found(a, b, within=False), a, b)


def passages(
    a: Prepared, b: Prepared, *, within: bool = False, repeats: Repeats | None = None
) -> tuple[Passage, ...]:
    """The passages that two texts share, as `shared` has them; none unless they make a pair.

    Args:
        a: the one.
        b: the other.
        within: whether one outlet published both.
        repeats: knows what outlets repeat: their boilerplate is left out, as captions and forms are.
    """
    found = _found(a, b, within=within)
    if not _is_pair(found, a, b, within=within):
        return ()
    found = [
        chain
        for chain in found
        if not _is_framed(chain, a, b, within=within) and not _says_nothing(chain, a, b, repeats)
    ]
    if not _is_pair(found, a, b, within=within) or (within and _is_listed(found, a, b)):
        return ()
    return _as_passages(found, a, b)


def share(passages: Sequence[Passage], text: Prepared, *, of_a: bool) -> float:
    """The share of a text's words that passages cover; 0..1."""
    if not len(text.begins):
        return 0.0
    sides = [passage.a if of_a else passage.b for passage in passages]
    covered = np.zeros(len(text.begins) + 1, np.int64)
    np.add.at(covered, np.searchsorted(text.begins, [side.start for side in sides]), 1)
    np.add.at(covered, np.searchsorted(text.begins, [side.end for side in sides]), -1)
    return float((np.cumsum(covered)[:-1] > 0).mean())


@dataclass(slots=True)
class _Chain:
    """Seeds that follow one another on both sides; in words, ends not included."""

    a: int
    b: int
    a_end: int
    b_end: int
    words: int

    def takes(self, seed: tuple[int, int, int]) -> bool:
        """Whether a seed goes on where this one ends; if so, it is taken in."""
        a, b, words = seed
        # A seed may begin within the last one, where a word more or less stands between the two.
        if not (-GRAM < a - self.a_end <= _GAP and -GRAM < b - self.b_end <= _GAP):
            return False
        fresh = min(words, a + words - self.a_end, b + words - self.b_end)
        if fresh > 0:
            self.a_end, self.b_end, self.words = a + words, b + words, self.words + fresh
        return True

    def quoted(self, a: Prepared, b: Prepared) -> int:
        """How many of the words are quoted, on the side where more are."""
        ours = a.quoted[self.a_end] - a.quoted[self.a]
        return int(max(ours, b.quoted[self.b_end] - b.quoted[self.b]))

    def passage(self, a: Prepared, b: Prepared) -> Passage:
        """The passage in code points."""
        ours = Span(int(a.begins[self.a]), int(a.ends[self.a_end - 1]))
        theirs = Span(int(b.begins[self.b]), int(b.ends[self.b_end - 1]))
        return Passage(ours, theirs, self.words)


def _seeds(a: Prepared, b: Prepared) -> list[tuple[int, int, int]]:
    """Equal runs of words: where in `a`, where in `b`, how many words; in the order of `a`."""
    if len(a.grams) > len(b.grams):
        return sorted((there, here, words) for here, there, words in _seeds(b, a))
    if not len(a.grams):
        return []
    at = np.minimum(np.searchsorted(b.grams, a.grams), len(b.grams) - 1)
    same = b.grams[at] == a.grams
    ours, theirs = a.places[same], b.places[at[same]]
    if not len(ours):
        return []
    order = np.lexsort((ours, ours - theirs))
    ours, theirs = ours[order], theirs[order]
    fresh = np.ones(len(ours), np.bool_)
    fresh[1:] = (np.diff(ours) > GRAM) | (np.diff(ours - theirs) != 0)
    first = np.flatnonzero(fresh)
    last = np.append(first[1:], len(ours)) - 1
    words = ours[last] - ours[first] + GRAM
    return sorted(zip(ours[first].tolist(), theirs[first].tolist(), words.tolist(), strict=True))


def _found(a: Prepared, b: Prepared, *, within: bool) -> list[_Chain]:
    long = [chain for chain in _chains(_seeds(a, b)) if chain.words >= LEAST]
    return [chain for chain in long if not _is_furniture(chain, a, b, within=within)]


def _is_pair(found: Sequence[_Chain], a: Prepared, b: Prepared, *, within: bool) -> bool:
    """Whether passages make a pair."""
    covered = sum(chain.words for chain in found) / max(1, min(len(a.begins), len(b.begins)))
    if within:
        return covered >= WITHIN
    return covered >= WHOLE or _is_enough(found, covered, a, b)


def _is_enough(found: Sequence[_Chain], covered: float, a: Prepared, b: Prepared) -> bool:
    """Whether passages that cover little of either text make a pair."""
    own = [chain.words - chain.quoted(a, b) for chain in found]
    long = BRIEF if covered >= BRIEF_SHARE else LONG
    if any(chain.words >= long and alone >= LONG_OWN for chain, alone in zip(found, own, strict=True)):
        return True
    if all(chain.words < MANY_LONGEST for chain in found):
        return False
    return sum(chain.words for chain in found) >= MANY and sum(own) >= MANY_OWN


def _is_listed(found: Sequence[_Chain], a: Prepared, b: Prepared) -> bool:
    """Whether passages make no pair of one outlet's without the words that stand in lists on either side."""
    ours, theirs = listed_before(a.text), listed_before(b.text)
    own = len(a.begins) - ours[-1], len(b.begins) - theirs[-1]
    shared = 0
    for chain in found:
        listed = max(ours[chain.a_end] - ours[chain.a], theirs[chain.b_end] - theirs[chain.b])
        shared += chain.words - int(listed)
    return bool(shared < WITHIN * max(1, min(own)))


def _says_nothing(chain: _Chain, a: Prepared, b: Prepared, repeats: Repeats | None) -> bool:
    """Whether a passage is a picture's caption, a form, or boilerplate."""
    captions = [_is_captioned(a, chain.a, chain.a_end), _is_captioned(b, chain.b, chain.b_end)]
    if any(captions) if chain.words < _CAPTION else all(captions):
        return True
    passage = chain.passage(a, b)
    ours, theirs = a.text[passage.a.start : passage.a.end], b.text[passage.b.start : passage.b.end]
    if is_form(ours, theirs, chain.words):
        return True
    own = chain.words - chain.quoted(a, b)
    if repeats is None or not BRIEF <= chain.words < _BOILERPLATE or own < _BOILERPLATE_OWN * chain.words:
        return False
    keys = a.keys[a.sampled_between(chain.a, chain.a_end)]
    return repeats.is_boilerplate(np.intersect1d(keys, b.keys[b.sampled_between(chain.b, chain.b_end)]))


def _is_framed(chain: _Chain, a: Prepared, b: Prepared, *, within: bool) -> bool:
    """Whether a passage is of the page's frame on both sides; a long one only where one outlet has both."""
    if not within and chain.words >= _BOILERPLATE:
        return False
    passage = chain.passage(a, b)
    sides = ((a.text, passage.a), (b.text, passage.b))
    return all(is_frame(text, span.start, span.end) for text, span in sides)


def _is_captioned(text: Prepared, start: int, end: int) -> bool:
    """Whether the words from `start` to `end` stand in one line, and that is a picture's caption."""
    at, stop = int(text.begins[start]), int(text.ends[end - 1])
    if "\n" in text.text[at:stop]:
        return False
    before, after = text.text.rfind("\n", 0, at) + 1, text.text.find("\n", stop)
    return is_caption(text.text[before : after if after >= 0 else None].strip())


def _as_passages(found: Sequence[_Chain], a: Prepared, b: Prepared) -> tuple[Passage, ...]:
    return tuple(chain.passage(a, b) for chain in sorted(found, key=lambda chain: (chain.a, chain.b)))


def _chains(seeds: Sequence[tuple[int, int, int]]) -> list[_Chain]:
    chains: list[_Chain] = []
    for seed in seeds:
        if not any(chain.takes(seed) for chain in reversed(chains[-_OPEN:])):
            a, b, words = seed
            chains.append(_Chain(a, b, a + words, b + words, words))
    return chains


def _is_furniture(chain: _Chain, a: Prepared, b: Prepared, *, within: bool) -> bool:
    """Whether a passage is furniture: of one site, or of both if it is long and they are two outlets'."""
    ours, theirs = _is_odd(a, chain.a, chain.a_end), _is_odd(b, chain.b, chain.b_end)
    if within or chain.words < _NOTICE:
        return ours or theirs
    return ours and theirs


def _is_odd(text: Prepared, start: int, end: int) -> bool:
    """Whether most of the words from `start` to `end` are furniture of the text's site."""
    odd = text.odd[text.sampled_between(start, end)]
    return bool(2 * np.count_nonzero(odd) > len(odd))
