"""Addresses that can be clicked, as a Word document wants them: each a relationship with an id."""

from __future__ import annotations

import re
from urllib.parse import quote

from geopolitik.publish.exports.docx.ooxml import Element, run, w
from geopolitik.publish.html import safe_url

_WHOLE = re.compile(r"https?://[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[0-9]{1,5})?(?:[/?#]\S*)?")


class Links:
    """The addresses of one document; Word refuses a file in which one of them is no valid URI."""

    def __init__(self) -> None:
        self.ids: dict[str, str] = {}
        """Address -> id of its relationship."""

    def show(self, address: str, text: str = "") -> Element:
        """The address as a link if it is safe and sound, else as plain text."""
        target = _target(address)
        if not target:
            return run(text or address)
        key = self.ids.setdefault(target, f"link{len(self.ids) + 1}")
        return w("hyperlink", run(text or address, style="Hyperlink"), r_id=key)


def _target(address: str) -> str:
    if not safe_url(address) or len(address) > 2000 or not _WHOLE.fullmatch(address):
        return ""
    base, mark, fragment = address.partition("#")
    # A per cent sign that escapes nothing would make the address invalid.
    sound = [re.sub("%(?![0-9A-Fa-f]{2})", "%25", part) for part in (base, fragment)]
    kept = [quote(part, safe="!$%&'()*+,-./:;=?@_~", errors="replace") for part in sound]
    return kept[0] + mark + kept[1]
