"""Who may do what: every address of the site, with the least role that is let in, and what the others get.

A page that is added must be entered here; a test compares the table with the site's list of pages. The parts
of the addresses are filled from `world.py`, in which all things are an owner's. Forms are sent in this order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from geopolitik.model.people import Role

MEMBER, ANALYST, EDITOR, ADMIN = Role.MEMBER, Role.ANALYST, Role.EDITOR, Role.ADMIN
HIDDEN = (403, 404)


@dataclass(frozen=True, slots=True)
class Row:
    """What one address answers."""

    least: Role | None = None
    """The least role that is let in; None lets visitors in."""
    then: int = 200
    """The status for who is let in."""
    others: tuple[int, ...] = (403,)
    """What the others may get; 404 where they must not learn that there is something."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """What a form holds; most are sent empty, so that they are refused as 422 once somebody is let in."""


TABLE = {
    "GET /": Row(),
    "GET /stories": Row(),
    "GET /outlets": Row(),
    "GET /channels": Row(),
    "GET /search": Row(),
    "GET /about": Row(),
    "GET /robots.txt": Row(),
    "GET /sitemap.xml": Row(),
    "GET /sitemap-news.xml": Row(),
    "GET /sitemap-{number}.xml": Row(then=404),
    # Stories
    "GET /s/{story_id}": Row(then=301),
    "GET /s/{story_id}/{slug}": Row(then=301),
    "GET /s/{story_id}/r/{derivation_id}": Row(),
    "GET /s/{story_id}/r/{derivation_id}.json": Row(),
    "GET /s/{story_id}/r/{derivation_id}.docx": Row(),
    "GET /s/{story_id}/compare": Row(ANALYST),
    "GET /s/{story_id}/captures/{capture_id}": Row(ANALYST),
    "GET /s/{story_id}/captures/{capture_id}/download": Row(ANALYST),
    "GET /s/{story_id}/statements/{statement}": Row(ANALYST),
    "POST /s/{story_id}/part": Row(ANALYST, 422, fields={"reason": "So."}),
    "POST /s/{story_id}/join": Row(ANALYST, 404, fields={"reason": "So."}),
    "POST /s/{story_id}/turns/{number}/undo": Row(ANALYST, 404),
    "POST /s/{story_id}/rename": Row(EDITOR, 303, HIDDEN, {"title": "Other"}),
    "POST /s/{story_id}/private": Row(EDITOR, 303),
    "POST /s/{story_id}/public": Row(EDITOR, 303),
    "POST /s/{story_id}/withdraw": Row(EDITOR, 303),
    "POST /s/{story_id}/restore": Row(EDITOR, 303),
    "GET /s/{story_id}/game": Row(),
    "POST /s/{story_id}/game": Row(),
    "GET /s/{story_id}/game/letters": Row(),
    "POST /s/{story_id}/game/letters": Row(),
    "GET /s/{story_id}/reply": Row(),
    "POST /s/{story_id}/reply": Row(then=422),
    "GET /s/{story_id}/reply/thanks": Row(),
    "GET /o/{slug}": Row(),
    # Feeds
    "GET /feeds": Row(),
    "GET /feeds.opml": Row(),
    "GET /feeds/{name}.{fmt}": Row(),
    "GET /c/{slug}/feed.{fmt}": Row(),
    "GET /s/{story_id}/feed.{fmt}": Row(),
    "GET /o/{slug}/feed.{fmt}": Row(),
    "GET /search/feed.{fmt}": Row(),
    # Channels and posts
    "GET /c/{slug}": Row(),
    "GET /p/{post_id}": Row(then=301),
    "GET /p/{post_id}/{slug}": Row(then=301),
    "GET /u/{user_id}": Row(),
    "GET /media/{picture_id}": Row(),
    "GET /channels/new": Row(EDITOR),
    "POST /channels/new": Row(EDITOR, 422),
    "GET /c/{slug}/settings": Row(EDITOR),
    "POST /c/{slug}/settings": Row(EDITOR, 422),
    "POST /c/{slug}/settings/undo/{number}": Row(EDITOR, 404),
    "POST /c/{slug}/members": Row(EDITOR, 404),
    "POST /c/{slug}/members/{user_id}/{what}": Row(EDITOR, 303),
    "POST /c/{slug}/withdraw": Row(ADMIN, 303),
    "POST /c/{slug}/restore": Row(ADMIN, 303, HIDDEN),
    # Writing: the post is an owner's
    "GET /write": Row(ANALYST),
    "GET /write/new": Row(ANALYST),
    "POST /write/new": Row(ANALYST, 422),
    "GET /write/{post_id}": Row(EDITOR),
    "POST /write/{post_id}": Row(EDITOR, 409),
    "POST /write/{post_id}/preview": Row(EDITOR),
    "POST /write/{post_id}/back": Row(EDITOR, 403),
    "POST /write/{post_id}/unsaved": Row(EDITOR, 303),
    "POST /write/{post_id}/unsaved/{number}": Row(EDITOR, 404),
    "POST /write/{post_id}/restore": Row(EDITOR, 303),
    "GET /write/{post_id}/history": Row(EDITOR, others=HIDDEN),
    # Working: the check is an owner's
    "GET /check": Row(ANALYST),
    "POST /check": Row(ANALYST, 422),
    "GET /check/{check_id}": Row(EDITOR, others=HIDDEN),
    "GET /check/{check_id}/progress": Row(EDITOR, others=HIDDEN),
    "POST /check/{check_id}/again": Row(EDITOR, 303, HIDDEN),
    "GET /inbox": Row(ANALYST),
    "GET /inbox/decided": Row(ANALYST),
    "POST /inbox/undo/{decision_id}": Row(EDITOR, 303),
    "POST /inbox/decide/{derivation_id}": Row(ANALYST, 303, fields={"judgement": "confirm", "reason": "So."}),
    "POST /inbox/undo": Row(ANALYST, 303),
    # Watch-lists: the watch is an owner's
    "GET /watch": Row(ANALYST),
    "POST /watch": Row(ANALYST, 422),
    "GET /watch/{watch_id}": Row(ANALYST),
    "POST /watch/{watch_id}/remove": Row(EDITOR, 303),
    "POST /watch/{watch_id}/restore": Row(EDITOR, 303),
    "POST /watch/feed": Row(ANALYST),
    # Nobody has the key: a feed reader doesn't sign in.
    "GET /watch/feed/{key}.{fmt}": Row(then=404),
    "GET /watch/feed/{key}/{watch_id}.{fmt}": Row(then=404),
    "GET /inbox/replies": Row(EDITOR),
    "POST /inbox/replies/{reply_id}": Row(EDITOR, 303, fields={"state": "answered", "answer": "Thanks."}),
    "POST /inbox/replies/{reply_id}/open": Row(EDITOR, 303),
    # The ledger: the case is an owner's, and public
    "GET /ledger": Row(),
    "GET /ledger/new": Row(ANALYST),
    "POST /ledger/new": Row(ANALYST, 422),
    "GET /ledger/{case_id}": Row(),
    "GET /ledger/{case_id}/calendar.ics": Row(),
    "GET /ledger/{case_id}/entries": Row(),
    "GET /ledger/{case_id}/feed.{fmt}": Row(),
    "GET /ledger/{case_id}/incidents": Row(),
    "GET /ledger/{case_id}/positions": Row(),
    "GET /ledger/{case_id}/known": Row(),
    "GET /ledger/{case_id}/files/{format}": Row(),
    "GET /ledger/{case_id}/ladders/{ladder_id}": Row(),
    # The key is a position's: no actor has it.
    "GET /ledger/{case_id}/actors/{key}": Row(then=404),
    "GET /ledger/{case_id}/{collection}": Row(),
    "GET /ledger/{case_id}/{collection}/{key}": Row(),
    "GET /ledger/{case_id}/{collection}/{key}/entry": Row(),
    "GET /ledger/{case_id}/{collection}/{key}/history": Row(ANALYST),
    "GET /ledger/{case_id}/new/{collection}": Row(ANALYST),
    "POST /ledger/{case_id}/new/{collection}": Row(ANALYST, 422),
    "GET /ledger/{case_id}/propose/{kind}/{story_id}/{statement}": Row(ANALYST),
    "POST /ledger/{case_id}/propose/{kind}/{story_id}/{statement}": Row(ANALYST, 422),
    "GET /ledger/{case_id}/edit/{collection}/{key}": Row(ANALYST),
    "POST /ledger/{case_id}/edit/{collection}/{key}": Row(ANALYST, 422),
    "POST /ledger/{case_id}/{collection}/{key}/withdraw": Row(ANALYST, 303),
    "POST /ledger/{case_id}/restore/{version}": Row(ANALYST, 303),
    "POST /ledger/{case_id}/public": Row(EDITOR, 303),
    "POST /ledger/{case_id}/withdraw": Row(EDITOR, 303),
    "POST /ledger/{case_id}/bring-back": Row(EDITOR, 303),
    "POST /ledger/{case_id}/private": Row(EDITOR, 303),
    # Coming in
    "GET /sign-in": Row(),
    "POST /sign-in": Row(then=403, fields={"name": "Nobody", "password": "no such password"}),
    "POST /sign-out": Row(then=303),
    "GET /register": Row(),
    "POST /register": Row(then=422),
    "GET /demo": Row(then=404),
    # Oneself: session, token and picture are an owner's
    "GET /account": Row(MEMBER),
    "POST /account": Row(MEMBER, 422),
    "POST /account/picture": Row(MEMBER, 422),
    "POST /account/picture/{picture_id}": Row(MEMBER, 303),
    "POST /account/password": Row(MEMBER, 403),
    "POST /account/sessions/end-others": Row(MEMBER, 303),
    "POST /account/sessions/{session_id}/end": Row(MEMBER, 404),
    "POST /account/tokens": Row(MEMBER, 422),
    "GET /account/tokens/{token_id}/withdraw": Row(MEMBER, 404),
    "POST /account/tokens/{token_id}/withdraw": Row(MEMBER, 404),
    # Administration: the user is a member
    "GET /admin": Row(ADMIN),
    "POST /admin/users/{user_id}/role": Row(ADMIN, 303, fields={"role": "editor"}),
    "POST /admin/users/{user_id}/role/{role}": Row(ADMIN, 303),
    "POST /admin/users/{user_id}/disable": Row(ADMIN, 303),
    "POST /admin/users/{user_id}/enable": Row(ADMIN, 303),
    "GET /admin/invitations": Row(ADMIN),
    "POST /admin/invitations": Row(ADMIN, 200, fields={"role": "member"}),
    "POST /admin/invitations/{invitation_id}/withdraw": Row(ADMIN, 303),
    "POST /admin/invitations/{invitation_id}/reopen": Row(ADMIN, 303),
    "GET /admin/settings": Row(ADMIN),
    "POST /admin/settings": Row(ADMIN, 422),
    "POST /admin/settings/undo/{number}": Row(ADMIN, 303),
    "GET /admin/store": Row(ADMIN),
    "GET /admin/audit": Row(ADMIN),
    "GET /admin/audit.csv": Row(ADMIN),
}
