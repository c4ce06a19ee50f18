"""The few things that are set for a site as a whole."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from geopolitik.storage.schema import settings


@dataclass(frozen=True, slots=True)
class Settings:
    """How a site is set up. What was never set has these values."""

    name: str = "GeoPolitik"
    description: str = "Who had it from whom, and what every retelling changed."
    place: str = ""
    """Where the site is at home, shown with the date."""
    zone: str = "UTC"
    guests: bool = True
    """Whether visitors without an account may read what is open to everyone."""
    registration: bool = False
    """Whether anybody may register; else an invitation is needed."""
    notice: str = ""
    """Who answers for the site: shown at the foot of each page."""


def load(connection: Connection) -> Settings:
    """The site's settings."""
    known = {field.name for field in fields(Settings)}
    rows = connection.execute(select(settings.c.name, settings.c.value))
    return Settings(**{name: json.loads(value) for name, value in rows if name in known})


def save(connection: Connection, changed: Settings) -> None:
    """Keep the site's settings."""
    values: dict[str, Any] = asdict(changed)
    connection.execute(delete(settings).where(settings.c.name.in_(values)))
    connection.execute(insert(settings), [{"name": n, "value": json.dumps(v)} for n, v in values.items()])


def secret(connection: Connection, name: str, fresh: str) -> str:
    """A secret of this store; `fresh` becomes it the first time it is asked for."""
    key = f"secret {name}"
    found = connection.execute(select(settings.c.value).where(settings.c.name == key)).scalar()
    if found is None:
        connection.execute(insert(settings).values(name=key, value=json.dumps(fresh)))
        return fresh
    return str(json.loads(found))
