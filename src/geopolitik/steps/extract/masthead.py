"""The site whose page this is, told by the line at its very top or by the one that signs the stamp."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geopolitik.model.article import Label, Outlet
from geopolitik.steps.extract import phrases, stamps
from geopolitik.steps.extract.units import Unit

_MOST_WORDS = 5
_ENDINGS = ("zeitung", "blatt", "post", "news", "kurier", "gazette", "times", "anzeiger", "presse")
_OWNER = re.compile(r"(?:©|\(c\)|copyright)[\s\d©–-]{0,20}(?:by\s)?(?P<name>[^.|,;\n]{2,60})", re.IGNORECASE)


def find_site(units: Sequence[Unit], labels: Sequence[Label]) -> Outlet | None:
    """The outlet that the top line names, or else the one that signs the stamp."""
    name = _top_line(units, labels) or _stamp_signer(units, labels)
    return Outlet(name, "site") if name else None


def _top_line(units: Sequence[Unit], labels: Sequence[Label]) -> str | None:
    """The first line, if made of words such names are made of, or named by the copyright."""
    if not units or labels[0] is not Label.FURNITURE:
        return None
    name = units[0].text
    if not 1 <= len(name.split()) <= _MOST_WORDS or not name[0].isupper() or phrases.is_menu(name):
        return None
    owned = any(
        label is Label.FURNITURE and (found := _OWNER.search(unit.text)) and name in found.group("name")
        for unit, label in zip(units[-12:], labels[-12:], strict=True)
    )
    titled = all(word[0].isupper() or len(word) <= 3 for word in name.split())
    return name if titled and (owned or sounds_like_an_outlet(name)) else None


def _stamp_signer(units: Sequence[Unit], labels: Sequence[Label]) -> str | None:
    """`Harbour Herald, March 3, 2026, 18:22 GMT`: the name that stands with the date."""
    for unit, label in zip(units, labels, strict=True):
        if label is Label.STAMP:
            name = " ".join(stamps.residue(unit.text, stamps.find_stamps(unit.text)))
            if name and name in unit.text and sounds_like_an_outlet(name):
                return name
    return None


def sounds_like_an_outlet(name: str) -> bool:
    """Whether a name is made of words that names of outlets are made of."""
    plain = phrases.plain(name).split()
    listed = bool(set(plain) & phrases.words("outlet_names")) and len(plain) >= 2
    return listed or (len(plain) == 1 and plain[0].endswith(_ENDINGS) and len(name) > 7)
