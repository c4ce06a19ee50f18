from collections.abc import Callable

from hypothesis import given, settings
from tests.publish.exports.making import TEXTS, document, paragraphs
from tests.publish.exports.reading import TEXT_STYLES, W, part, shown, style, texts

from geopolitik.model.story import Trace
from geopolitik.publish.view import ReportView, view


def test_each_passage_has_both_addresses(report: ReportView) -> None:
    made = part(document(report, whole=False))
    styles = [e.get(f"{W}val") for e in made.iter(f"{W}pStyle")]
    sources = ["".join(p.itertext()) for p in made.iter(f"{W}p") if style(p) == "Sources"]
    assert styles.count("Kinds") == len(sources) > 1
    assert set(sources) == {"Original: Daily Ledger, daily.txt · Copy: River Watch, channel.md"}


def test_never_most_of_either_text(sample: ReportView) -> None:
    for redline in sample.redlines:
        made = document(sample, redline.number, whole=False)
        for accept, side in ((True, redline.copy_side), (False, redline.original_side)):
            whole = sum(len(text) for text in paragraphs(side))
            assert 0 < sum(len(text) for text in texts(made, accept=accept)) <= max(whole // 4, 400) + 9


@settings(max_examples=40, deadline=None)
@given(TEXTS, TEXTS)
def test_of_a_short_text_at_most_half(retelling: Callable[..., Trace], original: str, copied: str) -> None:
    report = view(retelling(original, copied))
    redline = report.redlines[0]
    made = document(report, whole=False)
    for accept, side in ((True, redline.copy_side), (False, redline.original_side)):
        whole = "\n".join(paragraphs(side))
        assert sum(len(text.strip("… ")) for text in texts(made, accept=accept)) <= len(whole) / 2


def test_a_passage_shows_both_versions(sample: ReportView) -> None:
    redline = next(redline for redline in sample.redlines if redline.copy == "RiverWatch")
    made = part(document(sample, redline.number, whole=False))
    passages = ["".join(p.itertext()) for p in made.iter(f"{W}p") if style(p) in TEXT_STYLES]
    assert any("Neither side has Both sides have signed the plan" in " ".join(p.split()) for p in passages)


def test_each_passage_is_short(sample: ReportView) -> None:
    for redline in sample.redlines:
        made = part(document(sample, redline.number, whole=False))
        passages = ["".join(p.itertext()) for p in made.iter(f"{W}p") if style(p) in TEXT_STYLES]
        assert passages
        assert max(map(len, passages)) < 520


def test_what_is_not_shown_has_no_comment_but_is_counted(sample: ReportView) -> None:
    redline = max(sample.redlines, key=lambda redline: len(redline.changes))
    made = document(sample, redline.number, whole=False)
    told = {comment.get(f"{W}id") for comment in part(made, "word/comments.xml")}
    for tag in ("commentRangeStart", "commentReference"):
        assert {e.get(f"{W}id") for e in part(made).iter(f"{W}{tag}")} == told
    left_out = len(redline.changes) - len(told)
    assert left_out > 0
    assert f"{left_out} further changes" in shown(made)


def test_no_end_of_a_move_without_the_other(report: ReportView) -> None:
    made = part(document(report, whole=False))
    assert not [*made.iter(f"{W}moveFrom"), *made.iter(f"{W}moveTo")]


def test_the_gravest_come_first(sample: ReportView) -> None:
    redline = max(sample.redlines, key=lambda redline: dict(redline.tally).popitem()[1])
    made = document(sample, redline.number, whole=False)
    told = {int(comment.get(f"{W}id")) for comment in part(made, "word/comments.xml")}
    assert any(redline.changes[number - 1].change.severity.value == "high" for number in told)
