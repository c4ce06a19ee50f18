"""An annotation becomes statements: who said what, as source, cue and content."""

from geopolitik.model.annotation import Annotation
from geopolitik.model.protocols import SpanFinder
from geopolitik.model.statement import Statement
from geopolitik.steps.statements.assembling import assemble
from geopolitik.steps.statements.finding import find
from geopolitik.steps.statements.scene import Scene

__all__ = ["statements"]


def statements(annotation: Annotation, finder: SpanFinder | None = None) -> tuple[Statement, ...]:
    """Who said what in an article: every attribution as source, cue and content, in text order.

    Attributions are annotated as in PARC 3.0 (Pareti 2012) and PolNeAR (Newell, Margolin, Ruths 2018). The
    rules are for English; of a text in another language no statement is found. All spans are offsets into
    the article's text.

    Args:
        annotation: the article, annotated.
        finder: finds sources, cues and contents in place of the rules; the rest is done as ever.
    """
    if annotation.article.language not in (None, "en"):
        return ()
    scene = Scene(annotation)
    return assemble(scene, find(scene, finder))
