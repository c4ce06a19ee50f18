"""The child process that parses pages."""

from __future__ import annotations

import contextlib
from typing import Any

from geopolitik.text.apart import Message, serve


def main() -> None:
    """Answer requests until standard input ends."""
    serve(answer, ready=_load)


def _load() -> None:
    from geopolitik.steps.extract.html.votes import voters

    with contextlib.suppress(ImportError):
        voters()


def answer(request: Message) -> Message:
    """What one page holds."""
    from lxml import etree

    try:
        return parse(str(request["html"]), vote=bool(request["vote"]))
    except etree.ParserError:
        return {"segments": [], "images": [], "meta": {}, "warnings": []}


def parse(html: str, *, vote: bool = True) -> dict[str, Any]:
    """Segments in reading order with their votes, pictures, and what the head says."""
    from lxml import html as lxml_html

    from geopolitik.steps.extract.html.meta import read_meta
    from geopolitik.steps.extract.html.votes import vote as ask
    from geopolitik.steps.extract.html.walk import Walker

    clean = html.replace("\x00", "")
    parser = lxml_html.HTMLParser(huge_tree=True, encoding="utf-8", no_network=True)
    root = lxml_html.document_fromstring(clean.encode("utf-8", "replace"), parser=parser)
    walker = Walker(root)
    votes, warnings = ask(clean, walker.segments) if vote else ([[] for _ in walker.segments], [])
    segments = [
        {
            "text": segment.text,
            "marks": segment.marks,
            "names": segment.names,
            "linked": segment.linked,
            "bold": segment.bold,
            "links": segment.links,
            "tight": segment.tight,
            "votes": names,
        }
        for segment, names in zip(walker.segments, votes, strict=True)
    ]
    return {"segments": segments, "images": walker.images, "meta": read_meta(root), "warnings": warnings}


if __name__ == "__main__":
    main()
