"""The elements of RSS, RDF and Atom, read alike: what many vocabularies call by many names."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from geopolitik.model.feed import FeedEntry, FeedKind, SourceNamed
from geopolitik.steps.collect.feeds.texts import line, moment, plain

_XML = "{http://www.w3.org/XML/1998/namespace}"
_MEDIA = "{http://search.yahoo.com/mrss/}"
_LONGEST = 8_192
_CLOSED = re.compile(r"</(?:p|a|b|i|em|strong|div|span|ul|ol|li|h[1-6]|blockquote|table)\s*>|<br\s*/?>", re.I)
_MAIL = re.compile(r"\s*(?:[^\s()<>]+@[^\s()<>]+)\s*")
_PERIODS = {"hourly": 60, "daily": 1_440, "weekly": 10_080, "monthly": 43_200, "yearly": 525_600}
# Vocabularies whose `title`, `link` and `description` are about something else in the entry.
_FOREIGN = ("media", "mrss", "itunes", "podlove", "georss", "thr", "slash", "gd", "image", "textinput")


def name(element: Any) -> str:
    """An element's name in small letters, without its namespace; empty for comments."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def children(element: Any) -> Iterator[Any]:
    """The elements in an element that are about it: not those of pictures, sound and comments."""
    for child in element:
        if isinstance(child.tag, str) and not _foreign(child):
            yield child


def _foreign(element: Any) -> bool:
    space = element.tag.rpartition("}")[0].lower()
    return (element.prefix or "").lower() in _FOREIGN or "search.yahoo.com/mrss" in space or "itunes" in space


def _named(element: Any, *names: str) -> Any | None:
    """The first child by these names, the earlier names before the later ones."""
    found: dict[str, Any] = {}
    for child in children(element):
        if _has_something(child):
            found.setdefault(name(child), child)
    return next((found[wanted] for wanted in names if wanted in found), None)


def _has_something(element: Any) -> bool:
    return bool(len(element) or (element.text or "").strip() or element.attrib)


def attribute(element: Any, wanted: str) -> str:
    """An attribute by its name, however it is written; empty if there is none."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2].lower() == wanted:
            return str(value).strip()
    return ""


def text(element: Any | None) -> str:
    """An element's text, without markup, a line for each block."""
    if element is None:
        return ""
    if len(element):
        from lxml import etree

        return plain(etree.tostring(element, encoding="unicode", with_tail=False))
    content = element.text or ""
    kind = attribute(element, "type").lower()
    if attribute(element, "mode").lower() == "base64" or kind.startswith("application/octet"):
        content = _unpacked(content)
    declared = "html" in kind or attribute(element, "mode").lower() == "escaped"
    # Atom's plain text holds no markup; much that is written for plain is not.
    if _is_atom(element) and not declared and not _CLOSED.search(content):
        return content.strip()[:20_000]
    return plain(content)


def _is_atom(element: Any) -> bool:
    space = element.tag.rpartition("}")[0].lower()
    return "atom" in space or "purl.org/pie" in space


def _unpacked(content: str) -> str:
    try:
        return base64.b64decode(content, validate=False).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""


def one_line(element: Any | None) -> str:
    """The same on one line."""
    return " ".join(text(element).split())[:1_000]


def title(element: Any) -> str:
    """What a feed or an entry is called."""
    return one_line(_named(element, "title", "headline")) or one_line(element.find(_MEDIA + "title"))


def language(element: Any) -> str:
    """The language that is declared for an element, or for those around it."""
    own = one_line(_named(element, "language"))
    while not own and element is not None:
        own = str(element.get(_XML + "lang") or "").strip()
        element = element.getparent()
    return own[:40].replace("_", "-")


def absolute(element: Any, written: str) -> str:
    """An address as it is meant where it stands; empty if it is none of the web."""
    written = written.strip()
    if not written:
        return ""
    try:
        found = urljoin(_base(element), written)
    except ValueError:
        return ""
    return found if found.lower().startswith(("http://", "https://")) and len(found) <= _LONGEST else ""


