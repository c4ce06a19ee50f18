"""The case of a derivation: every edge of the sample has one, and it says what the trace says."""

from __future__ import annotations

from dataclasses import replace

from geopolitik.app.house import House
from geopolitik.app.stories.looking import Story, look
from geopolitik.model.keeping import KeptDerivation, StoryHead
from geopolitik.model.people import VISITOR
from geopolitik.model.story import Verdict
from geopolitik.publish.site.views.case import case, source


def looked_at(house: House, head: StoryHead) -> Story:
    return look(house, VISITOR, head.id)


def edge(story: Story, copy: str) -> KeptDerivation:
    return next(e for e in story.edges if e.copy_name == copy)


def test_every_edge_has_a_case_with_all_its_changes(house: House, story: StoryHead) -> None:
    kept = looked_at(house, story)
    for one in kept.edges:
        found = case(kept, one)
        assert found is not None
        assert found.reasons
        assert (len(found.high), len(found.medium)) == (one.high, one.medium)
        assert bool(found.no_redline) is (not one.high + one.medium + one.low)


def test_weights_bear_a_true_minus_and_say_for_what_they_speak(house: House, story: StoryHead) -> None:
    kept = looked_at(house, story)
    found = case(kept, edge(kept, "RiverWatch"))
    assert found is not None
    against = [reason for reason in found.reasons if reason.against]
    assert against
    assert all(reason.weight.startswith("−") for reason in against)
    assert not any("-" in reason.weight for reason in found.reasons)
    assert {"related", "not related"} <= {reason.speaks_for for reason in found.reasons}


def test_where_the_two_alone_cannot_tell_it_is_said(house: House, story: StoryHead) -> None:
    kept = looked_at(house, story)
    open_ended = tuple(replace(relation, relation=Verdict.CANNOT_TELL) for relation in kept.trace.relations)
    found = case(replace(kept, trace=replace(kept.trace, relations=open_ended)), edge(kept, "RiverWatch"))
    assert found is not None
    assert "these two alone can’t tell" in found.sureness


def test_without_a_relation_the_derivations_own_reasons_stand(house: House, story: StoryHead) -> None:
    kept = looked_at(house, story)
    found = case(replace(kept, trace=replace(kept.trace, relations=())), edge(kept, "RiverWatch"))
    assert found is not None
    assert found.reasons
    assert "That the two are related" not in found.sureness


def test_an_edge_that_the_trace_no_longer_has_has_no_case(house: House, story: StoryHead) -> None:
    kept = looked_at(house, story)
    without = replace(kept, trace=replace(kept.trace, derivations=()))
    assert case(without, edge(kept, "RiverWatch")) is None


def test_revisions_of_ones_own_are_not_called_by_name(house: House, story: StoryHead) -> None:
    kept = looked_at(house, story)
    assert source(edge(kept, "Meridian")) == "another text of its own"
    assert source(edge(kept, "RiverWatch")) == "Meridian"
