"""How a copy credits: fully, in part, wrongly, or not, by whom it names and in which words."""

from __future__ import annotations

from hashlib import sha256

import pytest

from geopolitik.model.article import Article, Credit, CreditRole, Outlet
from geopolitik.model.capture import Capture
from geopolitik.model.story import CreditState, Derivation, DerivationKind, Witness, Wording
from geopolitik.steps.lineage.crediting import credited_witnesses
from geopolitik.steps.lineage.tree import Tree
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
