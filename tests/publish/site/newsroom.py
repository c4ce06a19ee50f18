"""A channel with posts, made as a newsroom would; for the tests of the pages that show them."""

from __future__ import annotations

import re
import struct
import zlib
from html import unescape
from typing import Any

from tests.publish.active import assert_inert
from tests.publish.site.browser import ADDRESS, Browser

from geopolitik.app.house import House
from geopolitik.app.posting import channels, posts
from geopolitik.model.people import Viewer
from geopolitik.model.publishing import Access, Channel, Post, Visibility
from geopolitik.storage import posts as kept


def viewer_of(client: Browser) -> Viewer:
    """Who is signed in in a browser."""
    return Viewer(client.user)


def channel_of(house: House, client: Browser, title: str = "Sarn Desk", **more: Any) -> Channel:
    """A channel that the user of a browser opened."""
    access = more.pop("access", Access.EVERYONE)
    return channels.open_channel(house, viewer_of(client), title=title, access=access, **more)


def post_of(
    house: House,
    client: Browser,
    channel: Channel,
    title: str = "A quiet week",
    body: str = "Nothing moved.",
    *,
    visibility: Visibility = Visibility.PUBLIC,
    story_id: str | None = None,
    out: bool = True,
) -> Post:
    """A post that the user of a browser wrote, and published unless `out` is False."""
    viewer = viewer_of(client)
    made = posts.write(
        house, viewer, channel, title=title, body=body, visibility=visibility, story_id=story_id
    )
    return posts.publish(house, viewer, made.id) if out else made


def published(
    house: House,
    editor: Viewer,
    title: str,
    body: str = "Late.",
    *,
    access: Access = Access.EVERYONE,
    visibility: Visibility = Visibility.PUBLIC,
) -> Post:
    """A published post in a channel of its own."""
    channel = channels.open_channel(house, editor, title=f"Desk of {title}", access=access)
    made = posts.write(house, editor, channel, title=title, body=body, visibility=visibility)
    return posts.publish(house, editor, made.id)


def png(width: int = 3, height: int = 2) -> bytes:
    """A small picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\x00" + b"\x40\x60\x80" * width for _ in range(height)))
    parts = (
        chunk(b"IHDR", head),
        chunk(b"tEXt", b"Author\x00Ada"),
        chunk(b"IDAT", rows),
        chunk(b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def look(client: Browser, address: str) -> str:
    """Open a page, and look that nothing in it is active; its own canonical address aside."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    canonical = '<link rel="canonical" href="'
    assert_inert(answer.text.replace(canonical + ADDRESS, canonical, 1), page=True)
    return answer.text


HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'-alert(1)-'",
    "javascript:alert(1)",
    "{{ 7*7 }} ${7*7} <%= 7*7 %>",
    "</title></textarea><svg onload=alert(1)>",
    "[x](javascript:alert(1)) ![y](data:text/html,x)",
    "\u202eevil\u202c \x00 \ud800",
)
"""Words that want to be more than words."""


def now(house: House, post: Post) -> Post:
    """The post as it is kept now."""
    with house.store.reading() as r:
        found = kept.get(r, post.id)
    assert found is not None
    return found


def typed(post: Post, **changed: str) -> dict[str, str]:
    """The fields of a post's form."""
    fields = {"title": post.title, "body": post.body, "based_on": str(post.revision)}
    return fields | {"visibility": post.visibility.value} | changed


def shown(client: Browser, address: str, **fields: str | list[str]) -> str:
    """Send a form whose answer is a page of its own; what that page says."""
    answer = client.submit(address, **fields)
    assert answer.status_code == 303, answer.text
    return look(client, answer.headers["location"])


def undo(client: Browser, address: str) -> Any:
    """Press the undo button of the notice on a page."""
    page = client.get(address).text
    found = re.search(r'class="notice".*?action="([^"]+)"', page)
    assert found, page
    return client.submit(unescape(found[1]))
