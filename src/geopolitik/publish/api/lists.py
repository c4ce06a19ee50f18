"""Lists: page by page, as JSON or CSV."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, Generic, TypeVar, get_args
from urllib.parse import urlencode

from fastapi import Depends, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from geopolitik.publish.api.problems import says
from geopolitik.publish.api.shape import DIGITS, Absent, Shape
from geopolitik.publish.exports.csv import to_csv
from geopolitik.storage.paging import CURSOR, MOST, PAGE, Page, Paging, opened

Item = TypeVar("Item", bound=BaseModel)
Thing = TypeVar("Thing")
_CSV = "text/csv"


class Listing(Shape, Generic[Item]):
    """One page of a list."""

    items: list[Item] = Field(description="The entries of this page.")
    next: str | None = Field(
        description="The cursor to hand over as `after` for the page that follows; null on the last.",
        examples=["1803718800000000.abcdefghjkmn"],
    )


class Form(StrEnum):
    """How a list is written."""

    JSON = "json"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which page is asked for, and how it is to be written."""

    request: Request
    paging: Paging
    form: Form

    def answer(self, listing: type[Listing[Item]], items: Sequence[Item], following: str | None) -> Response:
        """A page of a list; `following` is the cursor of the next."""
        headers = {"vary": "accept, authorization"}
        if following:
            query = [(k, v) for k, v in self.request.query_params.multi_items() if k != "after"]
            address = f"{self.request.url.path}?{urlencode([*query, ('after', following)])}"
            headers["link"] = f'<{address}>; rel="next"'
        if self.form is Form.CSV:
            kind = item_of(listing)
            rows = to_csv((row(item) for item in items), columns(kind))
            return Response(rows, headers=headers, media_type=f"{_CSV}; charset=utf-8; header=present")
        page = listing.model_construct(items=list(items), next=following)
        return Response(page.model_dump_json(), headers=headers, media_type="application/json")

    def cut(self, things: Iterable[Thing], place: Callable[[Thing], tuple[int, str]]) -> Page[Thing]:
        """A page of a list that is at hand as a whole: by falling number, then by rising key."""
        found = sorted(things, key=lambda thing: (-place(thing)[0], place(thing)[1]))
        if self.paging.after is not None:
            number, key = opened(self.paging.after)
            found = [t for t in found if (-place(t)[0], place(t)[1]) > (-number, key)]
        items, rest = tuple(found[: self.paging.limit]), found[self.paging.limit :]
        number, key = place(items[-1]) if items else (0, "")
        return Page(items, f"{number}.{key}" if rest else None)


def wanted(
    request: Request,
    limit: Annotated[
        int, Field(ge=1, le=MOST), DIGITS, Query(description="How many entries a page holds.")
    ] = PAGE,
    after: Annotated[
        Annotated[str, Field(pattern=CURSOR)] | Absent,
        Query(description="The `next` of the page before.", examples=["1803718800000000.abc"]),
    ] = None,
    form: Annotated[
        Form | Absent,
        Query(alias="format", description="How to write it; `csv` does the same as `Accept: text/csv`."),
    ] = None,
) -> Wanted:
    """The page that a request asks for."""
    return Wanted(request, Paging(limit, after), form or _accepted(request.headers.get("accept", "")))


Listed = Annotated[Wanted, Depends(wanted)]


def _accepted(accept: str) -> Form:
    """What a client would rather have; JSON if it doesn't say."""
    weights: dict[str, float] = {}
    for part in accept.split(","):
        kind, _, rest = part.partition(";")
        weights[kind.strip().lower()] = _weight(rest)
    as_json = max(weights.get(kind, 0.0) for kind in ("application/json", "application/*", "*/*"))
    as_csv = max(weights.get(_CSV, 0.0), weights.get("text/*", 0.0))
    is_named = weights.get(_CSV, 0.0) >= as_json > 0 and "application/json" not in weights
    return Form.CSV if as_csv > as_json or is_named else Form.JSON


def _weight(parameters: str) -> float:
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            try:
                return min(1.0, max(0.0, float(value)))
            except ValueError:
                return 0.0
    return 1.0


def lists(listing: type[Listing[Any]], *statuses: int, login: bool = False) -> dict[str, Any]:
    """What an operation declares that answers with a list."""
    header = {
        "description": 'The page that follows, `rel="next"`; absent on the last.',
        "schema": {"type": "string"},
    }
    example = ",".join(columns(item_of(listing)))
    ok = {
        "description": "A page of the list.",
        "headers": {"Link": header},
        "content": {
            _CSV: {
                "schema": {
                    "type": "string",
                    "description": f"A header line and a line for each entry: `{example}`.",
                },
                "example": example + "\r\n",
            }
        },
    }
    return says(*statuses, login=login, response_model=listing, responses={200: ok})


def item_of(listing: type[Listing[Any]]) -> type[BaseModel]:
    """What a list holds."""
    held: type[BaseModel] = get_args(listing.model_fields["items"].annotation)[0]
    return held


def columns(shape: type[BaseModel]) -> tuple[str, ...]:
    """The columns of a shape's CSV: its fields in order, those of a shape within it with its name before."""
    found: list[str] = []
    for name, field in shape.model_fields.items():
        inner = next((k for k in (field.annotation, *get_args(field.annotation)) if _is_shape(k)), None)
        if inner is None or _is_list(field.annotation):
            found.append(name)
        else:
            found += [f"{name}_{column}" for column in columns(inner)]
    return tuple(found)


def _is_shape(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _is_list(kind: Any) -> bool:
    return getattr(kind, "__origin__", None) is list


def row(shape: BaseModel) -> Mapping[str, object]:
    """A shape as a row; the entries of a list within it are parted by semicolons."""
    found: dict[str, object] = {}
    for name, value in shape:
        if isinstance(value, BaseModel):
            found |= {f"{name}_{column}": cell for column, cell in row(value).items()}
        elif isinstance(value, list):
            found[name] = "; ".join(_cell(entry) for entry in value)
        else:
            found[name] = value
    return found


def _cell(entry: object) -> str:
    if isinstance(entry, BaseModel):
        return ": ".join(str(value) for _, value in entry if value is not None)
    return str(entry)


def micros(moment: datetime) -> int:
    """A moment as a number: microseconds since 1970."""
    return int(moment.timestamp()) * 1_000_000 + moment.microsecond
