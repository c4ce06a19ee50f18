"""What our own redline finds in a post before it is let out, as a problem lists it."""

from __future__ import annotations

from pydantic import Field

from geopolitik.app.posting.releasing import Proof
from geopolitik.model.span import Span
from geopolitik.model.story import Severity
from geopolitik.publish.api.shape import Shape
from geopolitik.publish.site.views.proof import Bent, Quoted, proof_view
from geopolitik.text.clean import one_line, shorten

_WORDS = 400
"""Characters of a passage that are listed."""


class Told(Shape):
    """A passage of a text that a post is compared with."""

    outlet: str = Field(description="Whose words they are.")
    words: str = Field(description="The words.")
    page: str = Field(description="The path of the page on which they stand.")


class Finding(Shape):
    """One thing that our own redline says of a post."""

    kind: str = Field(
        description="What the post does: a kind of change, or `unsupported` for a sentence that rests on "
        "nothing kept.",
        examples=["number"],
    )
    severity: Severity | None = Field(
        description="How grave it is; null where captures differ or nothing is kept to compare with."
    )
    words: str = Field(description="The post's words.")
    start: int = Field(description="Where they begin in its body, in code points.")
    end: int = Field(description="Where they end.")
    reason: str = Field(description="Why it is listed, in a sentence.")
    source: Told | None = Field(description="What it is compared with.")
    differs_from: Told | None = Field(
        description="Where captures differ: the telling that the post doesn't follow."
    )


def findings(proof: Proof, body: str) -> list[Finding]:
    """What a check lists, the gravest first; empty if there is no check."""
    if proof.story is None or proof.trace is None or proof.check is None:
        return []
    view = proof_view(proof.check, body, proof.story.id, proof.trace)
    nothing = [
        _finding("unsupported", words, span, "Nothing that is kept says it.")
        for words, span in view.unsupported
    ]
    return [*map(_bent, view.bendings), *nothing, *map(_bent, view.followings)]


def _bent(bent: Bent) -> Finding:
    found = _finding(bent.kind, bent.words, bent.span, bent.reason)
    named = {"severity": bent.severity, "source": _told(bent.source), "differs_from": _told(bent.other)}
    return found.model_copy(update=named)


def _finding(kind: str, words: str, span: Span, reason: str) -> Finding:
    return Finding(
        kind=kind,
        severity=None,
        words=shorten(words, _WORDS),
        start=span.start,
        end=span.end,
        reason=one_line(reason),
        source=None,
        differs_from=None,
    )


def _told(quoted: Quoted | None) -> Told | None:
    if quoted is None:
        return None
    words = shorten(one_line(quoted.words), _WORDS)
    return Told(outlet=one_line(quoted.outlet), words=words, page=quoted.address)
