"""A statement is followed along the stemma: one utterance, however many wordings relay it."""

from __future__ import annotations

from dataclasses import replace

from geopolitik import pipeline
from geopolitik.model.span import Span
from geopolitik.model.statement import (
    Drift,
    DriftKind,
    Source,
    SourceKind,
    SpeechAct,
    Statement,
    StatementType,
    Utterance,
)
from geopolitik.model.story import Trace
from geopolitik.steps.collect import capture_bytes
from geopolitik.steps.statements.along import along
from geopolitik.steps.statements.along import utterances as all_of

ORIGINAL = b"""Harbour talks end without a deal

Harbour master Iva Brandt noted on Monday that the ferry truce had run out at the end of January.

The two delegations left the island on Friday, and no date was set for another round of talks.

"The port stays shut until the inspectors have gone home," Minister Orla Venn said.
"""
COPY = b"""Island talks collapse

The fragile ferry truce ran out at the end of January, as confirmed by harbour master Iva Brandt.

Both delegations left the island on Friday, and no date was set for another round of talks.

"The port stays shut until the inspectors have gone home," officials said.
"""


def span(trace: Trace, which: int, words: str) -> Span:
    start = trace.annotations[which].text.index(words)
    return Span(start, start + len(words))


def said(
    trace: Trace,
    which: int,
    who: str,
    cue: str,
    content: str,
    *,
    lemma: str,
    act: SpeechAct = SpeechAct.SAYS,
    load: float = 0.0,
    kind: SourceKind = SourceKind.NAMED,
    form: StatementType = StatementType.INDIRECT,
) -> Statement:
    source = Source(span(trace, which, who), who, who.lower(), kind)
    told = (span(trace, which, content),)
    return Statement(source, span(trace, which, cue), lemma, act, load, told, form)


def traced() -> Trace:
    return pipeline.compare(capture_bytes(ORIGINAL, "a.txt"), capture_bytes(COPY, "b.txt"))


def utterances(trace: Trace) -> tuple[Utterance, ...]:
    ours = (
        said(
            trace, 0, "Iva Brandt", "noted", "the ferry truce had run out at the end of January", lemma="note"
        ),
        said(
            trace,
            0,
            "Orla Venn",
            "said",
            "The port stays shut until the inspectors have gone home",
            lemma="say",
            form=StatementType.DIRECT,
        ),
    )
    theirs = (
        said(
            trace,
            1,
            "Iva Brandt",
            "confirmed",
            "ferry truce ran out at the end of January",
            lemma="confirm",
            act=SpeechAct.CONFIRMS,
            load=1.0,
        ),
        said(
            trace,
            1,
            "officials",
            "said",
            "The port stays shut until the inspectors have gone home",
            lemma="say",
            kind=SourceKind.ANONYMOUS,
            form=StatementType.DIRECT,
        ),
    )
    a, b = trace.annotations
    return along(trace.redlines, {a.capture_id: ours, b.capture_id: theirs})


def test_one_utterance_has_many_renderings_in_the_order_of_the_original() -> None:
    trace = traced()
    found = utterances(trace)
    assert [u.source.name for u in found] == ["Iva Brandt", "Orla Venn"]
    for utterance in found:
        first, second = utterance.renderings
        assert (first.original, second.original) == (None, first.wording)
        assert (first.capture, second.capture) == tuple(a.capture_id for a in trace.annotations)


def test_the_drift_of_the_cue_is_shown() -> None:
    truce, _ = utterances(traced())
    assert Drift(DriftKind.CUE, "note", "confirm", 1.0) in truce.drifts
    assert Drift(DriftKind.ACT, "says", "confirms") in truce.drifts


def test_a_name_that_became_officials_is_a_drift_and_no_other_utterance() -> None:
    _, port = utterances(traced())
    assert port.drifts == (Drift(DriftKind.SOURCE, "Orla Venn", "officials"),)
    assert port.source.name == "Orla Venn"


def test_statements_of_others_are_never_joined() -> None:
    trace = traced()
    a, b = trace.annotations
    ours = said(trace, 0, "Orla Venn", "said", "The port stays shut until the inspectors", lemma="say")
    theirs = said(
        trace, 1, "Iva Brandt", "confirmed", "The port stays shut until the inspectors", lemma="confirm"
    )
    assert along(trace.redlines, {a.capture_id: (ours,), b.capture_id: (theirs,)}) == ()


def test_where_nothing_is_said_nothing_is_found() -> None:
    assert along(traced().redlines, {}) == ()


def test_a_quotation_given_to_another_is_one_utterance_and_a_drift() -> None:
    trace = traced()
    a, b = trace.annotations
    words, form = "The port stays shut until the inspectors have gone home", StatementType.DIRECT
    ours = said(trace, 0, "Orla Venn", "said", words, lemma="say", form=form)
    theirs = said(trace, 1, "Iva Brandt", "confirmed", words, lemma="say", form=form)
    (found,) = along(trace.redlines, {a.capture_id: (ours,), b.capture_id: (theirs,)})
    assert found.drifts == (Drift(DriftKind.SOURCE, "Orla Venn", "Iva Brandt"),)


def test_a_last_name_alone_is_no_other_source() -> None:
    trace = traced()
    a, b = trace.annotations
    words = "The port stays shut until the inspectors have gone home"
    ours = said(trace, 0, "Orla Venn", "said", words, lemma="say")
    theirs = replace(
        ours, source=Source(None, "Venn", "venn", SourceKind.NAMED), content=(span(trace, 1, words),)
    )
    (found,) = along(trace.redlines, {a.capture_id: (ours,), b.capture_id: (theirs,)})
    assert found.drifts == ()


def test_what_one_text_alone_has_is_told_beside_what_several_relay() -> None:
    trace = traced()
    a, b = trace.annotations
    ours = said(trace, 0, "Orla Venn", "said", "The port stays shut", lemma="say")
    alone = said(trace, 0, "Iva Brandt", "noted", "the ferry truce had run out", lemma="note")
    theirs = said(
        trace, 1, "officials", "said", "The port stays shut", lemma="say", kind=SourceKind.ANONYMOUS
    )
    texts = {redline.original: a for redline in trace.redlines} | {r.copy: b for r in trace.redlines}
    found = all_of(texts, trace.redlines, {a.capture_id: (ours, alone), b.capture_id: (theirs,)})
    assert [(u.source.name, len(u.renderings)) for u in found] == [("Iva Brandt", 1), ("Orla Venn", 2)]
