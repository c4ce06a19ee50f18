import pytest

from geopolitik import Source, compare, to_dict, to_html, to_rows, to_text
from geopolitik.app import sample_story
from geopolitik.errors import CaptureError, UsageError

ORIGINAL = Source.from_text(
    """Council may reopen the Orla dam

The council of Port Sella said on Monday that it may open the upper gates of the Orla dam within 30 days.

“Nobody wins if the river runs dry,” envoy Mara Lindqvist told reporters after the session.
""",
    name="original.txt",
)
COPY = Source.from_text(
    """Council will reopen the Orla dam

The council of Port Sella said on Monday that it will open the upper gates of the Orla dam within 10 days.

“Nobody wins if the river runs dry,” envoy Mara Lindqvist told reporters after the session.
""",
    name="copy.txt",
    outlet="River Watch",
)


def test_the_redline_has_both_passages() -> None:
    comparison = compare(ORIGINAL, COPY)
    kinds = {change.kind.value for change in comparison.changes}
    assert {"number", "certainty raised"} <= kinds
    number = next(row for row in to_rows(comparison) if row["kind"] == "number")
    assert "30" in number["original_text"]
    assert "10" in number["copy_text"]


def test_the_direction_is_as_told() -> None:
    turned = compare(COPY, ORIGINAL)
    assert turned.original.article.capture.name == "copy.txt"
    assert "certainty lowered" in {change.kind.value for change in turned.changes}
    assert turned.derivation is not None
    assert turned.alignment is not None
    assert turned.alignment.a is turned.original


def test_a_comparison_goes_into_every_report() -> None:
    comparison = compare(ORIGINAL, COPY)
    assert len(to_dict(comparison)["captures"]) == 2
    assert "River Watch" in to_html(comparison)
    assert "STEMMA" not in to_text(comparison)


def test_two_witnesses_of_one_wording_differ_in_their_credit_at_most() -> None:
    same = Source(ORIGINAL.content, "again.txt")
    assert {change.kind.value for change in compare(ORIGINAL, same).changes} <= {"credit dropped"}


def test_the_same_capture_twice_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="is named as original and as copy"):
        compare(ORIGINAL, ORIGINAL)


def test_what_cannot_be_read_is_an_error_that_names_it() -> None:
    with pytest.raises(CaptureError, match=r"^missing\.txt: does not exist"):
        compare("missing.txt", COPY)


def test_two_texts_that_credit_a_third_are_compared_as_told() -> None:
    """Both hang on the agency that they credit; whoever compares them wants to see the two."""
    captures = {str(source.name)[:2]: source for source in sample_story()}
    comparison = compare(captures["03"], captures["06"])
    assert comparison.derivation is not None
    (redline,) = comparison.trace.redlines
    assert (redline.original, redline.copy) == (comparison.derivation.original, comparison.derivation.copy)
    assert comparison.changes
