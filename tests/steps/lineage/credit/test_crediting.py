"""How a copy credits: fully, in part, wrongly, or not, by whom it names and in which words."""

from __future__ import annotations

from hashlib import sha256

import pytest

from geopolitik.model.article import Article, Block, Credit, CreditRole, Label, Outlet
from geopolitik.model.capture import Capture
from geopolitik.model.story import CreditState, Derivation, DerivationKind, Witness, Wording
from geopolitik.steps.lineage.credit.crediting import credited_witnesses
from geopolitik.steps.lineage.tree.tree import Tree
from geopolitik.text.chain import chain_of

ROLE = CreditRole


def state_of(*stated: str, roles: tuple[CreditRole, ...], makers: tuple[str, ...]) -> CreditState:
    """The credit of a copy on Bay Post whose line goes back through `makers`, the nearest first."""
    text = "\n".join(stated)
    mark = sha256(text.encode()).hexdigest()
    credits, at = [], 0
    for statement, role in zip(stated, roles, strict=True):
        name = statement.rsplit(": ", 1)[-1]
        credits.append(Credit(name, role, at, at + len(statement)))
        at += len(statement) + 1
    article = Article(
        Capture("copy", "copy", text.encode(), mark, "copy"),
        text,
        "text",
        (),
        outlet=Outlet("Bay Post", "site"),
        credits=tuple(credits),
    )
    witness = Witness("copy", CreditState.OWN, chain_of(article).credited)
    copy = Wording("copy", "Bay Post", (witness,), "copy")
    line = [Wording(f"original {n}", name, ()) for n, name in enumerate(makers)]
    edges = [
        Derivation(original.id, made.id, DerivationKind.REWRITE, CreditState.NONE, (), 0.9, ())
        for made, original in zip([copy, *line], line, strict=False)
    ]
    settled = credited_witnesses(Tree((copy, *line), tuple(edges)), {"copy": article})
    return settled[0].witnesses[0].credit


@pytest.mark.parametrize(
    ("stated", "roles", "makers", "expected"),
    [
        pytest.param((), (), ("Reuters",), CreditState.NONE, id="nobody"),
        pytest.param(("Source: Reuters",), (ROLE.SOURCE,), ("Reuters",), CreditState.FULL, id="source"),
        pytest.param(
            ("First published by: RT",), (ROLE.FIRST_PUBLISHED,), ("RT",), CreditState.FULL, id="first"
        ),
        pytest.param(
            ("Republished from: RT",), (ROLE.REPUBLISHED,), ("RT",), CreditState.FULL, id="republished"
        ),
        pytest.param(
            ("Translated from: Kommersant",),
            (ROLE.TRANSLATED_FROM,),
            ("Kommersant",),
            CreditState.FULL,
            id="translated",
        ),
        pytest.param(("via: Lake Wire",), (ROLE.VIA,), ("Lake Wire",), CreditState.FULL, id="via"),
        pytest.param(("h/t: Lake Wire",), (ROLE.VIA,), ("Lake Wire",), CreditState.PARTIAL, id="hat tip"),
        pytest.param(("With inputs from: PTI",), (ROLE.INPUTS,), ("PTI",), CreditState.PARTIAL, id="inputs"),
        pytest.param(
            ("(: AP",),
            (ROLE.AGENCY,),
            ("Associated Press",),
            CreditState.PARTIAL,
            id="a mark on another text",
        ),
        pytest.param(
            (": AP",),
            (ROLE.AGENCY,),
            ("Vell Gazette", "AP"),
            CreditState.PARTIAL,
            id="the agency, not the outlet",
        ),
        pytest.param(
            ("Source: Kommersant",),
            (ROLE.SOURCE,),
            ("RT", "Kommersant"),
            CreditState.PARTIAL,
            id="not the translator",
        ),
        pytest.param(
            ("Staff and: agencies",), (ROLE.INPUTS,), ("AP",), CreditState.PARTIAL, id="agencies unnamed"
        ),
        pytest.param(("Source: Reuters",), (ROLE.SOURCE,), ("AP",), CreditState.WRONG, id="another agency"),
        pytest.param(
            ("Source: The Associated Press",),
            (ROLE.SOURCE,),
            ("AP",),
            CreditState.FULL,
            id="by another of its names",
        ),
    ],
)
def test_the_words_of_a_credit_set_its_state(
    stated: tuple[str, ...], roles: tuple[CreditRole, ...], makers: tuple[str, ...], expected: CreditState
) -> None:
    assert state_of(*stated, roles=roles, makers=makers) is expected


def prose_credits(*paragraphs: str, makers: tuple[str, ...] = ("Marsh Wire",)) -> Witness:
    """How a copy on Bay Post without a line of credit credits, by what its own paragraphs say."""
    text = "\n".join(paragraphs)
    starts = [sum(len(p) + 1 for p in paragraphs[:n]) for n in range(len(paragraphs))]
    article = Article(
        Capture("copy", "copy", text.encode(), sha256(text.encode()).hexdigest(), "copy"),
        text,
        "text",
        tuple(Block(at, at + len(p), Label.BODY, "") for at, p in zip(starts, paragraphs, strict=True)),
        outlet=Outlet("Bay Post", "site"),
    )
    copy = Wording("copy", "Bay Post", (Witness("copy", CreditState.NONE, ()),), "copy")
    line = [Wording(f"original {n}", name, ()) for n, name in enumerate(makers)]
    other = Wording("other", "Lake Times", ())
    edges = [Derivation(line[0].id, "copy", DerivationKind.REWRITE, CreditState.NONE, (), 0.9, ())]
    settled = credited_witnesses(Tree((copy, *line, other), tuple(edges)), {"copy": article})
    return settled[0].witnesses[0]


@pytest.mark.parametrize(
    ("paragraphs", "state", "named"),
    [
        (("The bridge is shut, Marsh Wire reported.", "It will reopen."), "PARTIAL", ("Marsh Wire",)),
        (("The bridge is shut.", "He told Marsh Wire that it would reopen."), "PARTIAL", ("Marsh Wire",)),
        (("The bridge is shut, according to the Marsh Wire.",), "PARTIAL", ("Marsh Wire",)),
        (("The bridge is shut.", "It will reopen in May. (Marsh Wire)"), "PARTIAL", ("Marsh Wire",)),
        (("The bridge is shut.", "It will reopen in May.", "(Lake Times)"), "WRONG", ("Lake Times",)),
        (("The bridge is shut, said the owner of Marsh Wire.",), "NONE", ()),
        (("The bridge is shut (Lake Times reported it).", "It will reopen."), "NONE", ()),
    ],
)
def test_a_source_named_in_the_prose_is_credited_for_that_much(
    paragraphs: tuple[str, ...], state: str, named: tuple[str, ...]
) -> None:
    witness = prose_credits(*paragraphs)
    assert (witness.credit, witness.credited_to) == (CreditState[state], named)
