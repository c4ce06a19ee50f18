"""Checks: texts are handed in, and traced in the background."""

from __future__ import annotations

import json
from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import ClientDisconnect
from starlette.responses import Response

from geopolitik.app.access import need
from geopolitik.app.checking import MOST_TEXTS
from geopolitik.app.handing import handed_in
from geopolitik.app.sources import Source
from geopolitik.model.people import Role
from geopolitik.publish.api.asking import Ask, AskingUser
from geopolitik.publish.api.lists import Listed, lists, micros
from geopolitik.publish.api.problems import BASE, KINDS, ProblemError, says
from geopolitik.publish.api.resources.posts import LOCATION
from geopolitik.publish.api.shape import ONE_LINE
from geopolitik.publish.api.shapes.checking import (
    CheckHead,
    Checking,
    CheckList,
    CheckWhole,
    check_head,
    check_whole,
    sources,
)
from geopolitik.publish.site.throttle import CHECK

router = APIRouter(tags=["checks"])
_MOST_PART = 24 * 1024 * 1024
_FORM = {
    "type": "object",
    "additionalProperties": False,
    "required": ["files"],
    "properties": {
        "files": {
            "type": "array",
            "minItems": 1,
            "maxItems": MOST_TEXTS,
            "items": {"type": "string", "contentMediaType": "application/octet-stream", "format": "binary"},
            "description": "The files: saved pages, plain texts, posts in Markdown.",
        },
        "title": {
            "type": "string",
            "maxLength": 200,
            "pattern": ONE_LINE,
            "description": "What to call the story; its headline if left out.",
        },
    },
}
_BODY = {
    "required": True,
    "content": {
        "application/json": {"schema": {"$ref": "#/components/schemas/Checking"}},
        "multipart/form-data": {"schema": _FORM},
    },
}


async def _handed_in(request: Request) -> tuple[list[Source], str, str | None]:
    """The texts, the title and the story to add to, from JSON or a form."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        if kind == "application/json":
            return _from_json(await request.body())
        if kind == "multipart/form-data":
            async with request.form(max_files=MOST_TEXTS, max_fields=10, max_part_size=_MOST_PART) as form:
                return await _from_form(form)
    except ClientDisconnect as error:
        raise ProblemError(413, KINDS[413][1]) from error
    raise ProblemError(415, "Send application/json or multipart/form-data.")


def _from_json(body: bytes) -> tuple[list[Source], str, str | None]:
    try:
        sent = Checking.model_validate(json.loads(body))
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False, include_input=False)
        raise RequestValidationError([{**e, "loc": ("body", *e["loc"])} for e in found]) from error
    except (ValueError, RecursionError) as error:
        raise ProblemError(400, f"{KINDS[400][1]} ({error})") from error
    return sources(sent), sent.title or "", sent.story_id


async def _from_form(form: FormData) -> tuple[list[Source], str, str | None]:
    entries = form.multi_items()
    strange = {name for name, value in entries if name not in ("files", "title")}
    files = [value for name, value in entries if name == "files" and isinstance(value, UploadFile)]
    title = form.get("title", "")
    if strange or not files or not isinstance(title, str):
        found = [
            {"type": "extra", "loc": ("body", name), "msg": "is no field of this form"} for name in strange
        ]
        missing = {"type": "missing", "loc": ("body", "files"), "msg": "Field required"}
        raise RequestValidationError(found or [missing])
    read = [(file.filename or "file", await file.read()) for file in files]
    return handed_in("", read), title, None


@router.post(
    "/checks",
    summary="Check texts",
    operation_id="check",
    status_code=202,
    response_model=CheckWhole,
    **says(
        403,
        404,
        409,
        415,
        login=True,
        body=True,
        openapi_extra={"requestBody": _BODY},
        responses={202: {"description": "The check, which runs on.", "headers": LOCATION}},
    ),
)
async def check(ask: AskingUser, request: Request) -> Response:
    """Hand in texts, as JSON or as files, to be traced in the background. For analysts and above.

    `Location` leads to the check: look there until its state is `done`, and then at its story. Texts of which
    nothing can be read are refused (422); with too many checks waiting, try again in a minute (409).
    """
    need(ask.viewer, Role.ANALYST, "checking texts")
    ask.limit("checking texts", CHECK)
    found, title, story_id = await _handed_in(request)
    made = await run_in_threadpool(ask.site.desk.hand_in, ask.viewer, found, title=title, story_id=story_id)
    body = await run_in_threadpool(_whole, ask, made.id)
    return Response(body.model_dump_json(), 202, {"location": f"{BASE}/checks/{made.id}"}, "application/json")


@router.get("/checks", summary="List checks", operation_id="listChecks", **lists(CheckList, 403, login=True))
def list_checks(ask: AskingUser, listed: Listed) -> Response:
    """Your latest checks, newest first. For analysts and above."""
    found = ask.site.desk.of_viewer(ask.viewer)
    page = listed.cut(found, lambda one: (micros(one.at), one.id))
    items: list[CheckHead] = [check_head(one) for one in page.items]
    return listed.answer(CheckList, items, page.next)


@router.get(
    "/checks/{check_id}", summary="Get a check", operation_id="getCheck", **says(403, 404, login=True)
)
def get_check(
    ask: AskingUser, check_id: Annotated[str, Path(description="A check's id.", examples=["abcdefghjkmn"])]
) -> CheckWhole:
    """How far a check is, with the texts read so far. Whoever handed it in may look, and editors."""
    need(ask.viewer, Role.ANALYST, "checking texts")
    return _whole(ask, check_id)


def _whole(ask: Ask, check_id: str) -> CheckWhole:
    found, progress = ask.site.desk.find(ask.viewer, check_id)
    return check_whole(found, progress, ask.site.desk.ahead(check_id))
