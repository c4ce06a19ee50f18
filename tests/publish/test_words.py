import pytest
from hypothesis import given
from hypothesis import strategies as st

from geopolitik.publish.words import Stretch, diff, words


def shown(a: str, b: str) -> str:
    """`[-gone-]{+new+}` notation of a word diff."""
    a_words, b_words = words(a), words(b)
    parts = []
    for stretch in diff(a_words, b_words):
        gone = " ".join(word.key for word in a_words[stretch.a_start : stretch.a_end])
        new = " ".join(word.key for word in b_words[stretch.b_start : stretch.b_end])
        parts.append(new if stretch.equal else f"[-{gone}-]{{+{new}+}}")
    return " ".join(parts)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("The gates are shut", "The gates are shut", "the gates are shut"),
        ("It could open", "It will open", "it [-could-]{+will+} open"),
        ("“Open”, he said", '"Open", he said', '" open " , he said'),
        (
            "old words stay the same here",
            "new words rest the same here",
            "[-old-]{+new+} words [-stay-]{+rest+} the same here",
        ),
        ("one of many towns", "none by few towns", "[-one of many-]{+none by few+} towns"),
        ("", "added", "[--]{+added+}"),
        ("gone", "", "[-gone-]{++}"),
        ("فتحت البوابات", "أغلقت البوابات", "[-فتحت-]{+أغلقت+} البوابات"),
    ],
    ids=["same", "one word", "quotation marks", "two words", "run", "only new", "only gone", "right to left"],
)
def test_word_diff(a: str, b: str, expected: str) -> None:
    assert shown(a, b) == expected


def test_a_crumb_between_two_changes_is_read_as_part_of_them() -> None:
    assert shown("red a sky falls down", "blue a sea falls down") == "[-red a sky-]{+blue a sea+} falls down"


@given(st.text("ab .“", max_size=30), st.text("ab .”", max_size=30))
def test_stretches_tile_both_sides_and_alternate(a: str, b: str) -> None:
    a_words, b_words = words(a), words(b)
    at_a = at_b = 0
    before: Stretch | None = None
    for stretch in diff(a_words, b_words):
        assert (stretch.a_start, stretch.b_start) == (at_a, at_b)
        assert before is None or before.equal != stretch.equal
        if stretch.equal:
            ours = [word.key for word in a_words[stretch.a_start : stretch.a_end]]
            assert ours == [word.key for word in b_words[stretch.b_start : stretch.b_end]]
        at_a, at_b, before = stretch.a_end, stretch.b_end, stretch
    assert (at_a, at_b) == (len(a_words), len(b_words))
