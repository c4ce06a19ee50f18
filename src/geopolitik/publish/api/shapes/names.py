"""The names of users, each looked up once for an answer."""

from __future__ import annotations

from geopolitik.publish.api.asking import Ask
from geopolitik.storage import accounts


class Names:
    """Tells the name of a user by id."""

    def __init__(self, ask: Ask) -> None:
        self._store = ask.house.store
        self._known: dict[str, str] = {}

    def of(self, user_id: str) -> str:
        """The user's name; empty if there is no such user."""
        if user_id not in self._known:
            with self._store.reading() as r:
                user = accounts.user(r, user_id)
            self._known[user_id] = user.name if user else ""
        return self._known[user_id]
