"""What was reasoned before is taken over where nothing that it hangs on has changed, and only there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

import msgspec
import pytest
from tests.app.stories.test_growing import FOREST, HARBOUR, REWRITTEN, capture, one

from geopolitik import pipeline
from geopolitik.app.house import House
from geopolitik.app.stories import weighing as weighing_module
from geopolitik.app.stories.ahead import look
from geopolitik.app.stories.planning import drawn, met, placed, planned
from geopolitik.app.stories.weighing import Reasoned, Weighing
from geopolitik.model.annotation import Annotation
from geopolitik.model.story import CreditState, Relation
from geopolitik.steps.group import group
from geopolitik.steps.lineage import FamilyTree, stem
from geopolitik.steps.lineage.tree import deriving


def read(text: str, name: str, published: str = "2031-05-12") -> Annotation:
    found = look(capture(text, name, published=published)).text
    assert found is not None
    return found


def never(*_: object, **__: object) -> None:
    raise AssertionError("this was reasoned before")


def test_what_was_reasoned_ahead_is_not_reasoned_again(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    one(house, capture(HARBOUR, "meridian"))
    newcomer, ahead = met(read(REWRITTEN, "echo", "2031-05-13")), Weighing()
    with house.store.reading() as r:
        plan = drawn(house, r, newcomer, placed(house, r, newcomer, ahead), ahead)
        sent = msgspec.msgpack.decode(msgspec.msgpack.encode(ahead.known), type=Reasoned)
        monkeypatch.setattr(pipeline, "weigh", never)
        monkeypatch.setattr(weighing_module, "group", never)
        monkeypatch.setattr(deriving, "_grown", never)
        monkeypatch.setattr(weighing_module, "redline", never)
        assert planned(house, r, newcomer, Weighing(sent)) == plan
        with pytest.raises(AssertionError):
            planned(house, r, newcomer, Weighing())
    assert plan.grown.trace.redlines


def test_a_copy_that_credits_otherwise_is_redlined_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    a, b = read(HARBOUR, "meridian"), read(REWRITTEN, "echo")
    weighing = Weighing()
    first, second = group([a, b])
    _, alignment = weighing(first, second, a, b)
    weighing.redline(alignment, credit=CreditState.NONE, credited_to=())
    monkeypatch.setattr(weighing_module, "redline", never)
    weighing.redline(alignment, credit=CreditState.NONE, credited_to=())
    with pytest.raises(AssertionError):
        weighing.redline(alignment, credit=CreditState.FULL, credited_to=("Meridian",))


def families(*texts: Annotation, told: Callable[[Relation], Relation] = lambda found: found) -> list[bytes]:
    """The digests of the families that a story of some texts asks for."""
    wordings, asked = group(texts), list[bytes]()
    shown = {w.id: next(t for t in texts if t.capture_id == w.representative) for w in wordings}
    pairs = [(a, b, *Weighing()(a, b, shown[a.id], shown[b.id])) for a, b in combinations(wordings, 2)]

    def known(family: bytes, grow: Callable[[], FamilyTree]) -> FamilyTree:
        asked.append(family)
        return grow()

    relations = [told(relation) for _, _, relation, _ in pairs]
    stem(texts, wordings, relations, [(a.id, b.id, alignment) for a, b, _, alignment in pairs], known)
    return asked


def test_a_report_of_something_else_leaves_a_family_as_it_was() -> None:
    a, b, c = read(HARBOUR, "meridian"), read(REWRITTEN, "echo"), read(FOREST, "courier")
    assert families(a, b, c) == families(a, b)
    assert len(families(a, b)) == 1


def test_another_verdict_or_another_text_makes_another_family() -> None:
    a, b = read(HARBOUR, "meridian"), read(REWRITTEN, "echo")
    surer = families(a, b, told=lambda found: replace(found, probability=0.999))
    shorter = families(a, read(REWRITTEN.rsplit("\n\n", 1)[0], "echo"))
    assert len({*families(a, b), *surer, *shorter}) == 3
