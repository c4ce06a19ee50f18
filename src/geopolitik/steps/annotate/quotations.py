"""Quotations and who speaks them."""

from __future__ import annotations

import re

from geopolitik.model.annotation import Quotation
from geopolitik.model.article import STORY_LABELS
from geopolitik.steps.annotate.marks import Stretch, quoted
from geopolitik.steps.annotate.reading import Reading
from geopolitik.text.forms import norm
from geopolitik.text.grammar import PRONOUN_SUBJECTS, is_verb
from geopolitik.text.words import WORD, word_spans


def find_quotations(reading: Reading) -> list[Quotation]:
    """Every quote-marked stretch of the story, in text order."""
    blocks = [(block.start, block.end) for block in reading.article.blocks if block.label in STORY_LABELS]
    return [
        Quotation(stretch.start, stretch.end, _is_speech(reading, stretch))
        for stretch in quoted(reading.text, blocks)
        if WORD.search(reading.text, stretch.start, stretch.end)
    ]


def _is_speech(reading: Reading, stretch: Stretch) -> bool:
    """Whether words are reported, as against a term, a title or a name in quotation marks."""
    passage = reading.text[stretch.start : stretch.end]
    words = [norm(passage[start:end]) for start, end in word_spans(passage)]
    if len(words) > 5:
        return True
    if passage[-1] in "!?" and len(words) > 1:
        return True
    if passage[-1] in ".!?" and passage[0].isupper() and _stands_alone(reading.text, stretch.start):
        return True
    clause = len(words) > 2 and any(is_verb(word) or word in PRONOUN_SUBJECTS for word in words)
    return clause or _is_announced(reading.text, stretch)


def _stands_alone(text: str, start: int) -> bool:
    """Whether a sentence has ended before the opening mark."""
    before = text[max(0, start - 6) : start].rstrip("\"“„«'‘` \n")
    return not before or before[-1] in '.!?”"’»'


def _is_announced(text: str, stretch: Stretch) -> bool:
    """Whether a comma or colon leads to the opening mark, or a comma ends the words and more follows."""
    before = text[max(0, stretch.start - 4) : stretch.start].rstrip("\"“„«'‘` ")
    if before.endswith((":", ",")) and not text[stretch.start : stretch.end].istitle():
        return True
    told = _CUE_BEHIND.match(text, stretch.end, stretch.end + 60)
    return text[stretch.end - 1] == "," and told is not None


_CUE_BEHIND = re.compile(
    r"[\"”»'’]{1,2} (?:[A-Z][\w’'.-]* ){0,4}(?:he |she |they )?(?:said|says|added|wrote|told|noted|replied)\b"
)
