"""A small invented trace made by hand, so that the reports are tested without the steps."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from geopolitik.model.annotation import Annotation, Sentence
from geopolitik.model.article import (
    STORY_LABELS,
    Article,
    Block,
    Credit,
    CreditRole,
    Image,
    Label,
    Link,
    LinkKind,
    Outlet,
    Timestamp,
)
from geopolitik.model.capture import Capture, Rejected
from geopolitik.model.span import Span
from geopolitik.model.story import (
    Alignment,
    AlignmentLink,
    Change,
    ChangeKind,
    CreditState,
    Derivation,
    DerivationKind,
    Direction,
    Evidence,
    Operation,
    Origins,
    Redline,
    Relation,
    Severity,
    Trace,
    Verdict,
    Witness,
    Wording,
)

Blocks = Sequence[tuple[Label, str]]

_SENTENCE = re.compile(r"[^.!?؟]+[.!?؟]*[”\"]?")


def capture(name: str, text: str) -> Capture:
    content = text.encode("utf-8", errors="replace")
    digest = hashlib.sha256(content + name.encode("utf-8", errors="replace")).hexdigest()
    return Capture(f"cap-{digest[:12]}", name, content, hashlib.sha256(content).hexdigest(), name)


def annotation(name: str, blocks: Blocks, **metadata: Any) -> Annotation:
    """An annotation with blocks and sentences only."""
    text = "\n\n".join(passage for _, passage in blocks)
    labelled: list[Block] = []
    sentences: list[Sentence] = []
    at = 0
    for number, (label, passage) in enumerate(blocks):
        labelled.append(Block(at, at + len(passage), label, f"looks like {label.value}"))
        if label in STORY_LABELS:
            sentences += _sentences(passage, at, label, number)
        at += len(passage) + 2
    title = next((passage for label, passage in blocks if label is Label.TITLE), None)
    fields: dict[str, Any] = {"language": "en", "title": title, **metadata}
    article = Article(capture(name, text), text, "text", tuple(labelled), **fields)
    return Annotation(article, (), tuple(sentences), (), (), (), (), (), ())


def _sentences(passage: str, at: int, label: Label, paragraph: int) -> list[Sentence]:
    found: list[Sentence] = []
    for match in _SENTENCE.finditer(passage):
        stripped = match.group().strip()
        if stripped:
            start = at + match.start() + match.group().index(stripped)
            found.append(Sentence(start, start + len(stripped), label, paragraph, 0, 0))
    return found


def span(annotated: Annotation, passage: str) -> Span:
    """Where the passage stands; it must stand there."""
    start = annotated.text.index(passage)
    return Span(start, start + len(passage))


DAILY: Blocks = [
    (Label.BREADCRUMB, "HomeWorldTalks on the Orla dam resume"),
    (Label.TITLE, "Talks on the Orla dam resume as ceasefire frays"),
    (Label.STANDFIRST, "The envoy’s visit shows how far apart the two sides remain"),
    (
        Label.BODY,
        "On Monday, envoy Mara Lindqvist arrived in Port Sella and urged both sides to return to the table. "
        "Her visit came on the eve of talks in Varna "
        "and appeared designed to prepare the council for concessions.",
    ),
    (
        Label.BODY,
        "“Water is important, but people are more important,” Lindqvist said. "
        "“Everyone is very tired. A deal could involve opening the upper gates.”",
    ),
    (Label.RELATED, "Read more\n\nFive things to know about the Orla dam"),
    (
        Label.BODY,
        "According to the Harbour Gazette, the council may accept monitors "
        "if the gates stay shut for 30 days. "
        "The ministry said its patrols answered fire from the eastern bank.",
    ),
    (Label.CREDIT, "This article was first published by Nordwire and was edited by the Daily Ledger."),
    (Label.STAMP, "March 03, 2031 at 09:12AM"),
    (Label.FURNITURE, "Most read today"),
]

CHANNEL: Blocks = [
    (Label.CHANNEL, "River Watch\n\n12 posts"),
    (Label.TITLE, "Envoy Signals Surrender on the Orla Dam"),
    (
        Label.BODY,
        "Envoy Mara Lindqvist made a dramatic visit to Port Sella, urging both sides to return to the table. "
        "The ministry claimed its patrols answered fire. "
        "Her visit came just before talks in Varna and prepared the council for painful concessions. "
        "Lindqvist admitted that people matter more than water. "
        "The council will accept monitors. "
        "Observers now fear the worst.",
    ),
    (Label.ADVERTISEMENT, "[Buy the book](https://shop.example/dam)"),
]

ARABIC: Blocks = [
    (Label.TITLE, "استئناف المحادثات بشأن سد أورلا"),
    (
        Label.BODY,
        "وصلت المبعوثة مارا ليندكفيست إلى بورت سيلا يوم الاثنين. وحثت الجانبين على العودة إلى المفاوضات.",
    ),
]

INDEPENDENT: Blocks = [
    (Label.TITLE, "Fishermen wait for word from Varna"),
    (Label.BODY, "Boats stayed in harbour on Tuesday. “Everyone is very tired,” one captain said."),
]


def daily() -> Annotation:
    blocks = list(DAILY)
    return annotation(
        "daily.txt",
        blocks,
        outlet=Outlet("Daily Ledger", "site"),
        published=Timestamp("March 03, 2031 at 09:12AM", "2031-03-03T09:12:00", None, "text"),
        credits=(Credit("Nordwire", CreditRole.FIRST_PUBLISHED, None, None),),
        byline="A. Reporter",
        links=(Link("https://ledger.example/dam", LinkKind.RELATED, "Five things"),),
    )


def channel() -> Annotation:
    return annotation(
        "channel.md",
        CHANNEL,
        outlet=Outlet("River Watch", "channel", "News of the river", 12, "rw"),
        links=(
            Link("https://shop.example/dam", LinkKind.SHOP, "Buy the book"),
            Link("javascript:alert(1)", LinkKind.PLAIN, "odd"),
        ),
        images=(Image("file-guid:1", "dam", placement="left", width="250"),),
        warnings=("2 bytes could not be decoded",),
    )


def redline(original: Annotation, copied: Annotation) -> Redline:
    links = (
        AlignmentLink((0,), (0,), Operation.REWORDED, False, 0.31),
        AlignmentLink(
            (2,),
            (1,),
            Operation.REWORDED,
            False,
            0.62,
            (span(original, "On Monday"),),
            (span(copied, "dramatic"),),
        ),
        AlignmentLink((3,), (3,), Operation.LIGHT_EDIT, False, 0.81),
        AlignmentLink((4,), (4,), Operation.REWORDED, False, 0.36),
        AlignmentLink(
            (7,),
            (5,),
            Operation.REWORDED,
            False,
            0.44,
            (span(original, "if the gates stay shut for 30 days"),),
        ),
        AlignmentLink(
            (8,), (2,), Operation.LIGHT_EDIT, True, 0.77, (span(original, "from the eastern bank"),)
        ),
    )
    alignment = Alignment(original, copied, links, (), (1, 5, 6), (6,))
    changes = (
        Change(ChangeKind.TIME, Severity.MEDIUM, span(original, "On Monday"), None, "The day word is gone."),
        Change(
            ChangeKind.VERB_LOADED,
            Severity.HIGH,
            span(original, "said its"),
            span(copied, "claimed"),
            "“said” became “claimed”, which casts doubt on the ministry.",
        ),
        Change(
            ChangeKind.CERTAINTY_RAISED,
            Severity.HIGH,
            span(original, "appeared designed to prepare"),
            span(copied, "prepared"),
            "“appeared” is gone: an impression is told as a fact.",
        ),
        Change(
            ChangeKind.QUOTATION_NARRATED,
            Severity.HIGH,
            span(original, "Water is important, but people are more important"),
            span(copied, "people matter more than water"),
            "A quotation became narration; the speaker’s own words can no longer be checked.",
        ),
        Change(
            ChangeKind.CONDITION_DROPPED,
            Severity.HIGH,
            span(original, "if the gates stay shut for 30 days"),
            None,
            "The condition is gone: the offer now reads as unconditional.",
        ),
        Change(
            ChangeKind.CLAIM_ADDED,
            Severity.MEDIUM,
            None,
            span(copied, "Observers now fear the worst."),
            "No part of the original answers to this sentence.",
        ),
        Change(ChangeKind.UNDATABLE, Severity.HIGH, None, None, "No day word and no date are left."),
        Change(
            ChangeKind.INTENSIFIER_ADDED,
            Severity.LOW,
            None,
            span(copied, "painful"),
            "An intensifier was added.",
        ),
    )
    return Redline("w-ledger", "w-channel", alignment, changes)


EVIDENCE = (
    Evidence("coverage", 2.4, "6 of 7 sentences of the channel answer to the Daily Ledger’s."),
    Evidence("names and numbers", -0.6, "2 of 9 names stand in one text only."),
    Evidence("who narrates", 1.9, "The channel narrates what the Daily Ledger quotes.", about="direction"),
)


def handmade() -> Trace:
    """Nordwire (not captured) -> Daily Ledger (two witnesses) -> channel; a translation; one apart."""
    ledger, copied = daily(), channel()
    repost = annotation("repost.txt", DAILY[1:7], outlet=Outlet("Evening Post", "site"))
    arabic = annotation("arabic.txt", ARABIC, language="ar", outlet=Outlet("النهر", "site"))
    boats = annotation("boats.txt", INDEPENDENT)
    line = redline(ledger, copied)
    return Trace(
        annotations=(ledger, copied, repost, arabic, boats),
        rejected=(Rejected("empty.txt", "the file is empty"),),
        wordings=(
            Wording("w-nordwire", "Nordwire", ()),
            Wording(
                "w-ledger",
                "Daily Ledger",
                (
                    Witness(ledger.capture_id, CreditState.FULL, ("Nordwire",)),
                    Witness(repost.capture_id, CreditState.NONE),
                ),
                ledger.capture_id,
            ),
            Wording("w-channel", None, (Witness(copied.capture_id, CreditState.NONE),), copied.capture_id),
            Wording(
                "w-arabic",
                None,
                (Witness(arabic.capture_id, CreditState.PARTIAL, ("Nordwire",)),),
                arabic.capture_id,
            ),
            Wording("w-boats", None, (Witness(boats.capture_id, CreditState.OWN),), boats.capture_id),
        ),
        relations=(
            Relation("w-ledger", "w-channel", Verdict.DERIVED, 0.97, Direction.A_TO_B, 0.93, EVIDENCE),
            Relation(
                "w-channel",
                "w-boats",
                Verdict.CANNOT_TELL,
                0.41,
                Direction.CANNOT_TELL,
                0.5,
                EVIDENCE[1:2],
                ("a capture of the channel’s earlier posts", "the time of the boats report"),
            ),
            Relation("w-ledger", "w-boats", Verdict.INDEPENDENT, 0.06, Direction.CANNOT_TELL, 0.5, ()),
        ),
        alignments=(("w-ledger", "w-channel", line.alignment),),
        derivations=(
            Derivation(
                "w-nordwire", "w-ledger", DerivationKind.REWRITE, CreditState.FULL, ("Nordwire",), 0.9, ()
            ),
            Derivation("w-ledger", "w-channel", DerivationKind.REWRITE, CreditState.NONE, (), 0.97, EVIDENCE),
            Derivation(
                "w-nordwire",
                "w-arabic",
                DerivationKind.TRANSLATION,
                CreditState.PARTIAL,
                ("Nordwire",),
                0.8,
                (),
            ),
        ),
        redlines=(line,),
        origins=Origins(1, 2, ("w-nordwire", "w-boats")),
    )


def retold(original_text: str, copied_text: str, title: str = "Title") -> Trace:
    """A trace of two captures of arbitrary text, sentence n linked to sentence n."""
    original = annotation("a.txt", [(Label.TITLE, title), (Label.BODY, original_text)])
    copied = annotation(
        "b.txt", [(Label.TITLE, title), (Label.BODY, copied_text)], outlet=Outlet(title, "site"), byline=title
    )
    shared = min(len(original.sentences), len(copied.sentences))
    links = tuple(AlignmentLink((n,), (n,), Operation.REWORDED, n % 3 == 2, 0.5) for n in range(shared))
    alignment = Alignment(
        original,
        copied,
        links,
        (),
        tuple(range(shared, len(original.sentences))),
        tuple(range(shared, len(copied.sentences))),
    )
    changes = [
        Change(ChangeKind.CLAIM_ADDED, Severity.MEDIUM, None, sentence.span, copied.text)
        for sentence in copied.sentences[:1]
    ]
    changes += [
        Change(ChangeKind.CLAIM_DROPPED, Severity.HIGH, sentence.span, None, original.text)
        for sentence in original.sentences[-1:]
    ]
    redlined = Redline("w-a", "w-b", alignment, tuple(changes))
    return Trace(
        (original, copied),
        (Rejected(title, copied_text),),
        (
            Wording("w-a", None, (Witness(original.capture_id, CreditState.OWN),), original.capture_id),
            Wording("w-b", title, (Witness(copied.capture_id, CreditState.NONE),), copied.capture_id),
        ),
        (Relation("w-a", "w-b", Verdict.DERIVED, 0.9, Direction.A_TO_B, 0.9, EVIDENCE, (title,)),),
        (("w-a", "w-b", alignment),),
        (Derivation("w-a", "w-b", DerivationKind.REWRITE, CreditState.WRONG, (title,), 0.9, ()),),
        (redlined,),
        Origins(1, 1, ("w-a",)),
    )


@pytest.fixture(scope="session")
def story() -> Trace:
    """The invented story."""
    return handmade()


@pytest.fixture(scope="session")
def retelling() -> Callable[..., Trace]:
    """Makes a trace of two arbitrary texts."""
    return retold
