"""A case to take along: its own files, other programs' formats, and a calendar to subscribe to."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime

from starlette.responses import Response

from geopolitik.app.cases.looking import KeptCase, look
from geopolitik.errors import NotFoundError
from geopolitik.ledger.cases import dump
from geopolitik.model.ledger.case import Case
from geopolitik.publish.exports.ledger.asked import Asked as Wanted
from geopolitik.publish.exports.ledger.formats import FORMATS
from geopolitik.publish.site.routing import Get
from geopolitik.publish.site.views.ledger.asking import asked
from geopolitik.publish.site.visit import Visit

_YAML = "yaml"
"""The case as its own files, zipped."""
_ANCIENT = datetime(1000, 1, 1, tzinfo=UTC)


def formats_of(case: Case) -> tuple[tuple[str, str], ...]:
    """Name and title of the formats in which a case can be taken along."""
    # A table of the ETH/PRIO data is of use where a case came from one.
    has_columns = any(one.columns for one in case.arrangements)
    further = [(one.name, one.title) for one in FORMATS.values() if one.name != "ethprio" or has_columns]
    return ((_YAML, "the whole case as YAML files"), *further)


def file(visit: Visit) -> Response:
    """A case as its own files, or in another program's format."""
    kept, question, name = _case(visit), asked(visit), visit.part("format")
    if name == _YAML:
        return _download(_zipped(dump(kept.case)), "application/zip", f"{kept.head.id}.zip")
    wanted = FORMATS.get(name)
    if wanted is None:
        known = ", ".join((_YAML, *FORMATS))
        raise NotFoundError(name[:40], "is no format of the ledger", f"There are: {known}.")
    # What ran out long ago belongs into a calendar too, unless it is asked from when.
    on = _ANCIENT if wanted.name == "ics" and not question.stated else question.on
    made = wanted.write(Wanted(kept.case, on, question.known))
    return _download(made.content, wanted.media_type, f"{kept.head.id}-{wanted.name}.{wanted.suffix}")


def calendar(visit: Visit) -> Response:
    """What runs out, as a calendar that programs subscribe to."""
    kept, question = _case(visit), asked(visit)
    made = FORMATS["ics"].write(Wanted(kept.case, question.on, question.known))
    return Response(made.content, media_type=FORMATS["ics"].media_type)


def _download(content: bytes, media_type: str, name: str) -> Response:
    told = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=media_type, headers=told)


def _zipped(files: Mapping[str, str]) -> bytes:
    """The files in an archive; the same files make the same archive."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, text)
    return made.getvalue()


def _case(visit: Visit) -> KeptCase:
    visit.enter()
    return look(visit.house, visit.viewer, visit.part("case_id"))


PAGES = (Get("/ledger/{case_id}/calendar.ics", calendar), Get("/ledger/{case_id}/files/{format}", file))
