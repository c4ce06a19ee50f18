from dataclasses import replace

from geopolitik import to_dict, to_rows
from geopolitik.model.story import Trace
from geopolitik.publish.reading import in_reading_order
from geopolitik.publish.rows import rows

IN_ORDER = [
    # It has no passage: it concerns the text as a whole.
    "undatable",
    "time",
    "reporting verb loaded",
    "certainty raised",
    "intensifier added",
    "quotation turned into narration",
    "condition dropped",
    "claim added",
]


def test_changes_are_numbered_as_a_reader_meets_them(story: Trace) -> None:
    ordered = in_reading_order(story)
    assert [change.kind.value for change in ordered.redlines[0].changes] == IN_ORDER
    ends = [n for row in rows(ordered.redlines[0]) for _, piece in row.inline for n in piece.ends]
    assert ends == sorted(ends)


def test_every_report_has_the_same_numbers_whatever_the_order_of_the_changes(story: Trace) -> None:
    (redline,) = story.redlines
    turned = replace(story, redlines=(replace(redline, changes=redline.changes[::-1]),))
    assert to_dict(turned)["changes"] == to_dict(story)["changes"]
    assert [(row["number"], row["kind"]) for row in to_rows(turned)] == list(enumerate(IN_ORDER, start=1))
