"""Which articles are versions of what lies at one address, in their order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import pairwise
from urllib.parse import urlsplit

from geopolitik.model.annotation import Annotation

_WEB = ("http", "https")


def versions(annotations: Sequence[Annotation]) -> Iterator[tuple[str, Annotation, Annotation]]:
    """Address, earlier and later article of each two neighbouring versions of one address.

    Only articles whose time is known are put in order: when they were captured, else when they say that they
    were updated or published.
    """
    groups: dict[str, list[tuple[datetime, str, Annotation]]] = defaultdict(list)
    for annotation in annotations:
        address, at = address_of(annotation), _time(annotation)
        if address and at is not None:
            groups[address].append((at, annotation.capture_id, annotation))
    for address, group in groups.items():
        # Where two times are one, which came first can't be told.
        moments = {at: annotation for at, _, annotation in sorted(group, key=lambda entry: entry[:2])}
        for before, after in pairwise(moments.values()):
            yield address, before, after


def address_of(annotation: Annotation) -> str:
    """Where an article lies on the web, without what leads to a place in it; empty if that isn't known."""
    capture = annotation.article.capture
    for told in (capture.declared.url, capture.address):
        try:
            parts = urlsplit(told or "")
        except ValueError:
            continue
        if parts.scheme.lower() in _WEB and parts.netloc:
            host = parts.netloc.lower().removeprefix("www.")
            return f"{host}{parts.path.rstrip('/')}{'?' if parts.query else ''}{parts.query}"
    return ""


def _time(annotation: Annotation) -> datetime | None:
    article = annotation.article
    if article.capture.captured_at is not None:
        return article.capture.captured_at
    stamp = article.updated or article.published
    if stamp is None or stamp.iso is None:
        return None
    try:
        found = datetime.fromisoformat(stamp.iso)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
