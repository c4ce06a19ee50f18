"""News agencies and outlets by any of the names under which they sign."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from geopolitik.lexicon import table

_ARTICLE = re.compile(r"^(?:the|la|le|les|l['’]|der|die|das|dem|el|il)\s", re.IGNORECASE)
_TAILS = (
    *(
        " news agency",
        " press agency",
        " news service",
        " news agencies",
        " agency",
        " newswire",
        " newswires",
    ),
    *(" wire", " wire service", " staff", " writer", " writers", " reporter", " reporters", " correspondent"),
    *(" correspondents", " news"),
)
_MARKS = " \u00a0.,:;*_()[]\"'“”«»‘’"
_SHORT = 4
_WIRES = re.compile(
    r"\b(?:agenc(?:y|ies)|wire(?:s|\s(?:services?|reports?))?|news\sservices?|agenturen|agences|agencias"
    r"|agenzie|agências|агентств\w?|агенці\w?)\b",
    re.IGNORECASE,
)


class Agency(NamedTuple):
    """An agency as the list has it."""

    name: str
    """The name that stands for all its names."""
    kind: str
    """`news`, `service` or `pictures`."""
    alone: bool
    """Whether the name means the agency where nothing else stands."""


@cache
def _listed() -> dict[str, Agency]:
    return {
        row["name"]: Agency(row["agency"], row["kind"], row["alone"] != "no") for row in table("agencies")
    }


@cache
def _long() -> dict[str, Agency]:
    """Longer names without regard to case: `The associated press`."""
    return {name.casefold(): agency for name, agency in _listed().items() if len(name) > _SHORT}


def agency_of(name: str) -> Agency | None:
    """The agency that a name names; article, `news agency` and `staff` do not count.

    A short name counts as it is listed only, since `ap`, `Pa` and `tap` are other words.
    """
    whole = " ".join(name.strip(_MARKS).split())
    for bare in dict.fromkeys((whole, _ARTICLE.sub("", whole))):
        found = _by_name(bare)
        if found is not None:
            return found
    return None


def _by_name(bare: str) -> Agency | None:
    while bare:
        found = _listed().get(bare)
        if found is None and bare[0] == bare[0].upper():
            found = _long().get(bare.casefold())
        if found is not None:
            return found
        low = bare.casefold()
        tail = next((tail for tail in _TAILS if low.endswith(tail)), None)
        if tail is None:
            return None
        bare = bare[: -len(tail)].rstrip()
    return None


def is_agency(name: str) -> bool:
    """Whether a name is that of an agency or service that signs texts."""
    found = agency_of(name)
    return found is not None and found.kind != "pictures"


def is_outlet(name: str) -> bool:
    """Whether a name is that of an agency, or of a paper, station or site that others often credit."""
    bare = " ".join(name.strip(_MARKS).split())
    return is_agency(bare) or bare in _outlets() or _ARTICLE.sub("", bare) in _outlets()


@cache
def _outlets() -> frozenset[str]:
    return frozenset(row["name"] for row in table("outlets"))


def is_wire_word(name: str) -> bool:
    """Whether a name stands for agencies without naming one: `agencies`, `Post wire services`."""
    return bool(_WIRES.search(name))
