"""Checks: texts handed in by a form, watched, kept as a story, added to one, and what goes wrong."""

from __future__ import annotations

import re
from threading import Event
from typing import Any

import pytest
from tests.publish.site.browser import Browser, Browsers

from geopolitik import pipeline
from geopolitik.app import sample_story
from geopolitik.app.checking import Desk
from geopolitik.app.house import House
from geopolitik.model.keeping import Check, CheckState, StoryHead
from geopolitik.model.people import Role
from geopolitik.publish.site.site import Site
from geopolitik.storage import checks, stories

pytestmark = pytest.mark.both_databases

FIRST = """Ferry line to Orsk closes after ice damage

By Nordwire

The ferry line between Lenna and Orsk was closed on Monday after ice damaged two boats, the port office said.
“We may open again on Friday,” harbour master Ilse Brandt told Nordwire. About 40 lorries wait on the quay.
"""
SECOND = """Ferry to Orsk shut

The ferry line between Lenna and Orsk was closed on Monday after ice destroyed two boats, the port said.
“We will open again on Friday,” harbour master Ilse Brandt said. About 400 lorries wait on the quay.
"""


def files(*texts: str | bytes) -> list[tuple[str, tuple[str, bytes, str]]]:
    """The files of a form: `text-1.txt`, `text-2.txt` ..."""
    contents = [text.encode() if isinstance(text, str) else text for text in texts]
    return [("files", (f"text-{n}.txt", content, "text/plain")) for n, content in enumerate(contents, 1)]


def hand_in(client: Browser, *texts: str | bytes, **fields: str) -> Any:
    return client.post(
        "/check", data={"csrf": client.csrf, **fields}, files=files(*texts) or None, follow_redirects=False
    )


def done(site: Site, house: House, answer: Any) -> Check:
    """The check that an answer leads to, once it is done."""
    assert answer.status_code == 303, answer.text
    check_id = answer.headers["location"].rpartition("/")[2]
    site.desk.wait(check_id, 30)
    with house.store.reading() as r:
        found = checks.get(r, check_id)
    assert found is not None
    return found


def test_a_visitor_and_a_member_may_not_check(browser: Browsers) -> None:
    for client in (browser(), browser(Role.MEMBER)):
        assert client.get("/check").status_code == 403
        assert client.get("/check/x").status_code == 403
    assert hand_in(browser(Role.MEMBER, "Mo Member"), FIRST).status_code == 403


def test_files_become_a_story(browser: Browsers, site: Site, house: House) -> None:
    client = browser(Role.ANALYST)
    check = done(site, house, hand_in(client, FIRST, SECOND, title="The ferry  to Orsk"))
    assert check.state is CheckState.DONE
    page = client.get(f"/check/{check.id}").text
    assert "Open the story" in page
    assert f"/s/{check.story_id}/the-ferry-to-orsk" in page
    assert "Ferry line to Orsk closes after ice damage" in page
    assert "http-equiv" not in page
    mine = client.get("/check").text
    assert "The ferry to Orsk" in mine
    assert "state done" in mine


def test_a_pasted_text_keeps_what_is_known_of_it(browser: Browsers, site: Site, house: House) -> None:
    client = browser(Role.ANALYST)
    answer = hand_in(
        client,
        SECOND,
        text=FIRST,
        outlet="Nordwire",
        url="https://nordwire.example/ferry",
        published="2026-02-04 16:33 Europe/Paris",
    )
    check = done(site, house, answer)
    with house.store.reading() as r:
        held = {a.outlet_name: a for a in stories.captures_of(r, check.story_id or "")}
    assert held["Nordwire"].published == "2026-02-04T16:33+01:00"
    assert "text-1.txt" in held


@pytest.mark.parametrize(
    ("texts", "fields", "told"),
    [
        ((), {}, "holds no text"),
        ((), {"text": "   "}, "holds no text"),
        ((b"",), {}, "text-1.txt: is empty"),
        ((b"\x89PNG\r\n\x1a\n" + bytes(90),), {}, "text-1.txt"),
        ((), {"text": FIRST, "published": "04/05/2026"}, "does not say which is day"),
        ((), {"text": FIRST, "url": "javascript:alert(1)"}, "is no address of a page"),
        ((), {"text": FIRST, "url": "https://[broken"}, "is no address of a page"),
        ((FIRST, SECOND), {"outlet": "Nordwire"}, "can be said of one text only"),
    ],
    ids=[
        "nothing",
        "spaces",
        "empty file",
        "picture",
        "two-way date",
        "script address",
        "broken address",
        "outlet of two files",
    ],
)
def test_what_is_wrong_is_told_and_the_text_kept(
    browser: Browsers, texts: tuple[str | bytes, ...], fields: dict[str, str], told: str
) -> None:
    answer = hand_in(browser(Role.ANALYST), *texts, **fields)
    assert answer.status_code == 422
    assert told in answer.text
    if fields.get("text", "").strip():
        assert "Ferry line to Orsk" in answer.text
    assert ("choose them again" in answer.text) is bool(texts)


def test_what_is_said_of_a_kept_text_is_not_ignored(browser: Browsers, site: Site, house: House) -> None:
    client = browser(Role.ANALYST)
    done(site, house, hand_in(client, text=FIRST, outlet="Nordwire"))
    again = hand_in(client, text=FIRST, outlet="Lenna Post")
    assert again.status_code == 409
    assert "is kept already, as of Nordwire" in again.text
    done(site, house, hand_in(client, text=FIRST))
    elsewhere = hand_in(client, text=FIRST, outlet="Lenna Post", url="https://lenna.example/1")
    assert done(site, house, elsewhere).state is CheckState.DONE


