"""The games of a story, played over their pages."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest
from lxml import html
from tests.publish.site.browser import Browsers
from tests.publish.site.conftest import Clock

from geopolitik.app.house import House
from geopolitik.app.naming import Naming
from geopolitik.model.keeping import StoryHead
from geopolitik.model.story import Trace
from geopolitik.publish import games
from geopolitik.storage import settings, stories

ON = date(2031, 5, 14)


@pytest.fixture
def words(sample_trace: Trace) -> tuple[str, ...]:
    naming = Naming.of(sample_trace)
    texts = [naming.representative(w) for w in sample_trace.wordings if w.id not in naming.unrelated]
    return games.salient_words([text for text in texts if text])


@pytest.fixture
def jumble(words: tuple[str, ...], story: StoryHead) -> games.Jumble:
    return games.jumble_of(words, story_id=story.id, on=ON)


def fields(page: str) -> dict[str, str]:
    """What the form on a page would send."""
    found = html.fromstring(page).cssselect(".game form input")
    return {field.get("name"): field.get("value") or "" for field in found}


def told(page: str, number: int) -> str:
    return " ".join(html.fromstring(page).cssselect(f"#said-{number}")[0].text_content().split())


def test_five_words_with_their_letters_said_one_by_one(
    browser: Browsers, story: StoryHead, jumble: games.Jumble
) -> None:
    page = browser().get(f"/s/{story.id}/game")
    assert page.status_code == 200
    assert "set-cookie" not in page.headers
    rows = html.fromstring(page.text).cssselect(".puzzle")
    assert [row.get("data-letters") for row in rows] == [puzzle.letters for puzzle in jumble.puzzles]
    assert len(rows) == 5
    labels = [row.cssselect("[role=img]")[0].get("aria-label") for row in rows]
    assert labels[0].startswith("Jumbled word 1 of 5, ")


def test_no_solution_is_in_the_source(browser: Browsers, story: StoryHead, jumble: games.Jumble) -> None:
    client = browser()
    first = client.get(f"/s/{story.id}/game").text
    wrong = client.submit(f"/s/{story.id}/game", **(fields(first) | {"guess-1": "xyz", "guess-2": "abc"}))
    game = re.compile(r'<form method="post" action="/s/[^"]*/game.*</form>', re.DOTALL)
    for page in (first, wrong.text):
        part = game.search(page)
        assert part
        assert not [p.word for p in jumble.puzzles if re.search(rf"\b{p.word}\b", part[0], re.IGNORECASE)]


def test_guesses_hints_and_reveals_travel_in_the_form(
    browser: Browsers, story: StoryHead, jumble: games.Jumble
) -> None:
    client, address = browser(), f"/s/{story.id}/game"
    one, two, three = jumble.puzzles[:3]
    page = client.submit(address, **(fields(client.get(address).text) | {"guess-1": one.word.upper()})).text
    assert told(page, 1) == f"Right: “{one.word}”."
    assert "1 of 5 solved." in page
    page = client.submit(address, **fields(page), **{"hint-2": "1"}).text
    assert told(page, 2) == f"It begins with {two.word[0].upper()}."
    page = client.submit(address, **fields(page), **{"reveal-3": "1"}).text
    assert told(page, 3) == f"The word was {three.word}."
    assert told(page, 2).startswith("It begins with")
    assert "1 of 5 solved; 1 revealed." in page
    assert html.fromstring(page).cssselect("[autofocus]")[0].get("name") == "guess-2"


def test_a_wrong_guess_says_which_letters(browser: Browsers, story: StoryHead, jumble: games.Jumble) -> None:
    page = browser().submit(f"/s/{story.id}/game", **{"guess-1": "zzz"}).text
    assert "Too many: Z, Z, Z." in told(page, 1)
    field = html.fromstring(page).cssselect("#guess-1")[0]
    assert (field.get("aria-invalid"), field.get("aria-describedby")) == ("true", "said-1")


def test_enter_checks(browser: Browsers, story: StoryHead) -> None:
    """A browser takes a form's first button for Enter: it must not be a hint."""
    for game in ("game", "game/letters"):
        page = html.fromstring(browser().get(f"/s/{story.id}/{game}").text)
        first = page.cssselect(".game form button")[0]
        assert first.get("name") is None
        assert first.get("tabindex") == "-1"


def test_what_is_posted_is_not_believed(browser: Browsers, story: StoryHead) -> None:
    odd = {"guess-1": "<script>alert(1)</script>", "guess-99": "x", "letters-1": "zz", "hint-x": "1"}
    for game in ("game", "game/letters"):
        answer = browser().submit(f"/s/{story.id}/{game}", **odd, found="<b>zzz", guess="<i>x\x00")
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text
        assert "<i>" not in answer.text


