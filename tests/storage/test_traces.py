"""A trace comes back as it was kept."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection, func, select

from geopolitik.app import Source, trace
from geopolitik.errors import StoreError
from geopolitik.model.keeping import StoryHead
from geopolitik.model.story import Trace
from geopolitik.storage import Store, revisions, stories
from geopolitik.storage.schema import story_parts, story_revisions
from geopolitik.storage.traces import outline, packed, unpacked, whole

AT = datetime(2031, 5, 14, tzinfo=UTC)
OTHER = "A pear of four pounds won the autumn prize at Upper Brenna, to the joy of all who grow pears. " * 3
ONE = "The ministry said on Monday that the bridge at Orlin would stay closed. Traffic goes by Vesk. " * 3
TWO = "The bridge at Orlin will stay closed, the ministry said. Traffic goes by Vesk for now. " * 3


def back(data: bytes, parts: dict[bytes, Callable[[], bytes]]) -> Trace:
    found = outline(data)
    assert found is not None
    return unpacked(found, {name: pack() for name, pack in parts.items()}, {})


def test_without_bytes_all_else_is_there() -> None:
    made = trace(Source(ONE.encode(), "one.txt"), Source(TWO.encode(), "two.txt"))
    found = back(*packed(made))
    assert found.relations == made.relations
    assert found.wordings == made.wordings
    assert {a.article.capture.content for a in found.annotations} == {b""}
    assert found.derivations == made.derivations
    assert found.changes == made.changes


def test_annotations_are_shared_again() -> None:
    found = back(*packed(trace(Source(ONE.encode(), "one.txt"), Source(TWO.encode(), "two.txt"))))
    texts = {id(annotation) for annotation in found.annotations}
    assert {id(side) for _, _, k in found.alignments for side in (k.a, k.b)} <= texts


@pytest.mark.parametrize(
    "data", [b"", b"1", b"1not compressed", b"9abc"], ids=["empty", "bare", "torn", "later"]
)
def test_what_is_damaged_is_told(data: bytes) -> None:
    with pytest.raises(StoreError):
        outline(data) or whole(data)


def test_a_missing_part_is_told() -> None:
    data, parts = packed(trace(Source(ONE.encode(), "one.txt"), Source(TWO.encode(), "two.txt")))
    parts.popitem()
    with pytest.raises(StoreError, match="lacks a part"):
        back(data, parts)


def test_a_further_trace_adds_what_is_new_alone(store: Store) -> None:
    texts = [Source(words.encode(), f"{words[:3]}.txt") for words in (ONE, TWO, OTHER)]
    first, second = trace(*texts[:2]), trace(*texts)
    with store.writing() as w:
        for number, made in enumerate((first, second), start=1):
            head = StoryHead("s1", "Orlin", number, False, AT, AT, 1, 1, 1)
            (stories.add if number == 1 else stories.revise)(w, head)
            revisions.keep(w, head, made)
        whole_size, outline_size = sizes(w)
        assert outline_size < whole_size / 10
        found = [revisions.trace_of(w, "s1", number) for number in (1, 2, 3)]
        wording = second.wordings[0]
        capture = str(wording.representative)
        of_one = revisions.text_of(w, head, wording.id, capture)
        assert revisions.text_of(w, head, "w-none", capture) is None
    assert [len(one.annotations) for one in found if one] == [2, 3]
    assert [one.derivations for one in found if one] == [first.derivations, second.derivations]
    assert of_one is not None
    assert (of_one[0], of_one[1].capture_id) == (wording, capture)


def sizes(connection: Connection) -> tuple[int, int]:
    """Bytes of all parts, and of the last outline."""
    parts = connection.execute(select(func.sum(func.length(story_parts.c.data)))).scalar_one()
    last = select(func.length(story_revisions.c.trace)).where(story_revisions.c.revision == 2)
    return int(parts), connection.execute(last).scalar_one()


def test_what_only_forgotten_traces_had_is_gone(store: Store) -> None:
    with store.writing() as w:
        for number, words in enumerate((ONE, OTHER), start=1):
            head = StoryHead("s1", "Orlin", number, False, AT, AT, 1, 1, 1)
            (stories.add if number == 1 else stories.revise)(w, head)
            revisions.keep(w, head, trace(Source(words.encode(), "one.txt")))
        kept = revisions.trace_of(w, "s1", 2)
        revisions.forget(w, "s1", before=2)
        assert revisions.trace_of(w, "s1", 1) is None
        assert revisions.trace_of(w, "s1", 2) == kept
        held = w.execute(select(story_parts.c.data)).scalars().all()
    assert held
    assert not any(b"Vesk" in zlib.decompress(data) for data in held)
