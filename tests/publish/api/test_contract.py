"""The API against its own description: every answer is as described, whatever is asked."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest
import schemathesis
from schemathesis import BaseSchema
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema
from schemathesis.engine.recorder import ScenarioRecorder
from starlette.applications import Starlette
from tests.publish.api.conftest import ADDRESS

from geopolitik.app import showing
from geopolitik.app.checking import Desk
from geopolitik.app.house import House
from geopolitik.model.keeping import Check
from geopolitik.model.ledger.keeping import EntryKind
from geopolitik.model.people import VISITOR, Role
from geopolitik.publish.site.application import application
from geopolitik.publish.site.site import Site
from geopolitik.publish.site.throttle import Throttle
from geopolitik.storage import accounts, cases, open_store, posts, stories
from geopolitik.storage.paging import Paging

EXAMPLES = 4
SEED = 20310514
_EXPECTED = ("2xx", "401", "403", "404", "409", "412")
_UNTOLD = ("addWatch", "keepCase", "writeEntry", "restoreVersion", "listChangedAnswers")
"""What these ask for no schema can tell: a name with letters, YAML that is a case, ordered instants."""
_REFUSED_TOO = {"positive_data_acceptance": {"expected-statuses": [*_EXPECTED, "422"]}}


class Idle(Desk):
    """A desk that keeps what is handed in and traces nothing: hundreds of checks would take an hour."""

    def _begin(self, check: Check) -> None: ...


@dataclass(frozen=True, slots=True)
class Ground:
    """A site that holds something of everything."""

    app: Starlette
    site: Site
    known: dict[str, str]
    """Values for parameters that lead to something."""

    def token(self, role: Role) -> str:
        """A token of a new user."""
        at = self.site.house.clock()
        with self.site.house.store.writing() as w:
            user = accounts.add_user(w, name=f"The {role}", password_hash="none", role=role, at=at)
            return accounts.add_token(w, user.id, "contract", at=at)[1]


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds something of everything: tracing takes seconds, copying the file none."""
    file = tmp_path_factory.mktemp("contract") / "store.db"
    house = House(open_store(file))
    showing.fill(house)
    house.store.close()
    return file


@pytest.fixture
def ground(tmp_path: Path, filled: Path) -> Iterator[Ground]:
    house = House(open_store(shutil.copy(filled, tmp_path / "store.db")))
    # Time flies: limits are tested elsewhere, and would hide everything else here.
    seconds = count(step=10_000)
    site = Site(
        house, "https://geopolitik.test", Idle(house), throttle=Throttle(lambda: float(next(seconds)))
    )
    yield Ground(application(site), site, _known(house))
    site.desk.close()
    house.store.close()


def _known(house: House) -> dict[str, str]:
    """Parameters that lead to something."""
    with house.store.reading() as r:
        story = stories.newest(r, public_only=True, paging=Paging()).items[0]
        edge = next(edge for edge in stories.edges_of(r, story.id) if edge.is_uncredited)
        post = posts.published(r, VISITOR, guests=True).items[0]
        case = cases.listed(r, public_only=True).items[0]
        entries = cases.entries(r, case.id)
    entry = next(one for one in entries if one.kind is EntryKind.ACCOUNT)
    ladder = next(one for one in entries if one.kind is EntryKind.LADDER)
    return {
        "path.story_id": story.id,
        "path.derivation_id": edge.id,
        "path.post_id": post.id,
        "path.case_id": case.id,
        "path.kind": entry.kind.value,
        "path.key": entry.key,
        "path.version": entry.id,
        "path.ladder_id": ladder.key,
    }


def _config(ground: Ground, token: str | None, *, thorough: bool) -> SchemathesisConfig:
    return SchemathesisConfig.from_dict(
        {
            "seed": SEED,
            "base-url": f"{ADDRESS}/api/v1",
            "auth": {"openapi": {"token": {"bearer": token}}} if token else {},
            "parameters": dict(ground.known),
            # A thing may be refused for what it is, which no description of a request can tell.
            "checks": {"positive_data_acceptance": {"expected-statuses": [*_EXPECTED]}},
            "operations": [{"include-operation-id": one, "checks": _REFUSED_TOO} for one in _UNTOLD],
            "generation": {"deterministic": True, "max-examples": EXAMPLES, "database": "none"},
            "phases": {"coverage": {"enabled": thorough}, "stateful": {"enabled": False}},
        }
    )


@pytest.mark.parametrize("role", [None, Role.ANALYST, Role.EDITOR, Role.ADMIN], ids=str)
def test_every_answer_is_as_described(ground: Ground, role: Role | None) -> None:
    token = ground.token(role) if role else None
    schema = schemathesis.openapi.from_asgi(
        "/api/v1/openapi.json",
        ground.app,
        headers={"host": "geopolitik.test"},
        # An editor gets furthest; the slow, systematic phase for one role keeps this within a minute.
        config=_config(ground, token, thorough=role is Role.EDITOR),
    )
    cases, broken, errors = run(schema)
    assert not errors, "\n\n".join(errors)
    assert not broken, "\n\n".join(broken)
    assert cases > (1_500 if role is Role.EDITOR else 150)


def run(schema: BaseSchema) -> tuple[int, list[str], list[str]]:
    """How many cases were tried, what broke, and what could not be tried."""
    cases = 0
    broken: list[str] = []
    errors: list[str] = []
    for event in from_schema(schema).execute():
        if isinstance(event, events.NonFatalError | events.FatalError):
            errors.append(repr(getattr(event, "value", None) or getattr(event, "exception", event)))
        if isinstance(event, events.ScenarioFinished):
            cases += len(event.recorder.cases)
            broken += _broken(event.recorder)
    return cases, broken, errors


def _broken(recorder: ScenarioRecorder) -> list[str]:
    return [
        f"{check.name} {recorder.cases[case].value.method} {recorder.cases[case].value.path}: "
        f"{check.failure_info.failure}\n{check.failure_info.code_sample}"
        for case, checks in recorder.checks.items()
        for check in checks
        if check.failure_info is not None
    ]
