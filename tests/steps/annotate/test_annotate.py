"""The annotation as a whole."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from cProfile import Profile
from typing import Protocol

from hypothesis import given
from hypothesis import strategies as st

from geopolitik.model.annotation import Annotation
from geopolitik.model.article import Article, Block, Label
from geopolitik.model.capture import Capture
from geopolitik.steps.annotate import annotate


class Mark(Protocol):
    """Whatever lies somewhere in a text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


def test_tokens_of_a_sentence_lie_in_it(read: Callable[..., Annotation]) -> None:
    annotation = read("# Talks fail\nThe port reopened. Ships returned to Kyiv’s harbour.")
    words = [[token.norm for token in annotation.tokens_of(s)] for s in annotation.sentences]
    assert words == [
        ["talks", "fail"],
        ["the", "port", "reopened"],
        ["ships", "returned", "to", "kyiv", "harbor"],
    ]


def test_function_words_carry_no_content(read: Callable[..., Annotation]) -> None:
    annotation = read("The port of Vika was closed.")
    assert [token.norm for token in annotation.tokens if token.content] == ["port", "vika", "closed"]


@given(st.text(max_size=300))
def test_any_text_is_annotated_within_its_bounds(text: str) -> None:
    blocks = (Block(0, len(text), Label.BODY),) if text else ()
    article = Article(Capture("i", "n", b"", "", "n"), text, "text", blocks, language=None)
    annotation = annotate(article)
    kinds: tuple[Sequence[Mark], ...] = (
        annotation.tokens,
        annotation.names,
        annotation.times,
        annotation.quantities,
        annotation.quotations,
        annotation.markers,
        annotation.clauses,
    )
    for found in kinds:
        assert all(0 <= mark.start <= mark.end <= len(text) for mark in found)
        starts = [mark.start for mark in found]
        assert starts == sorted(starts)


def test_long_hostile_paragraph_stays_linear() -> None:
    """Three times the text may not take much more than three times the calls."""

    def calls(count: int) -> int:
        text = "“Mr. Moen's men, who said (if \"only\" - 'so) 24 " * count
        blocks = (Block(0, len(text), Label.BODY),)
        article = Article(Capture("i", "n", b"", "", "n"), text, "text", blocks, language="en")
        profile = Profile()
        profile.runcall(annotate, article)
        return sum(entry.callcount for entry in profile.getstats())

    calls(20)
    assert calls(600) < 6 * calls(200)


def test_import_loads_no_heavy_library() -> None:
    heavy = "numpy", "lxml", "nupunkt", "trafilatura"
    code = f"import sys, geopolitik.steps.annotate; print([m for m in {heavy!r} if m in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"
