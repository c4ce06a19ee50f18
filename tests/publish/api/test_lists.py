"""Lists: every entry once over all pages, as JSON and as CSV, with columns that stay."""

from __future__ import annotations

import csv
import io
from itertools import pairwise
from typing import Any

import pytest
from tests.publish.api.conftest import BASE, Client, Clients
from tests.steps.correcting.test_correcting import FIRST, NOTICE, SECOND, capture

from geopolitik.app.cases import editing
from geopolitik.app.cases.keeping import keep as keep_case
from geopolitik.app.cases.shipped import shipped
from geopolitik.app.checking import Desk
from geopolitik.app.house import House
from geopolitik.app.posting import channels, posts
from geopolitik.app.sources import Source
from geopolitik.app.stories.deciding import decide
from geopolitik.app.stories.growing import arrived
from geopolitik.app.stories.keeping import keep
from geopolitik.app.stories.parting import bring_together
from geopolitik.app.stories.replying import handle, reply
from geopolitik.app.tracing import trace
from geopolitik.app.watchlist import keeping as watches
from geopolitik.app.watchlist.backlog import look_through
from geopolitik.model.keeping import Judgement, KeptDerivation, ReplyState, StoryHead
from geopolitik.model.ledger.keeping import EntryKind
from geopolitik.model.people import VISITOR, Role
from geopolitik.model.watchlist import WatchKind
from geopolitik.publish.api.application import description
from geopolitik.publish.api.lists import Form, _accepted, columns
from geopolitik.publish.api.shapes.stories import Derivation
from geopolitik.publish.site.site import Site

NOON = "on=2026-02-03T00:00:00Z&known=2026-02-03T12:00:00Z"
CASE = "/cases/energy-truce"
LISTS = {
    "/stories": "id",
    "/stories/{story}/texts": "capture_id",
    "/stories/{story}/derivations": "id",
    "/stories/{story}/replies": "id",
    "/stories/{corrected}/corrections": "number",
    "/stories/{story}/events": "number",
    "/derivations/{edge}/changes": "number",
    "/derivations/{edge}/decisions": "id",
    "/outlets": "slug",
    "/outlets/meridian/texts": "capture_id",
    "/outlets/meridian/derivations": "id",
    "/channels": "slug",
    "/channels/room-1/posts": "id",
    "/posts": "id",
    "/search?q=truce": "id",
    "/inbox": "id",
    "/watches": "id",
    "/watches/{watch}/matches": "id",
    "/watch-matches": "id",
    "/decisions": "id",
    "/replies?state=answered": "id",
    "/checks": "id",
    "/me/tokens": "id",
    "/me/posts": "id",
    "/users": "id",
    "/audit": "number",
    "/stories/{story}/statements": "number",
    "/cases": "id",
    f"{CASE}/status?{NOON}": "account",
    f"{CASE}/expiries?{NOON}": "account",
    f"{CASE}/changes?{NOON}&since=2026-01-28T00:00:00Z": "account",
    f"{CASE}/positions?{NOON}": "id",
    f"{CASE}/entries": "version",
    f"{CASE}/entries/account/Z1": "version",
}


@pytest.fixture
def admin(
    house: House, site: Site, client: Clients, story: StoryHead, edges: tuple[KeptDerivation, ...]
) -> Client:
    """The token of an owner of a site that holds several of everything."""
    found = client(Role.OWNER)
    for number in (1, 2, 3):
        channel = channels.open_channel(house, found.viewer, title=f"Room {number}")
        for _ in range(3 if number == 1 else 0):
            post = posts.write(house, found.viewer, channel, title="Truce", body="=1+1 and a *truce*.")
            posts.publish(house, found.viewer, post.id)
        said = reply(house, VISITOR, story.id, about="", name=f"N{number}", contact="", body="No.")
        handle(house, found.viewer, said.id, ReplyState.ANSWERED, "Thank you.")
        decide(house, found.viewer, _edge(edges).id, Judgement.CONFIRM, reason=f"Reason {number}.")
        site.desk.hand_in(found.viewer, [Source.from_text(f"The pear weighs {number} stone.")])
    for name in ("energy-truce", "invented", "jcpoa"):
        keep_case(house, found.viewer, shipped(name))
    stood = editing.entry(house, found.viewer, "energy-truce", EntryKind.ACCOUNT, "Z1")
    for number in (1, 2):
        stood = editing.write(
            house,
            found.viewer,
            "energy-truce",
            EntryKind.ACCOUNT,
            f"{stood.body}# {number}\n",
            based_on=stood.id,
        )
    for kind, what in (
        (WatchKind.OUTLET, "Meridian"),
        (WatchKind.TEXT, story.id),
        (WatchKind.NAME, "Sarn"),
    ):
        watches.add(house, found.viewer, kind, what)
    look_through(house)
    _settle(site.desk, found)
    for number in (1, 2, 3):
        other = keep(house, trace(Source.from_text(f"The ferry Alba carried {number} cars.")), by=None)
        bring_together(house, found.viewer, story.id, other.id, reason="One event.")
    arrived(house, [capture(FIRST, "Meridian", 9), capture(SECOND + NOTICE, "Meridian", 12)])
    return found


