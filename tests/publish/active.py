"""A strict look at HTML: is there anything in it that runs, loads, leads where it should not, or breaks out?

`assert_inert(html)` is for what foreign text became: a post's body, a summary in a feed, a snippet.
`assert_inert(page, page=True)` is for a whole page of the site, which has scripts, styles and forms of its
own: those must carry a nonce, which foreign text cannot know, or come from the site itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from lxml import etree
from lxml import html as lxml_html


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_NEVER = _names(
    "animate animatemotion animatetransform applet base bgsound embed fencedframe foreignobject frame"
    " frameset handler iframe isindex listing marquee noembed noframes object param plaintext portal set"
    " xml xmp"
)
_PAGE_ONLY = _names(
    "body button canvas dialog fieldset form head html input label legend link main math meta nav noscript"
    " optgroup option output progress script select slot style svg template textarea title"
)
_ADDRESSES = _names(
    "action background cite classid codebase data dynsrc formaction href icon longdesc lowsrc manifest poster"
    " profile src srcset usemap xlink:href"
)
_LOADED = _names("action background data dynsrc formaction icon lowsrc manifest poster src srcset")
_FORBIDDEN = _names("http-equiv is ping srcdoc style xml:base")
_FORBIDDEN_IN_WORDS = _names("action form formaction nonce slot target xmlns")
_NAME = re.compile(r"[a-z][a-z0-9:-]*")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_SKIPPED = re.compile("[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\ufeff]")
_DATA_BLOCKS = frozenset({"application/json", "application/ld+json"})

Found = tuple[str, dict[str, str]]


def assert_inert(html: str, *, page: bool = False) -> None:
    """Fail with a list of whatever is active in the HTML, as two parsers read it."""
    found = sorted({*faults(_by_lxml(html, page), page=page), *faults(_by_stdlib(html), page=page)})
    assert not found, f"active: {found} in {html[:2000]!r}"


def faults(elements: Iterator[Found], *, page: bool) -> Iterator[str]:
    """What is wrong with the elements, each in a few words."""
    for tag, attributes in elements:
        if tag in _NEVER or not _NAME.fullmatch(tag) or (tag in _PAGE_ONLY and not page):
            yield f"element {tag}"
        elif page:
            yield from _page_faults(tag, attributes)
        for name, value in attributes.items():
            yield from _attribute_faults(tag, name, value, page=page)


def _page_faults(tag: str, attributes: dict[str, str]) -> Iterator[str]:
    """A script or style of the site carries a nonce, or is data."""
    if tag == "link" and "stylesheet" in attributes.get("rel", "") and "://" in attributes.get("href", ""):
        yield "foreign stylesheet"
    bare = tag in {"script", "style"} and not attributes.get("nonce")
    if bare and attributes.get("type") not in _DATA_BLOCKS:
        yield f"{tag} without a nonce"


def _attribute_faults(tag: str, name: str, value: str, *, page: bool) -> Iterator[str]:
    odd = not _NAME.fullmatch(name) or name.startswith("on")
    if odd or name in _FORBIDDEN or (name in _FORBIDDEN_IN_WORDS and not page):
        yield f"attribute {name}"
    elif name in _ADDRESSES:
        yield from _address_faults(tag, name, value)


def _address_faults(tag: str, name: str, value: str) -> Iterator[str]:
    """No scheme but the web's and mail's; what the browser loads by itself comes from the site."""
    address = _SKIPPED.sub("", value).replace("\\", "/")
    own = address.startswith(("/", "#", "?", ".")) and not address.startswith("//")
    scheme = _SCHEME.match(address)
    web = scheme is not None and scheme.group().lower() in {"http:", "https:"}
    mail = scheme is not None and scheme.group().lower() == "mailto:" and tag == "a"
    loaded = (
        name in _LOADED or name == "action" or (tag in {"link", "use", "image"} and name.endswith("href"))
    )
    if address and not own and (loaded or not (web or mail)):
        yield f"{name}={value[:80]!r}"


def _by_lxml(html: str, page: bool) -> Iterator[Found]:
    """Elements and attributes as libxml2 reads them; comments and instructions count as elements."""
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True)
    whole = html if page else f"<!doctype html><html><body><main>{html}</main></body></html>"
    root = lxml_html.document_fromstring(whole.encode("utf-8", "replace"), parser=parser)
    start = root if page else root.find(".//main")
    assert start is not None, "the HTML closes what it stands in"
    if not page:
        # What foreign text pushed out of its place would stand beside it.
        assert [child.tag for child in root.find("body")] == ["main"], (
            "the HTML breaks out of what it stands in"
        )
    for element in start.iter():
        if element is start and not page:
            continue
        if isinstance(element, etree._Comment | etree._ProcessingInstruction):
            yield ("!comment", {})
        elif isinstance(element.tag, str):
            yield element.tag.lower(), {str(k).lower(): str(v) for k, v in element.attrib.items()}


def _by_stdlib(html: str) -> Iterator[Found]:
    reader = _Reader(convert_charrefs=True)
    reader.feed(html.encode("utf-8", "replace").decode())
    reader.close()
    yield from reader.found


class _Reader(HTMLParser):
    """The start tags that Python's own parser sees: a second opinion."""

    def __init__(self, *, convert_charrefs: bool) -> None:
        super().__init__(convert_charrefs=convert_charrefs)
        self.found: list[Found] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def handle_comment(self, data: str) -> None:
        self.found.append(("!comment", {}))
