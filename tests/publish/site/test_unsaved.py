"""What was typed and sent without saving it: there again after Back, Reload, an error and a new session."""

from __future__ import annotations

import pytest
from tests.publish.site.browser import Browser, Browsers
from tests.publish.site.newsroom import look, now, post_of, shown, typed, undo, viewer_of

from geopolitik.app.house import House
from geopolitik.app.people.accounts import begin
from geopolitik.app.posting import posts
from geopolitik.model.people import Role
from geopolitik.model.publishing import Channel, Post
from geopolitik.publish.site import sessions
from geopolitik.storage import unsaved

WORDS = "Some **bold** words"


@pytest.fixture
def post(house: House, editor: Browser, channel: Channel) -> Post:
    return post_of(house, editor, channel, out=False)


def previewed(client: Browser, post: Post, **changed: str) -> str:
    """The address of the page that a preview leads to."""
    answer = client.submit(f"/write/{post.id}", do="preview", **typed(post, **changed))
    assert answer.status_code == 303, "a page that answers a form can't be gone back to"
    return str(answer.headers["location"])


def test_each_address_keeps_its_text(editor: Browser, post: Post) -> None:
    first = previewed(editor, post, body="First words")
    second = previewed(editor, post, body="Second words")
    for _ in range(2):
        assert "First words</textarea>" in look(editor, first)
        assert "Second words</textarea>" in look(editor, second)
    assert "Second words</textarea>" in look(editor, f"/write/{post.id}"), "the last one, without an address"
    assert previewed(editor, post, body="Second words") == second, "the same text is held once"


def test_the_desk_says_where_something_is_not_saved(editor: Browser, post: Post) -> None:
    assert "Not all saved" not in look(editor, "/write")
    previewed(editor, post, body=WORDS)
    assert "Not all saved" in look(editor, "/write")
    editor.submit(f"/write/{post.id}", do="save", **typed(post, body=WORDS))
    assert "Not all saved" not in look(editor, "/write")


@pytest.mark.parametrize(
    "changed",
    [{"title": "Another"}, {"visibility": "private"}, {"pinned": "yes"}, {"when": "2031-05-14T09:30"}],
    ids=lambda changed: next(iter(changed)),
)
def test_every_field_is_held(editor: Browser, post: Post, changed: dict[str, str]) -> None:
    ((name, value),) = changed.items()
    page = shown(editor, f"/write/{post.id}", do="preview", **typed(post, **changed))
    said = f'name="{name}" value="{value}"'
    assert said in page or f'value="{value}"' in page
    if name in ("visibility", "pinned"):
        assert f"{said} checked" in page


def test_nothing_is_held_where_nothing_was_typed(house: House, editor: Browser, post: Post) -> None:
    assert previewed(editor, post) == f"/write/{post.id}?show=preview#preview"
    assert "is held, but not saved" not in look(editor, f"/write/{post.id}?show=preview")


def test_a_new_session_finds_what_the_old_one_typed(house: House, editor: Browser, post: Post) -> None:
    previewed(editor, post, body=WORDS)
    editor.cookies.clear()
    assert editor.get(f"/write/{post.id}").status_code in (403, 404)
    editor.cookies.set(sessions.COOKIE, begin(house, str(viewer_of(editor).id)))
    page = look(editor, f"/write/{post.id}")
    assert f"{WORDS}</textarea>" in page
    assert "is held, but not saved yet" in page


def test_an_error_holds_the_text_too(editor: Browser, post: Post) -> None:
    answer = editor.submit(f"/write/{post.id}", do="save", **typed(post, title="", body=WORDS))
    assert answer.status_code == 422
    assert "is held, but not saved yet" in answer.text
    assert f"{WORDS}</textarea>" in look(editor, f"/write/{post.id}")


def test_what_is_too_long_comes_back_in_the_answer(editor: Browser, post: Post) -> None:
    long = "x" * (posts.LONGEST + 1)
    answer = editor.submit(f"/write/{post.id}", do="preview", **typed(post, body=long))
    assert answer.status_code == 422
    assert f"{long}</textarea>" in answer.text
    assert "data-unheld" in answer.text, "the script warns before it is left"


def test_nobody_sees_what_another_typed(browser: Browsers, editor: Browser, post: Post) -> None:
    address = previewed(editor, post, body=WORDS)
    other = browser(Role.EDITOR, "Other Editor")
    assert WORDS not in look(other, address)
    assert WORDS not in look(other, f"/write/{post.id}")
    assert other.submit(f"/write/{post.id}/unsaved/1").status_code == 404


def test_what_is_put_aside_is_taken_back(house: House, editor: Browser, post: Post) -> None:
    previewed(editor, post, body=WORDS)
    answer = editor.submit(f"/write/{post.id}/unsaved")
    assert answer.headers["location"] == f"/write/{post.id}"
    assert undo(editor, f"/write/{post.id}").status_code == 303
    assert f"{WORDS}</textarea>" in look(editor, f"/write/{post.id}")
    editor.submit(f"/write/{post.id}/unsaved")
    assert WORDS not in look(editor, f"/write/{post.id}")


def test_going_back_behind_a_save_shows_both_texts(house: House, editor: Browser, post: Post) -> None:
    before = previewed(editor, post, body=WORDS)
    editor.submit(f"/write/{post.id}", do="save", **typed(post, body="What was saved."))
    page = look(editor, before)
    assert "You saved another text, revision 2" in page
    assert f"{WORDS}</textarea>" in page
    assert 'name="based_on" value="2"' in page
    assert now(house, post).body == "What was saved."
    assert WORDS not in look(editor, f"/write/{post.id}")


def test_going_back_to_what_was_saved_since_shows_no_fuss(editor: Browser, post: Post) -> None:
    before = previewed(editor, post, body=WORDS)
    editor.submit(f"/write/{post.id}", do="save", **typed(post, body=WORDS))
    page = look(editor, before)
    assert "Two texts" not in page
    assert "is held, but not saved" not in page
    assert 'name="based_on" value="2"' in page


def test_only_the_latest_are_held(house: House, editor: Browser, post: Post) -> None:
    for number in range(unsaved.MOST + 3):
        last = previewed(editor, post, body=f"Words {number}")
    by = str(viewer_of(editor).id)
    with house.store.reading() as r:
        assert unsaved.get(r, post.id, by, 3) is None
        assert unsaved.get(r, post.id, by, 4) is not None
    assert f"Words {unsaved.MOST + 2}</textarea>" in look(editor, f"/write/{post.id}?typed=1")
    assert f"Words {unsaved.MOST + 2}</textarea>" in look(editor, last)


@pytest.mark.parametrize("asked", ["typed=x", "typed=-1", "typed=99999999", "typed=٣", "show=nonsense"])
def test_an_address_that_was_made_up_shows_the_post(editor: Browser, post: Post, asked: str) -> None:
    assert f"{post.body}</textarea>" in look(editor, f"/write/{post.id}?{asked}")


def test_a_picture_that_is_not_there_leaves_the_form(editor: Browser, post: Post) -> None:
    answer = editor.get(f"/write/{post.id}?show=picture&picture=nothing")
    assert answer.status_code == 404
    assert f"{post.body}</textarea>" in answer.text
