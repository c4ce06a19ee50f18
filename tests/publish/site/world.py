"""One of everything, so that each address of the site leads somewhere."""

from __future__ import annotations

from datetime import timedelta

from geopolitik.app.cases import editing, keeping
from geopolitik.app.cases.shipped import shipped
from geopolitik.app.house import House
from geopolitik.app.people import accounts as people
from geopolitik.app.people import tokens
from geopolitik.app.posting import channels, posts
from geopolitik.app.settings import change
from geopolitik.app.stories.deciding import decide
from geopolitik.app.stories.replying import reply
from geopolitik.app.watchlist.keeping import add
from geopolitik.model.keeping import Check, CheckState, Judgement, StoryHead
from geopolitik.model.ledger.keeping import EntryKind
from geopolitik.model.people import Role, Viewer
from geopolitik.model.watchlist import WatchKind
from geopolitik.storage import accounts, checks, media, stories
from geopolitik.storage.ids import hashed
from geopolitik.storage.settings import Settings


def addresses(house: House, story: StoryHead) -> dict[str, str]:
    """What the parts of the site's addresses may be filled with: all of it made by an owner named Zoe."""
    at = house.clock()
    with house.store.writing() as w:
        zoe = accounts.add_user(w, name="Zoe", password_hash="none", role=Role.OWNER, at=at)
        mo = accounts.add_user(w, name="Mo", password_hash="none", role=Role.MEMBER, at=at)
        picture = media.add(w, b"picture", "image/png", by=zoe.id, at=at)
        key = accounts.begin_session(w, zoe.id, at=at, until=at + timedelta(days=1))
        edge = next(found for found in stories.edges_of(w, story.id) if found.high)
        checks.add(w, Check("check1", zoe.id, at, CheckState.FAILED, captures=()))
        capture = stories.captures_of(w, story.id)[0]
    viewer = Viewer(zoe)
    channel = channels.open_channel(house, viewer, title="River Desk")
    post = posts.write(house, viewer, channel, title="On the river", body="It rises.", story_id=story.id)
    posts.publish(house, viewer, post.id)
    decision = decide(house, viewer, edge.id, Judgement.CONFIRM, reason="It is so.")
    said = reply(house, viewer, story.id, about="", name="Nordwire", contact="", body="We were asked.")
    case = shipped("invented")
    for one in (case, shipped("energy-truce")):
        keeping.keep(house, viewer, one, public=True)
    # One that no other entry names, so that it can be withdrawn.
    position = next(one for one in case.positions if all(p.supersedes != one.id for p in case.positions))
    version = editing.entry(house, viewer, case.id, EntryKind.POSITION, position.id)
    return {
        "case_id": case.id,
        "collection": "positions",
        "key": position.id,
        "ladder_id": case.ladders[0].id,
        "version": version.id,
        "format": "graphml",
        "story_id": story.id,
        "derivation_id": edge.id,
        "capture_id": capture.capture_id,
        "statement": f"{capture.capture_id}.1",
        "kind": "position",
        "decision_id": decision.id,
        "check_id": "check1",
        "watch_id": add(house, viewer, WatchKind.OUTLET, "Meridian").id,
        "reply_id": said.id,
        "post_id": post.id,
        "user_id": mo.id,
        "picture_id": picture.id,
        "session_id": hashed(key)[:16],
        "token_id": tokens.make(house, viewer, "archive")[0].id,
        "invitation_id": people.invite(house, viewer, role=Role.MEMBER)[0].id,
        "number": str(change(house, viewer, Settings(place="Lenna"))),
        "channel": channel.slug,
        "outlet": capture.outlet,
        "slug": "a-title",
        "fmt": "atom",
        "name": "site",
        "role": "analyst",
        "what": "remove",
    }


def filled(path: str, parts: dict[str, str]) -> str:
    """An address with its parts filled in."""
    kind = {"/c/": "channel", "/o/": "outlet"}.get(path[:3], "slug")
    return path.format(**parts | {"slug": parts[kind]})
