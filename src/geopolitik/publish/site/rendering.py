"""Templates, and the few words they may use."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from jinja2 import Environment, PackageLoader, StrictUndefined

from geopolitik.model.people import Role
from geopolitik.publish.html import SIGNS, safe_url
from geopolitik.publish.site import notices
from geopolitik.publish.site.assets import asset
from geopolitik.publish.site.views.addresses import story_address, told_by
from geopolitik.text.clean import one_line, printable, shorten
from geopolitik.text.dates import day_words
from geopolitik.text.slugs import slug


@cache
def environment() -> Environment:
    """The templates of the site; everything is escaped unless it says otherwise."""
    made = Environment(
        loader=PackageLoader("geopolitik.publish.site", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "line": one_line,
        "printable": printable,
        "shorten": shorten,
        "slug": slug,
        "capital": capital,
        "safe_url": safe_url,
        "day": day,
        "moment": moment,
        "date": date,
        "day_of": day_of,
        "sign": SIGNS.__getitem__,
        "story_address": story_address,
        "told_by": told_by,
    }
    made.globals |= {"asset": asset, "Role": Role, "notice": notices.found}
    return made


def capital(words: str) -> str:
    """The words as a sentence begins; names, ids and addresses stay as they are written."""
    first = words.split(" ", 1)[0]
    return words[:1].upper() + words[1:] if first.isalpha() and first.islower() else words


def day(at: datetime, zone: str = "UTC") -> str:
    """`Sunday, 22 November 2026` in a zone."""
    there = _there(at, zone)
    return f"{there:%A}, {day_words(there)}"


def date(at: datetime, zone: str = "UTC") -> str:
    """`22 November 2026` in a zone."""
    return day_words(_there(at, zone))


def moment(at: datetime, zone: str = "UTC") -> str:
    """`22 November 2026, 14:05 UTC` in a zone."""
    there = _there(at, zone)
    return f"{day_words(there)}, {there:%H:%M} {there.tzname()}"


def day_of(iso: str) -> str:
    """`4 March 2026` of a page's own stamp, whatever its zone; the stamp itself if it is no date."""
    try:
        return day_words(datetime.fromisoformat(iso))
    except ValueError:
        return iso


def _there(at: datetime, zone: str) -> datetime:
    try:
        return at.astimezone(ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError):
        return at
