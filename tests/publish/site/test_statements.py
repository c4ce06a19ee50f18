"""Who said what, on a story's page; and how a statement comes into the ledger."""

from __future__ import annotations

import re
from html import unescape

import pytest
from tests.publish.site.browser import Browser, Browsers
from tests.publish.site.newsroom import HOSTILE, look, viewer_of
from tests.publish.site.newsroom import undo as undone

from geopolitik.app import Source, trace
from geopolitik.app.cases.editing import write
from geopolitik.app.cases.keeping import keep as keep_case
from geopolitik.app.cases.looking import look as look_at_case
from geopolitik.app.cases.shipped import shipped
from geopolitik.app.house import House
from geopolitik.app.stories.deciding import decide
from geopolitik.app.stories.keeping import keep
from geopolitik.app.stories.managing import set_public
from geopolitik.model.keeping import Judgement, StoryHead
from geopolitik.model.ledger.keeping import EntryKind
from geopolitik.model.ledger.positions import PositionKind
from geopolitik.model.people import Role
from geopolitik.publish.site.views.addresses import story_address
from geopolitik.storage import stories

ORIGINAL = b"""<html><head><title>Harbour talks end without a deal</title>
<meta property="og:site_name" content="Lenna Wire">
<meta property="article:published_time" content="2031-02-03T08:00:00Z"></head><body><article>
<h1>Harbour talks end without a deal</h1>
<p>Harbour master Iva Brandt noted on Monday that the ferry truce had run out at the end of January.</p>
<p>The two delegations left the island on Friday, and no date was set for another round of talks.</p>
<p>Fuel for the northern villages has been carried over the ice road since the first week of January.</p>
<p>Some forty fishing boats are tied up behind the breakwater, and the market hall is closed.</p>
<p>A draft agreement of nine pages foresees joint patrols, a lighthouse crew and a fund for nets.</p>
<p>"The port stays shut until the inspectors have gone home," Minister Orla Venn said.</p>
<p>The mediators declined to comment on the inspectors. Brandt told Reuters that the pilots would wait.</p>
</article></body></html>"""
COPY = b"""<html><head><title>Island talks collapse</title>
<meta property="og:site_name" content="Island Post">
<meta property="article:published_time" content="2031-02-03T11:00:00Z"></head><body><article>
<h1>Island talks collapse</h1>
<p>The fragile ferry truce ran out at the end of January, harbour master Iva Brandt confirmed.</p>
<p>Both delegations left the island on Friday, and no date was set for another round of talks.</p>
<p>Fuel for the northern villages has been carried over the ice road since the first week of January.</p>
<p>Some forty fishing boats are tied up behind the breakwater, and the market hall is closed.</p>
<p>A draft agreement of nine pages foresees joint patrols, a lighthouse crew and a fund for nets.</p>
<p>"The port stays shut until the inspectors have gone home," officials said.</p>
</article></body></html>"""


@pytest.fixture(name="ferry")
def _ferry(house: House) -> StoryHead:
    found = trace(
        Source(ORIGINAL, "a.html", url="https://lenna.example/talks"),
        Source(COPY, "b.html", url="https://post.example/talks"),
    )
    return keep(house, found, by=None, public=True)


def section(client: Browser, story: StoryHead) -> str:
    """The section of the story's page that tells who said what."""
    page = client.get(story_address(story)).text
    found = re.search(r'<section id="said".*?</section>', page, re.DOTALL)
    assert found, page
    return unescape(re.sub(r"\s+", " ", re.sub(r"</?(?:bdi|b)\b[^>]*>", "", found[0])))


def test_readers_are_told_who_said_what_and_what_drifted(browser: Browsers, ferry: StoryHead) -> None:
    told = section(browser(), ferry)
    assert "Iva Brandt" in told
    assert "“note” → “confirm”, which vouches for more" in told
    assert "says → confirms" in told
    assert "speaker: Orla Venn → officials" in told or "speaker: Minister Orla Venn → officials" in told
    assert "To the ledger" not in told


def test_the_drift_leads_to_the_redline(browser: Browsers, ferry: StoryHead) -> None:
    client = browser()
    address = re.search(rf'href="(/s/{ferry.id}/r/[^"#]+)#c(\d+)"', section(client, ferry))
    assert address
    assert f'id="c{address[2]}"' in client.get(address[1]).text


