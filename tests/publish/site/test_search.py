"""Searching: what is found, by whom, and what is told when nothing is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import html
from tests.publish.active import assert_inert
from tests.publish.feeds.hostile import hostile_texts, needs_data
from tests.publish.site.browser import ADDRESS, Browsers
from tests.publish.site.newsroom import published

from geopolitik.app.house import House
from geopolitik.app.posting import channels, posts
from geopolitik.model.keeping import StoryHead
from geopolitik.model.people import Role, Viewer
from geopolitik.model.publishing import Access, Visibility
from geopolitik.publish.site.throttle import SEARCH, Throttle
from geopolitik.publish.site.views.snippets import around, marked, without_title
from geopolitik.storage import settings, stories

pytestmark = pytest.mark.both_databases


def titles(page: str) -> list[str]:
    return [h.text_content().strip() for h in html.fromstring(page).cssselect(".results h3")]


def test_a_visitor_finds_stories_and_texts(browser: Browsers, story: StoryHead) -> None:
    answer = browser().get("/search?q=truce")
    assert answer.status_code == 200
    page = html.fromstring(answer.text)
    assert story.title in titles(answer.text)
    kinds = {li.get("class") for li in page.cssselect(".results > li")}
    assert kinds == {"story", "capture"}
    assert all(mark.text_content().lower().startswith("truce") for mark in page.cssselect("mark"))
    assert page.cssselect("mark")


def test_a_text_leads_to_its_story_and_outlet_and_for_analysts_to_itself(
    browser: Browsers, story: StoryHead
) -> None:
    open_page = html.fromstring(browser().get("/search?q=diesel&kind=capture").text)
    first = open_page.cssselect(".results > li.capture")[0]
    assert first.cssselect("h3 a")[0].get("href").startswith(f"/s/{story.id}/")
    assert first.cssselect(".kind a")[0].get("href").startswith("/o/")
    assert "/captures/" not in first.cssselect("h3 a")[0].get("href")
    inside = html.fromstring(browser(Role.ANALYST).get("/search?q=diesel&kind=capture").text)
    assert "/captures/" in inside.cssselect(".results > li.capture h3 a")[0].get("href")


def test_without_words_texts_are_listed_of_which_nothing_is_quoted(
    browser: Browsers, house: House, story: StoryHead
) -> None:
    page = html.fromstring(browser().get("/search?q=lang:en").text)
    assert {li.get("class") for li in page.cssselect(".results > li")} == {"capture"}
    assert not page.cssselect(".results .snippet")
    assert titles(browser().get("/search?q=lang:tlh").text) == []
    with house.store.writing() as w:
        stories.change(w, story.id, public=False)
    assert titles(browser().get("/search?q=lang:en").text) == []
    assert titles(browser(Role.ANALYST).get("/search?q=lang:en").text)


def test_uncredited_alone_lists_for_visitors_what_an_editor_approved(
    browser: Browsers, story: StoryHead
) -> None:
    assert titles(browser().get("/search?q=uncredited:yes").text) == []
    assert titles(browser(Role.ANALYST).get("/search?q=uncredited:yes").text)


def test_snippets_are_short(browser: Browsers, story: StoryHead) -> None:
    for found in html.fromstring(browser().get("/search?q=the").text).cssselect(".snippet"):
        assert len(found.text_content().split()) <= 40


def test_results_are_filtered_by_kind_and_counted(browser: Browsers, story: StoryHead) -> None:
    everything = html.fromstring(browser().get("/search?q=truce").text)
    counts = {
        a.text_content().split()[0]: a.text_content().split()[1] for a in everything.cssselect(".kinds a")
    }
    texts = html.fromstring(browser().get("/search?q=truce&kind=capture").text)
    assert len(texts.cssselect(".results > li")) == int(counts["Texts"])
    assert {li.get("class") for li in texts.cssselect(".results > li")} == {"capture"}
    assert texts.cssselect(".kinds a[aria-current]")[0].text_content().startswith("Texts")


def test_a_kind_that_is_none_is_passed_over(browser: Browsers, story: StoryHead) -> None:
    assert titles(browser().get("/search?q=truce&kind=nonsense").text)


def test_a_phrase_stands_together(browser: Browsers, story: StoryHead) -> None:
    assert titles(browser().get('/search?q="fuel transit"').text)
    assert not titles(browser().get('/search?q="transit fuel"').text)


def test_nothing_found_says_what_to_do_and_gives_examples(browser: Browsers, story: StoryHead) -> None:
    page = browser().get("/search?q=zzzunheardof").text
    assert "Nothing found" in page
    assert "Try fewer" in page
    examples = html.fromstring(page).cssselect(".examples a")
    assert examples
    client = browser()
    assert all(titles(client.get(a.get("href")).text) for a in examples)


def test_before_a_search_there_are_examples_of_what_the_viewer_may_see(
    browser: Browsers, story: StoryHead, house: House
) -> None:
    assert html.fromstring(browser().get("/search").text).cssselect(".examples a")
    with house.store.writing() as w:
        stories.change(w, story.id, public=False)
    page = browser().get("/search").text
    assert not html.fromstring(page).cssselect(".examples a")
    assert "Nothing is kept here yet" in page
    assert "Valdenia" not in page


def test_an_empty_site_tells_an_analyst_to_check_texts(browser: Browsers) -> None:
    assert 'href="/check"' in browser(Role.ANALYST).get("/search").text


def test_what_is_too_long_is_refused_and_shown_again(browser: Browsers) -> None:
    answer = browser().get("/search", params={"q": "river " * 60})
    assert answer.status_code == 422
    assert "longer than 200 characters" in answer.text
    assert 'value="river river' in answer.text


def test_searching_too_often_is_refused(browser: Browsers, story: StoryHead) -> None:
    client = browser()
    answers = [client.get("/search?q=truce").status_code for _ in range(SEARCH.burst + 1)]
    assert set(answers[:-1]) == {200}
    assert answers[-1] == 429
    assert client.get("/search").status_code == 200, "the form alone costs nothing"


def test_a_story_that_is_not_public_is_found_by_those_who_work_here_alone(
    browser: Browsers, story: StoryHead, house: House
) -> None:
    with house.store.writing() as w:
        stories.change(w, story.id, public=False)
    assert not titles(browser().get("/search?q=truce").text)
    assert not titles(browser(Role.MEMBER).get("/search?q=truce").text)
    assert titles(browser(Role.ANALYST).get("/search?q=truce").text)


def test_where_guests_are_not_let_in_they_cannot_search(
    browser: Browsers, story: StoryHead, house: House
) -> None:
    with house.store.writing() as w:
        settings.save(w, replace(settings.load(w), guests=False))
    assert browser().get("/search?q=truce").status_code == 403
    assert titles(browser(Role.MEMBER).get("/search?q=truce").text)


def test_posts_are_found_by_those_who_may_read_them(browser: Browsers, house: House) -> None:
    client = browser(Role.EDITOR)
    editor = Viewer(client.user)
    published(house, editor, "Open ferry", "The ferry at **Ismere** [runs](https://a.example/x) again.")
    published(house, editor, "Private ferry", "The ferry is late.", visibility=Visibility.PRIVATE)
    published(house, editor, "Members' ferry", "The ferry is full.", access=Access.MEMBERS)
    page = browser().get("/search?q=ferry").text
    assert titles(page) == ["Open ferry"]
    snippet = html.fromstring(page).cssselect(".snippet")[0].text_content()
    assert snippet == "The ferry at Ismere runs again.", "as readers see it, not as it was typed"
    assert sorted(titles(client.get("/search?q=ferry").text)) == [
        "Members' ferry",
        "Open ferry",
        "Private ferry",
    ]


def test_further_pages(browser: Browsers, house: House) -> None:
    client = browser(Role.EDITOR)
    editor = Viewer(client.user)
    channel = channels.open_channel(house, editor, title="Ferries")
    for number in range(30):
        post = posts.write(house, editor, channel, title=f"Ferry {number}", body="Late.")
        posts.publish(house, editor, post.id)
    first, second = (titles(client.get(f"/search?q=ferry&page={n}").text) for n in (1, 2))
    assert (len(first), len(second)) == (25, 5)
    assert len({*first, *second}) == 30
    for odd in ("0", "-1", "x", "99999", "²"):
        assert client.get("/search", params={"q": "ferry", "page": odd}).status_code == 200


@needs_data
def test_hostile_queries_stay_text(
    browser: Browsers, store_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Throttle, "wait", lambda *_: 0.0)
    client = browser()
    # The page is the same over both; PostgreSQL takes several times as long to look for nothing.
    for text in hostile_texts()[:: 8 if store_address.startswith("postgresql") else 1]:
        answer = client.get("/search", params={"q": text[:200].encode(errors="replace").decode()})
        assert answer.status_code == 200
        # The page's own lasting address is absolute.
        assert_inert(answer.text.replace(ADDRESS, ""), page=True)


@pytest.mark.parametrize(
    ("snippet", "title", "kept"),
    [
        pytest.param(
            ((False, "Fog over "), (True, "Ismere"), (False, " The ferry waits at the pier")),
            "Fog over Ismere",
            ((False, " The ferry waits at the pier"),),
            id="the title goes",
        ),
        pytest.param(
            ((True, "Ferry"), (False, " late")), "Ferry late", ((True, "Ferry"), (False, " late")), id="all"
        ),
        pytest.param(((False, "…the pier"),), "Ferry", ((False, "…the pier"),), id="another beginning"),
    ],
)
def test_without_title(
    snippet: tuple[tuple[bool, str], ...], title: str, kept: tuple[tuple[bool, str], ...]
) -> None:
    assert without_title(snippet, title) == kept


def test_around_marks_what_was_found_in_the_middle_of_a_text() -> None:
    text = " ".join(f"w{n}" for n in range(100))
    found = around(text, ((True, "w50"), (False, " w51")))
    assert found[0] == found[-1] == (False, "…")
    assert [words for is_found, words in found if is_found] == ["w50"]
    assert around("", ((True, "w"),)) == ()


@pytest.mark.parametrize(
    ("title", "query", "found"),
    [
        ("A truce, and truces", "truce", ["truce", "truces"]),
        ("Truces and a truce", '"truce"', ["truce"]),
        ("The fuel halt", '"fuel halt"', ["fuel", "halt"]),
        ("Sarn-Fluss: Brücke zu", "sarn-fl brucke", ["Sarn", "Fluss", "Brücke"]),
        ("Nothing of it", "truce", []),
        ("<b>truce</b>", "b", ["b", "b"]),
        ("A title", '"" *', []),
    ],
    ids=["a beginning", "a phrase of one word", "a phrase", "accents", "none", "markup", "no word"],
)
def test_titles_are_marked(title: str, query: str, found: list[str]) -> None:
    assert "".join(words for _, words in marked(title, query)) == title
    assert [words for is_found, words in marked(title, query) if is_found] == found


def test_a_title_shows_what_was_found_and_stays_text(browser: Browsers, house: House) -> None:
    editor = browser(Role.EDITOR)
    channel = channels.open_channel(house, Viewer(editor.user), title="Desk")
    post = posts.write(house, Viewer(editor.user), channel, title="<i>Pears</i> & plums", body="Ripe pears.")
    posts.publish(house, Viewer(editor.user), post.id)
    (heading,) = html.fromstring(browser().get("/search?q=pear").text).cssselect(".results h3 a")
    assert heading.text_content() == "<i>Pears</i> & plums"
    assert [mark.text_content() for mark in heading.cssselect("mark")] == ["Pears"]
