"""What an entry of the ledger rests on, as pages show it: document, place, words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from geopolitik.model.ledger.case import Case
from geopolitik.model.ledger.sources import Document, Passage
from geopolitik.model.ledger.times import When
from geopolitik.text.dates import day_words


@dataclass(frozen=True, slots=True)
class Rest:
    """One passage that something rests on."""

    document: str
    """Id."""
    address: str
    """Of the document's page here."""
    publisher: str
    published: str
    quote: str
    at: str
    relayed: bool
    """Whether the document was never read, and is known from its relays only."""


def rests(case: Case, passages: Iterable[Passage]) -> tuple[Rest, ...]:
    """The passages, each with the document it stands in."""
    known = {document.id: document for document in case.documents}
    return tuple(_rest(case.id, known, passage) for passage in passages)


def _rest(case_id: str, known: Mapping[str, Document], passage: Passage) -> Rest:
    document = known.get(passage.document)
    return Rest(
        document=passage.document,
        address=entry_address(case_id, "documents", passage.document),
        publisher=document.publisher if document else passage.document,
        published=when_words(document.published) if document and document.published else "",
        quote=passage.quote,
        at=passage.at,
        relayed=document is not None and not document.read,
    )


def entry_address(case_id: str, collection: str, key: str) -> str:
    """The address of an entry's page."""
    from urllib.parse import quote

    return f"/ledger/{case_id}/{collection}/{quote(key, safe='')}"


def when_words(when: When) -> str:
    """A time as its source gives it: `3 February 2026, 02:00 (Europe/Kyiv)`."""
    said = _given(when.given)
    if when.latest:
        said = f"between {said} and {_given(when.latest)}"
    zones = f" ({' or '.join(when.zones)})" if when.zones and "T" in when.given + when.latest else ""
    note = f" – {when.note}" if when.note else ""
    return f"{said}{zones}{note}"


def _given(text: str) -> str:
    from datetime import date

    day, _, clock = text.partition("T")
    if len(day) == 10:
        try:
            day = day_words(date.fromisoformat(day))
        except ValueError:
            return text
    return f"{day}, {clock.replace('Z', ' UTC')}" if clock else day
