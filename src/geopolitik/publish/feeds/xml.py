"""XML written so that any text fits in: what XML cannot hold is replaced, the rest is escaped by lxml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from lxml import etree

ATOM = "http://www.w3.org/2005/Atom"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

# All but the characters of XML 1.0 (2.2): control characters, surrogates and two that are none.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def writable(text: str) -> str:
    r"""The text, what XML cannot hold replaced by `\N{REPLACEMENT CHARACTER}`, sign for sign."""
    return _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def root(tag: str, namespaces: Mapping[str | None, str], **attributes: str) -> Any:
    """An element without a parent."""
    element = etree.Element(tag, nsmap=dict(namespaces))
    _describe(element, attributes)
    return element


def add(parent: Any, tag: str, text: str = "", /, **attributes: str | None) -> Any:
    """A new last child with this text and these attributes; attributes that are None are left out."""
    element = etree.SubElement(parent, tag)
    if text:
        element.text = writable(text)
    _describe(element, attributes)
    return element


def set_language(element: Any, language: str | None) -> None:
    """Say which language an element is in, if it is known."""
    if language:
        element.set(LANGUAGE, writable(language))


def document(element: Any) -> bytes:
    """The whole document in UTF-8, indented; the same elements give the same bytes."""
    etree.indent(element)
    content: bytes = etree.tostring(element, xml_declaration=True, encoding="utf-8")
    return content + b"\n"


def _describe(element: Any, attributes: Mapping[str, str | None]) -> None:
    for name, value in attributes.items():
        if value is not None:
            element.set(name, writable(value))
