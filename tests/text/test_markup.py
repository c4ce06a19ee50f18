import pytest

from geopolitik.model.article import Article
from geopolitik.model.capture import Capture
from geopolitik.model.span import Span
from geopolitik.text.markup import blanked, legible, markup_in

TEXT = "**Bold** and [a link](https://a.example) end"
MARKUP = (Span(0, 2), Span(6, 8), Span(13, 14), Span(20, 40))
ARTICLE = Article(Capture("c", "c", b"", "", "c"), TEXT, "markdown", (), markup=MARKUP)


@pytest.mark.parametrize(
    ("home", "marks", "text"),
    [
        (Span(0, 44), 4, "Bold and a link end"),
        (Span(2, 6), 0, "Bold"),
        (Span(0, 8), 2, "Bold"),
        (Span(9, 19), 1, "and a lin"),
        (Span(22, 30), 1, ""),
        (Span(44, 44), 0, ""),
    ],
    ids=["all", "between", "at the edges", "one inside", "within a mark", "empty"],
)
def test_only_the_markup_of_a_passage_is_taken_out(home: Span, marks: int, text: str) -> None:
    assert len(markup_in(ARTICLE, home)) == marks
    assert legible(ARTICLE, home) == text
    assert len(blanked(ARTICLE, home)) == len(home)
    assert blanked(ARTICLE, home).split() == text.split()
