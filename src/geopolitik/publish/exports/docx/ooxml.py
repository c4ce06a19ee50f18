"""WordprocessingML elements, written briefly."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from lxml import etree

Element = Any
"""An lxml element; lxml has no types of its own."""

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = {"w": MAIN, "r": RELATIONS}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 can't hold, escaped or not."""

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
OWN_LANGUAGE = "en-GB"
_NO_LANGUAGE = "x-none"
"""Word's own name for a language that it shouldn't guess at."""


def w(tag: str, *children: Element, **attributes: object) -> Element:
    """An element of the main namespace, its attributes too; `r_id` stands for `r:id`."""
    element = etree.Element(f"{{{MAIN}}}{tag}", nsmap=_NAMESPACES)
    for name, value in attributes.items():
        relation = name.startswith("r_")
        key = f"{{{RELATIONS}}}{name[2:]}" if relation else f"{{{MAIN}}}{name}"
        element.set(key, legal(str(value)))
    element.extend(children)
    return element


def legal(text: str) -> str:
    """The text without what XML forbids."""
    return _FORBIDDEN.sub("", text)


def run(text: str, *, style: str = "", language: str = OWN_LANGUAGE, gone: bool = False) -> Element:
    """A run of text; `gone` for one within a deletion, which has an element of its own."""
    shown = w("delText" if gone else "t")
    shown.text = legal(text)
    shown.set(_SPACE, "preserve")
    properties = w("rPr")
    if style:
        properties.append(w("rStyle", val=style))
    if reads_from_right(text):
        properties.append(w("rtl"))
    properties.append(_language(language, text))
    return w("r", properties, shown)


def _language(language: str, text: str) -> Element:
    if not _LANGUAGE.fullmatch(language):
        language = _NO_LANGUAGE
    if reads_from_right(text):
        return w("lang", bidi=language)
    # Word keeps a language for each of three families of scripts.
    asian = {"eastAsia": language} if language[:2] in {"zh", "ja", "ko"} else {}
    return w("lang", val=language, **asian)


def paragraph(*children: Element, style: str = "", from_right: bool = False) -> Element:
    """A paragraph; `from_right` if it reads from right to left."""
    properties = w("pPr")
    if style:
        properties.append(w("pStyle", val=style))
    if from_right:
        properties.append(w("bidi"))
    return w("p", properties, *children)


def reads_from_right(text: str) -> bool:
    """Whether the first character with a direction of its own reads from right to left."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in {"R", "AL"}:
            return True
        if direction == "L":
            return False
    return False


def serialise(root: Element) -> bytes:
    """The part as a file."""
    found: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return found
