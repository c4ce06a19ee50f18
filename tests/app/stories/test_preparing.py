"""What a public story's page needs is made when the story is kept, and is what its trace would give."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from geopolitik import pipeline
from geopolitik.app import sample_story, trace
from geopolitik.app.house import House
from geopolitik.app.people import console
from geopolitik.app.quoting import choose
from geopolitik.app.stories import managing
from geopolitik.app.stories.keeping import keep
from geopolitik.app.stories.looking import glance, said_of, shown_of
from geopolitik.app.stories.preparing import said_in, shown_in
from geopolitik.model.people import Role, Viewer
from geopolitik.model.story import Trace
from geopolitik.storage.forgetting import forget_texts
from geopolitik.storage.schema import prepared_stories


@pytest.fixture(scope="module", name="story")
def _story() -> Trace:
    return trace(*sample_story())


def is_prepared(house: House, story_id: str, revision: int, found: Trace) -> bool:
    with house.store.reading() as r:
        said = said_in(r, story_id, revision)
        shown = shown_in(r, story_id, revision, found)
    assert (said is None) == (shown is None)
    return said is not None


def test_what_is_prepared_is_what_the_trace_gives(house: House, story: Trace) -> None:
    head = keep(house, story, by=None, public=True)
    with house.store.reading() as r:
        said, shown = said_in(r, head.id, 1), shown_in(r, head.id, 1, story)
    made = choose(story)
    assert said == pipeline.statements_of(story.annotations)
    assert shown is not None
    assert shown.windows == made.windows
    assert (shown.open, shown.known) == (made.open, made.known)


def test_each_further_trace_is_prepared_in_place_of_the_last(house: House, story: Trace) -> None:
    head = keep(house, story, by=None, public=True)
    keep(house, story, by=None, story_id=head.id)
    assert [is_prepared(house, head.id, revision, story) for revision in (1, 2)] == [False, True]


def test_a_story_is_prepared_when_it_becomes_public(house: House, story: Trace) -> None:
    head = keep(house, story, by=None)
    assert not is_prepared(house, head.id, 1, story)
    editor = Viewer(console.add(house, "Edith", "the river is calm today", role=Role.EDITOR))
    for _ in range(2):
        managing.set_public(house, editor, head.id, public=True)
    assert is_prepared(house, head.id, 1, story)


def test_what_is_damaged_is_made_anew(house: House, story: Trace) -> None:
    head = keep(house, story, by=None, public=True)
    with house.store.writing() as w:
        w.execute(update(prepared_stories).values(said=b"1no", shown=b"0of another version"))
    found = glance(house, Viewer(None), head.id)
    assert said_of(house, found) == pipeline.statements_of(story.annotations)
    assert shown_of(house, found).windows == choose(story).windows


def test_it_goes_with_the_texts_that_it_was_made_from(house: House, story: Trace) -> None:
    head = keep(house, story, by=None, public=True)
    with house.store.writing() as w:
        forget_texts(w, head.id, [], before=2)
    assert not is_prepared(house, head.id, 1, story)
