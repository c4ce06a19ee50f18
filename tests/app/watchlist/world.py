"""Invented texts about one strike: an agency's, a rewrite of it, a copy of that, and a text with credit."""

from __future__ import annotations

from geopolitik.app.house import House
from geopolitik.app.stories.growing import arrived
from geopolitik.model.capture import Capture, Declared
from geopolitik.model.people import Role, User, Viewer
from geopolitik.steps.collect import capture_bytes
from geopolitik.storage import accounts

AGENCY = """Ferry strike closes the harbour of Ostrapol

Dock workers in Ostrapol walked out on Monday, closing the harbour to all ferries, a first since 2019.

The union Landamere said 1,400 members had joined the strike over night shifts at the Vermelune terminal.

"We asked for nine months and were given nothing," said its chairwoman, Yorvika Brastad.

The port authority called the walkout unlawful and asked a court in Quillon to end it by Thursday.

Two cargo ships with grain for the island of Tessaly were sent on to the smaller harbour of Marrow Bay.
"""
REWRITE = """Harbour of Ostrapol shut as dockers walk out

Ferries stood still in Ostrapol on Monday after dock workers walked out, the first such closure since 2019.

Some 1,400 members of the union Landamere joined the strike over night shifts at Vermelune, it said.

"We asked for nine months and were given nothing," chairwoman Yorvika Brastad told reporters.

The walkout is unlawful, said the port authority, which asked a court in Quillon to end it by Thursday.

Two ships carrying grain for the island of Tessaly went on to the smaller harbour of Marrow Bay.
"""
CREDITED = REWRITE.replace("on Monday after", "on Monday, Meridian reported, after") + "\nSource: Meridian\n"
FOREST = """Forest fire above Kestrin burns for a third day

Firefighters in the hills above Kestrin could not contain a fire that has destroyed 900 hectares of pine.

The mayor, Ilse Tormund, ordered the people of four villages to leave their houses before nightfall on Friday.

A helicopter of the Norvenian army turned back twice because of the smoke, a spokesman for the brigade said.
"""


def capture(text: str, outlet: str, published: str, address: str = "") -> Capture:
    """A text as an outlet published it, at an address of its own."""
    at = address or f"https://{outlet.lower()}.example/{published}"
    return capture_bytes(text.encode(), at, declared=Declared(outlet, at, published))


AGENCY_PAGE = capture(AGENCY, "Meridian", "2031-05-12")
REWRITE_PAGE = capture(REWRITE, "Courier", "2031-05-13")
CREDITED_PAGE = capture(CREDITED, "Beacon", "2031-05-14")
FOREST_PAGE = capture(FOREST, "Beacon", "2031-05-15")


def arrive(house: House, *found: Capture) -> str:
    """Take texts in; returns the story of the last."""
    return str(arrived(house, found)[-1].story)


def person(house: House, role: Role, name: str) -> Viewer:
    """A user of a role."""
    with house.store.writing() as w:
        user: User = accounts.add_user(w, name=name, password_hash="none", role=role, at=house.clock())
    return Viewer(user)
