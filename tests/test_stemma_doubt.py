"""What counts as right where captured texts can't tell two family trees apart."""

from __future__ import annotations

from benchmarks.stemma_doubt import doubt
from benchmarks.stemma_scores import Shape


def grams(words: str) -> frozenset[tuple[str, ...]]:
    return frozenset((word,) for word in words.split())


# Two copies of a lost text; tests make others of them.
TEXTS = {"lost": grams("a b c d e f g h"), "one": grams("a b c d e f g h x"), "two": grams("a b c d y")}


def test_of_two_copies_of_a_lost_text_either_may_be_first() -> None:
    true = Shape.of({"one": "lost", "two": "lost"}, ["one", "two"])
    open_ = doubt(true, TEXTS, {})
    assert open_.right(Shape.of({"two": "one"}, ["one", "two"])) == 2
    assert open_.right(Shape.of({"one": "two"}, ["one", "two"])) == 2


def test_a_trusted_stamp_rules_out_that_the_later_copy_is_first() -> None:
    true = Shape.of({"one": "lost", "two": "lost"}, ["one", "two"])
    open_ = doubt(true, TEXTS, {"one": 1.0, "two": 2.0})
    assert open_.right(Shape.of({"one": "two"}, ["one", "two"])) < 2


def test_copies_that_agree_against_a_third_know_better() -> None:
    texts = TEXTS | {
        "two": grams("a b c d e f g h y"),
        "one": grams("a b x"),
        "three": grams("a c d e f g h z"),
    }
    captured = ["one", "two", "three"]
    true = Shape.of(dict.fromkeys(captured, "lost"), captured)
    open_ = doubt(true, texts, {})
    assert open_.right(Shape.of({"two": "one", "three": "one"}, captured)) == 0
    assert open_.right(Shape.of(dict.fromkeys(captured, "lost"), captured)) == 3


def test_a_copy_that_agrees_with_two_texts_in_the_same_words_may_hang_on_either() -> None:
    texts = {"first": grams("a b c d"), "edit": grams("a b x d"), "part": grams("a b p")}
    true = Shape.of({"edit": "first", "part": "first"}, list(texts))
    assert doubt(true, texts, {}).right(Shape.of({"edit": "first", "part": "edit"}, list(texts))) == 2


def test_a_coin_thrown_for_what_nobody_can_tell_falls_on_each_tree_as_often() -> None:
    true = Shape.of({"one": "lost", "two": "lost"}, ["one", "two"])
    open_ = doubt(true, TEXTS, {})
    assert len(open_.trees) > 1
    assert open_.by_coin() == 2 / len(open_.trees)


def test_where_everything_can_be_told_no_coin_is_thrown() -> None:
    texts = {"first": grams("a b c d"), "edit": grams("a b x d"), "part": grams("a b c")}
    true = Shape.of({"edit": "first", "part": "first"}, list(texts))
    assert doubt(true, texts, {}).by_coin() == 2
