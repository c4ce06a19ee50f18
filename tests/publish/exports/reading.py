"""Reads a Word document as a word processor would: with all changes accepted, or all rejected."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT_STYLES = frozenset({"TextTitle", "TextHeading", "Text", "Aside"})
ACCEPTED, REJECTED = frozenset({"ins", "moveTo"}), frozenset({"del", "moveFrom"})


def part(document: bytes, name: str = "word/document.xml") -> Any:
    """One part of the document, parsed."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return etree.fromstring(archive.read(name), etree.XMLParser(resolve_entities=False, huge_tree=True))


def style(paragraph: Any) -> str:
    """The paragraph's style."""
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else str(found.get(f"{W}val"))


def texts(document: bytes, *, accept: bool) -> list[str]:
    """The paragraphs of the redlined text after all changes were accepted or rejected."""
    gone = REJECTED if accept else ACCEPTED
    found = [""]
    for paragraph in part(document).iter(f"{W}p"):
        if style(paragraph) in TEXT_STYLES:
            found[-1] += _text(paragraph, gone)
            marks = {mark.tag.removeprefix(W) for mark in paragraph.iterfind(f"{W}pPr/{W}rPr/*")}
            # A paragraph whose mark is gone runs on into the next.
            if not marks & gone:
                found.append("")
    return found[:-1]


def _text(paragraph: Any, gone: frozenset[str]) -> str:
    parts: list[str] = []
    for text in paragraph.iter(f"{W}t", f"{W}delText"):
        around = {parent.tag.removeprefix(W) for parent in text.iterancestors()}
        if not around & gone:
            parts.append(text.text or "")
    return "".join(parts)


def shown(document: bytes) -> str:
    """All words of the document's body, deleted ones too."""
    return "".join(text.text or "" for text in part(document).iter(f"{W}t", f"{W}delText"))