def test_the_day_is_the_sites(browser: Browsers, story: StoryHead, house: House, clock: Clock) -> None:
    clock.forward(hours=14)  # 23:00 UTC
    assert "Wednesday, 14 May 2031" in browser().get(f"/s/{story.id}/game").text
    with house.store.writing() as w:
        settings.save(w, settings.Settings(zone="Asia/Tokyo"))
    assert "Thursday, 15 May 2031" in browser().get(f"/s/{story.id}/game").text


@pytest.mark.parametrize("game", ["game", "game/letters"])
@pytest.mark.parametrize(
    ("on", "status"),
    [
        pytest.param("2031-05-14", 200, id="the story's first day"),
        pytest.param("2031-05-16", 200, id="today"),
        pytest.param("2031-05-17", 404, id="tomorrow"),
        pytest.param("2031-05-13", 404, id="before the story"),
        pytest.param("2031-02-30", 404, id="no day"),
        pytest.param("<script>", 404, id="no date"),
        pytest.param("0001-01-01", 404, id="long ago"),
    ],
)
def test_another_day(
    browser: Browsers, story: StoryHead, clock: Clock, game: str, on: str, status: int
) -> None:
    clock.forward(days=2)
    assert browser().get(f"/s/{story.id}/{game}", params={"on": on}).status_code == status


def test_days_lead_to_each_other(browser: Browsers, story: StoryHead, clock: Clock) -> None:
    clock.forward(days=2)
    client, address = browser(), f"/s/{story.id}/game"

    def days(page: str) -> list[str]:
        return [a.get("href").removeprefix(address) for a in html.fromstring(page).cssselect(".days a")]

    assert days(client.get(address).text) == ["?on=2031-05-15"]
    assert days(client.get(f"{address}?on=2031-05-15").text) == ["?on=2031-05-14", "?on=2031-05-16", ""]
    assert days(client.get(f"{address}?on=2031-05-14").text) == ["?on=2031-05-15", ""]
    form = html.fromstring(client.get(f"{address}?on=2031-05-14").text).cssselect("form.jumble")[0]
    assert form.get("action") == f"{address}?on=2031-05-14", "a guess is about the day that is shown"


def test_words_from_letters(browser: Browsers, story: StoryHead, words: tuple[str, ...]) -> None:
    game = games.letters_of(words, story_id=story.id, on=ON)
    assert game
    client, address = browser(), f"/s/{story.id}/game/letters"
    page = client.get(address).text
    assert f"0 of {game.target} words" in page
    one, two = [word for word in games.solutions(game) if len(word) < len(game.letters)][:2]
    page = client.submit(address, **(fields(page) | {"guess": f"{one} qqqq {one}"})).text
    listed = [li.text_content().split()[0] for li in html.fromstring(page).cssselect(".words li")]
    assert listed == [one]
    assert "“qqqq”: uses letters that are not given" in page
    assert "found already" in page
    page = client.submit(address, **(fields(page) | {"guess": two})).text
    assert f"2 of {game.target} words" in page
    assert fields(page)["found"] == f"{one} {two}"
    page = client.submit(address, **fields(page), show="1").text
    left = [li.text_content() for li in html.fromstring(page).cssselect(".words.left li")]
    assert Counter([*left, one, two]) == Counter(games.solutions(game))


def test_the_letters_word_is_not_in_the_source(
    browser: Browsers, story: StoryHead, words: tuple[str, ...]
) -> None:
    game = games.letters_of(words, story_id=story.id, on=ON)
    assert game
    form = re.search(
        r'<form method="post" action="/s/.*?</form>', browser().get(f"/s/{story.id}/game/letters").text, re.S
    )
    assert form
    assert game.word not in form[0]


def test_a_game_is_as_private_as_its_story(browser: Browsers, story: StoryHead, house: House) -> None:
    with house.store.writing() as w:
        stories.change(w, story.id, public=False)
    for game in ("game", "game/letters"):
        assert browser().get(f"/s/{story.id}/{game}").status_code == 404
        assert browser().submit(f"/s/{story.id}/{game}").status_code == 404


def test_a_story_without_words_says_so(
    browser: Browsers, story: StoryHead, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(games, "salient_words", lambda texts: ())
    for game in ("game", "game/letters"):
        answer = browser().get(f"/s/{story.id}/{game}")
        assert answer.status_code == 200
        assert "no words that make a game" in answer.text
