"""A redline's page and what can be taken away from it: whole for those who work here, else by passages."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from html import unescape

import pytest
from tests.publish.exports.reading import texts
from tests.publish.site.browser import Browser, Browsers
from tests.publish.site.conftest import Clock

from geopolitik.app.house import House
from geopolitik.app.stories.deciding import decide
from geopolitik.app.stories.keeping import keep
from geopolitik.app.stories.replying import handle, reply
from geopolitik.model.keeping import Judgement, KeptDerivation, ReplyState, StoryHead
from geopolitik.model.people import VISITOR, Role, Viewer
from geopolitik.model.story import Trace
from geopolitik.publish.site.views.changes import WITHHELD
from geopolitik.storage import stories

People = Callable[[Role, str], Viewer]
MOST_WORDS = 40


def edge(house: House, story: StoryHead, original: str, copy: str) -> KeptDerivation:
    """The edge between two outlets of a story."""
    with house.store.reading() as r:
        found = {(e.original_name, e.copy_name): e for e in stories.edges_of(r, story.id)}
    return found[original, copy]


@pytest.fixture
def rewrite(house: House, story: StoryHead) -> KeptDerivation:
    """The channel's rewrite, which credits nobody."""
    return edge(house, story, "Meridian", "RiverWatch")


def address(kept: KeptDerivation, ending: str = "") -> str:
    return f"/s/{kept.story_id}/r/{kept.id}{ending}"


def passages(page: str) -> list[str]:
    """The passages that a public page shows, as words."""
    found = re.findall(r'<p class="(?:was|is)".*?</p>', page, re.DOTALL)
    return [" ".join(unescape(re.sub(r"<[^>]+>", " ", one)).split()) for one in found]


def test_it_shows_the_verdict_with_its_evidence_and_both_captures(
    browser: Browsers, rewrite: KeptDerivation, sample_trace: Trace
) -> None:
    page = browser().get(address(rewrite)).text
    assert "Derived (related: " in page
    assert "sentences taken" in page
    for number in (0, 3):
        assert sample_trace.annotations[number].article.capture.sha256 in page
    assert "handed in on 14 May 2031, 09:00:00 UTC; when it was captured isn’t known" in page
    assert "No person has decided about this yet" in page


def test_a_reader_sees_changes_as_cards_with_lasting_addresses(
    browser: Browsers, rewrite: KeptDerivation
) -> None:
    page = browser().get(address(rewrite)).text
    numbers = re.findall(r'id="c(\d+)"', page)
    # All are told, apart from the dropped credit, which nobody has approved yet.
    assert len(numbers) == rewrite.high + rewrite.medium + rewrite.low - 1
    assert numbers == sorted(numbers, key=int)
    assert len(passages(page)) > 8
    assert WITHHELD in page
    assert "Only short passages of other people’s texts are shown here." in page


def test_no_passage_is_long_and_no_text_is_shown_in_great_part(
    browser: Browsers, rewrite: KeptDerivation, sample_trace: Trace
) -> None:
    page = browser().get(address(rewrite)).text
    found = passages(page)
    assert found
    for words in found:
        # The words of the mark in front and of the place behind are ours.
        assert len(words.split()) <= MOST_WORDS + 8, words
    for number in (0, 3):
        annotation = sample_trace.annotations[number]
        length = sum(len(sentence.span) for sentence in annotation.sentences)
        side = "Original: " if number == 0 else "Copy: "
        shown = sum(len(words) for words in found if words.startswith(side))
        assert shown < length / 2


def test_those_who_work_here_see_both_texts_side_by_side(
    browser: Browsers, rewrite: KeptDerivation, sample_trace: Trace
) -> None:
    page = browser(Role.ANALYST).get(address(rewrite)).text
    assert 'class="row' in page
    assert page.count('<li class="card') == rewrite.high + rewrite.medium + rewrite.low
    assert 'id="c12"' in page
    assert 'id="p12"' in page
    words = " ".join(unescape(re.sub(r"<[^>]+>", "", page)).split())
    assert "No one was killed" in words
    assert 'class="row' not in browser(Role.MEMBER).get(address(rewrite)).text


def test_the_changes_have_the_same_numbers_for_everybody(browser: Browsers, rewrite: KeptDerivation) -> None:
    reader, analyst = browser().get(address(rewrite)).text, browser(Role.ANALYST).get(address(rewrite)).text
    kinds = dict(re.findall(r'id="p?c(\d+)" data-n="\d+" data-severity="(\w+)"', analyst))
    for number, severity in re.findall(r'<li class="change (\w+)" id="c(\d+)"', reader):
        assert kinds[severity] == number


UNSAID = ("not credited", "credits nobody", "credit dropped")


