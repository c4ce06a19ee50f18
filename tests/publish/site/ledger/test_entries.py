"""Entries: every reference leads somewhere, every passage is shown, hostile words stay words."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from tests.publish.feeds.hostile import hostile_texts, needs_data
from tests.publish.site.browser import Browsers
from tests.publish.site.ledger.pages import opened

from geopolitik.app.cases import keeping
from geopolitik.app.house import House
from geopolitik.ledger.cases import KINDS, CaseError
from geopolitik.model.ledger.accounts import Account, Arrangement, Stance
from geopolitik.model.ledger.case import Case
from geopolitik.model.ledger.positions import Position, PositionKind
from geopolitik.model.ledger.sources import Actor, ActorKind, Document, Passage
from geopolitik.model.ledger.times import When
from geopolitik.model.people import Viewer
from geopolitik.text.clean import one_line


def test_every_entry_has_a_page_whose_links_lead_somewhere(
    browser: Browsers, worked: tuple[Case, ...]
) -> None:
    client, seen = browser(), set[str]()
    for case in worked:
        for collection in KINDS:
            for entry in getattr(case, collection):
                further = "/entry" if collection == "ladders" else ""
                page = opened(client, f"/ledger/{case.id}/{collection}/{entry.id}{further}")
                for passage in _passages(entry):
                    assert one_line(passage.quote) in page.words
                seen |= {link for link in page.links if link.startswith("/ledger/")}
    for link in sorted(seen):
        assert client.get(link).status_code == 200, link


def test_an_entry_says_who_names_it(browser: Browsers, ferries: Case) -> None:
    page = opened(browser(), "/ledger/ferries/documents/D1")
    assert "/ledger/ferries/accounts/L1" in page.links
    assert "/ledger/ferries/arrangements/truce" in page.links


def test_all_entries_are_counted(browser: Browsers, ferries: Case) -> None:
    page = opened(browser(), "/ledger/ferries/entries")
    assert "Actors 2" in page.words
    assert "New" not in page.words


@needs_data
def test_hostile_words_stay_words(browser: Browsers, house: House, keeper: Viewer) -> None:
    texts = hostile_texts()
    for start in range(0, len(texts), 400):
        case = _hostile(f"hostile-{start}", texts[start : start + 400])
        keeping.keep(house, keeper, case, public=True)
        client = browser()
        for path in ("", "/entries", "/actors", "/documents", "/positions", "/known", "/arrangements/t"):
            opened(client, f"/ledger/{case.id}{path}")
        for n in (0, 7, 99):
            opened(client, f"/ledger/{case.id}/documents/d{n}")
            opened(client, f"/ledger/{case.id}/positions/p{n}")


@pytest.mark.parametrize("key", ["../x", "a/b", "a b", "..", "<b>", "a?b", "", "x" * 81, ".hidden"])
def test_an_id_that_no_address_can_hold_is_refused(
    house: House, keeper: Viewer, ferries: Case, key: str
) -> None:
    actors = (Actor(key, "Somebody", ActorKind.STATE),)
    with pytest.raises(CaseError, match=r"actors\.yaml.*id"):
        keeping.keep(house, keeper, Case("odd", "Odd", invented=True, actors=actors))


def _hostile(case_id: str, texts: tuple[str, ...]) -> Case:
    """A case in which foreign words stand wherever words may."""
    words = [_writable(text) or "-" for text in texts]
    documents = tuple(Document(f"d{n}", text, When("2031-05-01"), title=text) for n, text in enumerate(words))
    passages = tuple(Passage(document.id, quote=document.title, at=document.title) for document in documents)
    return Case(
        case_id,
        words[0],
        about="\n".join(words[:20]),
        zones=("UTC",),
        documents=documents,
        actors=tuple(Actor(f"a{n}", text, ActorKind.STATE) for n, text in enumerate(words)),
        arrangements=(Arrangement("t", words[1], ("a0", "a1"), rests_on=passages[:1]),),
        accounts=tuple(
            Account(
                f"x{n}",
                "t",
                f"a{n}",
                When("2031-05-02", note=text),
                Stance.HOLDS,
                covers=text,
                rests_on=(passages[n],),
            )
            for n, text in enumerate(words)
        ),
        positions=tuple(
            Position(
                f"p{n}",
                f"a{n}",
                words[n % 3],
                PositionKind.DEMAND,
                text,
                When("2031-05-02"),
                rests_on=(passages[n],),
            )
            for n, text in enumerate(words)
        ),
    )


def _writable(text: str) -> str:
    """What YAML can hold of a text."""
    return "".join(c for c in text if c.isprintable() or c in " \n").strip()


def _passages(thing: Any) -> list[Passage]:
    if isinstance(thing, Passage):
        return [thing]
    if isinstance(thing, tuple):
        return [passage for one in thing for passage in _passages(one)]
    if is_dataclass(thing):
        return [p for field in fields(thing) for p in _passages(getattr(thing, field.name))]
    return []
