"""What of a redline stands in a Word document for the public: the passages handed to it, and no more."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import example, given, settings
from tests.publish.exports.making import TEXTS, excerpts, told_of
from tests.publish.exports.reading import W, part, shown, style, texts

from geopolitik.model.story import Severity, Trace
from geopolitik.publish.exports.docx import Told
from geopolitik.publish.exports.docx.merging import Fate
from geopolitik.publish.exports.docx.passages import runs
from geopolitik.publish.view import ReportView, view


def test_each_passage_has_both_addresses(report: ReportView) -> None:
    made = part(excerpts(report))
    sources = ["".join(p.itertext()) for p in made.iter(f"{W}p") if style(p) == "Sources"]
    assert len(sources) == sum(bool(one.original or one.copy) for one in told_of(report.redlines[0])) > 1
    assert set(sources) == {"Original: Daily Ledger, daily.txt · Copy: River Watch, channel.md"}


def test_accepting_gives_the_copys_passages_and_rejecting_the_originals(sample: ReportView) -> None:
    for redline in sample.redlines:
        made = excerpts(sample, redline.number)
        told = [one for one in told_of(redline) if one.original or one.copy]
        for accept, wanted in ((True, [one.copy for one in told]), (False, [one.original for one in told])):
            assert [text for text in texts(made, accept=accept) if text] == [text for text in wanted if text]


@settings(max_examples=60, deadline=None)
@example("One. Two.", "Two. One.")
@given(TEXTS, TEXTS)
def test_the_runs_are_the_two_versions(retelling: Callable[..., Trace], original: str, copied: str) -> None:
    redline = view(retelling("One. Two.", "Two. One.")).redlines[0]
    found = runs(redline, Told(1, "number", Severity.HIGH, "So.", original, copied))
    assert "".join(run.text for run in found if run.fate is not Fate.INSERTED) == original
    assert "".join(run.text for run in found if run.fate is not Fate.DELETED) == copied


def test_words_that_stay_are_kept(report: ReportView) -> None:
    told = Told(1, "number", Severity.HIGH, "So.", "… some 40 boats lay idle", "… some 90 boats lay idle")
    found = [(run.text, run.fate) for run in runs(report.redlines[0], told)]
    assert found == [
        ("… some ", Fate.KEPT),
        ("40", Fate.DELETED),
        ("90", Fate.INSERTED),
        (" boats lay idle", Fate.KEPT),
    ]


def test_what_is_not_shown_has_no_comment_but_is_told(sample: ReportView) -> None:
    redline = max(sample.redlines, key=lambda redline: len(redline.changes))
    made = excerpts(sample, redline.number)
    commented = {comment.get(f"{W}id") for comment in part(made, "word/comments.xml")}
    for tag in ("commentRangeStart", "commentReference"):
        assert {e.get(f"{W}id") for e in part(made).iter(f"{W}{tag}")} == commented
    withheld = [one for one in told_of(redline) if one.is_withheld]
    assert len(redline.changes) - len(commented) == len(withheld) > 0
    assert f"{len(withheld)} further changes" in shown(made)
    assert all(one.kind in shown(made) for one in withheld)
