"""HTML that can be read far from its page: every address in it absolute."""

from __future__ import annotations

import re

_TAG = re.compile(r'<[a-z][a-z0-9]*(?:\s+[a-z-]+(?:="[^"]*")?)*\s*/?>')
_ADDRESS = re.compile(r'(\s(?:href|src)=")([/#][^"]*)"')


def absolute(html: str, *, site: str, page: str) -> str:
    """Sanitised HTML with absolute addresses.

    Args:
        html: as `publish.richtext.render` gives it: no `"` within an attribute, no `<` outside a tag.
        site: the site's address, without a slash at the end.
        page: the address of the page that holds the text, to which `#…` belongs.
    """

    def address(found: re.Match[str]) -> str:
        opening, to = found.groups()
        if to.startswith("//"):
            return f'{opening}{to}"'
        return f'{opening}{page if to.startswith("#") else site}{to}"'

    return _TAG.sub(lambda tag: _ADDRESS.sub(address, tag[0]), html)
