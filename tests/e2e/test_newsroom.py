"""Channels and posts in a real browser: reading, writing by keyboard and without a script, publishing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from tests.publish.site.newsroom import png

from geopolitik.app.drafting import draft
from geopolitik.app.posting import channels, posts
from geopolitik.app.stories.looking import look
from geopolitik.model.keeping import StoryHead
from geopolitik.model.people import Role, User, Viewer
from geopolitik.model.publishing import Channel, Post, Visibility
from geopolitik.publish.site.site import Site
from geopolitik.storage import accounts

Pages = Callable[..., Page]
BENT = (
    "Valdenia on Tuesday suspended the transit of fuel to neighbouring Teskar for 96 hours, saying that "
    "shots fired across the Sarn river on Sunday breached the truce.\n"
)


def user(site: Site, name: str) -> User:
    with site.house.store.reading() as r:
        found = accounts.user_named(r, name)
    assert found is not None
    return found


@pytest.fixture
def owner(running: Site) -> Viewer:
    with running.house.store.writing() as w:
        made = accounts.add_user(
            w, name="Olga Owner", password_hash="none", role=Role.EDITOR, at=running.house.clock()
        )
    return Viewer(made)


@pytest.fixture
def channel(running: Site, owner: Viewer) -> Channel:
    return channels.open_channel(running.house, owner, title="Sarn Desk", description="Who says what.")


@pytest.fixture
def post(running: Site, owner: Viewer, channel: Channel, story: StoryHead) -> Post:
    """A post made from the story, published and pinned."""
    made = draft(look(running.house, owner, story.id).trace)
    kept = posts.write(
        running.house, owner, channel, title="Fuel, and who says so", body=made.body, story_id=story.id
    )
    posts.present(running.house, owner, kept.id, visibility=Visibility.PUBLIC, pinned=True)
    return posts.publish(running.house, owner, kept.id)


@pytest.fixture
def bent(running: Site, owner: Viewer, channel: Channel, story: StoryHead) -> Post:
    return posts.write(running.house, owner, channel, title="On fuel", body=BENT, story_id=story.id)


def test_a_reader_goes_from_the_channel_to_the_source_and_back(page: Pages, post: Post) -> None:
    reader = page()
    reader.goto("/channels")
    reader.get_by_role("link", name="Sarn Desk").click()
    expect(reader.get_by_text("1 post", exact=True)).to_be_visible()
    reader.get_by_role("link", name="Fuel, and who says so").click()
    expect(reader.get_by_text("Visible also to unregistered users")).to_be_visible()
    reader.locator("sup.cite a").first.click()
    expect(reader.locator("#source-1")).to_be_in_viewport()
    reader.get_by_role("link", name="Back to where 1 is cited").click()
    expect(reader.locator("#cite-1")).to_be_in_viewport()


@pytest.mark.parametrize("script", [True, False])
def test_a_post_from_a_story_is_published_after_a_second_click(
    page: Pages, channel: Channel, story: StoryHead, running: Site, script: bool
) -> None:
    editor = page(Role.EDITOR, script=script)
    editor.goto("/write")
    editor.get_by_role("link", name="New post").click()
    editor.get_by_role("link", name=story.title).click()
    editor.get_by_label("Title").fill("What the desk found")
    editor.get_by_role("button", name="Make the draft").click()
    expect(editor.locator(".notice")).to_contain_text("The draft is kept")
    editor.get_by_label("Text", exact=True).fill(BENT)
    editor.get_by_role("button", name="Publish now").click()
    expect(editor.get_by_role("heading", name="Our own redline")).to_be_visible()
    expect(editor.locator(".findings .yours", has_text="96 hours").first).to_be_visible()
    editor.get_by_role("button", name="Publish all the same").click()
    expect(editor.locator(".notice")).to_contain_text("Published.")
    expect(editor.get_by_role("heading", level=1)).to_have_text("What the desk found")
    editor.get_by_role("button", name="Undo").click()
    expect(editor.get_by_text("Draft", exact=True)).to_be_visible()


def test_writing_by_keys_alone_with_a_preview_that_follows(page: Pages, bent: Post) -> None:
    editor = page(Role.EDITOR)
    editor.goto(f"/write/{bent.id}")
    editor.get_by_label("Text", exact=True).focus()
    editor.keyboard.press("Control+End")
    editor.keyboard.type("\nSome **bold** words")
    expect(editor.locator("#preview-body strong")).to_have_text("bold")
    editor.keyboard.press("Tab")
    expect(editor.get_by_role("button", name="Save", exact=True)).to_be_focused()
    editor.keyboard.press("Enter")
    expect(editor.locator(".notice")).to_contain_text("Saved.")
    expect(editor.get_by_label("Text", exact=True)).to_have_value(f"{BENT}\nSome **bold** words")


def test_back_reload_and_a_lost_session_lose_nothing_typed(page: Pages, bent: Post) -> None:
    editor = page(Role.EDITOR)
    field = editor.get_by_label("Text", exact=True)
    editor.goto(f"/write/{bent.id}")
    field.fill("First words.")
    editor.get_by_role("button", name="Preview", exact=True).click()
    expect(editor.locator("#preview-body")).to_contain_text("First words.")
    expect(editor.get_by_text("is held, but not saved yet")).to_be_visible()
    field.fill("Second words.")
    editor.get_by_role("button", name="Check it").click()
    expect(editor.locator("#proof")).to_be_visible()
    editor.reload()
    expect(field).to_have_value("Second words.")
    editor.go_back()
    assert "show=preview" in editor.url
    expect(field, "the browser itself keeps what was typed on a page").to_have_value("Second words.")
    editor.goto(editor.url.partition("?")[0])
    expect(field).to_have_value("Second words.")
    editor.context.clear_cookies()
    field.fill("Third words.")
    editor.get_by_role("button", name="Preview", exact=True).click()
    expect(editor.get_by_role("heading", level=1)).to_have_text("Your text isn’t saved, but it is here")
    expect(field).to_have_value("Third words.")


def test_an_offered_citation_is_put_in_and_a_finding_shown_in_the_text(page: Pages, bent: Post) -> None:
    editor = page(Role.EDITOR)
    editor.goto(f"/write/{bent.id}")
    editor.get_by_role("button", name="Check it").click()
    editor.get_by_role("button", name="Show in the text").first.click()
    chosen = editor.evaluate(
        "() => { const f = document.getElementById('f-body');"
        " return f.value.slice(f.selectionStart, f.selectionEnd); }"
    )
    assert chosen == "96 hours"
    editor.get_by_role("button", name="Cite it").first.click()
    expect(editor.get_by_text("The citation is in the text.")).to_be_visible()
    expect(editor.locator("#preview-body sup.cite")).to_have_count(1)


def test_a_picture_is_sent_and_put_in(page: Pages, bent: Post, tmp_path: Path) -> None:
    file = tmp_path / "boat.png"
    file.write_bytes(png(40, 30))
    editor = page(Role.EDITOR)
    editor.goto(f"/write/{bent.id}")
    editor.get_by_label("Text", exact=True).fill("Unsaved words.")
    editor.get_by_label("Add a picture to the text").set_input_files(file)
    editor.get_by_role("button", name="Send the picture").click()
    expect(editor.get_by_text("40 × 30 pixels")).to_be_visible()
    expect(editor.get_by_label("Text", exact=True)).to_have_value("Unsaved words.")
    editor.get_by_role("button", name="Insert it on the right").click()
    picture = editor.locator("#preview-body figure.right.w40 img")
    expect(picture).to_be_visible()
    assert picture.evaluate("img => img.naturalWidth") == 40


def test_two_editors_and_no_word_lost(page: Pages, bent: Post) -> None:
    first, second = page(Role.EDITOR, name="First Editor"), page(Role.EDITOR, name="Second Editor")
    for editor in (first, second):
        editor.goto(f"/write/{bent.id}")
    first.get_by_label("Text", exact=True).fill("The first one's words.")
    first.get_by_role("button", name="Save", exact=True).click()
    expect(first.locator(".notice")).to_contain_text("Saved.")
    second.get_by_label("Text", exact=True).fill("The second one's words.")
    second.get_by_role("button", name="Save", exact=True).click()
    expect(second.get_by_role("heading", name="Two texts")).to_be_visible()
    expect(second.locator(".diff .was")).to_contain_text("The first one's words.")
    expect(second.get_by_label("Text", exact=True)).to_have_value("The second one's words.")


def test_a_channel_is_opened_and_a_member_added_and_undone(page: Pages, owner: Viewer) -> None:
    editor = page(Role.EDITOR)
    editor.goto("/channels")
    editor.get_by_role("link", name="New channel").click()
    editor.get_by_label("Title").fill("Harbour Notes")
    editor.get_by_label("Members of the channel").check()
    editor.get_by_role("button", name="Open the channel").click()
    editor.get_by_role("link", name="Settings and members").click()
    editor.get_by_label("Name of a user").fill("Olga Owner")
    editor.get_by_role("button", name="Add").click()
    expect(editor.get_by_role("button", name="Remove Olga Owner")).to_be_visible()
    editor.get_by_role("button", name="Undo").click()
    expect(editor.get_by_role("button", name="Remove Olga Owner")).to_have_count(0)


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing(
    page: Pages, post: Post, bent: Post, channel: Channel, owner: Viewer, story: StoryHead, dark: bool
) -> None:
    reader, editor = page(dark=dark), page(Role.ADMIN, dark=dark)
    assert owner.user is not None
    public = ("/channels", f"/c/{channel.slug}", f"/p/{post.id}", f"/u/{owner.user.id}")
    desk = (
        *("/channels/new", f"/c/{channel.slug}/settings", "/write", "/write?state=deleted", "/write/new"),
        *(f"/write/new?story={story.id}", f"/write/{bent.id}", f"/write/{bent.id}/history"),
    )
    found = {}
    for browser, addresses in ((reader, public), (editor, desk)):
        for address in addresses:
            browser.goto(address)
            found[address] = _violations(browser)
    editor.goto(f"/write/{bent.id}")
    editor.get_by_role("button", name="Check it").click()
    found["checked"] = _violations(editor)
    assert {address: what for address, what in found.items() if what} == {}


def _violations(browser: Page) -> list[object]:
    report = Axe().run(browser).response
    return [(v["id"], [node["html"][:200] for node in v["nodes"]]) for v in report["violations"]]


@pytest.mark.parametrize("width", [360, 1600])
def test_no_page_is_wider_than_its_window(
    page: Pages, post: Post, bent: Post, story: StoryHead, width: int
) -> None:
    editor = page(Role.EDITOR)
    editor.set_viewport_size({"width": width, "height": 900})
    for address in (
        f"/p/{post.id}",
        f"/write/{bent.id}",
        f"/write/new?story={story.id}",
        "/channels",
        "/write",
    ):
        editor.goto(address)
        assert editor.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
