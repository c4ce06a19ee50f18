"""The steps in order, on texts small enough to know the answer."""

from __future__ import annotations

import pytest

from geopolitik import pipeline
from geopolitik.model.capture import Capture, Declared
from geopolitik.model.statement import DriftKind
from geopolitik.model.story import ChangeKind, CreditState, DerivationKind, Trace, Verdict
from geopolitik.steps.collect import capture_bytes

ORIGINAL = """Ferry strike may end on Sunday

VELLA, May 3 (Northwire) - The ferry strike on the Sound of Arren may end on Sunday, the union's leader
Ada Brask said on Thursday.

“We have moved, and now they have to move,” Brask told reporters. The company said 40 percent of its crews
had returned to work since Monday.

The talks appear to have been helped by the mayor, two people who took part said. A spokesman declined to
comment.
"""
BENT = """Ferry strike will end on Sunday

The ferry strike on the Sound of Arren will end on Sunday, the union's leader Ada Brask confirmed.

“We have moved, and now they have to move,” Brask told reporters. The company said 60 percent of its crews had
returned to work.

The talks were helped by the mayor, two people who took part said.
"""
OTHER = """A museum for lighthouses opens

Visitors can climb the old lamp room of Point Hesk and look at forty lenses from five centuries. The curator,
a retired keeper, has repaired most of them himself in a shed behind the dunes.

Schools get in free on weekdays, and a small bakery sells rolls in the shape of a lantern.
"""


def capture(text: str, name: str, published: str | None = None) -> Capture:
    return capture_bytes(text.encode(), name, declared=Declared(published=published))


def kinds(trace: Trace) -> set[ChangeKind]:
    return {change.kind for redline in trace.redlines for change in redline.changes}


def test_a_bent_copy_is_derived_and_redlined() -> None:
    later, earlier = "2026-05-04T09:00+00:00", "2026-05-03T10:00+00:00"
    found = pipeline.trace([capture(BENT, "b.txt", later), capture(ORIGINAL, "a.txt", earlier)])
    (relation,) = found.relations
    assert relation.relation is Verdict.DERIVED
    by_capture = {w.representative: w.id for w in found.wordings}
    original, copy = by_capture[found.annotations[1].capture_id], by_capture[found.annotations[0].capture_id]
    edges = [(d.original, d.copy) for d in found.derivations if d.copy == copy]
    assert edges == [(original, copy)]
    assert {ChangeKind.CERTAINTY_RAISED, ChangeKind.NUMBER, ChangeKind.VERB_LOADED} <= kinds(found)


def test_unrelated_texts_hang_on_nothing() -> None:
    found = pipeline.trace([capture(ORIGINAL, "a.txt"), capture(OTHER, "b.txt")])
    assert [relation.relation for relation in found.relations] == [Verdict.INDEPENDENT]
    assert not found.alignments
    assert not found.redlines
    assert (found.origins.low, found.origins.high) == (2, 2)


def test_two_witnesses_of_one_wording() -> None:
    found = pipeline.trace([capture(ORIGINAL, "a.txt"), capture(ORIGINAL, "b.txt")])
    assert [len(wording.witnesses) for wording in found.wordings if wording.witnesses] == [2]


def test_the_same_capture_twice_is_traced_once() -> None:
    found = pipeline.trace([capture(ORIGINAL, "a.txt"), capture(ORIGINAL, "a.txt")])
    assert len(found.annotations) == 1
    assert [(r.name, r.reason) for r in found.rejected] == [("a.txt", "handed over twice, traced once")]


def test_nothing_gives_nothing() -> None:
    found = pipeline.trace([])
    assert found.annotations == ()
    assert found.origins.high == 0


@pytest.mark.parametrize(
    ("first", "second"), [(ORIGINAL, BENT), (BENT, ORIGINAL)], ids=["as it was", "the other way"]
)
def test_compare_believes_the_direction_it_is_told(first: str, second: str) -> None:
    found = pipeline.compare(capture(first, "first.txt"), capture(second, "second.txt"))
    (redline,) = found.redlines
    assert redline.alignment.a.article.capture.name == "first.txt"
    assert redline.alignment.b.article.capture.name == "second.txt"


def test_compare_a_repost() -> None:
    # One line a paragraph, so that cutting the dateline leaves no short line behind.
    original = "\n\n".join(paragraph.replace("\n", " ") for paragraph in ORIGINAL.split("\n\n"))
    reposted = original.replace("VELLA, May 3 (Northwire) - ", "")
    found = pipeline.compare(capture(original, "a.txt"), capture(reposted, "b.txt"))
    (derivation,) = [d for d in found.derivations if d.kind is DerivationKind.REPOST]
    assert derivation.credit is CreditState.NONE
    (redline,) = found.redlines
    assert redline.alignment.b.article.capture.name == "b.txt"
    assert kinds(found) == {ChangeKind.CREDIT_DROPPED}


def test_progress_is_told_from_start_to_end() -> None:
    told: list[tuple[str, int, int]] = []
    pipeline.trace(
        [capture(ORIGINAL, "a.txt"), capture(BENT, "b.txt")],
        progress=lambda step, done, total: told.append((step, done, total)),
    )
    read = [("read", 0, 2), ("read", 1, 2), ("read", 2, 2)]
    assert told == [*read, ("compare", 0, 1), ("compare", 1, 1), ("redline", 0, 1), ("redline", 1, 1)]


def test_relations_are_handed_over_as_they_are_found() -> None:
    annotations, rejected = pipeline.read([capture(ORIGINAL, "a.txt"), capture(BENT, "b.txt")], None)
    told: list[tuple[str, str]] = []
    result = pipeline.relate_all(
        annotations, rejected, found=lambda _, a, b: told.append((a.capture_id, b.capture_id))
    )
    assert [set(pair) for pair in told] == [{annotation.capture_id for annotation in annotations}]
    assert result == pipeline.trace([capture(ORIGINAL, "a.txt"), capture(BENT, "b.txt")])


def traced() -> Trace:
    return pipeline.trace((capture(ORIGINAL, "a.txt"), capture(BENT, "b.txt"), capture(OTHER, "c.txt")))


def test_all_that_was_said_is_told_once() -> None:
    found = traced()
    said = pipeline.statements_of(found.annotations)
    utterances = pipeline.utterances(found, said)
    assert utterances == pipeline.utterances(found)
    told = [(one.capture, one.statement) for utterance in utterances for one in utterance.renderings]
    every = [(capture_id, one) for capture_id, held in said.items() for one in held]
    assert len(told) == len(every) > 0
    assert set(told) == set(every)
    for utterance in utterances:
        wordings = [one.wording for one in utterance.renderings]
        assert utterance.renderings[0].original is None
        assert all(one.original in wordings for one in utterance.renderings[1:])


def test_what_is_relayed_drifts() -> None:
    utterances = pipeline.utterances(traced())
    drifts = [drift for utterance in utterances for drift in utterance.drifts]
    assert [(d.before, d.after) for d in drifts if d.kind is DriftKind.CUE] == [("say", "confirm")]


def test_without_redlines_no_statement_is_joined_to_another() -> None:
    utterances = pipeline.utterances(traced(), redlines=())
    assert all(len(utterance.renderings) == 1 for utterance in utterances)
