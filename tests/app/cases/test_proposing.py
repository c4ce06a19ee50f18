"""A statement becomes a proposal: what the text settles is filled in, what it doesn't is left open."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geopolitik import pipeline
from geopolitik.app.cases.proposing import KINDS, Told, actor_of, proposal
from geopolitik.ledger.cases import CaseError, entry_from_yaml, with_entry
from geopolitik.model.annotation import Annotation
from geopolitik.model.ledger.case import Case
from geopolitik.model.ledger.keeping import EntryKind
from geopolitik.model.ledger.positions import Position, PositionKind
from geopolitik.model.ledger.sources import Actor, ActorKind, Document
from geopolitik.model.statement import Source, SourceKind, SpeechAct
from geopolitik.model.story import Trace
from geopolitik.steps.collect import capture_bytes

PAGE = b"""Ferry talks end

Minister Orla Venn promised on 3 March 2031 that the port would open within a week.

People familiar with the talks said the ferry would not sail.
"""
ACTORS = (
    Actor("venn", "Orla Venn", ActorKind.PERSON, aliases=("Ms Venn",)),
    Actor("lenna", "Lenna", ActorKind.STATE),
)
CASE = Case("ferry", "The ferry", actors=ACTORS)


@cache
def traced() -> Trace:
    return pipeline.trace((capture_bytes(PAGE, "a.txt"),))


def told(act: SpeechAct | None = None, source: Source | None = None) -> Told:
    """The promise of the page, as another act or by another source if one is given."""
    annotation = traced().annotations[0]
    first = pipeline.statements_of((annotation,))[annotation.capture_id][0]
    changed = replace(first, act=act or first.act, source=source or first.source)
    return Told(annotation, changed, "https://lenna.example/ferry")


def text() -> Annotation:
    return traced().annotations[0]


def test_a_promise_is_proposed_as_a_commitment() -> None:
    made = proposal(CASE, EntryKind.POSITION, told())
    assert 'actor: "venn"' in made.entry
    assert "kind: commitment" in made.entry
    assert "said: 2031-03-03" in made.entry
    assert "the port would open within a week" in made.entry
    assert made.document.startswith('id: "a-txt"')
    assert f'capture: "{text().capture_id}"' in made.document


def test_what_an_analyst_fills_in_is_kept() -> None:
    made = proposal(CASE, EntryKind.POSITION, told())
    case = with_entry(CASE, entry_from_yaml("documents", made.document))
    filled = made.entry.replace("# issue: what it is about, in the case's own words", "issue: the port")
    entry = entry_from_yaml("positions", filled)
    assert isinstance(entry, Position)
    assert (entry.kind, entry.actor) == (PositionKind.COMMITMENT, "venn")
    assert with_entry(case, entry).positions == (entry,)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_can_be_kept_as_long_as_a_field_is_open(kind: EntryKind) -> None:
    made = proposal(CASE, kind, told())
    case = with_entry(CASE, entry_from_yaml("documents", made.document))
    with pytest.raises(CaseError):
        with_entry(case, entry_from_yaml(f"{kind.value}s", made.entry))


@pytest.mark.parametrize(
    ("act", "kind"),
    [
        (SpeechAct.DEMANDS, "kind: demand"),
        (SpeechAct.REFUSES, "kind: refusal"),
        (SpeechAct.DENIES, "kind: denial"),
        (SpeechAct.DECLINES, "kind: declines to say"),
        (SpeechAct.PROPOSES, "kind: offer"),
        (SpeechAct.SAYS, "# kind: one of"),
        (SpeechAct.WARNS, "# kind: one of"),
    ],
    ids=str,
)
def test_the_act_tells_the_kind_or_leaves_it_open(act: SpeechAct, kind: str) -> None:
    assert kind in proposal(CASE, EntryKind.POSITION, told(act=act)).entry


def test_a_text_that_the_case_has_is_not_proposed_again() -> None:
    for document in (
        Document("doc", "Lenna Post", None, "Ferry", capture=text().capture_id),
        Document("doc", "Lenna Post", None, "Ferry", address="https://lenna.example/ferry"),
    ):
        made = proposal(replace(CASE, documents=(document,)), EntryKind.ACCOUNT, told())
        assert made.document == ""
        assert '- document: "doc"' in made.entry


def test_an_id_that_is_taken_is_not_proposed() -> None:
    document = Document("a-txt", "Other", None, "Other")
    assert 'id: "a-txt-2"' in proposal(replace(CASE, documents=(document,)), KINDS[0], told()).document


def source(name: str, kind: SourceKind = SourceKind.NAMED) -> Source:
    return Source(None, name, name.casefold(), kind)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Orla Venn", "venn"),
        ("Minister Orla Venn", "venn"),
        ("ms venn", "venn"),
        ("the Lenna", "lenna"),
        ("Venn", None),
        ("Orla", None),
        ("Lenna harbour board", None),
    ],
    ids=str,
)
def test_an_actor_is_found_by_name_or_alias(name: str, found: str | None) -> None:
    actor = actor_of(ACTORS, source(name))
    assert (actor.id if actor else None) == found


def test_an_unnamed_source_is_nobody() -> None:
    for kind in (SourceKind.ANONYMOUS, SourceKind.UNSTATED, SourceKind.DOCUMENT):
        assert actor_of(ACTORS, source("Orla Venn", kind)) is None
    made = proposal(CASE, EntryKind.POSITION, told(source=source("officials", SourceKind.ANONYMOUS)))
    assert "# actor: the text leaves the source unnamed: officials" in made.entry


def test_two_actors_of_one_name_are_left_to_the_analyst() -> None:
    assert actor_of((*ACTORS, Actor("other", "Orla Venn", ActorKind.PERSON)), source("Orla Venn")) is None


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=120), st.sampled_from(KINDS), st.sampled_from(SourceKind))
def test_any_name_gives_yaml_that_can_be_read(name: str, kind: EntryKind, how: SourceKind) -> None:
    made = proposal(CASE, kind, told(source=Source(None, name, name, how)))
    # Fields that are left open are told one by one; that it can't be read as YAML would be told alone.
    with pytest.raises(CaseError) as wrong:
        entry_from_yaml(f"{kind.value}s", made.entry)
    assert all(problem.message == "is missing" for problem in wrong.value.problems), wrong.value.problems
