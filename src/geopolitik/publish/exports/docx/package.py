"""The parts of the document put into one file; equal parts give equal bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from xml.sax.saxutils import escape, quoteattr

from geopolitik import __version__
from geopolitik.publish.exports.docx.ooxml import Element, legal, serialise
from geopolitik.text.clean import one_line

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip file can name."""

_START = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."

_PARTS = ("styles", "settings", "comments", "header", "footer")
"""What the document refers to, each a file in `word/`; the name is the relationship's id too."""


def packed(
    *,
    document: Element,
    comments: Element,
    header: Element,
    footer: Element,
    links: Mapping[str, str],
    title: str,
    made_at: datetime,
) -> bytes:
    """The document as the bytes of a `.docx` file; `links` are addresses with the ids that the text uses."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(
            [
                ("document", f"{_OFFICE}officeDocument", "word/document.xml"),
                ("core", f"{_PACKAGE}relationships/metadata/core-properties", "docProps/core.xml"),
                ("app", f"{_OFFICE}extended-properties", "docProps/app.xml"),
            ]
        ),
        "word/document.xml": serialise(document),
        "word/_rels/document.xml.rels": _relationships(
            [(name, f"{_OFFICE}{name}", f"{name}.xml") for name in _PARTS], links
        ),
        "word/styles.xml": _kept("styles.xml"),
        "word/settings.xml": _kept("settings.xml"),
        "word/comments.xml": serialise(comments),
        "word/header.xml": serialise(header),
        "word/footer.xml": serialise(footer),
        "docProps/core.xml": _core(title, made_at),
        "docProps/app.xml": _app(),
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(_entry(name), content, zipfile.ZIP_DEFLATED, compresslevel=6)
    return file.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EPOCH)
    # Else it would tell, and depend on, the system it was made on.
    entry.create_system = 0
    return entry


@cache
def _kept(name: str) -> bytes:
    return files("geopolitik.publish").joinpath("static", f"docx-{name}").read_bytes()


def _content_types() -> bytes:
    overrides = {
        "/word/document.xml": f"{_WORD}document.main+xml",
        **{f"/word/{name}.xml": f"{_WORD}{name}+xml" for name in _PARTS},
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    }
    defaults = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    listed = [f'<Default Extension="{key}" ContentType="{value}"/>' for key, value in defaults.items()]
    listed += [f'<Override PartName="{key}" ContentType="{value}"/>' for key, value in overrides.items()]
    return f'{_START}<Types xmlns="{_PACKAGE}content-types">{"".join(listed)}</Types>'.encode()


def _relationships(inside: list[tuple[str, str, str]], links: Mapping[str, str] | None = None) -> bytes:
    listed = [_relationship(key, kind, target) for key, kind, target in inside]
    listed += [
        _relationship(key, f"{_OFFICE}hyperlink", to, outside=True) for to, key in (links or {}).items()
    ]
    space = f"{_PACKAGE}relationships"
    return f'{_START}<Relationships xmlns="{space}">{"".join(listed)}</Relationships>'.encode()


def _relationship(key: str, kind: str, target: str, *, outside: bool = False) -> str:
    mode = ' TargetMode="External"' if outside else ""
    return f'<Relationship Id="{key}" Type="{kind}" Target={quoteattr(target)}{mode}/>'


def _core(title: str, made_at: datetime) -> bytes:
    moment = f"{made_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    names = {
        "cp": f"{_PACKAGE}metadata/core-properties",
        "dc": "http://purl.org/dc/elements/1.1/",
        "dcterms": "http://purl.org/dc/terms/",
        "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    }
    spaces = " ".join(f'xmlns:{key}="{value}"' for key, value in names.items())
    return (
        f"{_START}<cp:coreProperties {spaces}>"
        f"<dc:title>Redline: {escape(legal(one_line(title)))}</dc:title><dc:creator>GeoPolitik</dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified>'
        "</cp:coreProperties>"
    ).encode()


def _app() -> bytes:
    # Word wants two numbers here, and refuses three.
    version = ".".join(__version__.split(".")[:2])
    space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return (
        f'{_START}<Properties xmlns="{space}"><Application>GeoPolitik</Application>'
        f"<AppVersion>{version}</AppVersion></Properties>"
    ).encode()
