"""Who said what: source, cue and content, in sentences of our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geopolitik.model.annotation import Annotation
from geopolitik.model.statement import SourceKind, SpeechAct, Statement, StatementType
from geopolitik.steps.statements import statements

Told = list[tuple[str, str, str]]
Only = Callable[..., Statement]

CASES: dict[str, tuple[str, Told]] = {
    "said that": (
        "Iva Brandt said that the harbour would reopen soon.",
        [("Iva Brandt", "said", "that the harbour would reopen soon")],
    ),
    "said without that": (
        "Iva Brandt said the harbour would reopen soon.",
        [("Iva Brandt", "said", "the harbour would reopen soon")],
    ),
    "at the end": (
        "The harbour will reopen soon, Iva Brandt said.",
        [("Iva Brandt", "said", "The harbour will reopen soon")],
    ),
    "quotation, then name and verb": (
        "“The harbour will reopen,” Iva Brandt said.",
        [("Iva Brandt", "said", "“The harbour will reopen,”")],
    ),
    "inverted": (
        "“The harbour will reopen,” said Iva Brandt, a pilot.",
        [("Iva Brandt", "said", "“The harbour will reopen,”")],
    ),
    "quotation behind the verb": (
        "Iva Brandt said: “The harbour will reopen.”",
        [("Iva Brandt", "said", "“The harbour will reopen.”")],
    ),
    "cue in the middle": (
        "“We are tired,” Iva Brandt said. “We want the boats back.”",
        [("Iva Brandt", "said", "“We are tired,” … “We want the boats back.”")],
    ),
    "parenthesis": (
        "The ferry, Iva Brandt said, has run every day.",
        [("Iva Brandt", "said", "The ferry … has run every day")],
    ),
    "told somebody that": (
        "Iva Brandt told reporters that the ferry had run every day.",
        [("Iva Brandt", "told", "that the ferry had run every day")],
    ),
    "according to": (
        "The ferry has run every day, according to Iva Brandt.",
        [("Iva Brandt", "according to", "The ferry has run every day")],
    ),
    "according to at the head": (
        "According to Iva Brandt, the ferry has run every day.",
        [("Iva Brandt", "According to", "the ferry has run every day")],
    ),
    "two reports in one sentence": (
        "Iva Brandt said the ferry had run and added that it would run again.",
        [
            ("Iva Brandt", "said", "the ferry had run"),
            ("Iva Brandt", "added", "that it would run again"),
        ],
    ),
    "participle": (
        "Iva Brandt closed the port, saying that the ice was too thick.",
        [("Iva Brandt", "saying", "that the ice was too thick")],
    ),
    "insertions before the verb": (
        "Iva Brandt, 45, who runs the port, warned that the ice was too thick.",
        [("Iva Brandt", "warned", "that the ice was too thick")],
    ),
    "who": (
        "The port is run by Iva Brandt, who said that the ice was too thick.",
        [("who", "said", "that the ice was too thick")],
    ),
    "noun with an owner": (
        "The boats waited on Iva Brandt’s claim that the ice was too thick.",
        [("Iva Brandt’s", "claim", "that the ice was too thick")],
    ),
    "nobody named": (
        "The ferry has reportedly run every day.",
        [("", "reportedly", "The ferry has … run every day")],
    ),
    "headline with a colon": (
        "# Iva Brandt: ferry will run again in May\nIt is cold.",
        [("Iva Brandt", "", "ferry will run again in May")],
    ),
    "attitude": (
        "Iva Brandt sees the ice as a danger.",
        [("Iva Brandt", "sees", "the ice as a danger")],
    ),
    "message and colon": (
        "Iva Brandt’s message was clear: the ice is a danger to all.",
        [("Iva Brandt’s", "message", "the ice is a danger to all")],
    ),
    "adjunct at the head, then the verb's own content": (
        "In the winter, Iva Brandt told reporters that the ice was too thick.",
        [("Iva Brandt", "told", "that the ice was too thick")],
    ),
    "brackets before the verb": (
        "Iva Brandt (Harbour Party) said that the ice was too thick.",
        [("Iva Brandt", "said", "that the ice was too thick")],
    ),
    "citation between cue and content": (
        "Iva Brandt said, citing two officials, that the ice was too thick.",
        [("Iva Brandt", "said", "that the ice was too thick")],
    ),
    "neither confirmed nor denied": (
        "Iva Brandt neither confirmed nor denied the report.",
        [("Iva Brandt", "confirmed", "the report")],
    ),
    "it is believed": (
        "It is believed that the ice is too thick.",
        [("", "believed", "that the ice is too thick")],
    ),
    "reported plan": (
        "Under the reported framework, a breach would be answered within a day.",
        [("framework", "Under the reported", "a breach would be answered within a day")],
    ),
    "body with a verb that may be a noun": (
        "The Valdenian government claims the ice is too thick.",
        [("The Valdenian government", "claims", "the ice is too thick")],
    ),
    "attitude after an insertion": (
        "Iva Brandt, however, views the ice as a danger.",
        [("Iva Brandt", "views", "the ice as a danger")],
    ),
    "opening clause": (
        "While Iva Brandt criticized the ferry firm, the boats lay idle.",
        [("Iva Brandt", "criticized", "the ferry firm")],
    ),
}

NOTHING = {
    "no cue": "The ferry ran every day in the winter.",
    "noun in the plural": "The security guarantees of the plan remain on paper.",
    "title in quotation marks": "They staged “The Long Way Home” in the harbour.",
    "relative clause about a noun": "The statement that followed was short.",
    "compound participle": "The self-described pilot left the island.",
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_who_said_what(told: Callable[[str], Told], text: str, expected: Told) -> None:
    assert told(text) == expected


@pytest.mark.parametrize("text", NOTHING.values(), ids=NOTHING)
def test_nobody_said_anything(told: Callable[[str], Told], text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Iva Brandt said: “The harbour will reopen.”", StatementType.DIRECT),
        ("Iva Brandt said that the harbour was “a wreck”.", StatementType.MIXED),
        ("Iva Brandt said that the harbour was a wreck.", StatementType.INDIRECT),
    ],
    ids=["all in marks", "some in marks", "none in marks"],
)
def test_type(only: Only, text: str, expected: StatementType) -> None:
    assert only(text).type is expected


ACTS = {
    "says": ("Iva Brandt said that the port was open.", SpeechAct.SAYS),
    "confirms": ("Iva Brandt confirmed that the port was open.", SpeechAct.CONFIRMS),
    "denies": ("Iva Brandt denied that the port was open.", SpeechAct.DENIES),
    "declines to say": ("Iva Brandt declined to say whether the port was open.", SpeechAct.DECLINES),
    "would not say": ("Iva Brandt would not say whether the port was open.", SpeechAct.DECLINES),
    "neither yes nor no": ("Iva Brandt neither confirmed nor denied the report.", SpeechAct.DECLINES),
    "admits": ("Iva Brandt admitted that the port was closed.", SpeechAct.ADMITS),
    "promises": ("Iva Brandt promised that the port would open.", SpeechAct.PROMISES),
    "demands": ("Iva Brandt demanded that the port be opened.", SpeechAct.DEMANDS),
    "warns": ("Iva Brandt warned that the port might close.", SpeechAct.WARNS),
    "proposes": ("Iva Brandt proposed that the port be closed.", SpeechAct.PROPOSES),
    "refuses": ("Iva Brandt refused to open the port.", SpeechAct.REFUSES),
    "judges": ("Iva Brandt praised the harbour crew.", SpeechAct.JUDGES),
    "believes": ("Iva Brandt believes that the port will open.", SpeechAct.BELIEVES),
}


@pytest.mark.parametrize(("text", "act"), ACTS.values(), ids=ACTS)
def test_speech_act(only: Only, text: str, act: SpeechAct) -> None:
    assert only(text).act is act


def test_who_declines_adds_nothing(only: Only) -> None:
    assert only("Iva Brandt declined to comment on the port.").adds_nothing


def test_the_load_is_the_lexicons(only: Only) -> None:
    assert only("Iva Brandt confirmed that the port was open.").load == 1.0
    assert only("Iva Brandt claimed that the port was open.").load == -1.0


SOURCES = {
    "name in full": ("Iva Brandt left. Brandt said the port was open.", "Iva Brandt", SourceKind.NAMED),
    "pronoun": ("Anna Moen left. She said the port was open.", "Anna Moen", SourceKind.PRONOUN),
    "people unnamed": (
        "People familiar with the talks said the port was open.",
        "People familiar with the talks",
        SourceKind.ANONYMOUS,
    ),
    "document": ("The report said the port was open.", "The report", SourceKind.DOCUMENT),
    "office": ("The harbour master said the port was open.", "The harbour master", SourceKind.ANONYMOUS),
    "the one president": ("The president said the port was open.", "The president", SourceKind.NAMED),
    "nobody": ("The port was reportedly open.", "", SourceKind.UNSTATED),
}


@pytest.mark.parametrize(("text", "name", "kind"), SOURCES.values(), ids=SOURCES)
def test_source(only: Only, text: str, name: str, kind: SourceKind) -> None:
    statement = only(text)
    assert (statement.source.name, statement.source.kind) == (name, kind)


def test_other_languages_are_left_alone(read: Callable[..., Annotation]) -> None:
    assert statements(read("Iva Brandt said the port was open.", language="de")) == ()