def test_readers_are_not_told_that_credit_is_missing_anywhere(
    browser: Browsers, house: House, rewrite: KeptDerivation, person: People
) -> None:
    reader = browser()
    answers = [reader.get(address(rewrite, ending)) for ending in ("", ".json", ".docx")]
    told = [answers[0].text, answers[1].text, *words_of(answers[2].content)]
    assert [said for said in UNSAID for text in told if said in text] == []
    assert "credit not reviewed yet" in told[0]
    assert "Who is credited has not been reviewed yet." in told[0]
    decide(house, person(Role.EDITOR, "Edith"), rewrite.id, Judgement.APPROVE, reason="It names nobody.")
    page = reader.get(address(rewrite)).text
    assert "Rewrite, <bdi>not credited</bdi>." in page
    assert "not credited" in reader.get(address(rewrite, ".json")).json()["credit"]
    assert "not credited" in "".join(words_of(reader.get(address(rewrite, ".docx")).content))


def words_of(document: bytes) -> list[str]:
    """What is written in a Word document, part by part."""
    with zipfile.ZipFile(io.BytesIO(document)) as parts:
        return [parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml")]


@pytest.mark.parametrize(
    ("judgement", "correction", "told"),
    [
        (Judgement.CONFIRM, "", "Confirmed by an analyst on"),
        (Judgement.REJECT, "", "Rejected by an analyst on"),
        (Judgement.CORRECT, "It is an abridgement.", "Corrected by an analyst on"),
    ],
    ids=["confirmed", "rejected", "corrected"],
)
def test_a_decision_is_told(
    browser: Browsers,
    house: House,
    rewrite: KeptDerivation,
    person: People,
    judgement: Judgement,
    correction: str,
    told: str,
) -> None:
    analyst = person(Role.ANALYST, "Ann Alyst")
    decide(house, analyst, rewrite.id, judgement, reason="It <b>says</b> so.", correction=correction)
    page = browser().get(address(rewrite)).text
    assert told in page
    assert "Ann Alyst" not in page
    assert ("It &lt;b&gt;says&lt;/b&gt; so." in page) is (judgement is Judgement.REJECT)
    assert correction in page
    ours = browser(Role.ANALYST).get(address(rewrite)).text
    assert "by Ann Alyst on" in ours
    assert "It &lt;b&gt;says&lt;/b&gt; so." in ours


def test_texts_that_are_not_aligned_say_why(browser: Browsers, house: House, story: StoryHead) -> None:
    translation = edge(house, story, "Meridian", "Uferzeitung")
    for client in (browser(), browser(Role.ANALYST)):
        answer = client.get(address(translation))
        assert "different languages (de, en)" in answer.text
        assert ".docx" not in answer.text
        assert client.get(address(translation, ".docx")).status_code == 404
        assert client.get(address(translation, ".json")).status_code == 200


def test_the_whole_goes_to_those_who_work_here_only(browser: Browsers, rewrite: KeptDerivation) -> None:
    ours = browser(Role.ANALYST).get(address(rewrite, ".json"))
    assert ours.headers["content-disposition"] == 'attachment; filename="meridian-riverwatch.json"'
    whole = ours.json()
    assert whole["format"] == "geopolitik.trace"
    assert len(whole["captures"]) == 2
    assert len(whole["changes"]) == rewrite.high + rewrite.medium + rewrite.low
    short = browser(Role.MEMBER).get(address(rewrite, ".json")).json()
    assert short["format"] == "geopolitik.redline"
    assert "captures" not in short
    assert 0 < len(short["changes"]) < len(whole["changes"])
    document = browser(Role.EDITOR).get(address(rewrite, ".docx")).content
    assert "No one was killed" in "".join(words_of(document))
    assert len(document) > len(browser().get(address(rewrite, ".docx")).content)


def test_the_same_document_twice(browser: Browsers, rewrite: KeptDerivation, clock: Clock) -> None:
    first = browser().get(address(rewrite, ".docx")).content
    clock.forward(days=3)
    assert browser().get(address(rewrite, ".docx")).content == first


def test_passages_lead_to_where_they_stand(browser: Browsers, house: House, sample_trace: Trace) -> None:
    story = keep(house, at_addresses(sample_trace), by=None, public=True)
    kept = edge(house, story, "Meridian", "RiverWatch")
    page = browser().get(address(kept)).text
    assert 'href="https://text-0.example/a#:~:text=' in page
    assert 'href="https://text-3.example/a#:~:text=' in page
    assert "javascript:" not in page
    ours = browser(Role.ANALYST).get(address(kept)).text
    assert "Links to each passage on its own page" in ours


def at_addresses(trace: Trace) -> Trace:
    """The trace as if its captures came from the web."""
    swapped = {}
    for number, annotation in enumerate(trace.annotations):
        capture = replace(annotation.article.capture, address=f"https://text-{number}.example/a#old")
        swapped[annotation.capture_id] = replace(
            annotation, article=replace(annotation.article, capture=capture)
        )
    redlines = [
        replace(
            r,
            alignment=replace(
                r.alignment, a=swapped[r.alignment.a.capture_id], b=swapped[r.alignment.b.capture_id]
            ),
        )
        for r in trace.redlines
    ]
    return replace(trace, annotations=tuple(swapped.values()), redlines=tuple(redlines), alignments=())


def test_replies_about_it_stand_on_its_page(
    browser: Browsers, house: House, story: StoryHead, rewrite: KeptDerivation, person: People
) -> None:
    kept = reply(house, VISITOR, story.id, about=rewrite.id, name="Mira", contact="", body="We name it now.")
    handle(house, person(Role.EDITOR, "Edith"), kept.id, ReplyState.ANSWERED, "Thank you.")
    assert "We name it now." in browser().get(address(rewrite)).text
    other = edge(house, story, "RiverWatch", "09-blog.md")
    assert "We name it now." not in browser().get(address(other)).text
    assert f"/s/{story.id}/reply?about={other.id}" in browser().get(address(other)).text


def test_a_derivation_that_a_later_trace_lost_keeps_its_address(
    browser: Browsers, house: House, story: StoryHead, rewrite: KeptDerivation, sample_trace: Trace
) -> None:
    without = replace(
        sample_trace,
        derivations=tuple(d for d in sample_trace.derivations if d.copy != rewrite.copy),
        redlines=tuple(r for r in sample_trace.redlines if r.copy != rewrite.copy),
    )
    keep(house, without, by=None, story_id=story.id)
    page = browser().get(address(rewrite))
    assert page.status_code == 200
    assert "no longer has this derivation" in page.text
    assert f"{address(rewrite)}?revision=1" in page.text
    assert "From revision 1, an earlier trace." in browser().get(f"{address(rewrite)}?revision=1").text
    assert browser().get(address(rewrite, ".json")).status_code == 404
    assert browser().get(address(rewrite, ".json?revision=1")).status_code == 200


@pytest.mark.parametrize("ending", ["", ".json", ".docx"], ids=["page", "json", "docx"])
def test_what_may_not_be_seen_is_not_found(
    browser: Browsers,
    house: House,
    sample_trace: Trace,
    story: StoryHead,
    rewrite: KeptDerivation,
    ending: str,
) -> None:
    hidden = keep(house, sample_trace, by=None)
    kept = edge(house, hidden, "Meridian", "RiverWatch")
    assert browser().get(address(kept, ending)).status_code == 404
    assert browser().get(f"/s/{story.id}/r/none{ending}").status_code == 404
    # An edge of another story is none of this one.
    assert browser().get(f"/s/{story.id}/r/{kept.id}{ending}").status_code == 404
    assert browser(Role.ANALYST).get(address(kept, ending)).status_code == 200


def test_the_public_json_says_no_more_than_the_page(browser: Browsers, rewrite: KeptDerivation) -> None:
    client = browser()
    page, told = client.get(address(rewrite)).text, client.get(address(rewrite, ".json")).json()
    assert [str(change["number"]) for change in told["changes"]] == re.findall(r'id="c(\d+)"', page)
    assert json.dumps(told)


def test_a_dropped_credit_is_not_counted_before_it_is_approved(
    browser: Browsers, house: House, rewrite: KeptDerivation, person: People
) -> None:
    assert rewrite.drops_credit
    reader, analyst = browser(), browser(Role.ANALYST)

    def counted(client: Browser) -> int:
        page = re.search(r"▲ (\d+) high", client.get(address(rewrite)).text)
        assert page
        return int(page[1])

    def listed() -> list[bool]:
        addresses = (f"/s/{rewrite.story_id}", "/o/riverwatch")
        pages = [reader.get(at, follow_redirects=True).text for at in addresses]
        return [f"▲ {rewrite.high} high" in page for page in pages]

    assert counted(analyst) == rewrite.high
    assert counted(reader) == rewrite.high - 1
    assert reader.get(f"/api/v1/derivations/{rewrite.id}").json()["high"] == rewrite.high - 1
    assert listed() == [False, False]
    assert reader.get(address(rewrite, ".json")).json()["found"]["high"] == rewrite.high - 1
    decide(house, person(Role.EDITOR, "Edith"), rewrite.id, Judgement.APPROVE, reason="It names nobody.")
    assert counted(reader) == rewrite.high
    assert listed() == [True, True]


def test_files_hold_the_passages_of_the_page(browser: Browsers, rewrite: KeptDerivation) -> None:
    reader = browser()
    told = reader.get(address(rewrite, ".json")).json()["changes"]
    sides: dict[str, list[str]] = {}
    for side in ("original_passage", "copy_passage"):
        found = [one[side] for one in told if one[side]]
        sides[side] = [f"{one['before']}{one['text']}{one['after']}" for one in found]
    document = reader.get(address(rewrite, ".docx")).content
    assert [text for text in texts(document, accept=False) if text] == sides["original_passage"]
    assert [text for text in texts(document, accept=True) if text] == sides["copy_passage"]
    shown = passages(reader.get(address(rewrite)).text)
    for passage in (*sides["original_passage"], *sides["copy_passage"]):
        assert any("".join(passage.split()) in "".join(one.split()) for one in shown)
    withheld = [one for one in told if one["withheld"]]
    assert withheld
    assert not [one for one in withheld if one["original_passage"] or one["copy_passage"]]
    assert all(one["reason"] for one in withheld)
