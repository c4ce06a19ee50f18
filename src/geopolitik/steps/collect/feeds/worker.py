"""The child process that reads feeds, lists of them, and pages that name them."""

from __future__ import annotations

import msgspec

from geopolitik.steps.collect.feeds.finding import announced
from geopolitik.steps.collect.feeds.opml import from_opml
from geopolitik.steps.collect.feeds.parsing import parse
from geopolitik.text.apart import Message, serve


def answer(request: Message) -> Message:
    """What one document holds."""
    content, address = str(request["content"]).encode("latin-1"), str(request["address"])
    match request["kind"]:
        case "feed":
            return {"found": msgspec.to_builtins(parse(content, address, str(request["type"])))}
        case "opml":
            return {"found": msgspec.to_builtins(from_opml(content, address))}
        case _:
            return {"found": announced(content, address)}


if __name__ == "__main__":
    serve(answer)
