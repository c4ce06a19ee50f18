"""Whose words a text holds: what is somebody's speech, and what the text tells itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from geopolitik.lexicon import words
from geopolitik.model.annotation import Annotation, Sentence
from geopolitik.text.forms import norm

_SIGNED = re.compile(r"\(@\w{1,30}\)|\bpic\.twitter\.com/|\bt\.co/")
"""How a post stands in an article: `— Name (@handle)`, or with its picture's address."""
_ENDS = frozenset(".?!…:;")
_CLOSERS = "\"”’'»)] \u00a0"
_FIRST_PERSON = frozenset(norm(word) for word in words("first_person"))
_NARRATOR = 0.3
"""Share of sentences in the first person from which the narrator is an I: a column, a diary."""


def voiced(annotation: Annotation, quoted: Sequence[bool]) -> tuple[bool, ...]:
    """Per token, whether it is no narration of the text's own.

    Two reporters hear one speech, see one post, and copy one list of links: what they share of these says
    nothing about who wrote from whom. So quotations don't count, nor posts that are signed, sentences in the
    first person, and lines without an end mark (headlines, captions, links).

    Args:
        annotation: the text.
        quoted: per token, whether it stands in quotation marks.
    """
    found = list(quoted)
    for sentence in _others(annotation, quoted):
        found[sentence.first_token : sentence.last_token] = [True] * (
            sentence.last_token - sentence.first_token
        )
    return tuple(found)


def _others(annotation: Annotation, quoted: Sequence[bool]) -> Iterator[Sentence]:
    """Sentences that are somebody else's, or none."""
    text, sentences = annotation.text, annotation.sentences
    blocks = annotation.article.blocks
    signed = {i for i, block in enumerate(blocks) if _SIGNED.search(text, block.start, block.end)}
    ended = [_is_ended(text, sentence) for sentence in sentences]
    # A text that is written without end marks throughout has sentences all the same.
    marks = 2 * sum(ended) >= len(ended)
    spoken = [_is_in_first_person(annotation, sentence, quoted) for sentence in sentences]
    reports = sum(spoken) < _NARRATOR * len(spoken)
    for sentence, has_end, is_spoken in zip(sentences, ended, spoken, strict=True):
        if sentence.paragraph in signed or (marks and not has_end) or (reports and is_spoken):
            yield sentence


def _is_in_first_person(annotation: Annotation, sentence: Sentence, quoted: Sequence[bool]) -> bool:
    return any(
        token.norm in _FIRST_PERSON and not is_quoted
        for token, is_quoted in zip(
            annotation.tokens_of(sentence),
            quoted[sentence.first_token : sentence.last_token],
            strict=True,
        )
    )


def _is_ended(text: str, sentence: Sentence) -> bool:
    at = sentence.end
    while at > sentence.start and text[at - 1] in _CLOSERS:
        at -= 1
    return at > sentence.start and text[at - 1] in _ENDS
