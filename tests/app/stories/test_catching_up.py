"""What was kept and not yet taken into a story: taken in at the next start, once, whatever happened."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from geopolitik.app.house import House
from geopolitik.app.ingesting import ingest
from geopolitik.app.stories import catching_up
from geopolitik.app.stories.ahead import Looked
from geopolitik.app.stories.catching_up import growing
from geopolitik.app.stories.growing import arrived, take_in
from geopolitik.errors import StoreError
from geopolitik.model.capture import Capture
from geopolitik.model.growing import Arrival
from geopolitik.steps.collect import capture_bytes
from geopolitik.storage import captures, growth, open_store, waiting

pytestmark = pytest.mark.both_databases

TEXT = "Ferry stays in port\n\nThe harbour of Ostrapol kept the ferry {n} in port, the council of {n} said."


@pytest.fixture
def house(store_address: str) -> Iterator[House]:
    store = open_store(store_address)
    yield House(store)
    store.close()


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "ferry.txt"
    path.write_text(TEXT.format(n="Alba"))
    return path


def waits(house: House) -> list[str]:
    with house.store.reading() as r:
        return list(waiting.everything(r))


def in_story(house: House, capture_id: str) -> bool:
    with house.store.reading() as r:
        return growth.holds(r, capture_id) is not None


def test_what_was_kept_before_a_kill_is_taken_in_by_the_next_ingest(house: House, page: Path) -> None:
    ingest(house, [page])
    (left,) = waits(house)
    assert not in_story(house, left)
    taken = ingest(house, [page], arrived=growing(house))
    assert (taken.new, taken.known) == (0, 1)
    assert in_story(house, left)
    assert waits(house) == []


def test_a_text_that_brings_the_reasoning_down_keeps_no_other_out(
    house: House, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest(house, [page])
    (bad,) = waits(house)

    def failing(house: House, capture: Capture, *, looked: Looked | None) -> Arrival:
        if capture.id == bad:
            raise ZeroDivisionError
        return take_in(house, capture, looked=looked)

    monkeypatch.setattr(catching_up, "take_in", failing)
    page.write_text(TEXT.format(n="Corvina"))
    ingest(house, [page], arrived=growing(house))
    assert waits(house) == [bad]
    growing(house)(())
    assert waits(house) == []
    with house.store.reading() as r:
        assert captures.get(r, bad) is not None


def test_a_store_in_trouble_leaves_all_that_waits(
    house: House, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest(house, [page])

    def full(*_: object, **__: object) -> None:
        raise StoreError("store.db", "has no room left on its disk")

    with monkeypatch.context() as patched:
        patched.setattr(catching_up, "take_in", full)
        with pytest.raises(StoreError):
            growing(house)(())
    assert len(waits(house)) == 1
    growing(house)(())
    assert waits(house) == []


def test_what_was_erased_or_taken_in_otherwise_waits_no_longer(house: House, page: Path) -> None:
    ingest(house, [page])
    (left,) = waits(house)
    capture = capture_bytes(TEXT.format(n="Corvina").encode(), "other.txt")
    with house.store.writing() as w:
        captures.erase(w, left, erasure=1)
        captures.add(w, [capture], at=house.clock())
    arrived(house, [capture])
    with house.store.writing() as w:
        waiting.add(w, [capture.id])
    growing(house)(())
    assert waits(house) == []
