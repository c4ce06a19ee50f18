"""Erasing reaches every place that holds the words."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from geopolitik.app import sample_story, trace
from geopolitik.app.erasing import erase
from geopolitik.app.house import House
from geopolitik.app.stories.keeping import keep
from geopolitik.errors import NotFoundError, UsageError
from geopolitik.model.capture import Capture
from geopolitik.model.keeping import StoryHead
from geopolitik.storage import audits, captures, fulltext, open_store, revisions, stories
from geopolitik.storage.engine import emptied_log

AT = datetime(2031, 5, 14, tzinfo=UTC)


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(open_store(tmp_path / "geopolitik.db"), clock=lambda: AT)


def kept(house: House, texts: int) -> tuple[StoryHead, list[Capture]]:
    found = trace(*sample_story()[:texts])
    head = keep(house, found, by=None, public=True)
    return head, [annotation.article.capture for annotation in found.annotations]


def test_a_story_goes_on_without_the_text(house: House) -> None:
    head, texts = kept(house, 3)
    gone, rest = texts[0], texts[1:]
    done = erase(house, gone.id, by="Ada", reason="court order 7")
    assert (done.erased.captures, done.traced_again, done.withdrawn) == ((gone.id,), (head.id,), ())
    with house.store.reading() as r:
        assert captures.get(r, gone.id) is None
        assert {a.capture_id for a in stories.captures_of(r, head.id)} == {c.id for c in rest}
        # The earlier trace held the text: it is gone too.
        assert [number for number, _ in revisions.numbers(r, head.id)] == [2]
        left = revisions.trace_of(r, head.id, 2)
        assert left is not None
        assert {a.capture_id for a in left.annotations} == {c.id for c in rest}
        hits = fulltext.find(r, "fuel", kinds=["capture"], limit=50)
        assert {hit.part for hit in hits} == {c.id for c in rest}
        assert "erased from" in [audit.action for audit in audits.about(r, "story", head.id)]


def test_a_story_of_nothing_else_is_withdrawn(house: House) -> None:
    head, (text,) = kept(house, 1)
    title = head.title.encode()
    file = Path(str(house.store.engine.url.database))
    emptied_log(house.store.engine)
    assert title in file.read_bytes()
    assert erase(house, text.address, by="Ada", reason="court order 7").withdrawn == (head.id,)
    with house.store.reading() as r:
        found = stories.get(r, head.id)
        assert found is not None
        assert (found.withdrawn_at, found.title) == (AT, "Erased")
    # Neither its bytes nor its headline stand in the file any longer.
    for part in (file, file.with_name(f"{file.name}-wal")):
        assert title not in part.read_bytes()


@pytest.mark.parametrize(("by", "reason"), [("", "order"), ("Ada", " ")], ids=["nobody", "no reason"])
def test_an_erasure_says_who_and_why(house: House, by: str, reason: str) -> None:
    _, texts = kept(house, 1)
    with pytest.raises(UsageError, match="is missing"):
        erase(house, texts[0].id, by=by, reason=reason)


def test_what_is_not_kept_is_told(house: House) -> None:
    with pytest.raises(NotFoundError):
        erase(house, "https://nowhere.example/", by="Ada", reason="order")
