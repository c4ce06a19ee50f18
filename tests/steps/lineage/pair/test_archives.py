"""Since when an archive has known an address: a reason for a direction, and never one that decides alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from tests.steps.lineage.test_lineage import ORIGINAL, read, trace, tree, verdict

from geopolitik.model.annotation import Annotation
from geopolitik.model.article import CreditRole
from geopolitik.model.capture import Known
from geopolitik.model.story import Direction, Evidence, Relation
from geopolitik.steps.lineage.pair.weights import DIRECTED, DIRECTION

EDITED = (*ORIGINAL[:-1], ORIGINAL[-1].replace("2,300", "2,400"))
LATER = "2031-02-03T12:00+00:00"


def known(annotation: Annotation, since: str) -> Annotation:
    """The text with an archive that has known its address since then."""
    capture = annotation.article.capture
    told = replace(capture.declared, known=Known(datetime.fromisoformat(since), "archive.example"))
    return replace(annotation, article=replace(annotation.article, capture=replace(capture, declared=told)))


def told(relation: Relation) -> list[Evidence]:
    return [e for e in relation.evidence if e.term == "archived before"]


def test_an_address_known_before_the_other_was_published_speaks_for_its_text() -> None:
    undated = known(read(*ORIGINAL, outlet="Coast Wire"), "2031-02-03T09:00+00:00")
    dated = read(*EDITED, outlet="Bay Post", published=LATER)
    (reason,) = told(verdict(undated, dated))
    assert reason.weight == DIRECTION["archived before"].per_unit
    assert reason.note == (
        "The web archive archive.example has known the address of Coast Wire since 3 February 2031, 09:00 "
        "UTC, before Bay Post was published; what stood there by then may have been another text."
    )
    (turned,) = told(verdict(dated, undated))
    assert (turned.weight, turned.note) == (-reason.weight, reason.note)


def test_it_does_not_decide_alone() -> None:
    relation = verdict(known(read(*ORIGINAL), "2031-02-03T09:00+00:00"), read(*EDITED, published=LATER))
    assert told(relation)
    assert relation.direction is Direction.CANNOT_TELL
    assert 0.5 < relation.direction_probability < DIRECTED


def test_with_another_reason_it_does() -> None:
    # A day without a clock time is a weak stamp, and no direction by itself.
    first = read(*ORIGINAL, published="2031-02-01", zone=None)
    second = read(*EDITED, published=LATER)
    assert verdict(first, second).direction is Direction.CANNOT_TELL
    assert verdict(known(first, "2031-02-03T09:00+00:00"), second).direction is Direction.A_TO_B


def test_a_tree_is_told_why() -> None:
    first = known(
        read(*ORIGINAL, outlet="Coast Wire", published="2031-02-01", zone=None), "2031-02-03T09:00Z"
    )
    second = read(*EDITED, outlet="Bay Post", published=LATER)
    assert {edge[:2] for edge in tree(first, second)} == {("Coast Wire", "Bay Post")}
    (edge,) = trace(first, second)[0].derivations
    assert any("has known the address" in reason.note for reason in edge.evidence)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(
            known(read(*ORIGINAL), "2031-02-03T13:00+00:00"), read(*EDITED, published=LATER), id="known later"
        ),
        pytest.param(
            known(read(*ORIGINAL), "2031-02-03T09:00+00:00"),
            known(read(*EDITED), "2031-02-03T12:00+00:00"),
            id="two archives' times",
        ),
        pytest.param(
            known(read(*ORIGINAL), "2031-02-03T09:00+00:00"),
            read(*EDITED, published="2031-02-03T12:00", zone=None),
            id="the other's stamp is unsettled",
        ),
        pytest.param(
            known(read(*ORIGINAL), "2031-02-03T09:00+00:00"),
            read(*EDITED, outlet="Bay Post", credits=(("Wire", CreditRole.VIA),), published=LATER),
            id="the other's stamp is a repost's",
        ),
        pytest.param(
            known(read(*ORIGINAL, published="2031-02-03T10:00", zone=None), "2031-02-01T09:00+00:00"),
            read(*EDITED, published=LATER),
            id="its own stamp is later",
        ),
        pytest.param(
            known(read(*ORIGINAL, published="2031-02-03T08:00+00:00"), "2031-02-03T09:00+00:00"),
            read(*EDITED, published=LATER),
            id="trusted times tell already",
        ),
    ],
)
def test_it_says_nothing(first: Annotation, second: Annotation) -> None:
    assert told(verdict(first, second)) == []
    assert told(verdict(second, first)) == []


def test_a_stamp_later_than_the_archive_is_no_proof() -> None:
    first = read(*ORIGINAL, published="2031-02-03T10:00+00:00")
    second = read(*EDITED, published=LATER)
    assert verdict(first, second).direction is Direction.A_TO_B
    stamped_anew = known(second, "2031-02-03T07:00+00:00")
    relation = verdict(first, stamped_anew)
    assert "weak times" in {e.term for e in relation.evidence}
    assert relation.direction is Direction.CANNOT_TELL