def test_a_redline_says_truthfully_how_its_texts_came_here(
    browser: Browsers, site: Site, house: House
) -> None:
    client = browser(Role.ANALYST, "Ann")
    agency, _, _, channel, *_ = (
        source.content for source in sample_story() if isinstance(source.content, bytes)
    )
    check = done(site, house, hand_in(client, agency, text=channel.decode()))
    with house.store.reading() as r:
        (edge,) = stories.edges_of(r, str(check.story_id))
    assert check.story_id
    with house.store.writing() as w:
        stories.change(w, check.story_id, public=True)
    address = f"/s/{check.story_id}/r/{edge.id}"
    found = sorted(re.findall(r"<dt>Captured</dt><dd>(.*?)</dd>", client.get(address).text))
    when = "on 14 May 2031, 09:00:00 UTC"
    unknown = "when it was captured isn’t known"
    assert found == [f"handed in {when} by Ann; {unknown}", f"pasted in {when} by Ann; {unknown}"]
    public = browser().get(address).text
    assert f"pasted in {when}; {unknown}" in public
    assert "Ann" not in public


def test_a_form_without_its_mark_is_refused(browser: Browsers) -> None:
    client = browser(Role.ANALYST)
    client.csrf = ""
    assert hand_in(client, FIRST).status_code == 403


def test_a_bad_file_among_good_ones_is_told_with_the_reason(
    browser: Browsers, site: Site, house: House
) -> None:
    client = browser(Role.ANALYST)
    check = done(site, house, hand_in(client, FIRST, SECOND, b"%PDF-1.7 not a text"))
    page = client.get(f"/check/{check.id}").text
    assert check.state is CheckState.DONE
    assert "Not read" in page
    assert "text-3.txt" in page


def test_first_results_show_while_it_runs(
    browser: Browsers, site: Site, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = browser(Role.ANALYST)
    seen: list[str] = []
    relate_all = pipeline.relate_all

    known = Event()

    def watched(*args: Any, **options: Any) -> Any:
        assert known.wait(20)
        seen.append(client.get(address).text)
        result = relate_all(*args, **options)
        seen.append(client.get(f"{address}/progress").text)
        return result

    monkeypatch.setattr(pipeline, "relate_all", watched)
    answer = hand_in(client, FIRST, SECOND, b"<html><body></body></html>")
    address = answer.headers["location"]
    known.set()
    done(site, house, answer)
    reading, compared = seen
    assert '<noscript><meta http-equiv="refresh"' in reading
    assert "Reading the texts" in reading
    assert "Ferry line to Orsk closes after ice damage" in reading
    assert "<html" not in compared
    assert "1 pair compared" in compared
    assert "related:" in compared


def test_somebody_elses_check_is_for_editors(browser: Browsers, site: Site, house: House) -> None:
    check = done(site, house, hand_in(browser(Role.ANALYST, "Ann"), FIRST, SECOND))
    assert browser(Role.ANALYST, "Ben").get(f"/check/{check.id}").status_code == 404
    assert browser(Role.EDITOR, "Eve").get(f"/check/{check.id}").status_code == 200


def test_an_unfinished_check_is_resumed_after_a_restart(browser: Browsers, site: Site, house: House) -> None:
    check = done(site, house, hand_in(browser(Role.ANALYST), FIRST, SECOND))
    with house.store.writing() as w:
        checks.change(w, check.id, state=CheckState.RUNNING.value, story_id=None)
    after = Desk(house)
    assert after.resume() == 1
    after.wait(check.id, 30)
    after.close()
    with house.store.reading() as r:
        again = checks.get(r, check.id)
    assert again is not None
    assert again.state is CheckState.DONE
    assert again.story_id


def test_a_failed_check_says_why_and_runs_again(
    browser: Browsers, site: Site, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("a fault")

    client = browser(Role.ANALYST)
    with monkeypatch.context() as patched:
        patched.setattr(pipeline, "relate_all", broken)
        check = done(site, house, hand_in(client, FIRST, SECOND))
    page = client.get(f"/check/{check.id}").text
    assert "A fault of ours stopped it" in page
    assert "Run it again" in page
    again = done(site, house, client.submit(f"/check/{check.id}/again"))
    assert again.id == check.id
    assert again.state is CheckState.DONE
    assert again.error == ""
    assert client.submit(f"/check/{check.id}/again").status_code == 409


def test_a_check_of_which_nothing_can_be_read_names_each_file(
    browser: Browsers, site: Site, house: House
) -> None:
    client = browser(Role.ANALYST)
    check = done(site, house, hand_in(client, b"<html><body></body></html>"))
    assert check.state is CheckState.FAILED
    page = client.get(f"/check/{check.id}").text
    assert "text-1.txt" in page
    assert check.rejected[0][1] in page


def test_texts_are_added_to_a_story_as_a_new_revision(
    browser: Browsers, site: Site, house: House, story: StoryHead
) -> None:
    client = browser(Role.ANALYST)
    form = client.get(f"/check?story={story.id}").text
    assert "Add texts to a story" in form
    check = done(site, house, hand_in(client, FIRST, story=story.id))
    with house.store.reading() as r:
        head = stories.get(r, story.id)
        held = stories.captures_of(r, story.id)
    assert check.story_id == story.id
    assert head is not None
    assert (head.revision, head.title, head.public) == (story.revision + 1, story.title, True)
    assert len(held) == 11


def test_there_is_no_adding_to_a_story_that_is_not_there(browser: Browsers) -> None:
    client = browser(Role.ANALYST)
    assert client.get("/check?story=nothing").status_code == 404
    assert hand_in(client, FIRST, story="nothing").status_code == 404
