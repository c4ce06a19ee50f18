"""Our own style sheets, scripts and pictures: named by their content, so that browsers may keep them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

_TYPES = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that ships with the site."""

    content: bytes
    type: str
    address: str
    """With a part of the content's hash."""


@cache
def _assets() -> dict[str, Asset]:
    found = {}
    # The report's style and script serve the redline page too.
    folders = [
        files(package).joinpath("static") for package in ("geopolitik.publish", "geopolitik.publish.site")
    ]
    for file in (file for folder in folders for file in folder.iterdir()):
        kind = _TYPES.get(file.name.rpartition(".")[2])
        if kind is not None:
            content = file.read_bytes()
            digest = hashlib.sha256(content).hexdigest()[:12]
            found[file.name] = Asset(content, kind, f"/static/{digest}/{file.name}")
    return found


def asset(name: str) -> str:
    """The address of a file of ours."""
    return _assets()[name].address


async def serve(request: Request) -> Response:
    """A file of ours; what its address names never changes."""
    found = _assets().get(request.path_params["name"])
    if found is None or found.address != request.url.path:
        return PlainTextResponse("There is no such file.\n", 404)
    keep = {"cache-control": "public, max-age=31536000, immutable"}
    return Response(found.content, media_type=found.type, headers=keep)
