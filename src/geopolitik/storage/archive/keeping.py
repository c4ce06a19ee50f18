"""What a fetch brought, as records: each answer on the way, and a word about how it was had."""

from __future__ import annotations

import hashlib
from http import HTTPStatus

from geopolitik.steps.collect.web.fetch import Fetched, Hop
from geopolitik.storage.archive import receipts
from geopolitik.storage.archive.adding import FIELDS, Adding, Archive
from geopolitik.storage.archive.receipts import Receipt
from geopolitik.storage.archive.records import Headers, Record, lines, moment, new_record_id

_HTTP = "application/http; msgtype=response"
_PROFILE = "http://netpreserve.org/warc/1.1/revisit/"
_EMPTY = hashlib.sha256(b"").hexdigest()


def keep_received(archive: Archive, fetched: Fetched) -> Receipt:
    """Keep what a fetch brought; once this returns, it is on the disk.

    Returns:
        The receipt of the answer itself: kind `response`, or `revisit` if the same bytes are kept already
        or the server says that nothing has changed.

    Raises:
        StoreError: it can't be written; nothing of it was kept.
    """
    with archive.adding() as adding:
        return receive(adding, fetched)


def receive(adding: Adding, fetched: Fetched) -> Receipt:
    """The same within a transaction that keeps more: `with archive.adding() as adding`."""
    for hop in fetched.hops[:-1]:
        adding.add(_response(hop, b"", fetched, _EMPTY, whole=True), status=hop.status)
    answer = fetched.hops[-1]
    payload = "" if fetched.unchanged else hashlib.sha256(fetched.packed).hexdigest()
    content = "" if fetched.unchanged else hashlib.sha256(fetched.body).hexdigest()
    earlier = _earlier(adding, fetched, payload)
    if fetched.unchanged or earlier:
        record = _revisit(answer, fetched, payload, earlier)
    else:
        record = _response(answer, fetched.packed, fetched, payload, whole=fetched.whole)
    receipt = adding.add(record, status=answer.status, payload=payload, content=content)
    adding.add(_metadata(fetched, receipt), status=0)
    return receipt


def _earlier(adding: Adding, fetched: Fetched, payload: str) -> Receipt | None:
    if fetched.unchanged:
        return receipts.latest(adding.connection, fetched.url)
    return receipts.with_payload(adding.connection, payload) if fetched.packed and fetched.whole else None


def _response(hop: Hop, body: bytes, fetched: Fetched, payload: str, *, whole: bool) -> Record:
    headers: Headers = (("WARC-IP-Address", hop.host), ("WARC-Payload-Digest", f"sha256:{payload}"))
    cut: Headers = () if whole else (("WARC-Truncated", "disconnect"),)
    block = _head(hop) + body
    return Record("response", new_record_id(), hop.url, fetched.at, _HTTP, block, headers + cut)


def _revisit(hop: Hop, fetched: Fetched, payload: str, earlier: Receipt | None) -> Record:
    profile = "server-not-modified" if fetched.unchanged else "identical-payload-digest"
    headers = [("WARC-Profile", _PROFILE + profile), ("WARC-IP-Address", hop.host)]
    if payload:
        headers.append(("WARC-Payload-Digest", f"sha256:{payload}"))
    if earlier:
        headers += [
            ("WARC-Refers-To", f"<{earlier.record_id}>"),
            ("WARC-Refers-To-Target-URI", earlier.address),
            ("WARC-Refers-To-Date", moment(earlier.at)),
        ]
    return Record("revisit", new_record_id(), hop.url, fetched.at, _HTTP, _head(hop), tuple(headers))


def _metadata(fetched: Fetched, receipt: Receipt) -> Record:
    told = [
        ("asked", fetched.asked),
        *(("hop", f"{hop.status} {hop.url}") for hop in fetched.hops),
        ("whole", "yes" if fetched.whole else "no"),
    ]
    about = (("WARC-Concurrent-To", f"<{receipt.record_id}>"),)
    return Record("metadata", new_record_id(), fetched.url, fetched.at, FIELDS, lines(told), about)


def _head(hop: Hop) -> bytes:
    """Status line and headers. The body is kept without its transfer coding, so a header of it would lie."""
    try:
        phrase = HTTPStatus(hop.status).phrase
    except ValueError:
        phrase = ""
    headers = [
        (f"x-archive-orig-{name}" if name == "transfer-encoding" else name, value)
        for name, value in hop.headers
    ]
    return f"HTTP/1.1 {hop.status} {phrase}\r\n".encode() + lines(headers) + b"\r\n"
