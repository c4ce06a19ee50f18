"""Versions of one address, the notices that tell of changes, and what copies have of them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from geopolitik import pipeline
from geopolitik.model.capture import Capture, Declared
from geopolitik.model.correcting import Correction, Held, When
from geopolitik.steps.collect import capture_bytes
from geopolitik.steps.correcting import notices, versions

FIRST = """Ferry strike closes the harbour of Ostrapol

Dock workers in Ostrapol walked out on Monday, closing the harbour to all ferries, a first since 2019.

The union Landamere said 1,400 members had joined the strike over night shifts at the Vermelune terminal.

The port authority called the walkout unlawful and asked a court in Quillon to end it by Thursday.

Two cargo ships with grain for the island of Tessaly were sent on to the smaller harbour of Marrow Bay.
"""
SECOND = FIRST.replace("1,400 members", "1,200 members").replace("since 2019", "since 2017")
NOTICE = "\nCorrection: An earlier version of this article said 1,400 members had joined. It was 1,200.\n"


def capture(text: str, outlet: str, hour: int | None, path: str = "a") -> Capture:
    at = datetime(2031, 5, 12, hour, tzinfo=UTC) if hour is not None else None
    declared = Declared(outlet, f"https://{outlet.lower()}.example/{path}", f"2031-05-12T{hour or 9:02}:00Z")
    return capture_bytes(text.encode(), f"{outlet}{hour}", declared=declared, captured_at=at)


def followed(*copies: Capture, second: str = SECOND + NOTICE) -> Correction:
    """The correction of the agency's text, followed through copies."""
    versions_ = (capture(FIRST, "Meridian", 9), capture(second, "Meridian", 12))
    found = pipeline.corrections(pipeline.trace([*versions_, *copies]))
    return next(one for one in found if one.address == "meridian.example/a")


def held(correction: Correction, word: str) -> dict[str, tuple[Held, When]]:
    """What each copy has of the change whose earlier passage holds a word."""
    (one,) = (
        f
        for f in correction.changes
        if f.change.original_span and word in f.change.original_span.of(correction.before.text)
    )
    return {u.copy.article.capture.name: (u.held, u.when) for u in one.uptakes}


def test_a_correction_is_followed_through_the_copies() -> None:
    dropped = FIRST.replace(FIRST.split("\n\n")[2] + "\n\n", "")
    found = followed(
        capture(FIRST, "Echo", 10), capture(SECOND, "Courier", 15), capture(dropped, "Herald", 16)
    )
    assert held(found, "1,400") == {
        "Echo10": (Held.OLD, When.BETWEEN),
        "Courier15": (Held.NEW, When.AFTER),
        "Herald16": (Held.NEITHER, When.AFTER),
    }
    assert [copy.article.capture.name for copy in found.took_it_over] == ["Courier15"]
    assert {copy.article.capture.name for copy in found.has_the_old} == {"Echo10", "Herald16"}


def test_a_copy_that_was_visited_again_counts_as_it_is_now() -> None:
    found = followed(capture(FIRST, "Echo", 10), capture(SECOND, "Echo", 15))
    assert held(found, "1,400") == {"Echo10": (Held.OLD, When.BETWEEN), "Echo15": (Held.NEW, When.AFTER)}
    assert [copy.article.capture.name for copy in found.latest] == ["Echo15"]


def test_a_passage_in_words_of_its_own_cannot_be_told() -> None:
    vague = FIRST.replace("said 1,400 members had joined", "said many of its members had joined")
    assert held(followed(capture(vague, "Echo", 15)), "1,400") == {"Echo15": (Held.CANNOT_TELL, When.AFTER)}


def test_a_notice_is_linked_with_the_change_it_tells_of() -> None:
    found = followed()
    told = {str(f.change.original_span and f.change.original_span.of(FIRST)): f.notice for f in found.changes}
    assert [notice.kind for notice in found.notices] == ["correction"]
    assert {words: notice is not None for words, notice in told.items()} == {"1,400": True, "2019": False}


def test_a_change_without_a_notice_has_none() -> None:
    found = followed(second=SECOND)
    assert found.notices == ()
    assert [f.notice for f in found.changes] == [None, None]


def test_captures_without_a_time_are_no_versions() -> None:
    read, _ = pipeline.read([capture(FIRST, "Meridian", None), capture(SECOND, "Meridian", 9, "b")], None)
    assert list(versions(read)) == []


def test_an_address_is_one_whatever_leads_into_it() -> None:
    texts = (capture(FIRST, "Meridian", 9, "a/#top"), capture(SECOND, "Meridian", 12))
    read, _ = pipeline.read(texts, None)
    assert [address for address, _, _ in versions(read)] == ["meridian.example/a"]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("This article was amended on 5 May 2031 to correct the number of members.", "correction"),
        ("(Corrects spelling of Landamere in paragraph 2)", "correction"),
        (
            "Clarification: The court sits in Quillon, not in Ostrapol, as the article had it.",
            "clarification",
        ),
        ("Korrektur: In einer früheren Version hieß es, 1400 Mitglieder seien dabei.", "correction"),
        ("The correction of the course took the ship two days, said its captain on Monday.", None),
        ("An earlier version of this plan had foreseen a truce of nine days, they said.", None),
    ],
)
def test_notices_are_known_by_their_form(line: str, kind: str | None) -> None:
    read, _ = pipeline.read([capture(f"{FIRST}\n{line}\n", "Meridian", 9)], None)
    assert [notice.kind for notice in notices(read[0])] == ([kind] if kind else [])