def test_who_declined_added_nothing(browser: Browsers, ferry: StoryHead) -> None:
    told = section(browser(Role.ANALYST), ferry)
    assert re.search(r"declines to say</span>, which adds nothing", told)


def test_a_relay_stands_between_speaker_and_text(browser: Browsers, ferry: StoryHead) -> None:
    assert "Iva Brandt → Reuters → Lenna Wire [1]" in section(browser(Role.ANALYST), ferry)


def test_a_source_without_a_name_stays_so(browser: Browsers, house: House, story: StoryHead) -> None:
    told = section(browser(Role.ANALYST), story)
    speakers = re.findall(r'<summary><bdi class="who unnamed">|<summary>(.*?)</summary>', told)
    assert any("two diplomats familiar with the talks" in one and "not named" in one for one in speakers)


def test_a_pronoun_that_nothing_resolves_names_nobody(browser: Browsers, house: House) -> None:
    page = b"Port shut\n\nHe said the port would stay shut for a week.\n\nThe town was quiet on Monday.\n"
    head = keep(house, trace(Source(page, "a.txt")), by=None, public=True)
    assert 'He <span class="tag">not named' in section(browser(Role.ANALYST), head)


def test_nothing_is_followed_along_a_rejected_edge(browser: Browsers, house: House, ferry: StoryHead) -> None:
    editor = browser(Role.EDITOR)
    with house.store.reading() as r:
        (edge,) = stories.edges_of(r, ferry.id)
    decide(house, viewer_of(editor), edge.id, Judgement.REJECT, reason="Two reporters in one room.")
    assert "drifted" not in section(browser(), ferry)
    assert "word for saying it" not in section(editor, ferry)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_names_stay_words(browser: Browsers, house: House, words: str) -> None:
    page = (
        "Ferry talks end\n\n"
        f"Minister Orla {words} said on Monday that the port would stay shut. "
        f'"We will see," said {words}. {words} told The Quay that nobody had come to the {words}.\n\n'
        "The two delegations left the island on Friday, and no date was set for another round of talks.\n"
    )
    head = keep(house, trace(Source(page.encode("utf-8", "replace"), "a.txt")), by=None, public=True)
    client = browser(Role.ANALYST)
    look(browser(), story_address(head))
    look(client, story_address(head))
    for link in links(client, head):
        look(client, link)


# To the ledger


def links(client: Browser, story: StoryHead) -> list[str]:
    """Where the statements of a story are entered in the ledger."""
    return re.findall(rf'href="(/s/{story.id}/statements/[^"]+)"', section(client, story))


def to_case(client: Browser, house: House, story: StoryHead, word: str, kind: str = "position") -> str:
    """The form for the statement whose page holds a word."""
    keep_case(house, viewer_of(client), shipped("invented"))
    page = next(page for link in links(client, story) if word in (page := client.get(link).text))
    found = re.search(rf'href="(/ledger/invented/propose/{kind}/[^"]+)"', page)
    assert found
    return unescape(found[1])


def fields(page: str) -> dict[str, str]:
    """What the form holds."""
    return {
        name: unescape(value)
        for name, value in re.findall(
            r'<textarea id="\w+" name="(\w+)"[^>]*>(.*?)</textarea>', page, re.DOTALL
        )
    }


def test_a_statement_is_proposed_and_kept_once_confirmed(
    browser: Browsers, house: House, ferry: StoryHead
) -> None:
    client = browser(Role.ANALYST)
    form = to_case(client, house, ferry, "declines to say")
    proposed = fields(client.get(form).text)
    assert "kind: declines to say" in proposed["entry"]
    assert 'publisher: "Lenna Wire"' in proposed["document"]
    before = look_at_case(house, viewer_of(client), "invented").case
    assert not [one for one in before.documents if one.publisher == "Lenna Wire"]
    filled = re.sub(r"# actor: .*", "actor: mediators", proposed["entry"])
    filled = re.sub(r"# issue: .*", "issue: the ferry", filled)
    answer = client.submit(form, entry=filled, document=proposed["document"], reason="From the wire.")
    assert answer.status_code == 303, answer.text
    after = look_at_case(house, viewer_of(client), "invented").case
    kept = after.positions[-1]
    assert (kept.kind, kept.actor) == (PositionKind.SILENCE, "mediators")
    document = next(one for one in after.documents if one.id == kept.rests_on[0].document)
    assert document.address == "https://lenna.example/talks"
    undone(client, answer.headers["location"])
    assert kept not in look_at_case(house, viewer_of(client), "invented").case.positions
    # The text is a document of the case now.
    assert set(fields(client.get(form).text)) == {"entry"}


