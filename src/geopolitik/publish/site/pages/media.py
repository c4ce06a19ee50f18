"""Pictures kept on this site, as they were tidied when they came in."""

from __future__ import annotations

from starlette.responses import Response

from geopolitik.app.posting.pictures import find_picture
from geopolitik.publish.site.routing import Get
from geopolitik.publish.site.visit import Visit

_HEADERS = {
    # Its id is made from its bytes, so that what an address gives never changes.
    "cache-control": "public, max-age=31536000, immutable",
    "content-security-policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
    "content-disposition": "inline",
}


def picture(visit: Visit) -> Response:
    """A picture."""
    found = find_picture(visit.house, visit.part("picture_id"))
    return Response(found.content, media_type=found.type, headers=_HEADERS)


PAGES = (Get("/media/{picture_id}", picture),)
