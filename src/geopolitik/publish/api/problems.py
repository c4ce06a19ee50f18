"""Errors as problem details (RFC 9457), and which of them an operation may answer with."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import Field
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import compile_path

from geopolitik.errors import GeopolitikError, MovedError, RefusedError
from geopolitik.ledger.cases import CaseError
from geopolitik.publish.api.shape import Shape
from geopolitik.publish.api.shapes.proving import Finding
from geopolitik.publish.site.routing import status as status_of
from geopolitik.publish.site.visit import TooOftenError
from geopolitik.text.clean import one_line

MEDIA = "application/problem+json"
BASE = "/api/v1"
_TAG = re.compile(r"constrained-|function-|str$|int$|.*\[")
"""What Pydantic adds to the place of a fault for its own purposes."""
_MOST_FAULTS = 50
_log = logging.getLogger(__name__)


class Kind(StrEnum):
    """What went wrong: the last part of a problem's `type`."""

    MOVED = "moved"
    BAD_REQUEST = "bad-request"
    UNAUTHENTICATED = "unauthenticated"
    REFUSED = "refused"
    NOT_FOUND = "not-found"
    METHOD = "method-not-allowed"
    CONFLICT = "conflict"
    PRECONDITION = "precondition-failed"
    TOO_LARGE = "too-large"
    MEDIA_TYPE = "unsupported-media-type"
    MISDIRECTED = "misdirected"
    INVALID = "invalid"
    NO_PRECONDITION = "precondition-required"
    TOO_OFTEN = "too-often"
    FAULT = "fault"
    UNAVAILABLE = "unavailable"


KINDS: Mapping[int, tuple[Kind, str]] = {
    307: (Kind.MOVED, "It has become part of something else; `Location` and `instead` say of what."),
    400: (Kind.BAD_REQUEST, "The request can't be read: its body is no JSON, or is cut off."),
    401: (Kind.UNAUTHENTICATED, "A token is needed, or the one that was sent is unknown or withdrawn."),
    403: (Kind.REFUSED, "The user whose token this is may not do that."),
    404: (Kind.NOT_FOUND, "There is no such thing, or whoever asks may not know of it."),
    405: (Kind.METHOD, "This address doesn't know the method; `Allow` says which it knows."),
    409: (Kind.CONFLICT, "It doesn't fit what is there: somebody was first, or it is done already."),
    412: (Kind.PRECONDITION, "The thing was changed since the revision named in `If-Match`."),
    413: (Kind.TOO_LARGE, "The request is too large."),
    415: (Kind.MEDIA_TYPE, "The body is of a type that this operation doesn't read."),
    421: (Kind.MISDIRECTED, "This site has another address than the one that was asked."),
    422: (Kind.INVALID, "A value isn't as described, or what was asked for can't be done as asked."),
    428: (Kind.NO_PRECONDITION, "`If-Match` is missing: say which revision you mean."),
    429: (Kind.TOO_OFTEN, "Too many requests; `Retry-After` says how many seconds to wait."),
    500: (Kind.FAULT, "A fault of ours; it is logged."),
    503: (Kind.UNAVAILABLE, "The store can't be read or written now."),
}
"""By status; the sentence is the problem's title."""


_HEADERS = {
    307: ("Location", "The address to ask.", "string"),
    401: ("WWW-Authenticate", "Which scheme is wanted.", "string"),
    429: ("Retry-After", "Seconds to wait.", "integer"),
}
"""What an answer of a status always says in its head: name, meaning, type."""


class Fault(Shape):
    """One value that isn't as described."""

    place: str = Field(
        description="Where it stands: `body/title`, `query/limit`, `header/if-match`.",
        examples=["query/limit"],
    )
    reason: str = Field(
        description="What is wrong with it.", examples=["Input should be less than or equal to 100"]
    )


class Problem(Shape):
    """What went wrong, after RFC 9457."""

    type: str = Field(
        description="Which kind of problem it is: an address that explains it.",
        examples=[f"{BASE}/docs#problem-not-found"],
        json_schema_extra={"enum": [f"{BASE}/docs#problem-{kind.value}" for kind in Kind]},
    )
    title: str = Field(description="The kind in words: the same for each problem of one type.")
    status: int = Field(description="The HTTP status.", examples=[404], ge=300, le=599)
    detail: str = Field(
        description="What happened to which thing, and what to do.",
        examples=["abcdefghjkmn: there is no such story. It may not be public yet: sign in."],
    )
    instead: str | None = Field(
        default=None, description="Where it is found now: the address to ask, for what has moved."
    )
    errors: list[Fault] = Field(default_factory=list, description="The values that aren't as described.")
    findings: list[Finding] = Field(
        default_factory=list,
        description="What our own redline found in a post that is held back for it.",
    )


