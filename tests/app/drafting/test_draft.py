"""A draft quotes little, cites all of it, and says nothing of its own but counts, outlets and times."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter

import pytest

from geopolitik import Source, trace
from geopolitik.app.drafting import Draft, PassageRef, check_post, draft
from geopolitik.app.drafting.refs import citations
from geopolitik.app.drafting.story import Story
from geopolitik.errors import UsageError
from geopolitik.model.story import ChangeKind, Trace

AGENCY = (
    "Ostrel closes the Drell bridge\n\nThe government of Ostrel said on Monday that it had closed the Drell "
    "bridge to lorries for 10 days.\n\nTransport Minister Ada Corm told reporters that 40 lorries a day had "
    "crossed it this year.\n\nOfficials in Vannic said they had not been asked and might appeal.\n\n"
    "The bridge was opened in 1994 after two years of talks between the neighbours.\n\n"
    "Farmers use it to bring apples and sheep to the market in Korvo each autumn.\n\n"
    "“We will open it as soon as the pillars are mended,” Corm said.\n"
)
COPY = AGENCY.replace("10 days", "90 days").replace("The government of Ostrel said", "Ostrel said")


def passages_of(found: Draft) -> list[PassageRef]:
    return [citation.ref for citation in citations(found.body) if citation.ref]


def test_it_is_frozen(drafted: Draft) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        drafted.__setattr__("title", "")


def test_leads_of_the_origins_come_first(story: Trace, drafted: Draft) -> None:
    texts = {a.capture_id: a for a in story.annotations}
    names = [texts[ref.capture].article.capture.name for ref in drafted.passages]
    assert names[0] == "01-agency.html"
    assert "07-independent.txt" in names
    first = drafted.passages[0]
    assert texts[first.capture].text[first.start : first.end].startswith("Valdenia on Tuesday suspended")


def test_every_passage_is_cited_word_by_word(story: Trace, drafted: Draft) -> None:
    assert set(passages_of(drafted)) == set(drafted.passages)
    assert check_post(drafted.body, story).exact == len(passages_of(drafted))


def test_no_wording_is_quoted_at_length(story: Trace, drafted: Draft) -> None:
    home = Story(story).wording_of
    texts = {a.capture_id: a for a in story.annotations}
    words: Counter[str] = Counter()
    for token in {
        (ref.capture, t.start)
        for ref in drafted.passages
        for t in texts[ref.capture].tokens
        if ref.start <= t.start < ref.end
    }:
        words[home[token[0]].id] += 1
    assert words
    assert max(words.values()) <= 90


def test_versions_stand_side_by_side_with_who_has_which(drafted: Draft) -> None:
    kinds = {row.kind for row in drafted.differing}
    assert {ChangeKind.NUMBER, ChangeKind.NEGATION} <= kinds
    table = drafted.body[drafted.body.index("| What differs") :]
    neither = next(line for line in table.splitlines() if "Neither side has signed" in line)
    both = next(line for line in table.splitlines() if "Both sides have signed" in line)
    assert "| Meridian, Calder Daily Post," in neither
    assert "| RiverWatch, " in both


def test_nobody_is_called_an_uncredited_copy(drafted: Draft) -> None:
    ours = re.sub(r"\[[^\]]*\]\([^)]*\)", "", f"{drafted.title} {drafted.body} {drafted.foot}").casefold()
    assert not re.search(r"copied|copy|uncredited|credit|rewrite|steal|stole", ours)


def test_what_it_rests_on_is_counted_without_the_unrelated(drafted: Draft) -> None:
    rests = "Rests on nine captures from 7 outlets and 1 unnamed, 2 independent origins;"
    assert drafted.foot == f"{rests} rules and weights, no language model."
    assert "Nine captures from 7 outlets and 1 unnamed tell this story." in drafted.body


def test_origins_are_a_range_where_the_evidence_leaves_them_open(story: Trace) -> None:
    open_ = dataclasses.replace(story, origins=dataclasses.replace(story.origins, low=1))
    assert "1 to 2 independent origins" in draft(open_).foot


def test_a_shorter_draft_quotes_less(story: Trace) -> None:
    shorter, longer = (draft(story, length=length).body.count("\n> ") for length in (40, 200))
    assert 0 < shorter < longer


def test_a_chosen_passage_is_quoted_instead(story: Trace) -> None:
    text = story.annotations[0]
    start = text.text.index("The mission has recorded 23 incidents")
    chosen = PassageRef(text.capture_id, start, start + len("The mission has recorded 23 incidents"))
    found = draft(story, chosen=[chosen])
    assert found.passages[0] == chosen
    assert "> [“The mission has recorded 23 incidents" in found.body
    assert found.left_out == ()


def test_a_chosen_passage_that_would_quote_too_much_is_left_out(story: Trace) -> None:
    text = story.annotations[0]
    whole = PassageRef(text.capture_id, 0, len(text.text))
    found = draft(story, chosen=[whole])
    assert found.left_out == (whole,)
    assert "No passage of Meridian is short enough" in found.body


@pytest.mark.parametrize(
    "chosen",
    [PassageRef("0" * 16, 0, 5), PassageRef("first", 3, 3), PassageRef("first", 0, 10**8)],
    ids=["no such capture", "nothing", "behind the end"],
)
def test_what_is_no_passage_cannot_be_chosen(story: Trace, chosen: PassageRef) -> None:
    first = story.annotations[0].capture_id
    ref = dataclasses.replace(chosen, capture=first) if chosen.capture == "first" else chosen
    with pytest.raises(UsageError, match="no passage"):
        draft(story, chosen=[ref])


def test_a_story_without_a_text_cannot_be_drafted() -> None:
    with pytest.raises(UsageError, match="no text"):
        draft(trace(b""))


def test_a_changed_number_is_shown_in_both_versions() -> None:
    found = trace(
        Source.from_text(AGENCY, name="a.txt", outlet="Drell Agency", published="2031-03-03T09:00+01:00"),
        Source.from_text(COPY, name="b.txt", outlet="Bank Echo", published="2031-03-03T15:00+01:00"),
    )
    rows = [row for row in draft(found).differing if row.kind is ChangeKind.NUMBER]
    texts = {a.capture_id: a.text for a in found.annotations}
    told = [texts[v.passage.capture][v.passage.start : v.passage.end] for v in rows[0].versions if v.passage]
    assert "10 days" in told[0]
    assert "90 days" in told[1]


HOSTILE = [
    "](javascript:alert(1)) ",
    "| a | b | ",
    "<img src=x onerror=alert(1)> ",
    "**bold** _it_ `code` ",
    "[x](passage:0000#1-2) ",
    "https://evil.example/ www.evil.example @everyone ",
    "\u202egnorw\u2066 &amp; &lt; \\ ",
]


@pytest.mark.parametrize(
    "marks", HOSTILE, ids=["link", "table", "html", "marks", "citation", "addresses", "bidi"]
)
def test_marks_in_a_captured_text_stay_words(marks: str) -> None:
    bad = AGENCY.replace("that it had closed", f"that {marks} it had closed")
    found = trace(
        Source.from_text(bad, name="a.txt", outlet=f"Drell {marks.strip()}"),
        Source.from_text(COPY, name="b.txt", outlet="Bank Echo"),
    )
    drafted = draft(found)
    assert set(passages_of(drafted)) == set(drafted.passages)
    assert "\u202e" not in drafted.body + drafted.title + drafted.foot
    assert not re.search(
        r"(?<!\\)<img|(?<!\\)\*\*|(?<!\\)\]\(javascript|(?<!\\)@|https://|(?<!\\)&", drafted.body
    )
    assert check_post(drafted.body, found).exact == len(passages_of(drafted))
