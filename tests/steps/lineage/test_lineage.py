"""Who made what from what: told where the evidence carries it, and left open where it doesn't."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geopolitik.model.annotation import Annotation
from geopolitik.model.article import Article, Block, Credit, CreditRole, Label, Outlet, Timestamp
from geopolitik.model.capture import Capture
from geopolitik.model.story import (
    CreditState,
    DerivationKind,
    Direction,
    Relation,
    Verdict,
    Wording,
)
from geopolitik.steps.align import align
from geopolitik.steps.annotate import annotate
from geopolitik.steps.group import candidates, group
from geopolitik.steps.lineage import Lineage, relate, stem

ORIGINAL = (
    "The island council of Brannock voted on Friday to close the old harbour to tankers from March 1, "
    "after a collision in January that spilled 60 tonnes of fuel oil along the southern beaches.",
    "“We waited two winters for this, and the gulls waited longer than we did,” said harbour master "
    "Ilse Brant. “Nobody will miss the noise of the pumps at night.”",
    "Fishing boats may still land their catch before noon, the council's clerk, Tomas Reyl, told reporters "
    "on Saturday. The pier would be repaired, he said, if the mainland ministry agreed to share the cost.",
    "About 40 vessels a month had used the outer pier since the spring storms, according to the port's log. "
    "Shipping agents said the nearest berth for larger vessels was now Kestrel Point, 90 kilometres away.",
    "The ministry said it was studying the decision and would answer within ten days. Its spokeswoman, "
    "Edda Moll, noted that the harbour had been open to shipping without interruption since 1911.",
    "Residents of the lower town have complained for years about fumes from the pumping station. A petition "
    "with 2,300 names was handed to the council in November, but a vote on it was put off twice.",
)
REWRITE = (
    "The council of the island of Brannock has moved to shut the old harbour to tankers, after a collision "
    "that spilled fuel oil along its beaches.",
    "“We waited two winters for this,” said harbour master Ilse Brant, who believes that nobody on the "
    "island is going to miss the noise of the pumps at night.",
    "Fishing boats are still allowed to land their catch before noon, reporters were told by the clerk of "
    "the council. The outer pier is to be repaired, with the mainland ministry sharing the cost.",
    "Some 40 vessels a month had used the outer pier since the spring storms, as the log of the port shows. "
    "The nearest berth for larger vessels is now far away, shipping agents complained.",
    "The ministry is studying the decision and will answer soon. The harbour had been open to shipping "
    "without interruption for more than a century.",
    "Residents of the lower town have long complained about fumes from the pumping station, and a petition "
    "was handed to the council, though a vote on it was put off.",
)
INDEPENDENT = (
    "Tankers will have to find somewhere else to go. That was the mood in the Anchor, the only bar in the "
    "lower town, when word came that the quay across the road is to fall silent.",
    "Ilse Brant had come straight from the meeting and bought a round. “We waited two winters for this, and "
    "the gulls waited longer than we did,” she told everyone who asked.",
    "Not all raised their glasses. Jory Penn, whose brother drives a bunker barge, reckons a dozen families "
    "live off the traffic. He has written to his member of parliament and expects nothing.",
    "The council sat for nearly five hours, longer than for any matter in the memory of its oldest member, "
    "and in the end only two hands stayed down. What happens to the cranes has not been settled.",
    "An engineer hired by the parish thinks the seabed will need decades to recover. Her survey counted "
    "three living mussel banks where the charts of her grandfather's day show eleven.",
)
UNRELATED = (
    "The town orchestra of Lower Wend opens its season next week with a programme of dances from the hills.",
    "Conductor Maro Teld has rehearsed the strings since August, and the new horn player has learnt to wait.",
    "Tickets are sold at the bakery, the chemist's, and from a bicycle on market days. Children pay in jam.",
    "The hall has been painted yellow over the summer, and the piano was moved by eleven men and a mule.",
)

# A source named in the text is not a canonical link, which stands in the metadata only.
PLACED = {CreditRole.SOURCE: (0, 4)}


def read(
    *paragraphs: str,
    outlet: str | None = None,
    credits: tuple[tuple[str, CreditRole], ...] = (),
    published: str | None = None,
    zone: str | None = "UTC",
    updated: str | None = None,
    language: str = "en",
    note: str = "",
) -> Annotation:
    """An article of body blocks, annotated."""
    lines = (*paragraphs, note) if note else paragraphs
    text = "\n".join(lines)
    blocks = []
    at = 0
    for line in lines:
        label = Label.NOTE if note and line is lines[-1] else Label.BODY
        blocks.append(Block(at, at + len(line), label))
        at += len(line) + 1
    mark = sha256(f"{outlet}{credits}{published}{updated}{text}".encode()).hexdigest()
    article = Article(
        Capture(mark[:16], outlet or "page", text.encode(), mark, outlet or "page"),
        text,
        "text",
        tuple(blocks),
        language=language,
        outlet=Outlet(outlet, "site") if outlet else None,
        credits=tuple(Credit(name, role, *PLACED.get(role, (None, None))) for name, role in credits),
        published=Timestamp(published, published, zone, "text") if published else None,
        updated=Timestamp(updated, updated, zone, "text") if updated else None,
    )
    return annotate(article)


def verdict(a: Annotation, b: Annotation) -> Relation:
    wordings = {w.witnesses[0].capture: w for w in group([a, b])}
    return relate(align(a, b), wordings[a.capture_id], wordings[b.capture_id])


def trace(*annotations: Annotation) -> tuple[Lineage, dict[str, str]]:
    """The lineage, and wording ids by a short name: outlet, else stated name."""
    wordings = group(annotations)
    by_capture = {a.capture_id: a for a in annotations}
    text = {w.id: by_capture[w.representative or ""] for w in wordings}
    known = {w.id: w for w in wordings}
    aligned = [(a, b, align(text[a], text[b])) for a, b in candidates(annotations, wordings)]
    relations = [relate(alignment, known[a], known[b]) for a, b, alignment in aligned]
    lineage = stem(annotations, wordings, relations, aligned)
    return lineage, {w.id: _short(w, text) for w in lineage.wordings}


def _short(wording: Wording, text: dict[str, Annotation]) -> str:
    if wording.id not in text:
        return f"({wording.name})"
    outlet = text[wording.id].article.outlet
    return outlet.name if outlet else str(wording.name)


def tree(*annotations: Annotation) -> set[tuple[str, str, str]]:
    lineage, short = trace(*annotations)
    return {(short[d.original], short[d.copy], d.kind.value) for d in lineage.derivations}


def terms(relation: Relation) -> set[str]:
    return {e.term for e in relation.evidence}


def test_a_rewrite_is_derived_and_its_direction_is_told_by_quotations_and_specifics() -> None:
    relation = verdict(read(*ORIGINAL), read(*REWRITE))
    assert (relation.relation, relation.direction) == (Verdict.DERIVED, Direction.A_TO_B)
    assert {"fuller quotation", "lost specifics", "lost day words"} <= terms(relation)


def test_the_verdict_does_not_hang_on_who_is_named_first() -> None:
    there, back = verdict(read(*ORIGINAL), read(*REWRITE)), verdict(read(*REWRITE), read(*ORIGINAL))
    assert back.relation is there.relation
    assert back.direction is Direction.B_TO_A
    assert back.probability == pytest.approx(there.probability, abs=0.02)
    assert back.direction_probability == pytest.approx(1 - there.direction_probability, abs=0.02)


POOL = (*ORIGINAL, *REWRITE, *INDEPENDENT, *UNRELATED)
TEXTS = st.lists(st.sampled_from(POOL), min_size=1, max_size=6, unique=True)


@settings(max_examples=25, deadline=None)
@given(TEXTS, TEXTS)
def test_any_two_texts_get_a_verdict_whose_evidence_lies_in_them(one: list[str], other: list[str]) -> None:
    a, b = read(*one, outlet="A"), read(*other, outlet="B")
    if len(group([a, b])) == 1:
        return
    relation = verdict(a, b)
    assert 0 <= relation.probability <= 1
    for reason in relation.evidence:
        assert all(span.end <= len(a.text) for span in reason.a_spans)
        assert all(span.end <= len(b.text) for span in reason.b_spans)
    if relation.relation in (Verdict.CANNOT_TELL, Verdict.INDEPENDENT):
        assert relation.direction is Direction.CANNOT_TELL
    assert bool(relation.would_settle) or relation.relation is not Verdict.CANNOT_TELL


@pytest.mark.parametrize(
    "other",
    [pytest.param(INDEPENDENT, id="shares a quotation only"), pytest.param(UNRELATED, id="another subject")],
)
def test_texts_that_share_no_wording_are_independent(other: tuple[str, ...]) -> None:
    relation = verdict(read(*ORIGINAL), read(*other))
    assert (relation.relation, relation.direction) == (Verdict.INDEPENDENT, Direction.CANNOT_TELL)
    assert tree(read(*ORIGINAL), read(*other)) == set()


def test_a_verdict_can_be_derived_again_from_its_evidence() -> None:
    from math import exp

    relation = verdict(read(*ORIGINAL), read(*REWRITE))
    for about, probability in (
        ("relation", relation.probability),
        ("direction", relation.direction_probability),
    ):
        odds = sum(e.weight for e in relation.evidence if e.about == about)
        assert probability == pytest.approx(1 / (1 + exp(-odds)))
    assert all(e.note.endswith(".") for e in relation.evidence)


def test_evidence_points_at_passages() -> None:
    a, b = read(*ORIGINAL), read(*REWRITE)
    fuller = next(e for e in verdict(a, b).evidence if e.term == "fuller quotation")
    assert "gulls" in fuller.a_spans[0].of(a.text)
    assert "two winters" in fuller.b_spans[0].of(b.text)


@pytest.mark.parametrize(
    ("first", "second", "direction"),
    [
        pytest.param("2031-02-03T10:00+00:00", "2031-02-03T12:00+00:00", Direction.A_TO_B, id="a before b"),
        pytest.param("2031-02-03T12:00+00:00", "2031-02-03T11:00+03:00", Direction.B_TO_A, id="across zones"),
        pytest.param("2031-02-03", "2031-02-03", Direction.CANNOT_TELL, id="same day"),
    ],
)
def test_times_orient_a_light_edit(first: str, second: str, direction: Direction) -> None:
    zone = "UTC" if "T" in first else None
    edited = (*ORIGINAL[:-1], ORIGINAL[-1].replace("2,300", "2,400"))
    a = read(*ORIGINAL, published=first, zone=zone)
    b = read(*edited, published=second, zone=zone)
    relation = verdict(a, b)
    assert relation.direction is direction
    assert bool(relation.would_settle) == (direction is Direction.CANNOT_TELL)


def test_a_stamp_without_a_zone_is_no_proof() -> None:
    edited = (*ORIGINAL[:-1], ORIGINAL[-1].replace("2,300", "2,400"))
    a = read(*ORIGINAL, published="2031-02-03T10:00", zone=None)
    b = read(*edited, published="2031-02-05T10:00", zone=None)
    assert "weak times" in terms(verdict(a, b))
    assert verdict(a, b).direction is Direction.CANNOT_TELL


def test_the_later_state_of_one_page_is_the_copy() -> None:
    edited = (*ORIGINAL[:-1], ORIGINAL[-1].replace("2,300", "2,400"))
    first = read(*ORIGINAL, outlet="Coast Wire", published="2031-02-03T10:00+00:00")
    second = read(
        *edited, outlet="Coast Wire", published="2031-02-03T10:00+00:00", updated="2031-02-04T08:00+00:00"
    )
    assert verdict(first, second).direction is Direction.A_TO_B


def test_a_reposts_stamp_is_no_proof_that_its_text_is_later() -> None:
    edited = (*ORIGINAL[:-1], ORIGINAL[-1].replace("2,300", "2,400"))
    first = read(*edited, outlet="Gull Channel", published="2031-02-03T10:00+00:00")
    repost = read(
        *ORIGINAL,
        outlet="Bay Post",
        credits=(("Coast Wire", CreditRole.VIA),),
        published="2031-02-04T10:00+00:00",
    )
    assert "weak times" in terms(verdict(first, repost))


def test_a_sentence_is_too_short_to_be_called_independent() -> None:
    relation = verdict(read(*ORIGINAL), read("The harbour is shut."))
    assert relation.relation is Verdict.CANNOT_TELL
    assert "more of the shorter text" in relation.would_settle


def test_a_sentence_without_a_word_in_common_is_independent() -> None:
    assert verdict(read(*ORIGINAL), read("Snow fell overnight.")).relation is Verdict.INDEPENDENT


def test_lost_quotation_marks_are_no_narration() -> None:
    bare = tuple(p.replace("“", "").replace("”", "") for p in ORIGINAL[:5])
    assert "quoted or narrated" not in terms(verdict(read(*ORIGINAL), read(*bare)))


def test_two_that_credit_a_third_go_back_to_it() -> None:
    wire = (("Coast Wire", CreditRole.AGENCY),)
    a = read(*ORIGINAL[:5], outlet="Bay Post", credits=wire)
    b = read(*ORIGINAL[1:], outlet="Hill Echo", credits=wire)
    assert verdict(a, b).relation is Verdict.COMMON_ORIGIN
    found = tree(a, b)
    assert {(original, copy) for original, copy, _ in found} == {
        ("(Coast Wire)", "Bay Post"),
        ("(Coast Wire)", "Hill Echo"),
    }


STATED = (("Vestnik Zaliva", CreditRole.FIRST_PUBLISHED), ("Coast Wire", CreditRole.TRANSLATED))


def test_credits_name_originals_that_nobody_captured() -> None:
    page, copy = read(*ORIGINAL, credits=STATED), read(*REWRITE, outlet="Gull Channel")
    assert tree(page, copy) == {
        ("(Vestnik Zaliva)", "Coast Wire", "translation"),
        ("Coast Wire", "Gull Channel", "rewrite"),
    }
    lineage, short = trace(page, copy)
    assert (lineage.origins.low, lineage.origins.high) == (1, 1)
    assert [short[root] for root in lineage.origins.roots] == ["(Vestnik Zaliva)"]
    states = {short[w.id]: w.witnesses[0].credit for w in lineage.wordings if w.witnesses}
    assert states == {"Coast Wire": CreditState.FULL, "Gull Channel": CreditState.NONE}


def test_a_copy_hangs_on_its_nearest_original() -> None:
    bent = tuple(p.replace("said", "claimed").replace("council", "assembly") for p in REWRITE)
    first = read(*ORIGINAL, outlet="Coast Wire", published="2031-02-03T10:00+00:00")
    second = read(*REWRITE, outlet="Gull Channel", published="2031-02-04T10:00+00:00")
    third = read(*bent, outlet="Tern Blog", published="2031-02-05T10:00+00:00")
    assert {(o, c) for o, c, _ in tree(third, first, second)} == {
        ("Coast Wire", "Gull Channel"),
        ("Gull Channel", "Tern Blog"),
    }


def test_a_third_text_orients_two_undated_copies() -> None:
    bent = tuple(
        p.replace("outer pier", "jetty").replace("put off", "delayed").replace("island", "isle")
        for p in REWRITE
    )
    first = read(*ORIGINAL, outlet="Coast Wire")
    second, third = read(*REWRITE, outlet="Gull Channel"), read(*bent, outlet="Tern Blog")
    assert verdict(second, third).direction is Direction.CANNOT_TELL
    assert ("Gull Channel", "Tern Blog") in {(o, c) for o, c, _ in tree(first, second, third)}


def test_a_correction_says_nothing_about_another_outlets_text() -> None:
    a = read(*ORIGINAL, outlet="Coast Wire", note="Correction: there were 2,300 names.")
    assert "correction note" not in terms(verdict(a, read(*REWRITE, outlet="Bay Post")))


def test_two_copies_of_one_captured_text_have_a_common_origin() -> None:
    first = read(*ORIGINAL, outlet="Coast Wire", published="2031-02-03T10:00+00:00")
    head = read(*ORIGINAL[:3], outlet="Bay Post", published="2031-02-03T12:00+00:00")
    tail = read(*ORIGINAL[3:], outlet="Hill Echo", published="2031-02-03T13:00+00:00")
    lineage, short = trace(first, head, tail)
    settled = {frozenset((short[r.a], short[r.b])): r.relation for r in lineage.relations}
    assert settled[frozenset(("Bay Post", "Hill Echo"))] is Verdict.COMMON_ORIGIN
    assert lineage.origins.high == 1


KINDS = [
    pytest.param(
        (*ORIGINAL[:5], ORIGINAL[5].replace("2,300", "2,400")), DerivationKind.LIGHT_EDIT, id="light edit"
    ),
    pytest.param((ORIGINAL[0], ORIGINAL[2], ORIGINAL[4]), DerivationKind.ABRIDGED, id="abridged"),
    pytest.param((*ORIGINAL, *UNRELATED), DerivationKind.EXPANDED, id="expanded"),
    pytest.param((UNRELATED[0], ORIGINAL[3], *UNRELATED[1:]), DerivationKind.EXCERPT, id="excerpt"),
    pytest.param(REWRITE, DerivationKind.REWRITE, id="rewrite"),
]


@pytest.mark.parametrize(("copy", "kind"), KINDS)
def test_what_was_made_of_the_original(copy: tuple[str, ...], kind: DerivationKind) -> None:
    a = read(*ORIGINAL, outlet="Coast Wire", published="2031-02-03T10:00+00:00")
    b = read(*copy, outlet="Bay Post", published="2031-02-04T10:00+00:00")
    assert tree(a, b) == {("Coast Wire", "Bay Post", kind.value)}


@pytest.mark.parametrize(
    ("credits", "state"),
    [
        pytest.param((), CreditState.NONE, id="nobody"),
        pytest.param((("Coast Wire", CreditRole.SOURCE),), CreditState.FULL, id="the original"),
        pytest.param(
            (("Coast Wire", CreditRole.AGENCY),), CreditState.PARTIAL, id="an agency mark on another text"
        ),
        pytest.param((("Fog Times", CreditRole.SOURCE),), CreditState.WRONG, id="somebody else"),
    ],
)
def test_how_a_copy_credits_its_original(
    credits: tuple[tuple[str, CreditRole], ...], state: CreditState
) -> None:
    a = read(*ORIGINAL, outlet="Coast Wire", published="2031-02-03T10:00+00:00")
    b = read(*REWRITE, outlet="Bay Post", published="2031-02-04T10:00+00:00", credits=credits)
    lineage, _ = trace(a, b)
    assert [d.credit for d in lineage.derivations] == [state]


def test_an_update_of_ones_own_text_needs_no_credit() -> None:
    a = read(*ORIGINAL, outlet="Coast Wire")
    b = read(
        *ORIGINAL[:5],
        ORIGINAL[5].replace("2,300", "2,400"),
        outlet="Coast Wire",
        note="Correction: there were 2,400 names.",
    )
    lineage, _ = trace(a, b)
    assert [(d.copy, d.credit) for d in lineage.derivations] == [(lineage.wordings[1].id, CreditState.FULL)]


DUTCH = (
    "De eilandraad van Brannock heeft vrijdag besloten de oude haven vanaf 1 maart te sluiten voor tankers.",
    "Havenmeester Ilse Brant zei dat 40 schepen per maand de pier gebruikten en dat er 2.300 namen waren.",
    "Kestrel Point ligt 90 kilometer verderop. Woordvoerster Edda Moll noemde het jaar 1911.",
)


def test_a_translation_is_told_by_its_credit() -> None:
    a = read(*ORIGINAL, outlet="Coast Wire")
    b = read(
        *DUTCH,
        outlet="Bode",
        language="nl",
        credits=(("Coast Wire", CreditRole.FIRST_PUBLISHED), ("Bode", CreditRole.TRANSLATED)),
    )
    assert tree(a, b) == {("Coast Wire", "Bode", "translation")}


def test_another_language_without_a_credit_is_left_open() -> None:
    relation = verdict(read(*ORIGINAL, outlet="Coast Wire"), read(*DUTCH, outlet="Bode", language="nl"))
    assert relation.relation is Verdict.CANNOT_TELL
    assert any("translation" in wanted for wanted in relation.would_settle)


def test_two_stories_of_one_agency_have_two_originals() -> None:
    wire = (("Vestnik Zaliva", CreditRole.FIRST_PUBLISHED), ("Coast Wire", CreditRole.TRANSLATED))
    lineage, _ = trace(read(*ORIGINAL, credits=wire), read(*UNRELATED, credits=wire))
    assert lineage.origins.low == lineage.origins.high == 2
    assert len(lineage.wordings) == len({w.id for w in lineage.wordings}) == 4


def test_origins_are_a_range_where_a_verdict_abstains() -> None:
    a = read(*ORIGINAL, outlet="Coast Wire")
    lineage, _ = trace(a, read(*DUTCH, outlet="Bode", language="nl"))
    assert (lineage.origins.low, lineage.origins.high) == (1, 2)
    assert len(lineage.origins.roots) == 2


def test_a_text_about_something_else_is_no_origin_of_the_story() -> None:
    lineage, names = trace(
        read(*ORIGINAL, outlet="first"),
        read(*REWRITE, outlet="rewrite"),
        read(*INDEPENDENT, outlet="own"),
        read(*UNRELATED, outlet="other"),
    )
    assert [names[i] for i in lineage.origins.unrelated] == ["other"]
    assert (lineage.origins.low, lineage.origins.high) == (2, 2)


def test_texts_without_a_story_are_an_origin_each() -> None:
    lineage, _ = trace(read(*ORIGINAL), read(*UNRELATED))
    assert (lineage.origins.low, lineage.origins.high, lineage.origins.unrelated) == (2, 2, ())


def test_words_do_not_outweigh_trusted_times() -> None:
    undated = verdict(read(*ORIGINAL), read(*REWRITE))
    assert undated.direction is Direction.A_TO_B
    late = read(*ORIGINAL, published="2026-02-28T08:00+00:00")
    early = read(*REWRITE, published="2026-02-27T08:00+00:00")
    assert verdict(late, early).direction is not Direction.A_TO_B


def test_nothing_gives_an_empty_family() -> None:
    lineage = stem([], [], [], [])
    assert (lineage.derivations, lineage.origins.low, lineage.origins.high) == ((), 0, 0)


def test_a_circle_of_verdicts_makes_no_circle_in_the_tree() -> None:
    annotations = [read(*ORIGINAL, outlet="A"), read(*REWRITE, outlet="B"), read(*ORIGINAL[:5], outlet="C")]
    wordings = group(annotations)
    aligned = [
        (wordings[i].id, wordings[j].id, align(annotations[i], annotations[j]))
        for i, j in ((0, 1), (1, 2), (2, 0))
    ]
    known = {w.id: w for w in wordings}
    relations = [
        replace(
            relate(k, known[a], known[b]),
            relation=Verdict.DERIVED,
            direction=Direction.A_TO_B,
            direction_probability=0.9,
        )
        for a, b, k in aligned
    ]
    lineage = stem(annotations, wordings, relations, aligned)
    assert 1 <= len(lineage.derivations) <= 2
    assert {d.copy for d in lineage.derivations} < {w.id for w in wordings}
