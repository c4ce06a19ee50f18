"""Where sentences begin and end: headlines, abbreviations, initials, decimals, quotations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from geopolitik.lexicon import table
from geopolitik.model.article import STORY_LABELS, Article, Block, Label
from geopolitik.text.forms import fold, function_words
from geopolitik.text.words import WORD

Stretch = tuple[int, int]

_BREAK = re.compile(r"\n[ \t\xa0]*(?=\n)|\n(?=[ \t]*[•▪●*–-][ \t])")
"""A blank line or a list item ends a sentence whatever the punctuation."""

_STOP = re.compile(
    r"""[.!?…]+["”’»')\]]*(?=\s)"""
    r"""|[。！？]["”’»」』]*|[؟।](?=\s)"""
    r"""|(?<=[a-z]{2})(?<!www)[.!?](?:[”’]|)(?=[A-Z][a-z])"""  # a space lost in scraping
)
_INITIALS = re.compile(r"(?:[A-Z]\.)*[A-Z]")
"""`J` of `J. Smith`, `J.R` of `J.R. Smith`."""
_ORDINAL = re.compile(r"(?<![\d.,])\d{1,2}\.$")
_NOBODY = frozenset({"nobody", "everybody", "everyone", "somebody", "someone", "nothing", "none"})
"""Words that open a sentence and are part of no name, beside the function words."""
_OPENERS = "\"'“‘«„([{•-–—*#"
_CLOSERS = "\"”’»')]"
_HEADLINES = frozenset({Label.TITLE, Label.HEADING})


def sentence_spans(article: Article, text: str) -> Iterator[tuple[int, int, Label, int]]:
    """Start, end, label and block index of every sentence of the story, in text order.

    A title or heading is one sentence. A quotation's closing mark belongs to its sentence, and a sentence
    goes on behind a quotation that is followed by its speaker.
    """
    ordinals = article.language not in (None, "en")
    for index, block in enumerate(article.blocks):
        if block.label not in STORY_LABELS:
            continue
        for start, end in _block_sentences(text, block, ordinals):
            trimmed = trim(text, start, end)
            if trimmed and WORD.search(text, *trimmed):
                yield *trimmed, block.label, index


def trim(text: str, start: int, end: int) -> Stretch | None:
    """The stretch without blanks at its ends; None if nothing is left."""
    piece = text[start:end]
    bare = piece.strip()
    if not bare:
        return None
    start += len(piece) - len(piece.lstrip())
    return start, start + len(bare)


def _block_sentences(text: str, block: Block, ordinals: bool) -> Iterator[Stretch]:
    if block.label in _HEADLINES:
        yield block.start, block.end
        return
    at = block.start
    for match in _BREAK.finditer(text, block.start, block.end):
        yield from _split(text, at, match.start(), ordinals)
        at = match.end()
    yield from _split(text, at, block.end, ordinals)


def _split(text: str, start: int, end: int, ordinals: bool) -> Iterator[Stretch]:
    at = start
    for match in _STOP.finditer(text, start, end):
        if ordinals and _ORDINAL.search(text, max(start, match.start() - 4), match.end()):
            continue  # am 11. Oktober
        if _ends(text, at, match.start(), match.end(), end):
            yield at, match.end()
            at = match.end()
    yield at, end


def _ends(text: str, start: int, stop: int, after: int, end: int) -> bool:
    """Whether the punctuation at `stop:after` ends the sentence that began at `start`."""
    following = _next_visible(text, after, end)
    if following is None or text[stop] in "。！？؟।":
        return True
    char = text[following]
    if char.islower() or (char in ",;:" or (char in _CLOSERS and char not in _OPENERS)):
        return False
    marks = text[stop:after]
    if marks[0] == "." and marks[-1] in _CLOSERS and _signature().match(text, following, end):
        return False
    if marks[0] == "." and len(marks.rstrip(_CLOSERS)) == 1:
        return _full_stop_ends(text, start, stop, following, end)
    closes = marks[-1] in _CLOSERS
    return not (closes and _is_told(text, following, end))


def _next_visible(text: str, at: int, end: int) -> int | None:
    while at < end and text[at].isspace():
        at += 1
    return at if at < end else None


def _full_stop_ends(text: str, start: int, stop: int, following: int, end: int) -> bool:
    word = _word_before(text, start, stop)
    next_word = WORD.match(text, following, end)
    starter = next_word is not None and fold(next_word.group()) in function_words()
    if not word:
        return True
    kind = _abbreviations().get(fold(word))
    if kind == "never":
        return False
    if kind == "maybe":
        starter = starter or (next_word is not None and fold(next_word.group()) in _NOBODY)
        return starter or (text[following] in _OPENERS and _opens_upper(text, following, end))
    if _INITIALS.fullmatch(word):
        return starter and next_word is not None and next_word.group() != "A"
    # A number that opens a line is an item's number.
    return not (word.isdigit() and text[start:stop].strip() == word)


def _opens_upper(text: str, following: int, end: int) -> bool:
    """Whether the first letter behind opening marks is a capital."""
    first = WORD.search(text, following, end)
    return first is not None and first.group()[0].isupper()


def _word_before(text: str, start: int, stop: int) -> str:
    at = stop
    while at > start and (text[at - 1].isalnum() or (text[at - 1] == "." and at - 1 > start)):
        at -= 1
        if stop - at > 24:
            return ""
    return text[at:stop].lstrip(".")


@cache
def _abbreviations() -> dict[str, str]:
    return {row["word"]: row["ends"] for row in table("abbreviations")}


@cache
def _told() -> str:
    """Past and present forms of the verbs that stand behind a quotation, as a pattern."""
    forms = "|".join(row["words"] for row in table("grammar") if row["class"] == "inverts")
    return f"(?:{forms}|shouted|cried|exclaimed)"


@cache
def _telling() -> re.Pattern[str]:
    """A speaker and a reporting verb, as they stand behind a quotation: `Nixon said`."""
    return re.compile(rf"(?:[A-Za-z][\w’'.-]* ){{1,6}}{_told()}\b")


@cache
def _signature() -> re.Pattern[str]:
    """A speaker and a reporting verb and nothing else: `” Nixon said.`"""
    return re.compile(rf"(?:[A-Za-z][\w’'.-]* ){{1,4}}{_told()}[.](?:\s|$)")


def _is_told(text: str, following: int, end: int) -> bool:
    return _telling().match(text, following, min(end, following + 90)) is not None
