"""The OpenAPI description, completed: what FastAPI doesn't know of the API as a whole."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel

from geopolitik import __version__
from geopolitik.publish.api.shapes.checking import Checking
from geopolitik.publish.api.shapes.traces import PublicTrace, whole_schemas

_WORDS = """\
What a GeoPolitik site shows and does, for programs: stories and who had them from whom, redlines, channels
and posts, search; and for those who work there checks, the inbox, watch-lists, decisions and replies.

**Who asks.** Send a token as `Authorization: Bearer TOKEN`; make one on your account page. Without one you
are a visitor, and see what is open to guests. You see what you would see on the site's pages, and no more.
Cookies are not looked at.

**Lists** come page by page: `limit` says how many entries, `next` is the cursor to hand over as `after`,
and a `Link` header with `rel="next"` has the whole address. Every list is also CSV: `Accept: text/csv` or
`?format=csv`.

**Errors** are problem details (RFC 9457), `application/problem+json`; their `type` says which kind it is.

**Other people's texts** are shown whole to analysts and above; everybody else gets passages of at most 40
words. That a copy doesn't credit its original is told to the public only once an editor has approved it:
until then its credit is `unreviewed`.
"""
_TAGS = {
    "stories": "Stories, their texts, edges and traces.",
    "derivations": "Copies and what they were made from, with typed changes.",
    "outlets": "Who publishes.",
    "channels": "Where posts appear.",
    "posts": "Posts: read, written, published.",
    "search": "Search over everything kept.",
    "replies": "Replies of those concerned.",
    "checks": "Texts handed in to be traced.",
    "watch-lists": "What is watched, and who copied or mentioned it.",
    "decisions": "The inbox, and what was decided.",
    "ledger": "Cases: what is in force by whose account, ladders, positions, and every entry.",
    "me": "Oneself: tokens, and posts one works on.",
    "admin": "Users and the audit log.",
}


class DescribedAPI(FastAPI):
    """An application that describes itself with security, problems and the document of a trace.

    Args:
        base: the address under which it is mounted.
        problem: the shape of its errors.
        options: what FastAPI takes.
    """

    def __init__(self, *, base: str, problem: type[BaseModel], **options: Any) -> None:
        super().__init__(**options)
        self._base = base
        self._problem = problem

    def openapi(self) -> dict[str, Any]:
        """The description, made once."""
        if self.openapi_schema is None:
            self.openapi_schema = _described(self, self._base, self._problem)
        return self.openapi_schema


def _described(app: FastAPI, base: str, problem: type[BaseModel]) -> dict[str, Any]:
    made = get_openapi(
        title="GeoPolitik",
        version=__version__,
        summary="Follow a geopolitical story to its source, and see what every retelling changed.",
        description=_WORDS,
        routes=app.routes,
        tags=[{"name": name, "description": words} for name, words in _TAGS.items()],
        servers=[{"url": base}],
    )
    parts = made.setdefault("components", {})
    parts["securitySchemes"] = {
        "token": {"type": "http", "scheme": "bearer", "description": "A token from your account page."}
    }
    schemas = parts.setdefault("schemas", {})
    for shape in (problem, Checking, PublicTrace):
        _put(schemas, shape, "validation" if shape is Checking else "serialization")
    schemas |= whole_schemas()
    parts["schemas"] = dict(sorted(schemas.items()))
    return dict(_without_null_defaults(made))


def _without_null_defaults(made: Any) -> Any:
    """The description without `"default": null`: what may be left out may not be null."""
    if isinstance(made, list):
        return [_without_null_defaults(part) for part in made]
    if isinstance(made, dict):
        kept = {name: part for name, part in made.items() if name != "default" or part is not None}
        return {name: _without_null_defaults(part) for name, part in kept.items()}
    return made


def _put(schemas: dict[str, Any], shape: type[BaseModel], mode: Any) -> None:
    made = shape.model_json_schema(ref_template="#/components/schemas/{model}", mode=mode)
    for name, part in made.pop("$defs", {}).items():
        schemas.setdefault(name, part)
    schemas[shape.__name__] = made
