"""A trace comes back as it was kept."""

from __future__ import annotations

import pytest

from geopolitik.app import Source, trace
from geopolitik.errors import StoreError
from geopolitik.storage.traces import packed, unpacked

ONE = "The ministry said on Monday that the bridge at Orlin would stay closed. Traffic goes by Vesk. " * 3
TWO = "The bridge at Orlin will stay closed, the ministry said. Traffic goes by Vesk for now. " * 3


def test_a_trace_comes_back_whole() -> None:
    made = trace(Source(ONE.encode(), "one.txt"), Source(TWO.encode(), "two.txt"))
    contents = {a.capture_id: a.article.capture.content for a in made.annotations}
    assert unpacked(packed(made), contents) == made


def test_without_bytes_all_else_is_there() -> None:
    made = trace(Source(ONE.encode(), "one.txt"), Source(TWO.encode(), "two.txt"))
    found = unpacked(packed(made))
    assert {a.article.capture.content for a in found.annotations} == {b""}
    assert found.derivations == made.derivations
    assert found.changes == made.changes


def test_annotations_are_shared_again() -> None:
    found = unpacked(packed(trace(Source(ONE.encode(), "one.txt"), Source(TWO.encode(), "two.txt"))))
    texts = {id(annotation) for annotation in found.annotations}
    assert {id(side) for _, _, k in found.alignments for side in (k.a, k.b)} <= texts


@pytest.mark.parametrize(
    "data", [b"", b"1", b"1not compressed", b"9abc"], ids=["empty", "bare", "torn", "later"]
)
def test_what_is_damaged_is_told(data: bytes) -> None:
    with pytest.raises(StoreError):
        unpacked(data)
