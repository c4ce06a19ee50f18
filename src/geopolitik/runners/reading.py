"""What an archive is built from: files, folders and stores as one stream, and a page as a record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from geopolitik.errors import CaptureError, ExtractionError, StoreError, UsageError
from geopolitik.model.archive import Record
from geopolitik.model.article import METADATA_LABELS, STORY_LABELS, Article, Label
from geopolitik.model.capture import Capture, Declared
from geopolitik.steps.collect import capture_bytes, capture_file
from geopolitik.steps.collect.files import (
    Held,
    Page,
    Stretch,
    Unread,
    files_in,
    is_page,
    read_file,
    stretches,
)
from geopolitik.text.times import read_time

_SQLITE = b"SQLite format 3\0"
_TOLD = (STORY_LABELS | METADATA_LABELS) - {Label.TITLE}
"""What of a page becomes the text of its record: who is credited is told by it, the furniture isn't."""


def held(inputs: Sequence[str]) -> Iterator[Held | Stretch]:
    """What files, folders and stores hold, one after the other, folders in the order of their names.

    Nothing in them raises: what can't be read is told with its name and the reason, and the rest follows.
    Nothing is extracted yet; one page at a time is held. Of unpacked lines of JSON only the places are told,
    for whoever makes records of them to read.

    Args:
        inputs: paths of files and folders, and addresses of PostgreSQL stores.
    """
    for named in inputs:
        if _is_address(named):
            yield from _kept(named)
            continue
        try:
            for path in files_in(Path(named)):
                yield from _file(path)
        except CaptureError as error:
            yield Unread(error.subject, error.reason)


def record(page: Page) -> Record:
    """A page as a record: the text of an article as it is, of a whole page what its furniture leaves.

    Raises:
        CaptureError: its bytes are no text.
        ExtractionError: it is a page that holds no article, or one that is too long.
    """
    return _bare(page) if page.is_bare else _extracted(page)


def _file(path: Path) -> Iterator[Held | Stretch]:
    if is_page(path):
        try:
            yield _page(capture_file(path))
        except CaptureError as error:
            yield Unread(error.subject, error.reason)
    elif _is_store(path):
        yield from _kept(str(path))
    else:
        yield from _many(path)


def _many(path: Path) -> Iterator[Held | Stretch]:
    """A file of many pages; if it is cut, by stretches."""
    is_cut = False
    try:
        for stretch in stretches(path):
            is_cut = True
            yield stretch
    except OSError as error:
        yield Unread(path.name, f"can't be read ({(error.strerror or str(error)).lower()})")
        return
    if not is_cut:
        yield from read_file(path)


def _is_address(named: str) -> bool:
    """Whether a store on a server is meant. What stores need is loaded only if one might be."""
    if "://" not in named:
        return False
    from geopolitik.storage.postgres import is_address

    return is_address(named)


def _is_store(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        # Whoever reads it says why it can't be read.
        return False


def _kept(address: str) -> Iterator[Held]:
    """The captures of a store, in the order of their coming."""
    from geopolitik.storage import captures, open_store

    try:
        store = open_store(address)
    except StoreError as error:
        yield Unread(error.subject, error.reason)
        return
    try:
        with store.reading() as r:
            for capture_id in captures.ids(r):
                capture = captures.get(r, capture_id)
                if capture is not None:
                    yield _page(capture, capture.id)
    finally:
        store.close()


def _page(capture: Capture, known_as: str = "") -> Page:
    said = capture.declared
    return Page(
        capture.name,
        capture.content,
        address=said.url or "",
        outlet=said.outlet or "",
        published=said.published or "",
        captured_at=capture.captured_at,
        id=known_as,
    )


def _bare(page: Page) -> Record:
    return Record(
        id=page.id or _captured(page).id,
        text=page.content.decode("utf-8", "replace"),
        outlet=page.outlet or _host(page.address),
        date=_date(page.published),
        address=page.address,
        title=page.title,
    )


def _extracted(page: Page) -> Record:
    # Late: lines of JSON are read without it.
    from geopolitik.steps.extract import extract

    capture = _captured(page)
    article = extract(capture)
    text = _told(article)
    if not text:
        raise ExtractionError(page.name, "holds no article")
    published = article.published.iso if article.published else None
    return Record(
        id=page.id or capture.id,
        text=text,
        outlet=article.outlet.name if article.outlet else page.outlet or _host(page.address),
        date=published or _date(page.published),
        address=page.address,
        title=article.title or "",
    )


def _captured(page: Page) -> Capture:
    declared = Declared(page.outlet or None, page.address or None, _date(page.published) or None)
    name = page.captured_as or page.name
    return capture_bytes(page.content, name, declared=declared, captured_at=page.captured_at)


def _told(article: Article) -> str:
    legible = article.legible
    parts = (legible[b.start : b.end].strip() for b in article.blocks if b.label in _TOLD)
    return "\n\n".join(part for part in parts if part)


@lru_cache(maxsize=4096)
def _date(text: str) -> str:
    """A written time as ISO 8601; empty if it can't be read in one way."""
    try:
        return read_time(text, "published") if text else ""
    except UsageError:
        return ""


def _host(address: str) -> str:
    """Who publishes, as far as an address tells."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
