"""The annotators in order."""

from __future__ import annotations

from geopolitik.model.annotation import Annotation, Sentence, Token
from geopolitik.model.article import Article
from geopolitik.steps.annotate.clauses import find_clauses
from geopolitik.steps.annotate.markers import find_markers, lexicon
from geopolitik.steps.annotate.name_lexicon import given_names, heads, known_names, role_openers
from geopolitik.steps.annotate.names import find_names
from geopolitik.steps.annotate.quantities import find_quantities
from geopolitik.steps.annotate.quotations import find_quotations
from geopolitik.steps.annotate.reading import Reading
from geopolitik.steps.annotate.sentences import sentence_spans
from geopolitik.steps.annotate.speakers import find_speakers
from geopolitik.steps.annotate.times import find_times
from geopolitik.text.forms import form
from geopolitik.text.grammar import base_verbs, finite_verbs
from geopolitik.text.words import word_spans


def annotate(article: Article) -> Annotation:
    """Find once what every later step needs: sentences, clauses, quotations, names, numbers, times, markers.

    Only the story blocks are read; markup is skipped. All offsets point into `article.text`. Texts that are
    declared or found to be in another language than English get no markers, since the word lists are English.
    """
    reading = Reading(article, article.legible, article.language in (None, "en"))
    _read_sentences(reading)
    reading.quotations = find_quotations(reading)
    reading.times = find_times(reading)
    reading.quantities = find_quantities(reading)
    reading.markers = find_markers(reading)
    reading.names = find_names(reading)
    reading.quotations = find_speakers(reading)
    return Annotation(
        article=article,
        tokens=tuple(reading.tokens),
        sentences=tuple(reading.sentences),
        clauses=find_clauses(reading),
        quotations=tuple(reading.quotations),
        names=tuple(reading.names),
        quantities=tuple(reading.quantities),
        times=tuple(reading.times),
        markers=tuple(reading.markers),
    )


def prepare() -> None:
    """Compile the word lists now, so that the first text is annotated as fast as the next."""
    for compile_list in (lexicon, known_names, role_openers, heads, given_names, finite_verbs, base_verbs):
        compile_list()


def _read_sentences(reading: Reading) -> None:
    text, tokens = reading.text, reading.tokens
    for start, end, label, paragraph in sentence_spans(reading.article, text):
        first = len(tokens)
        for word_start, word_end in word_spans(text, start, end):
            word = text[word_start:word_end]
            tokens.append(Token(word_start, word_end, *form(word)))
            reading.capitals.append(word[0].isupper())
        reading.sentences.append(Sentence(start, end, label, paragraph, first, len(tokens)))
