"""Lists of subscriptions: OPML, as readers' programs export it."""

from __future__ import annotations

from geopolitik.errors import FeedError
from geopolitik.model.feed import Subscribed
from geopolitik.steps.collect.feeds import elements
from geopolitik.steps.collect.feeds.decoding import decoded
from geopolitik.steps.collect.feeds.parsing import tree
from geopolitik.text.clean import one_line

MOST_SUBSCRIPTIONS = 20_000


def from_opml(content: bytes, name: str) -> tuple[Subscribed, ...]:
    """The feeds in a list, each address once, with the innermost folder it stands in.

    Raises:
        FeedError: it is no OPML.
    """
    root = tree(decoded(content), name)
    if elements.name(root) not in ("opml", "outlinedocument"):
        raise FeedError(
            name, "is no list of subscriptions", "It should be OPML, as a feed reader exports it."
        )
    found: dict[str, Subscribed] = {}
    for outline in root.iter("{*}outline"):
        address = elements.absolute(outline, elements.attribute(outline, "xmlurl"))
        if address and len(found) < MOST_SUBSCRIPTIONS:
            found.setdefault(address, _subscribed(outline, address))
    return tuple(found.values())


def _subscribed(outline: object, address: str) -> Subscribed:
    around = getattr(outline, "getparent", lambda: None)()
    folder = around if around is not None and elements.name(around) == "outline" else None
    return Subscribed(
        address=address,
        title=_called(outline),
        page=elements.absolute(outline, elements.attribute(outline, "htmlurl")),
        group=_called(folder) if folder is not None else "",
    )


def _called(outline: object) -> str:
    words = elements.attribute(outline, "title") or elements.attribute(outline, "text")
    return one_line(words)[:200]
