"""The child process that parses pages: reads requests from standard input, answers on standard output.

Each message is four bytes of length, most significant first, and that many bytes of JSON.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import sys
from typing import IO, Any

MEMORY = 900 * 1024 * 1024
"""Address space, not resident memory: libraries alone map some 300 MB of it."""


def main() -> None:
    """Answer requests until standard input ends."""
    _limit()
    requests, answers = sys.stdin.buffer, _own_stdout()
    from lxml import etree

    from geopolitik.steps.extract.html.votes import voters

    with contextlib.suppress(ImportError):
        voters()
    while (request := read_message(requests)) is not None:
        try:
            answer = parse(str(request["html"]), vote=bool(request["vote"]))
        except etree.ParserError:
            answer = {"segments": [], "images": [], "meta": {}, "warnings": []}
        except MemoryError:
            answer = {"error": "needs more memory than a page may take"}
        except Exception as err:  # noqa: BLE001 - whatever the page did to the parser, the next one has its turn
            answer = {"error": f"cannot be parsed ({type(err).__name__})"}
        write_message(answers, answer)


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _own_stdout() -> IO[bytes]:
    """Keep the answers' way to ourselves: what a library prints goes nowhere."""
    answers = os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123
        os.dup2(nowhere.fileno(), 1)
    return answers


def read_message(stream: IO[bytes]) -> dict[str, Any] | None:
    """The next message, or None if the stream ended before it was whole."""
    head = stream.read(4)
    if len(head) < 4:
        return None
    size = int.from_bytes(head, "big")
    body = stream.read(size)
    return json.loads(body) if len(body) == size else None


def write_message(stream: IO[bytes], message: dict[str, Any]) -> None:
    """Send one message."""
    body = json.dumps(message).encode()
    stream.write(len(body).to_bytes(4, "big") + body)
    stream.flush()


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
