"""What an outlet's profile knows to repeat on its pages is furniture, whatever it looked like."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import blake2b
from unicodedata import normalize

from geopolitik.model.article import Article, Block, Label
from geopolitik.model.profile import OutletProfile

_MAY_BE = frozenset({Label.STANDFIRST, Label.HEADING, Label.BODY})
"""Labels that a profile may overrule: what an article's facts were read from stays."""
_LEARNT = "repeats on"
_LEAST_WORDS = 4
"""A line of fewer words may head a paragraph on many pages: `What we know`."""
_MOST = 120
"""Blocks of a page that are looked at."""


def block_keys(article: Article) -> Iterator[tuple[str, bool]]:
    """The key of each block that could be furniture, and whether it is read as part of the story."""
    text = article.legible
    found: dict[str, bool] = {}
    for block in article.blocks:
        if _is_open(block) and (key := _key(text[block.start : block.end])) and len(found) < _MOST:
            found[key] = found.get(key, False) or block.label in _MAY_BE
    yield from found.items()


def relabelled(article: Article, profile: OutletProfile) -> Article:
    """The article with what repeats on its outlet's pages labelled as furniture, and what doesn't as it was.

    A page of which nothing would be left is returned as it is.
    """
    text = article.legible
    blocks = tuple(_relabelled(block, text, profile) for block in article.blocks)
    if blocks == article.blocks or not any(block.label is Label.BODY for block in blocks):
        return article
    return replace(article, blocks=blocks)


def _relabelled(block: Block, text: str, profile: OutletProfile) -> Block:
    if block.label not in _MAY_BE:
        return block
    found = profile.repeated.get(_key(text[block.start : block.end]))
    if found is None:
        return block
    reason = f"{_LEARNT} {found[0]} of the {found[1]} last pages of this outlet"
    return replace(block, label=Label.FURNITURE, reason=reason)


def _is_open(block: Block) -> bool:
    return block.label in _MAY_BE or (block.label is Label.FURNITURE and block.reason.startswith(_LEARNT))


def _key(passage: str) -> str:
    """The words of a passage, whatever stands between them, as a hash; empty for one of a few words."""
    folded = normalize("NFKC", passage).casefold()
    words = "".join(c if c.isalnum() else " " for c in folded).split()
    if len(words) < _LEAST_WORDS:
        return ""
    return blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