def _held(admin: Client, story: StoryHead, edges: tuple[KeptDerivation, ...]) -> dict[str, str]:
    """Ids of things that have lists."""
    stories = admin.get("/stories?limit=100").json()["items"]
    corrected = next(one["id"] for one in stories if "harbour of Ostrapol" in one["title"])
    return {"story": story.id, "edge": _edge(edges).id, "watch": _watch(admin), "corrected": corrected}


def _watch(client: Client) -> str:
    """The id of the watch with the most matches."""
    found = client.get("/watches").json()["items"]
    return str(max(found, key=lambda watch: watch["matches"])["id"])


def _edge(edges: tuple[KeptDerivation, ...]) -> KeptDerivation:
    return max(edges, key=lambda edge: edge.high)


def _settle(desk: Desk, client: Client) -> None:
    for check in client.get("/checks").json()["items"]:
        desk.wait(check["id"], 30)


def test_every_list_gives_each_entry_once(
    admin: Client, story: StoryHead, edges: tuple[KeptDerivation, ...]
) -> None:
    held = _held(admin, story, edges)
    for template, key in LISTS.items():
        address = template.format(**held)
        every = admin.get(f"{address}{'&' if '?' in address else '?'}limit=100").json()
        assert every["next"] is None, address
        assert every["items"], address
        assert _walked(admin, address) == every["items"], address
        keys = [(item[key], item.get("capture_id")) for item in every["items"]]
        assert len(set(keys)) == len(keys), address


def _walked(client: Client, address: str) -> list[dict[str, Any]]:
    """All entries, two at a time, by the links that each page gives."""
    found: list[dict[str, Any]] = []
    following: str | None = f"{address}{'&' if '?' in address else '?'}limit=2"
    while following:
        answer = client.get(following)
        page = answer.json()
        assert len(page["items"]) <= 2
        found += page["items"]
        link = answer.headers.get("link")
        assert (link is None) is (page["next"] is None)
        following = link.split(">")[0].removeprefix(f"<{BASE}") if link else None
    return found


def test_every_list_is_also_csv(admin: Client, story: StoryHead, edges: tuple[KeptDerivation, ...]) -> None:
    made = description()
    held = _held(admin, story, edges)
    for template in LISTS:
        address = template.format(**held)
        answer = admin.get(address, headers={"accept": "text/csv"})
        assert answer.headers["content-type"].startswith("text/csv")
        joint = "&" if "?" in address else "?"
        assert admin.get(f"{address}{joint}format=csv").content == answer.content
        rows = list(csv.reader(io.StringIO(answer.text)))
        assert len(rows) == 1 + len(admin.get(address).json()["items"])
        path = next(p for p in made["paths"] if _same(p, template))
        told = made["paths"][path]["get"]["responses"]["200"]["content"]["text/csv"]["example"]
        assert ",".join(rows[0]) == told.strip()


def _same(path: str, template: str) -> bool:
    ours, theirs = template.split("?")[0].split("/"), path.split("/")
    return len(ours) == len(theirs) and all(
        a == b or b.startswith("{") for a, b in zip(ours, theirs, strict=True)
    )


def test_all_lists_are_in_the_table() -> None:
    paged = {
        path
        for path, item in description()["paths"].items()
        if "text/csv" in item.get("get", {}).get("responses", {}).get("200", {}).get("content", {})
    }
    assert all(any(_same(path, template) for template in LISTS) for path in paged)
    assert len(paged) == len(LISTS)


def test_the_columns_of_derivations_stay() -> None:
    assert ",".join(columns(Derivation)) == (
        "id,story_id,page,original_wording,original_outlet,original_name,copy_wording,copy_outlet,copy_name,"
        "kind,credit,credited_to,probability,high,medium,low,current,decision_judgement,decision_at,"
        "decision_id,decision_reason,decision_correction"
    )


def test_nothing_in_a_csv_is_a_formula(house: House, client: Clients, story: StoryHead) -> None:
    reply(house, VISITOR, story.id, about="", name="=cmd()", contact="+1", body="-1")
    text = client(Role.EDITOR).get("/replies?format=csv").text
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert {"'=cmd()", "'+1", "'-1"} <= set(cells)


def test_the_inbox_has_the_order_of_the_site(house: House, client: Clients, story: StoryHead) -> None:
    found = client(Role.ANALYST).get("/inbox?limit=100").json()["items"]
    assert all((a["high"], -a["probability"]) >= (b["high"], -b["probability"]) for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("", Form.JSON),
        ("*/*", Form.JSON),
        ("application/json", Form.JSON),
        ("text/csv", Form.CSV),
        ("text/csv, */*;q=0.1", Form.CSV),
        ("application/json;q=0.5, text/csv", Form.CSV),
        ("application/json, text/csv;q=0.5", Form.JSON),
        ("text/csv;q=0", Form.JSON),
        ("text/csv;q=x", Form.JSON),
        ("text/html,application/xhtml+xml,*/*;q=0.8", Form.JSON),
    ],
)
def test_what_is_accepted(accept: str, form: Form) -> None:
    assert _accepted(accept) is form
