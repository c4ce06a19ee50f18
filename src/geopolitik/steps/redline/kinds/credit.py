"""Credit dropped: the copy does not say whose text it is."""

from __future__ import annotations

from collections.abc import Iterator

from geopolitik.model.article import Article, Label
from geopolitik.model.span import Span
from geopolitik.model.story import Change, ChangeKind, CreditState, Severity
from geopolitik.steps.redline.comparison import Comparison

_SIGNS = ("By ", "Reporting", "Additional reporting", "Report by", "Written by", "Edited by", "©", "(c)")
_PICTURE_WORDS = ("photo", "image", "caption", "picture")
_LINE = 200
"""A line that says who wrote a text is no longer."""
_ONE_PLACE = 10
"""Credits no further apart than this are shown as one passage."""


def credit_dropped(comparison: Comparison) -> Iterator[Change]:
    """The copy credits nobody, or somebody else, for the original's wording."""
    article = comparison.alignment.a.article
    if comparison.credit not in (CreditState.NONE, CreditState.WRONG):
        return
    stated = [Span(c.start, c.end) for c in article.credits if c.start is not None and c.end is not None]
    pictures = [s for s in stated if _pictures(article, s)]
    if stated and len(pictures) == len(stated):
        return  # whose the pictures are
    stated = stated or _signed(article)
    if not (stated or article.credits or article.byline or article.outlet):
        return  # the original says itself nowhere whose it is: nothing was dropped
    names = list(dict.fromkeys(c.name for c in article.credits))
    if article.outlet and article.outlet.name not in names:
        names.append(article.outlet.name)
    if comparison.credit is CreditState.WRONG and comparison.credited_to:
        told = f"credits {', '.join(comparison.credited_to)} instead"
    else:
        others = dict.fromkeys(c.name for c in comparison.alignment.b.article.credits if c.name not in names)
        told = f"credits {', '.join(others)} instead" if others else "credits nobody"
    if not names and article.byline:
        names = [article.byline]
    whose = f"The wording comes from {' and '.join(names)}" if names else "The original says who wrote it"
    yield Change(
        ChangeKind.CREDIT_DROPPED,
        Severity.HIGH,
        _together(stated),
        None,
        f"{whose}; the copy {told}.",
    )


def _pictures(article: Article, span: Span) -> bool:
    """Whether a credit stands in a line that speaks of a picture."""
    start = article.text.rfind("\n", 0, span.start) + 1
    end = article.text.find("\n", span.end)
    line = article.text[start : end if end >= 0 else len(article.text)].lower()
    return len(line) <= _LINE and any(word in line for word in _PICTURE_WORDS)


def _signed(article: Article) -> list[Span]:
    """The lines that say who wrote it: bylines, or a short first or last paragraph that opens as one does."""
    named = [b.span for b in article.blocks if b.label in (Label.BYLINE, Label.CREDIT)]
    prose = [b.span for b in article.blocks if b.label is Label.BODY]
    ends = [s for s in (*prose[:1], *prose[-2:]) if len(s) <= _LINE]
    return named or [s for s in ends if article.text[s.start : s.end].lstrip("*_ (").startswith(_SIGNS)]


def _together(stated: list[Span]) -> Span | None:
    """The longest passage of credits that follow one another."""
    passages: list[Span] = []
    for span in sorted(stated):
        if passages and span.start - passages[-1].end <= _ONE_PLACE:
            passages[-1] = Span(passages[-1].start, max(passages[-1].end, span.end))
        else:
            passages.append(span)
    return max(passages, key=len, default=None)