class ProblemError(Exception):
    """A problem that is the API's own."""

    def __init__(
        self,
        status: int,
        detail: str,
        headers: Mapping[str, str] | None = None,
        findings: Sequence[Finding] = (),
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.headers = headers or {}
        self.findings = findings


def says(*statuses: int, login: bool = False, body: bool = False, **more: Any) -> dict[str, Any]:
    """What an operation declares: the problems that it may answer with, and who may call it.

    Args:
        statuses: those besides the ones that every operation may answer with.
        login: whether a token is needed.
        body: whether it reads a body.
        more: further arguments for FastAPI's decorator; its `responses` are added to these.
    """
    always = (401, 422, 429, 500, 503)
    reading = (400, 413) if body else ()
    responses: dict[int | str, Any] = {s: _answer(s) for s in sorted({*statuses, *always, *reading})}
    security: list[dict[str, list[str]]] = [{"token": []}] if login else [{}, {"token": []}]
    extra = {"security": security, **more.pop("openapi_extra", {})}
    return {"responses": responses | more.pop("responses", {}), "openapi_extra": extra, **more}


def _answer(status: int) -> dict[str, Any]:
    kind, title = KINDS[status]
    example = {
        "type": _type(kind),
        "title": title,
        "status": status,
        "detail": title,
        "instead": None,
        "errors": [],
        "findings": [],
    }
    content = {"schema": {"$ref": "#/components/schemas/Problem"}, "example": example}
    answer: dict[str, Any] = {"description": title, "content": {MEDIA: content}}
    if status in _HEADERS:
        header, words, kind_of = _HEADERS[status]
        answer["headers"] = {header: {"description": words, "required": True, "schema": {"type": kind_of}}}
    return answer


def _type(kind: Kind) -> str:
    return f"{BASE}/docs#problem-{kind.value}"


def problem(
    status: int,
    detail: str,
    *,
    headers: Mapping[str, str] | None = None,
    instead: str | None = None,
    errors: Sequence[Fault] = (),
    findings: Sequence[Finding] = (),
) -> Response:
    """A problem as an answer."""
    kind, title = KINDS.get(status, KINDS[400 if status < 500 else 500])
    told = Problem(
        type=_type(kind),
        title=title,
        status=status,
        detail=_fit(detail),
        instead=instead,
        errors=list(errors),
        findings=list(findings),
    )
    more = dict(headers or {})
    if status == 401:
        more.setdefault("www-authenticate", 'Bearer realm="api"')
    return Response(told.model_dump_json(), status, more, MEDIA)


def _fit(words: str) -> str:
    """Words that can be written as UTF-8, on one line, and not without end."""
    return one_line(words.encode("utf-8", "replace").decode())[:600]


def answering(app: FastAPI) -> None:
    """Let an application answer each error as a problem."""
    app.add_exception_handler(GeopolitikError, _ours)
    app.add_exception_handler(ProblemError, _own)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _fault)


async def _ours(request: Request, error: Exception) -> Response:
    assert isinstance(error, GeopolitikError)
    if isinstance(error, MovedError):
        return _moved(request, error)
    status = status_of(error)
    headers = {"retry-after": str(round(error.seconds) + 1)} if isinstance(error, TooOftenError) else {}
    if isinstance(error, RefusedError) and not getattr(request.state, "signed_in", False):
        status = 401
    faults = error.problems if isinstance(error, CaseError) else ()
    told = [Fault(place="body", reason=_fit(str(fault))) for fault in faults[:_MOST_FAULTS]]
    return problem(status, str(error), headers=headers, errors=told)


def _moved(request: Request, error: MovedError) -> Response:
    path = request.url.path.replace(f"/{error.subject}", f"/{error.now}", 1)
    address = f"{path}?{request.url.query}" if request.url.query else path
    return problem(307, str(error), headers={"location": address}, instead=address)


async def _own(_: Request, error: Exception) -> Response:
    assert isinstance(error, ProblemError)
    return problem(error.status, error.detail, headers=error.headers, findings=error.findings)


async def _invalid(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    # What may be left out is a union with None in Python, which nobody who asks needs to know.
    found = [e for e in error.errors() if e["type"] != "none_required"]
    faults = [_fault_of(_place(e["loc"]), str(e["msg"])) for e in found[:_MOST_FAULTS]]
    missing = any(
        e["type"] == "missing" and f.place == "header/if-match" for e, f in zip(found, faults, strict=False)
    )
    if missing and len(faults) == 1:
        return problem(428, KINDS[428][1], errors=faults)
    detail = "; ".join(f"{fault.place}: {fault.reason}" for fault in faults[:3])
    return problem(422, detail, errors=faults)


def _fault_of(place: str, reason: str) -> Fault:
    if place == "query/after":
        # That it fits no pattern helps nobody: what to do does.
        reason = "is no cursor that a list gave out; leave it out, and begin at the first page"
    return Fault(place=place, reason=_fit(reason))


def _place(location: Sequence[object]) -> str:
    named = location[:2] if location[:1] != ("body",) else [p for p in location if not _TAG.match(str(p))]
    return _fit("/".join(str(part) for part in named))[:200].lower()


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    headers = {name.lower(): value for name, value in (error.headers or {}).items()}
    if error.status_code == 405:
        headers["allow"] = ", ".join(methods(request))
    if error.status_code == 404:
        return nowhere(request.url.path)
    known = error.status_code if error.status_code in KINDS else 400
    return problem(known, str(error.detail), headers=headers)


def nowhere(path: str) -> Response:
    """The answer to an address that leads nowhere."""
    return problem(404, f"{path}: there is no such address. {BASE}/docs lists them all.")


def methods(request: Request) -> list[str]:
    """The methods that the address of a request knows: each is a route of its own."""
    path = request.url.path.removeprefix(BASE)
    every = request.app.openapi()["paths"].items()
    known = (item for template, item in every if compile_path(template)[0].match(path))
    return sorted({method.upper() for item in known for method in item})


async def _fault(request: Request, error: Exception) -> Response:
    _log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return problem(500, KINDS[500][1])
