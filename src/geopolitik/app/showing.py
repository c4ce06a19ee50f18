"""The demo: a site that holds the bundled sample story, as if a small newsroom had worked on it."""

from __future__ import annotations

import secrets

from geopolitik.app.cases.keeping import keep as keep_case
from geopolitik.app.cases.shipped import shipped
from geopolitik.app.drafting.draft import draft
from geopolitik.app.house import House
from geopolitik.app.people.passwords import hashed
from geopolitik.app.posting import channels, posts
from geopolitik.app.samples import sample_story
from geopolitik.app.stories.deciding import decide, inbox
from geopolitik.app.stories.keeping import keep
from geopolitik.app.tracing import Progress, trace
from geopolitik.model.keeping import Judgement
from geopolitik.model.people import Role, User, Viewer
from geopolitik.storage import accounts, settings

_WELCOME = """\
The sample story is fiction: a river, a truce, a shortage of fuel, and ten captures of what was written
about them.

- Open the **story** and see who had the text from whom, and how many origins there are.
- Open a **redline** to see what a retelling changed.
- **Check** texts of your own: paste them, or drop files.
- Work through the **inbox**: confirm what holds, reject what doesn't, with a reason.
- Look into the **ledger**: who says that which truce is in force, and what falls due next (invented too).
- **Write** a post from the story: its draft is made of cited passages.

Nothing leaves this machine, and everything here is gone when the demo stops.
"""

_BENT = """\
Valdenia on Tuesday suspended the transit of fuel to neighbouring Teskar for 96 hours, saying that shots fired
across the Sarn river on Sunday breached the truce.

Both sides have signed the plan, officials said. Thousands queued for diesel all over the country.
"""
"""A draft to be checked before it is published: it says more than its sources do."""


def fill(house: House, *, progress: Progress | None = None) -> User:
    """Put the sample story into an empty site, with a channel, posts and a decision; returns its editor."""
    editor = _user(house, "Demo Editor", Role.EDITOR)
    viewer = Viewer(editor)
    with house.store.writing() as w:
        settings.save(w, settings.Settings(place="Demo", notice="A demo: the sample story is fiction."))
    found = trace(*sample_story(), progress=progress)
    story = keep(house, found, by=editor.id, public=True)
    for edge in inbox(house, viewer):
        if edge.is_uncredited and edge.high:
            reason = "Sentence by sentence the agency's text; no line of the post names the agency."
            decide(house, viewer, edge.id, Judgement.APPROVE, reason=reason)
            break
    keep_case(house, viewer, shipped("invented"), public=True)
    channel = channels.open_channel(
        house,
        viewer,
        title="Sarn Desk",
        description="What is said about the truce on the river, and by whom.",
    )
    made = draft(found)
    for title, body, story_id in (("Welcome to the demo", _WELCOME, None), (made.title, made.body, story.id)):
        post = posts.write(house, viewer, channel, title=title, body=body, story_id=story_id)
        posts.publish(house, viewer, post.id)
    title = "A draft that says too much: press “Check it”"
    posts.write(house, viewer, channel, title=title, body=_BENT, story_id=story.id)
    return editor


def _user(house: House, name: str, role: Role) -> User:
    """A user whose password nobody knows: the demo signs in by a link."""
    kept = hashed(secrets.token_urlsafe(24), name=name)
    with house.store.writing() as w:
        return accounts.add_user(w, name=name, password_hash=kept, role=role, at=house.clock())
