"""The persons of one text: full names, surnames, offices, genders."""

from __future__ import annotations

from geopolitik.steps.annotate.name_lexicon import GENERIC_ROLES, TOP_ROLES, given_names


class Persons:
    """Who is who in one text; filled while its names are read."""

    def __init__(self) -> None:
        self._keys: dict[str, list[str]] = {}
        """Last or first word of a name → keys of the persons that bear it, the last mentioned last."""
        self._offices: dict[str, list[tuple[str, str]]] = {}
        self.genders: dict[str, str] = {}

    def add(self, words: list[str], gender: str, offices: list[tuple[str, str]]) -> None:
        """Take in a full name."""
        key = " ".join(word for word in words if len(word) > 1 or word == words[0])
        for part in {words[-1], words[0]} if words[0] in given_names() else {words[-1]}:
            bearers = self._keys.setdefault(part, [])
            if key not in bearers:
                bearers.append(key)
        self._note(key, gender, offices)

    def add_surname(self, surname: str, gender: str, offices: list[tuple[str, str]]) -> None:
        """Take in a surname with a title; it belongs to a full name if there is one."""
        bearers = self._keys.setdefault(surname, [])
        if not bearers:
            bearers.append(surname)
        self._note(bearers[-1], gender, offices)

    def _note(self, key: str, gender: str, offices: list[tuple[str, str]]) -> None:
        if gender and not self.genders.get(key):
            self.genders[key] = gender
        known = self._offices.setdefault(key, [])
        known += [office for office in offices if office not in known]

    def key(self, words: list[str], gender: str = "") -> str | None:
        """The key of the person so named; None if the text does not make it one.

        Where several bear the name, the last mentioned whose gender fits the title.
        """
        full = " ".join(word for word in words if len(word) > 1 or word == words[0])
        if len(words) > 1 and full in self._offices:
            return full
        bearers = self._keys.get(words[-1])
        if not bearers:
            return None
        if len(words) == 1:
            longer = [bearer for bearer in bearers if " " in bearer and bearer.split()[-1] == words[0]]
            fitting = [key for key in longer or bearers if self.genders.get(key, gender) in (gender, "")]
            return ((gender and fitting) or longer or bearers)[-1]
        return None

    def mentioned(self, key: str) -> None:
        """Remember that this person was the last of that name to be mentioned."""
        if " " not in key:
            return
        for bearers in (self._keys.get(key.split()[-1], []), self._keys.get(key.split()[0], [])):
            if key in bearers:
                bearers.remove(key)
                bearers.append(key)

    def holder(self, role: str, owner: str, _offset: int) -> str | None:
        """Who holds an office, if the text says so of just one person."""
        fits = [
            key
            for key, offices in self._offices.items()
            if any(_is_same_office(role, owner, office) for office in offices)
        ]
        return fits[0] if len(fits) == 1 else None


def _is_same_office(role: str, owner: str, office: tuple[str, str]) -> bool:
    held, of = office
    if owner and owner != of:
        return False
    if role == held or held.endswith(" " + role) or role.endswith(" " + held):
        return True
    return bool(owner) and role in GENERIC_ROLES and not TOP_ROLES.isdisjoint(held.split())
