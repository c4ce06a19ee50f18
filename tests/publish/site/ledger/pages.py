"""What stands on a page of the ledger."""

from __future__ import annotations

from dataclasses import dataclass

from httpx2 import Response
from lxml import html as lxml_html
from tests.publish.active import assert_inert
from tests.publish.site.browser import ADDRESS, Browser

AT = "on=2026-02-03T00:00Z&known=2026-02-03T12:00Z"
TRUCE = "/ledger/energy-truce"


@dataclass(frozen=True)
class Shown:
    """A page's words and links."""

    words: str
    links: tuple[str, ...]
    answers: dict[str, str]
    """Of a board: the answer by the account's id."""


def shown(answer: Response) -> Shown:
    """What a page shows; it must hold nothing active."""
    # The page's own address, which it states, is no foreign one.
    assert_inert(answer.text.replace(ADDRESS, ""), page=True)
    root = lxml_html.document_fromstring(answer.content)
    answers = {
        row.findtext(".//span[@class='key']") or "": " ".join(
            row.find_class("force")[0].text_content().split()
        )
        for row in root.find_class("account")
    }
    main = root.find(".//main")
    links = tuple(str(link.get("href")) for link in main.iter("a"))
    return Shown(" ".join(main.text_content().split()), links, answers)


def opened(client: Browser, address: str) -> Shown:
    """A page that must be there."""
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.text[:500])
    return shown(answer)


def form_field(answer: Response, name: str) -> str:
    """The value of a form's field."""
    root = lxml_html.document_fromstring(answer.content)
    for field in (*root.iter("input"), *root.iter("textarea")):
        if field.get("name") == name:
            return str(field.get("value") if field.tag == "input" else field.text_content())
    raise AssertionError(f"no field {name}")


def undo_of(answer: Response) -> str:
    """The address of the notice's Undo button."""
    root = lxml_html.document_fromstring(answer.content)
    return str(root.find_class("notice")[0].find("form").get("action"))
