"""A post's text as HTML, with the passages that it cites."""

from __future__ import annotations

from geopolitik.app.naming import publisher
from geopolitik.app.stories.looking import Story, look, shown_of
from geopolitik.errors import NotFoundError
from geopolitik.model.publishing import Post
from geopolitik.publish import richtext
from geopolitik.publish.api.asking import Ask
from geopolitik.publish.api.shapes.names import Names
from geopolitik.publish.api.shapes.public import short
from geopolitik.publish.api.shapes.publishing import Passage, PostWhole, post_fields
from geopolitik.publish.site.views.passages import address_of
from geopolitik.text.clean import one_line
from geopolitik.text.markup import legible


def post_whole(ask: Ask, post: Post) -> PostWhole:
    """A post with its text, as it is answered to whoever asks."""
    story = _story(ask, post)
    passages = [
        _passage(ask, story, post.body, n, p) for n, p in enumerate(richtext.cited(post.body), start=1)
    ]
    places = {(p.capture_id, p.start, p.end): p for p in passages}

    def place(wanted: richtext.Passage) -> richtext.Cited | None:
        found = places.get((wanted.capture, wanted.span.start, wanted.span.end))
        if found is None or found.address is None:
            return None
        return richtext.Cited(found.address, found.outlet or "")

    fields = post_fields(ask, post, Names(ask))
    html = richtext.render(post.body, passages=place)
    return PostWhole.model_validate({**fields, "body": post.body, "html": html, "passages": passages})


def _story(ask: Ask, post: Post) -> Story | None:
    if post.story_id is None:
        return None
    try:
        return look(ask.house, ask.viewer, post.story_id)
    except NotFoundError:
        return None


def _passage(ask: Ask, story: Story | None, body: str, number: int, cited: richtext.Passage) -> Passage:
    annotations = story.trace.annotations if story else ()
    text = next((a for a in annotations if a.capture_id == cited.capture), None)
    words = outlet = address = None
    if story is not None and text is not None and cited.span.end <= len(text.text):
        words = one_line(legible(text.article, cited.span))
        if not ask.works_here:
            # What the post itself quotes is public; the site adds no further words of others.
            words = shown_of(ask.house, story.glance).told(words, beside=richtext.plain(body))
        words = short(words)
        outlet = publisher(text)
        own = ask.page(f"/s/{story.head.id}/captures/{cited.capture}")
        address = own if ask.works_here else address_of(text) or None
    return Passage(
        number=number,
        capture_id=cited.capture,
        start=cited.span.start,
        end=cited.span.end,
        words=words,
        outlet=outlet,
        address=address,
    )
