"""The weather from Open-Meteo's public forecast: one small answer for one position, asked for by the server.

Its data are under CC BY 4.0, which asks that their source is named where they are shown.
"""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from geopolitik.errors import FetchError, UsageError
from geopolitik.publish.site.weather import GOOD_FOR, Weather
from geopolitik.steps.collect.web.fetch import fetch
from geopolitik.steps.collect.web.limits import Limits

FORECAST = "https://api.open-meteo.com/v1/forecast"
CREDIT = "Open-Meteo"
CREDIT_ADDRESS = "https://open-meteo.com/"
_LIMITS = Limits(seconds=5, silence=5, wire=64 * 1024, decoded=64 * 1024, redirects=0)
_COLDEST, _HOTTEST = -100.0, 70.0
"""Degrees Celsius; what lies outside was never measured near the ground."""
_AHEAD = 3600.0
"""Seconds by which its clock may be before ours."""
_CODES = (
    ((0,), "clear"),
    ((1,), "mostly clear"),
    ((2,), "partly cloudy"),
    ((3,), "overcast"),
    ((45, 48), "fog"),
    ((51, 53, 55), "drizzle"),
    ((56, 57), "freezing drizzle"),
    ((61,), "light rain"),
    ((63,), "rain"),
    ((65,), "heavy rain"),
    ((66, 67), "freezing rain"),
    ((71,), "light snow"),
    ((73,), "snow"),
    ((75,), "heavy snow"),
    ((77,), "snow grains"),
    ((80, 81), "showers"),
    ((82,), "heavy showers"),
    ((85, 86), "snow showers"),
    ((95,), "thunderstorm"),
    ((96, 99), "thunderstorm with hail"),
)
_WORDS = {code: words for codes, words in _CODES for code in codes}
"""WMO's codes of present weather, as far as the forecast uses them."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where on earth, in degrees."""

    latitude: float
    longitude: float


def position(text: str) -> Position:
    """A position as it is written on the command line: `28.61,77.21`, latitude first.

    Raises:
        UsageError: it is none.
    """
    latitude, _, longitude = text.partition(",")
    try:
        found = Position(float(latitude), float(longitude))
    except ValueError:
        found = Position(math.nan, math.nan)
    if not (abs(found.latitude) <= 90 and abs(found.longitude) <= 180):
        raise UsageError(text, "is no position", "Write latitude and longitude in degrees: 28.61,77.21.")
    return found


class OpenMeteo:
    """Asks for the weather at one position, whatever the place is called."""

    def __init__(
        self,
        at: Position,
        *,
        forecast: str = FORECAST,
        permitted: tuple[str, ...] = (),
        clock: Callable[[], float] = time.time,
    ) -> None:
        query = {"latitude": f"{at.latitude:.4f}", "longitude": f"{at.longitude:.4f}"}
        query |= {"current": "temperature_2m,weather_code", "timeformat": "unixtime"}
        self._address = f"{forecast}?{urlencode(query)}"
        self._permitted = permitted
        self._clock = clock

    def now(self, place: str) -> Weather:
        """The weather there.

        Raises:
            FetchError: it can't be had, is old, or makes no sense.
        """
        answer = fetch(self._address, limits=_LIMITS, permitted=self._permitted)
        try:
            current = json.loads(answer.body)["current"]
            degrees, at = _number(current["temperature_2m"]), _number(current["time"])
            code = current.get("weather_code")
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
            raise FetchError(place, "has no weather in the forecast's answer") from error
        if not _COLDEST <= degrees <= _HOTTEST:
            raise FetchError(place, "has a temperature that nobody ever measured")
        if not -_AHEAD <= self._clock() - at < GOOD_FOR:
            raise FetchError(place, "has old weather in the forecast's answer")
        words = _WORDS.get(code, "") if isinstance(code, int) else ""
        return Weather(degrees, words, CREDIT, CREDIT_ADDRESS)


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(value)
    return float(value)
