"""What goes in and out: the base of every shape, and texts that can be kept and shown."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic.json_schema import SkipJsonSchema


class Shape(BaseModel):
    """Something that is answered."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Asked(BaseModel):
    """Something that is sent: nothing else may stand in it, and `"1"` is no number."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    @model_validator(mode="before")
    @classmethod
    def _nothing_is_null(cls, sent: object) -> object:
        nulls = [name for name, value in sent.items() if value is None] if isinstance(sent, dict) else []
        if nulls:
            raise ValueError(f"{nulls[0]} is null: leave it out")
        return sent


Absent = SkipJsonSchema[None]
"""None in Python; in the description a value that may be left out, not one that may be null."""

_SPACE = r"\u0000-\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
r"""Spaces and control characters, written out: engines differ in what their `\s` means."""
_CONTROL = r"\u0000-\u001f\u007f"
ONE_LINE = rf"^[^{_CONTROL}]*[^{_SPACE}\u007f][^{_CONTROL}]*$"
"""Something to see, and no control characters."""
SOME_TEXT = rf"^[^\u0000]*[^{_SPACE}][^\u0000]*$"
"""Something to see."""
ANY_TEXT = r"^[^\u0000]*$"
WEB = r"^https?://[A-Za-z0-9][A-Za-z0-9.-]{0,250}(:[0-9]{1,5})?(/[!-~]{0,1500})?$"


def fits(pattern: str) -> AfterValidator:
    """Take only what fits a pattern, as the description says it, and what can be encoded."""
    compiled = re.compile(pattern.removeprefix("^").removesuffix("$"))

    def fitting(text: str) -> str:
        if any("\ud800" <= char <= "\udfff" for char in text):
            raise ValueError("holds half of a surrogate pair, which is no character")
        if compiled.fullmatch(text) is None:
            raise ValueError(f"doesn't fit {pattern}")
        return text

    return AfterValidator(fitting)


Line = Annotated[str, Field(max_length=200, json_schema_extra={"pattern": ONE_LINE}), fits(ONE_LINE)]
"""A title or name: one line with something to see."""
Text = Annotated[str, Field(json_schema_extra={"pattern": SOME_TEXT}), fits(SOME_TEXT)]
"""Several lines with something to see."""
AnyText = Annotated[str, Field(json_schema_extra={"pattern": ANY_TEXT}), fits(ANY_TEXT)]
"""Several lines, or nothing."""
Address = Annotated[str, Field(max_length=1800, json_schema_extra={"pattern": WEB}), fits(WEB)]
"""The address of a page on the web."""


def _digits(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(r"-?[0-9]{1,18}", value):
        raise ValueError("is no whole number")
    return value


DIGITS = BeforeValidator(_digits)
"""Take `10` in an address for a number, but not `1e1` or `1_0`."""

_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)", re.ASCII)


def _moment(value: object) -> object:
    if not isinstance(value, str) or not _MOMENT.fullmatch(value):
        raise ValueError("is no date and time with a zone: 2026-02-04T16:33:00Z")
    return datetime.fromisoformat(value.upper())


Moment = Annotated[datetime, BeforeValidator(_moment)]
"""A date and time with a zone, as RFC 3339 writes it."""


def _published(value: str) -> str:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        date.fromisoformat(value)
    else:
        _moment(value)
    return value


Published = Annotated[
    str,
    AfterValidator(_published),
    Field(json_schema_extra={"anyOf": [{"format": "date"}, {"format": "date-time"}]}),
]
"""A date, or a date and time with a zone."""