def test_what_is_left_open_is_told_and_nothing_is_kept(
    browser: Browsers, house: House, ferry: StoryHead
) -> None:
    client = browser(Role.ANALYST)
    form = to_case(client, house, ferry, "would wait", "account")
    before = look_at_case(house, viewer_of(client), "invented").case
    sent = fields(client.get(form).text)
    answer = client.submit(form, **sent)
    assert answer.status_code == 422
    assert "is missing" in answer.text
    assert fields(answer.text) == sent
    assert look_at_case(house, viewer_of(client), "invented").case == before


def test_there_is_no_such_statement(browser: Browsers, ferry: StoryHead) -> None:
    client = browser(Role.ANALYST)
    link = links(client, ferry)[0]
    capture = re.search(r"statements/(\w+)\.", link)
    assert capture
    for key in (f"{capture[1]}.0", f"{capture[1]}.9999", "none.1", "x", f"{capture[1]}.-1"):
        assert client.get(f"/s/{ferry.id}/statements/{key}").status_code == 404
    assert client.get(link.replace("revision=1", "revision=2")).status_code == 404


def test_a_statement_becomes_a_position_or_an_account_and_nothing_else(
    browser: Browsers, house: House, ferry: StoryHead
) -> None:
    client = browser(Role.ANALYST)
    form = to_case(client, house, ferry, "would wait")
    assert client.get(form.replace("/position/", "/ladder/")).status_code == 404


def test_the_public_is_not_shown_the_forms(browser: Browsers, house: House, ferry: StoryHead) -> None:
    form = to_case(browser(Role.ANALYST), house, ferry, "would wait")
    for client in (browser(), browser(Role.MEMBER)):
        assert client.get(form).status_code == 403


# An actor's page


ACTOR = """
id: brandt
name: Iva Brandt
kind: person
aliases: [the harbour master]
roles:
  - title: harbour master
    of: aster
    start: 2031-01
"""


@pytest.fixture(name="actor")
def _actor(browser: Browsers, house: House, ferry: StoryHead) -> str:
    """The address of an actor whom the story quotes, in a public case."""
    editor = viewer_of(browser(Role.EDITOR, "Edith"))
    keep_case(house, editor, shipped("invented"), public=True)
    write(house, editor, "invented", EntryKind.ACTOR, ACTOR)
    return "/ledger/invented/actors/brandt"


def test_an_actor_is_told_with_what_stories_quote(browser: Browsers, ferry: StoryHead, actor: str) -> None:
    for client in (browser(), browser(Role.ANALYST)):
        page = client.get(actor)
        assert page.status_code == 200
        told = page.text
        assert "harbour master" in told
        assert "from 2031-01" in told
        link = re.search(rf'href="({re.escape(story_address(ferry))})#(said-\d+)"', told)
        assert link
        assert f'id="{link[2]}"' in client.get(link[1]).text


def test_accounts_positions_and_commitments_of_an_actor(browser: Browsers, house: House, actor: str) -> None:
    told = browser().get("/ledger/invented/actors/bellmar").text
    for title in ("Accounts", "Positions and commitments", "Who speaks for it", "In the stories"):
        assert f"<h2>{title}</h2>" in told
    assert "No story quotes somebody of this name." in told


def test_what_was_not_known_is_not_told_as_an_answer(browser: Browsers, actor: str) -> None:
    told = browser().get("/ledger/invented/actors/bellmar?on=2000-01-01T00:00Z&known=2000-01-01T00:00Z").text
    accounts = told.partition("<h2>Accounts</h2>")[2].partition("</section>")[0]
    assert "not yet known" in accounts
    assert "in force" not in accounts


def test_an_actors_page_tells_no_story_that_isnt_public(
    browser: Browsers, house: House, ferry: StoryHead, actor: str
) -> None:
    set_public(house, viewer_of(browser(Role.EDITOR, "Eve")), ferry.id, public=False)
    assert ferry.title not in browser().get(actor).text
    assert ferry.title in browser(Role.ANALYST).get(actor).text
