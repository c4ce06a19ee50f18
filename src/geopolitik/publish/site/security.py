"""What every answer carries and every request must: headers, hosts, sizes, origins."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BYTES = 32 * 1024 * 1024
"""The largest request that is read at all."""
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
Refusal = Callable[[str, int, str], Response]
"""Makes the answer to a request that must not get in, from its path, the status and a sentence."""


def policy(nonce: str) -> str:
    """The content security policy of a page: our own files only, and scripts by nonce."""
    return (
        f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


class Guard:
    """Answers what must not get in, and puts the headers on what goes out."""

    def __init__(self, app: ASGIApp, *, hosts: Iterable[str], https: bool, refusal: Refusal) -> None:
        self._app = app
        self._hosts = frozenset(host.lower() for host in hosts)
        self._https = https
        self._answer = refusal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        nonce = secrets.token_urlsafe(16)
        scope.setdefault("state", {})["nonce"] = nonce
        headers = Headers(scope=scope)

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                put(MutableHeaders(scope=message), nonce, https=self._https)
            await send(message)

        refusal = self._refusal(scope, headers)
        if refusal is not None:
            await self._answer(scope["path"], *refusal)(scope, receive, sent)
            return
        await self._app(scope, _bounded(receive), sent)

    def _refusal(self, scope: Scope, headers: Headers) -> tuple[int, str] | None:
        """The status and the reason for which a request must not get in."""
        # A page elsewhere must not reach a site on this machine under a name of its own (DNS rebinding).
        if _split(f"//{headers.get('host', '')}")[1].lower() not in self._hosts:
            return 421, "This site has another address."
        if not _length_is_fine(headers.get("content-length")):
            return 413, f"More than {MOST_BYTES // 1024 // 1024} MB."
        if scope["method"] not in _SAFE and not _is_own(headers):
            return 403, "This form was sent from another site."
        return None


def put(headers: MutableHeaders, nonce: str, *, https: bool) -> None:
    """The headers that every answer carries, unless it has stricter ones of its own."""
    headers.setdefault("content-security-policy", policy(nonce))
    headers.setdefault("x-content-type-options", "nosniff")
    headers.setdefault("referrer-policy", "no-referrer")
    headers.setdefault("cross-origin-opener-policy", "same-origin")
    headers.setdefault("cross-origin-resource-policy", "same-origin")
    headers.setdefault("permissions-policy", "camera=(), geolocation=(), microphone=(), interest-cohort=()")
    headers.setdefault("cache-control", "no-store")
    if https:
        headers.setdefault("strict-transport-security", "max-age=31536000")


def _length_is_fine(length: str | None) -> bool:
    return length is None or (length.isascii() and length.isdigit() and int(length) <= MOST_BYTES)


def _is_own(headers: Headers) -> bool:
    """Whether a form was sent from a page of ours, or by a program that is no browser.

    Browsers say so themselves (Fetch Metadata); older ones name the origin.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is None or _split(origin)[0] == headers.get("host")


def _split(address: str) -> tuple[str, str]:
    """Host with port, and host alone, of an address; empty if it is none."""
    try:
        parts = urlsplit(address)
        return parts.netloc, parts.hostname or ""
    except ValueError:
        return "", ""


def _bounded(receive: Receive) -> Receive:
    """The body, ended where it grows too large: its length may not be told, or told wrong."""
    seen = 0

    async def bounded() -> Message:
        nonlocal seen
        message = await receive()
        if message["type"] == "http.request":
            seen += len(message.get("body", b""))
            if seen > MOST_BYTES:
                return {"type": "http.disconnect"}
        return message

    return bounded
