"""An agency is named for a text that credits nobody, where others credit it for the same words."""

from __future__ import annotations

from hashlib import sha256

import pytest

from geopolitik.model.annotation import Annotation
from geopolitik.model.article import Article, Block, Credit, CreditRole, Label, Outlet
from geopolitik.model.capture import Capture
from geopolitik.model.story import CreditState, DerivationKind, Direction
from geopolitik.steps.align import align
from geopolitik.steps.annotate import annotate
from geopolitik.steps.group import candidates, group
from geopolitik.steps.lineage import Lineage, relate, stem
from geopolitik.steps.lineage.credit.agencies import Witnesses, credited_agencies, name_agency, runs_of

REPORT = (
    "The ferry company of Sarn said on Tuesday that it would stop carrying fuel across the strait from the "
    "first of May, after two of its boats were boarded by men in unmarked launches.",
    "Passengers will still be carried twice a day, the company's director, Oda Fell, told a meeting of the "
    "harbour board, but lorries with tanks have to take the long road by way of the northern bridge.",
    "The board voted by six to three to ask the coast guard for an escort. Its chairman said that a reply "
    "was expected within a week and that nobody should count on a second vessel before the summer.",
    "Some four hundred households on the outer islands heat with oil that comes over by boat, and the "
    "stores on the quay hold enough for eleven days, according to a list that the board made public.",
    "Fishermen in the eastern harbour said they had seen the launches before and had written down the "
    "colours of their hulls for the police, who have not yet called on them to hear what they know.",
)
OTHER = (
    "A choir from the mainland sang on the steps of the old customs house on Sunday while children sold "
    "paper boats to raise money for a new roof over the school's only classroom.",
    "The mayor thanked everybody who had come, promised a second concert before the autumn, and asked "
    "that no one park on the slipway again, since the lifeboat had been blocked there twice in June.",
)
SHORT = REPORT[:3]


def page(
    *paragraphs: str, outlet: str, credit: str | None = None, role: CreditRole = CreditRole.AGENCY
) -> Annotation:
    text = "\n".join(paragraphs)
    blocks, at = [], 0
    for paragraph in paragraphs:
        blocks.append(Block(at, at + len(paragraph), Label.BODY))
        at += len(paragraph) + 1
    mark = sha256(f"{outlet}{credit}{text}".encode()).hexdigest()
    article = Article(
        Capture(mark[:16], outlet, text.encode(), mark, outlet),
        text,
        "text",
        tuple(blocks),
        language="en",
        outlet=Outlet(outlet, "site"),
        credits=(Credit(credit, role, None, None),) if credit else (),
    )
    return annotate(article)


def named(text: Annotation, *others: Annotation) -> str | None:
    found = name_agency(text, Witnesses(map(runs_of, others)))
    return found.agency if found else None


def test_the_agency_is_named_by_the_copies_that_credit_it() -> None:
    copy = page(*REPORT[:4], outlet="Bay Post")
    credited = page(*REPORT, outlet="Vell Gazette", credit="AP")
    found = name_agency(copy, Witnesses([runs_of(credited)]))
    assert found is not None
    assert (found.agency, found.nearest) == ("Associated Press", (credited.capture_id,))
    assert found.probability > 0.9
    shown = found.evidence.a_spans[0]
    assert copy.text[shown.start : shown.end] in credited.text


@pytest.mark.parametrize(
    ("credits", "expected"),
    [
        pytest.param(("AP", "The Associated Press"), "Associated Press", id="two names of one agency"),
        pytest.param(("AP", "Reuters"), None, id="credits conflict"),
        pytest.param((None, None), None, id="nobody credits anybody"),
        pytest.param(("Getty Images", None), None, id="pictures only"),
    ],
)
def test_it_abstains_where_credits_conflict(credits: tuple[str | None, ...], expected: str | None) -> None:
    others = [page(*REPORT, outlet=f"Paper {n}", credit=name) for n, name in enumerate(credits)]
    assert named(page(*REPORT, outlet="Bay Post"), *others) == expected


def test_a_shared_quotation_is_no_shared_wording() -> None:
    quoted = f"“{REPORT[1]} {REPORT[2]} {REPORT[3]}” said the director."
    assert named(page(*OTHER, quoted, outlet="Bay Post"), page(quoted, outlet="Gazette", credit="AP")) is None


def test_another_report_is_not_the_agencys() -> None:
    assert named(page(*OTHER, outlet="Bay Post"), page(*REPORT, outlet="Gazette", credit="AP")) is None


def test_an_agencys_own_page_speaks_for_it_and_inputs_do_not() -> None:
    assert credited_agencies(page(*OTHER, outlet="Reuters").article) == {"Reuters"}
    inputs = page(*OTHER, outlet="Bay Post", credit="AP", role=CreditRole.INPUTS)
    assert credited_agencies(inputs.article) == frozenset()


def traced(*annotations: Annotation) -> tuple[Lineage, dict[str, str]]:
    wordings = group(annotations)
    texts = {a.capture_id: a for a in annotations}
    known = {w.id: w for w in wordings}
    aligned = [
        (a, b, align(texts[known[a].representative or ""], texts[known[b].representative or ""]))
        for a, b in candidates(annotations, wordings)
    ]
    relations = [relate(alignment, known[a], known[b]) for a, b, alignment in aligned]
    held = {witness.capture: w.id for w in wordings for witness in w.witnesses}
    return stem(annotations, wordings, relations, aligned), held


def test_an_uncredited_copy_hangs_on_the_agency() -> None:
    credited = page(*REPORT, outlet="Vell Gazette", credit="AP")
    copy = page(*SHORT, outlet="Bay Post")
    lineage, held = traced(credited, copy)
    edge = next(d for d in lineage.derivations if d.copy == held[copy.capture_id])
    assert edge.original == held[credited.capture_id]
    assert edge.kind in (DerivationKind.ABRIDGED, DerivationKind.EXCERPT)
    assert edge.credit is CreditState.NONE
    assert "credited elsewhere" in {e.term for e in edge.evidence}
    assert (lineage.origins.low, lineage.origins.high) == (1, 1)
    relation = next(r for r in lineage.relations if held[copy.capture_id] in (r.a, r.b))
    assert relation.direction is not Direction.CANNOT_TELL


def test_a_text_that_credits_somebody_is_left_alone() -> None:
    credited = page(*REPORT, outlet="Vell Gazette", credit="AP")
    copy = page(*SHORT, outlet="Bay Post", credit="Reuters")
    lineage, held = traced(credited, copy)
    found = [d for d in lineage.derivations if d.copy == held[copy.capture_id]]
    assert all(e.term != "credited elsewhere" for d in found for e in d.evidence)
