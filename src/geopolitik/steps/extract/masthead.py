"""The site whose page this is, told by the line at its very top."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geopolitik.model.article import Label, Outlet
from geopolitik.steps.extract import phrases
from geopolitik.steps.extract.units import Unit

_MOST_WORDS = 5
_ENDINGS = ("zeitung", "blatt", "post", "news", "kurier", "gazette", "times", "anzeiger", "presse")
_OWNER = re.compile(r"(?:©|\(c\)|copyright)[\s\d©–-]{0,20}(?:by\s)?(?P<name>[^.|,;\n]{2,60})", re.IGNORECASE)


def find_site(units: Sequence[Unit], labels: Sequence[Label]) -> Outlet | None:
    """The outlet that the top line names: made of words such names are made of, or named by the copyright."""
    if not units or labels[0] is not Label.FURNITURE:
        return None
    name = units[0].text
    words = name.split()
    if not 1 <= len(words) <= _MOST_WORDS or not name[0].isupper() or phrases.is_menu(name):
        return None
    plain = phrases.plain(name).split()
    listed = bool(set(plain) & phrases.words("outlet_names")) and len(words) >= 2
    compound = len(words) == 1 and plain[0].endswith(_ENDINGS) and len(name) > 7
    owned = any(
        label is Label.FURNITURE and (found := _OWNER.search(unit.text)) and name in found.group("name")
        for unit, label in zip(units[-12:], labels[-12:], strict=True)
    )
    titled = all(word[0].isupper() or len(word) <= 3 for word in words)
    return Outlet(name, "site") if titled and (listed or compound or owned) else None
