"""A page's credits, read as a line of makers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geopolitik.model.article import Article, Credit, CreditRole, Outlet
from geopolitik.model.capture import Capture
from geopolitik.model.story import DerivationKind
from geopolitik.text.chain import chain_of, outlet_key, outlet_name

ROLE = CreditRole


def page(
    *credits: tuple[str, CreditRole], outlet: str | None = None, feed: str | None = None, placed: bool = True
) -> Article:
    spot = (0, 4) if placed else (None, None)
    return Article(
        Capture("id", "page", b"text", "0" * 64, "page"),
        "text",
        "text",
        (),
        outlet=Outlet(outlet, "site") if outlet else None,
        feed_name=feed,
        credits=tuple(Credit(name, role, *spot) for name, role in credits),
    )


@pytest.mark.parametrize(
    ("article", "carrier", "upstream"),
    [
        pytest.param(page(), None, (), id="nothing said"),
        pytest.param(page(outlet="Bay Post"), "Bay Post", (), id="own text"),
        pytest.param(
            page(("Vestnik", ROLE.FIRST_PUBLISHED), ("the Wire team", ROLE.TRANSLATED), feed="Wire"),
            "Wire",
            ("Vestnik",),
            id="translated, through a feed",
        ),
        pytest.param(
            page(("Bay Post", ROLE.TRANSLATED), ("Vestnik", ROLE.FIRST_PUBLISHED), outlet="Bay Post"),
            "Bay Post",
            ("Vestnik",),
            id="translated by the page's own outlet",
        ),
        pytest.param(page(("Wire", ROLE.AGENCY), outlet="Bay Post"), "Wire", (), id="agency mark"),
        pytest.param(page(("Wire", ROLE.AGENCY), outlet="Wire"), "Wire", (), id="the agency's own page"),
        pytest.param(page(outlet="Bay Post", feed="Wire"), "Wire", (), id="feed only"),
        pytest.param(
            page(("Vestnik", ROLE.SOURCE), outlet="Bay Post"),
            "Bay Post",
            ("Vestnik",),
            id="a source in the text",
        ),
        pytest.param(
            page(("Vestnik", ROLE.SOURCE), outlet="Bay Post", placed=False),
            "Vestnik",
            (),
            id="canonical link",
        ),
        pytest.param(page(("Wire", ROLE.INPUTS), outlet="Bay Post"), "Bay Post", (), id="with inputs from"),
        pytest.param(
            page(("Vestnik", ROLE.TRANSLATED_FROM), outlet="Bay Post"),
            "Bay Post",
            ("Vestnik",),
            id="translated from",
        ),
        pytest.param(
            page(("Anna Ost", ROLE.TRANSLATED), ("Vestnik", ROLE.FIRST_PUBLISHED), outlet="Bay Post"),
            "Bay Post",
            ("Vestnik",),
            id="a translator is no maker of the wording",
        ),
        pytest.param(
            page(("Vestnik", ROLE.SOURCE), ("Telegram", ROLE.VIA), outlet="Bay Post"),
            "Bay Post",
            ("Vestnik",),
            id="a platform is no maker",
        ),
    ],
)
def test_whose_wording_a_page_carries(
    article: Article, carrier: str | None, upstream: tuple[str, ...]
) -> None:
    chain = chain_of(article)
    assert (chain.carrier, chain.upstream) == (carrier, upstream)


def test_kind_and_marks() -> None:
    translated = chain_of(page(("Vestnik", ROLE.FIRST_PUBLISHED), ("Wire", ROLE.TRANSLATED)))
    assert translated.kind is DerivationKind.TRANSLATION
    assert not translated.only_marked
    assert chain_of(page(("Wire", ROLE.AGENCY), outlet="Bay Post")).only_marked


def test_everybody_credited_is_listed_once_the_carrier_first() -> None:
    chain = chain_of(page(("Vestnik", ROLE.FIRST_PUBLISHED), ("Wire", ROLE.EDITED), ("WIRE", ROLE.VIA)))
    assert chain.credited == ("Wire", "Vestnik")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("the Wire team", "Wire", id="team"),
        pytest.param("www.coastwire.example", "Coast Wire", id="address"),
        pytest.param("Coast Wire News Agency", "coast wire", id="agency"),
        pytest.param("Agência Costa", "Agencia Costa", id="accents"),
        pytest.param("AP", "The Associated Press", id="an agency's short name"),
        pytest.param("ТАСС", "TASS", id="an agency's name in its own script"),
        pytest.param("WaPo", "washingtonpost.com", id="a paper's short name and address"),
    ],
)
def test_two_ways_to_name_an_outlet(one: str, other: str) -> None:
    assert outlet_key(one) == outlet_key(other)


def test_different_outlets_stay_different() -> None:
    assert len({outlet_key(n) for n in ("The Post", "Bay Post", "Post Office", "Wire", "The News")}) == 5


@pytest.mark.parametrize(
    ("name", "bare"),
    [("the Wire team", "Wire"), ("The Bay Post", "The Bay Post"), ("Team", "Team")],
)
def test_the_newsroom_is_no_part_of_a_name(name: str, bare: str) -> None:
    assert outlet_name(name) == bare


def test_inputs_and_hat_tips_credit_in_part() -> None:
    tipped = page(("Bay Post", ROLE.VIA), ("Wire", ROLE.INPUTS), ("Vestnik", ROLE.SOURCE))
    assert chain_of(tipped).partly == ("Wire",)
    hinted = replace(tipped, text="h/t Bay Post", credits=(Credit("Bay Post", ROLE.VIA, 0, 12),))
    assert chain_of(hinted).partly == ("Bay Post",)
    forwarded = replace(tipped, text="via Bay Post", credits=(Credit("Bay Post", ROLE.VIA, 0, 12),))
    assert chain_of(forwarded).partly == ()


def test_who_is_named_as_the_maker_elsewhere_is_not_named_in_part() -> None:
    assert chain_of(page(("Wire", ROLE.INPUTS), ("Wire", ROLE.AGENCY))).partly == ()
