"""Which elements of a plan a text keeps: our own retellings, and the two seeds where they are at hand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from geopolitik.ledger.elements import ElementFound, Kept, elements_in
from geopolitik.model.annotation import Annotation
from geopolitik.model.article import Article, Block, Label
from geopolitik.model.capture import Capture
from geopolitik.model.ledger.ladders import ClockEvent, Element, Ladder
from geopolitik.model.ledger.times import Duration, Unit
from geopolitik.steps.annotate import annotate

DATA = os.environ.get("GEOPOLITIK_DATA")
FIRST = (
    "If either side breaks the truce, the reported river plan foresees an answer within 36 hours, which "
    "starts with a formal protest. "
)
THEN = "A second phase by the harbour league would follow, with Norway, Iceland and the UK among its members."


def plan(*elements: Element) -> Ladder:
    return Ladder("river", "river", "River plan", (ClockEvent.OCCURRED,), (), (), elements=elements)


RIVER = plan(
    Element("trigger", "A breach of the truce", (("break", "breach"), ("truce", "ceasefire"))),
    Element("answer", "An answer within 36 hours", (("answer", "response"),), Duration(36, Unit.HOURS)),
    Element("protest", "A protest first", (("formal protest", "diplomatic protest"),)),
    Element("league", "A second phase by the league", (("harbour league",),)),
    Element("members", "Its members", names=("UK", "Norway", "Iceland", "Türkiye")),
    Element("days", "Five days later", quantity=Duration(5, Unit.DAYS)),
    Element("force", "A joint force", (("joint force",),)),
)


def read(text: str) -> Annotation:
    capture = Capture("id", "case", b"", "", "case")
    article = Article(capture, text, "text", (Block(0, len(text), Label.BODY),), language="en")
    return annotate(article)


def kept(text: str, ladder: Ladder = RIVER) -> dict[str, Kept]:
    return {found.element.id: found.kept for found in elements_in(ladder, read(text))}


def found(key: str, text: str, ladder: Ladder = RIVER) -> ElementFound:
    return next(each for each in elements_in(ladder, read(text)) if each.element.id == key)


def test_whole_retelling() -> None:
    assert kept(FIRST + THEN) == {
        "trigger": Kept.KEPT,
        "answer": Kept.KEPT,
        "protest": Kept.KEPT,
        "league": Kept.KEPT,
        "members": Kept.IN_PART,
        "days": Kept.LOST,
        "force": Kept.LOST,
    }


ANSWERS = {
    "other word forms": (
        "Any breach of a ceasefire in the river plan brings responses in 36 hours.",
        Kept.KEPT,
    ),
    "an equal time in another unit": ("A breach of the truce has an answer within 2160 minutes.", Kept.KEPT),
    "another time": ("A breach of the truce has an answer within 48 hours.", Kept.IN_PART),
    "a time of another element": ("A breach of the truce has an answer within five days.", Kept.LOST),
    "no time": ("A breach of the truce has a swift answer, after a formal protest.", Kept.LOST),
    "the time in the next sentence": (
        "A breach of the truce has an answer, after a formal protest. It would take 36 hours.",
        Kept.KEPT,
    ),
    "the time two sentences on": (
        "A breach of the truce has an answer, after a formal protest. It rained. It would take 36 hours.",
        Kept.LOST,
    ),
    "not about the plan": (
        FIRST.replace("within 36 hours, ", "")
        + "The sun shone. It was warm. The mayor's answer took 36 hours.",
        Kept.LOST,
    ),
}


@pytest.mark.parametrize(("text", "expected"), ANSWERS.values(), ids=ANSWERS)
def test_words_and_time_stand_in_one_passage(text: str, expected: Kept) -> None:
    assert kept(text)["answer"] is expected


MEMBERS = {
    "all": ("Norway, Iceland, Britain and Turkey", Kept.KEPT),
    "some": ("Norway and Iceland", Kept.IN_PART),
    "none": ("several states", Kept.LOST),
    "a pronoun is no country": ("those of us who care", Kept.LOST),
}


@pytest.mark.parametrize(("names", "expected"), MEMBERS.values(), ids=MEMBERS)
def test_names(names: str, expected: Kept) -> None:
    ladder = plan(
        *RIVER.elements[:4], Element("members", "Its members", names=("UK", "Norway", "Iceland", "Türkiye"))
    )
    text = f"Under the river plan the harbour league answers a breach of the truce with {names}."
    assert kept(text, ladder)["members"] is expected


def test_the_us_is_not_us() -> None:
    ladder = plan(*RIVER.elements[:4], Element("ally", "The ally", names=("US",)))
    text = "Under the river plan the harbour league answers a breach of the truce for all of us."
    assert kept(text, ladder)["ally"] is Kept.LOST
    assert kept(text.replace("all of us", "the US"), ladder)["ally"] is Kept.KEPT


def test_spans_and_passage_are_offsets_into_the_text() -> None:
    text = "It rained. " + FIRST + THEN
    members = found("members", text)
    assert [span.of(text) for span in members.spans] == ["Norway", "Iceland", "UK"]
    assert members.missing == ("Türkiye",)
    assert members.reason == "Part of it stands there, without Türkiye."
    assert members.passage is not None
    assert members.passage.of(text) == THEN
    assert [span.of(text) for span in found("answer", text).spans] == ["answer", "36 hours"]


def test_a_negation_beside_it_is_told() -> None:
    denied = found("protest", "On a breach of the truce the river plan foresees no formal protest.")
    assert denied.negated
    assert denied.reason.endswith("A negation stands there too: read the passage.")
    assert not found("protest", FIRST).negated


def test_what_is_lost_has_no_passage() -> None:
    lost = found("force", FIRST + THEN)
    assert (lost.spans, lost.passage) == ((), None)
    assert lost.reason == "No passage about the plan has “joint force”."


def test_a_text_about_something_else_keeps_nothing() -> None:
    text = "The harbour league won the cup. Norway and Iceland sent teams. The answer came after 36 hours."
    assert set(kept(text).values()) == {Kept.LOST}


def test_an_empty_text_and_an_empty_element() -> None:
    assert set(kept("").values()) == {Kept.LOST}
    assert kept(FIRST, plan(Element("nothing", "Nothing"), *RIVER.elements))["nothing"] is Kept.LOST


SUPPORT = Ladder(
    "support",
    "support",
    "Support plan",
    (ClockEvent.OCCURRED,),
    (),
    (),
    elements=(
        Element("1", "A violation", (("violation", "breach"), ("ceasefire", "truce"))),
        Element("2", "A response in time", (("response", "respond"),), Duration(24, Unit.HOURS)),
        Element("3", "A diplomatic warning", (("diplomatic warning",),)),
        Element("4", "The army's action", (("Ukrainian army", "Ukrainian military action"),)),
        Element("5", "The coalition", (("coalition of the willing",),)),
        Element("6", "Its members", names=("EU", "UK", "Norway", "Iceland", "Türkiye")),
        Element("7", "An expanded attack", (("expanded attack", "wider attack"),)),
        Element("8", "72 hours after", (("breach", "violation"),), Duration(72, Unit.HOURS)),
        Element(
            "9", "A coordinated response", (("coordinated", "joint"), ("response", "force")), names=("US",)
        ),
    ),
)
SEEDS = {
    "001": "kept kept kept kept kept part lost lost lost",
    "000": "kept lost kept kept kept part lost lost lost",
}


@pytest.mark.skipif(not DATA, reason="GEOPOLITIK_DATA is not set: no seeds")
@pytest.mark.parametrize(("name", "expected"), SEEDS.items(), ids=SEEDS)
def test_what_each_seed_keeps_of_the_nine(name: str, expected: str) -> None:
    (path,) = Path(DATA or "", "seeds").glob(f"{name}_*")
    answers = elements_in(SUPPORT, read(path.read_text(encoding="utf-8")))
    assert " ".join(str(each.kept).split()[-1] for each in answers) == expected