def _base(element: Any) -> str:
    """The address from which an element's relative ones are read (XML Base)."""
    try:
        return str(element.base or "")
    except ValueError:
        return ""


def _links(element: Any, relation: str) -> Iterator[str]:
    for child in children(element):
        if name(child) == "link" and (attribute(child, "rel").lower() or "alternate") == relation:
            found = absolute(child, attribute(child, "href") or (child.text or ""))
            if found:
                yield found


def page(element: Any) -> str:
    """The address of the page that a feed or an entry is about."""
    found = next(_links(element, "alternate"), "") or absolute(element, attribute(element, "href"))
    guid = _named(element, "guid")
    if not found and guid is not None and attribute(guid, "ispermalink").lower() != "false":
        written = (guid.text or "").strip()
        found = absolute(guid, written) if written.startswith(("http://", "https://")) else ""
    content = _named(element, "content")
    if not found and content is not None:
        found = absolute(content, attribute(content, "src"))
    if not found and _is_about(element):
        found = absolute(element, attribute(element, "about"))
    return found


def _is_about(element: Any) -> bool:
    return attribute(element, "about").startswith(("http://", "https://"))


def author(element: Any) -> str:
    """Who wrote it: the name, where one is told beside the address."""
    for key in ("creator", "author", "managingeditor", "publisher", "webmaster"):
        found = _named(element, key)
        if found is None:
            continue
        if (named := _named(found, "name", "email")) is not None:
            return one_line(named)
        words = one_line(found)
        told = _MAIL.sub(" ", words).strip(" ()<>\"'")
        if words:
            return told or words
    return ""


def minutes(channel: Any) -> int | None:
    """How long a feed says that it stays fresh, in minutes."""
    ttl = one_line(_named(channel, "ttl"))
    if ttl.isascii() and ttl.isdigit():
        return min(int(ttl[:9]), 43_200)
    period = _PERIODS.get(one_line(_named(channel, "updateperiod")).lower())
    often = one_line(_named(channel, "updatefrequency"))
    if period is None:
        return None
    return max(1, period // max(1, int(often[:6]))) if often.isascii() and often.isdigit() else period


def entry(element: Any, kind: FeedKind, spoken: str = "") -> FeedEntry:
    """One entry; `spoken` is the language of its feed."""
    address = page(element)
    heading = title(element)
    summary = text(_named(element, *_SUMMARIES)) or text(_named(element, *_CONTENTS))
    called = one_line(_named(element, "guid", "id", "identifier")) or attribute(element, "about")
    return FeedEntry(
        id=(called or address or _hashed(heading, summary))[:1_000],
        address=address,
        title=heading,
        summary=summary,
        published=_first_moment(element, "pubdate", "published", "issued", "date", "created"),
        updated=_first_moment(element, "updated", "modified", "date"),
        author=author(element),
        language=language(element) or spoken,
        source=_source(element, kind),
        via=tuple(dict.fromkeys(_links(element, "via"))),
    )


_SUMMARIES = ("description", "summary", "abstract", "excerpt")
_CONTENTS = ("encoded", "content", "fullitem", "body")


def _first_moment(element: Any, *names: str) -> Any:
    return next((at for key in names if (at := moment(one_line(_named(element, key)))) is not None), None)


def _source(element: Any, kind: FeedKind) -> SourceNamed | None:
    found = _named(element, "source")
    if found is None:
        return None
    if kind is FeedKind.ATOM:
        address = next(_links(found, "self"), "") or page(found)
        named = title(found) or line(one_line(_named(found, "id")))
    else:
        # Dublin Core's element of this name holds an address or a name, RSS's both.
        words = one_line(found)
        address = absolute(found, attribute(found, "url")) or (
            absolute(found, words) if "://" in words else ""
        )
        named = words if words != address else ""
    return SourceNamed(named, address) if named or address else None


def _hashed(*words: str) -> str:
    return hashlib.sha256("\n".join(words).encode("utf-8", "replace")).hexdigest()[:32]
