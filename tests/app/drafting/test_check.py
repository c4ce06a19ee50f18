"""A post is checked against what it rests on: seeded bendings are found, faithful telling is not flagged."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geopolitik.app import sample_story, trace
from geopolitik.app.drafting import Draft, PassageRef, PostCheck, check_post
from geopolitik.errors import CaptureError, UsageError
from geopolitik.model.story import ChangeKind, Severity, Trace

FAITHFUL = """Valdenia suspended fuel transit to Teskar on Tuesday for an initial 72 hours, saying that \
shots fired across the Sarn on Sunday appeared to breach the truce.

Energy Minister Irena Dossan said about 40% of Teskar's diesel imports pass through the pipeline at Jelin, a \
border town of 18,000 people. “We are not closing the border, and we are not leaving the truce,” she said.

Teskar denied that its forces had fired. The Sarn Monitoring Mission said its observers had counted 14 shots \
near the Varn ferry landing but had not established who fired them.

Under a draft enforcement plan seen by Meridian, transit could be suspended only if the mission had first \
named the responsible party. Neither side has signed the plan.

Teskar's energy ministry put the country's reserves at about 30 days of normal use. The truce was signed on \
Oct. 11 after nine weeks of skirmishes in which at least 61 people died.
"""


def grave(found: PostCheck) -> list[ChangeKind]:
    return [bending.kind for bending in found.bendings if bending.severity is Severity.HIGH]


def test_a_draft_bends_nothing_and_rests_on_what_it_cites(story: Trace, drafted: Draft) -> None:
    found = check_post(drafted.body, story)
    assert found.bendings == ()
    assert found.unsupported == ()
    assert found.counts == {Severity.HIGH: 0, Severity.MEDIUM: 0, Severity.LOW: 0}


def test_a_faithful_post_has_no_grave_flag_and_is_offered_its_citations(story: Trace) -> None:
    found = check_post(FAITHFUL, story)
    assert grave(found) == []
    assert found.unsupported == ()
    texts = {a.capture_id: a.article.capture.name for a in story.annotations}
    assert len(found.offers) == 9
    # The abridged text has one of the sentences to the letter, the agency only within a longer one.
    assert {texts[o.passage.capture] for o in found.offers} == {"01-agency.html", "03-abridged.txt"}


BENT_DRAFTS = {
    "number changed": ("initial 72 hours", "initial 96 hours", ChangeKind.NUMBER),
    "hedge dropped": ("appeared to breach", "breached", ChangeKind.CERTAINTY_RAISED),
    "negated": ("Neither side has signed", "Both sides have signed", ChangeKind.NEGATION),
    "speaker changed": ("said one of the diplomats", "said Irena Dossan", ChangeKind.ATTRIBUTION_CHANGED),
    "credited to another": (" – Tidewater News", " – RiverWatch", ChangeKind.ATTRIBUTION_CHANGED),
    "words put in": (
        "asking for an answer",
        "asking for a full and final answer",
        ChangeKind.QUOTATION_ALTERED,
    ),
}


@pytest.mark.parametrize(("words", "bent", "kind"), BENT_DRAFTS.values(), ids=BENT_DRAFTS)
def test_a_bent_draft_is_found_out(
    story: Trace, drafted: Draft, words: str, bent: str, kind: ChangeKind
) -> None:
    assert words in drafted.body
    found = check_post(drafted.body.replace(words, bent), story)
    assert kind in grave(found)


BENT_POSTS = {
    "number changed": ("72 hours", "27 hours", ChangeKind.NUMBER),
    "share changed": ("about 40%", "55%", ChangeKind.NUMBER),
    "bound dropped": ("at least 61", "61", ChangeKind.NUMBER),
    "hedge dropped": ("appeared to breach", "breached", ChangeKind.CERTAINTY_RAISED),
    "denial made an admission": ("Teskar denied", "Teskar admitted", ChangeKind.NEGATION),
    "not dropped": ("had not established", "had established", ChangeKind.NEGATION),
    "speaker changed": ("truce,” she said", "truce,” said Oren Khasadi", ChangeKind.PASSAGE_MOVED),
    "quotation turned": (
        "We are not closing the border, and we are not leaving",
        "We are closing the border, and we are leaving",
        ChangeKind.QUOTATION_ALTERED,
    ),
    "day changed": ("Oct. 11", "Oct. 21", ChangeKind.TIME),
}


@pytest.mark.parametrize(("words", "bent", "kind"), BENT_POSTS.values(), ids=BENT_POSTS)
def test_a_bent_post_is_found_out(story: Trace, words: str, bent: str, kind: ChangeKind) -> None:
    post = FAITHFUL.replace(words, bent)
    found = check_post(post, story)
    assert grave(found) == [kind]
    bending = found.bendings[0]
    assert bending.source is not None
    assert bending.source_words
    assert post[bending.post_span.start : bending.post_span.end].split() == bending.post_words.split()


def test_an_invented_quotation_is_found(story: Trace, drafted: Draft) -> None:
    found = check_post(f"{drafted.body}\n“We will cross the river tonight,” Dossan said.\n", story)
    assert grave(found) == [ChangeKind.QUOTATION_INVENTED]
    assert found.bendings[0].source is None


def test_what_another_capture_says_is_not_bent_but_followed(story: Trace) -> None:
    found = check_post(FAITHFUL.replace("about 40%", "60%"), story)
    assert ChangeKind.NUMBER not in grave(found)
    following = found.followings[0]
    names = {a.capture_id: a.article.capture.name for a in story.annotations}
    assert following.against_origin
    assert names[following.follows.capture] in ("04-channel.md", "09-blog.md")
    assert names[following.differs_from.capture] == "01-agency.html"


def test_a_misquoted_capture_is_bent_whoever_else_says_so(story: Trace, drafted: Draft) -> None:
    found = check_post(drafted.body.replace("Neither side has", "Both sides have"), story)
    assert grave(found) == [ChangeKind.NEGATION]


def test_a_sentence_from_nowhere_rests_on_nothing(story: Trace) -> None:
    found = check_post(f"{FAITHFUL}\nThe bishop of Lisk opened a bakery for cats yesterday.\n", story)
    assert [sentence.text for sentence in found.unsupported] == [
        "The bishop of Lisk opened a bakery for cats yesterday."
    ]


@pytest.mark.parametrize(
    "sentence",
    ["The valves will stay closed for years.", "Officials expect a cold weekend in the capital."],
    ids=["a word shared", "a subject shared"],
)
def test_a_chance_likeness_is_no_support(story: Trace, sentence: str) -> None:
    assert [unsupported.text for unsupported in check_post(sentence, story).unsupported] == [sentence]


def test_a_rewrite_is_no_faithful_post() -> None:
    agency, channel = sample_story()[0], sample_story()[3]
    assert isinstance(channel.content, bytes)
    post = channel.content.decode().split("---", 1)[1]
    found = check_post(post, trace(agency))
    assert found.counts[Severity.HIGH] >= 25
    assert "A full blockade of the river is now only weeks away." in [s.text for s in found.unsupported]


def test_a_changed_count_of_origins_rests_on_nothing(story: Trace, drafted: Draft) -> None:
    found = check_post(drafted.body.replace("2 independent origins", "5 independent origins"), story)
    assert ["5 independent origins" in sentence.text for sentence in found.unsupported] == [True]


def test_leaving_out_is_not_bending(story: Trace) -> None:
    found = check_post("“We are not closing the border,” Dossan said.\n", story)
    assert grave(found) == []


def test_a_paraphrase_is_held_against_the_passage_it_cites(story: Trace, drafted: Draft) -> None:
    lead = drafted.passages[0]
    link = f"(passage:{lead.capture}#{lead.start}-{lead.end})"
    assert grave(check_post(f"Valdenia [stopped the flow of fuel]{link}, it said.", story)) == []
    bent = check_post(f"Valdenia [stopped the flow of fuel for five days]{link}, it said.", story)
    assert grave(bent) == [ChangeKind.NUMBER]


@pytest.mark.parametrize(
    "address",
    ["0000000000000000#1-20", "{}#1-99999999", "{}#20-3"],
    ids=["no capture", "no place", "reversed"],
)
def test_a_citation_that_leads_nowhere_is_grave(story: Trace, address: str) -> None:
    address = address.format(story.annotations[0].capture_id)
    found = check_post(f"It says [“Neither side has signed the plan”](passage:{address}).", story)
    assert ChangeKind.QUOTATION_INVENTED in grave(found)


def test_whole_pages_cannot_be_cited(story: Trace) -> None:
    longest = max(story.annotations, key=lambda annotation: len(annotation.text))
    found = check_post(f"It says [so](passage:{longest.capture_id}#0-{len(longest.text)}).", story)
    assert grave(found) == [ChangeKind.QUOTATION_INVENTED]


def test_other_languages_are_said_not_to_be_compared(story: Trace) -> None:
    names = {a.capture_id: a.article.capture.name for a in story.annotations}
    assert [names[capture] for capture in check_post(FAITHFUL, story).unread] == ["05-translation.txt"]


def test_plain_text_and_markdown_are_read_alike(story: Trace) -> None:
    plain = FAITHFUL.replace("about 40%", "55%")
    marked = plain.replace("55%", "**55%**").replace("Teskar denied", "- Teskar denied")
    assert grave(check_post(plain, story)) == grave(check_post(marked, story)) == [ChangeKind.NUMBER]


def test_nothing_written_in_a_post_escapes_as_furniture(story: Trace) -> None:
    post = "Read more\n\nAdvertisement: the bishop of Lisk sells cats.\n\n| x | Bishops sell cats daily |\n"
    assert len(check_post(post, story).unsupported) == 2


@pytest.mark.parametrize("post", ["", "  \n"], ids=["empty", "blank"])
def test_an_empty_post_cannot_be_checked(story: Trace, post: str) -> None:
    with pytest.raises(CaptureError):
        check_post(post, story)


def test_too_long_a_post_is_refused(story: Trace) -> None:
    with pytest.raises(UsageError, match="longer"):
        check_post("word " * 20_000, story)


def test_only_captures_of_the_story_can_be_cited(story: Trace) -> None:
    with pytest.raises(UsageError, match="no capture"):
        check_post(FAITHFUL, story, cited=[PassageRef("0" * 16, 0, 4)])


MARKS = ["“", "”", "‘", "’", '"', "[", "](passage:x#1-2)", "|", "> ", "# ", "- ", "\\", "`", "*", "…"]
WORDS = ["said ", "Dossan ", "not ", "72 hours ", "Teskar denied it. ", "\n", "\n\n"]
ODD = ["\x00", "\r", "\u202e", "\ud800"]
PIECES = st.sampled_from([*MARKS, *WORDS, *ODD])


@settings(max_examples=40)
@given(st.lists(PIECES, min_size=1, max_size=40).map("".join))
def test_any_post_can_be_checked(story: Trace, post: str) -> None:
    try:
        found = check_post(post, story)
    except CaptureError:
        return
    assert all(
        0 <= bending.post_span.start <= bending.post_span.end <= len(post) for bending in found.bendings
    )
