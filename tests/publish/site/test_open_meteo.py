"""The weather from a forecast's answer, over a server of our own that also misbehaves."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from geopolitik.errors import FetchError, UsageError
from geopolitik.publish.site.open_meteo import FORECAST, OpenMeteo, Position, position
from geopolitik.publish.site.weather import Weather, WeatherDesk

NOW = 1_936_515_600
Answer = Callable[[BaseHTTPRequestHandler], None]


class Forecast:
    """A forecast's server on this machine."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.answer: Answer = saying({"current": current()})
        forecast = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                forecast.asked.append(self.path)
                forecast.answer(self)

            def log_message(self, format: str, *args: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.host = f"127.0.0.1:{self.server.server_port}"
        Thread(target=self.server.serve_forever, daemon=True).start()

    def provider(self) -> OpenMeteo:
        return OpenMeteo(
            Position(28.61, 77.21),
            forecast=f"http://{self.host}/v1/forecast",
            permitted=(self.host,),
            clock=lambda: NOW,
        )


def current(**changed: Any) -> dict[str, Any]:
    return {"time": NOW - 600, "interval": 900, "temperature_2m": -2.6, "weather_code": 71} | changed


def saying(what: Any, status: int = 200, **headers: str) -> Answer:
    body = what if isinstance(what, bytes) else json.dumps(what).encode()

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


@pytest.fixture
def forecast() -> Iterator[Forecast]:
    made = Forecast()
    yield made
    made.server.shutdown()
    made.server.server_close()


def test_it_asks_for_a_position_and_nothing_else(forecast: Forecast) -> None:
    found = forecast.provider().now("Korvan")
    assert found == Weather(-2.6, "light snow", "Open-Meteo", "https://open-meteo.com/")
    assert str(found) == "−3 °C, light snow"
    assert parse_qs(urlsplit(forecast.asked[0]).query) == {
        "latitude": ["28.6100"],
        "longitude": ["77.2100"],
        "current": ["temperature_2m,weather_code"],
        "timeformat": ["unixtime"],
    }


def test_a_code_that_nobody_knows_leaves_the_temperature(forecast: Forecast) -> None:
    for code in (1000, None, "71", [71]):
        forecast.answer = saying({"current": current(weather_code=code)})
        assert str(forecast.provider().now("Korvan")) == "−3 °C"


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (saying(b"<html>"), "no weather"),
        (saying(b"[" * 60_000), "no weather"),
        (saying([]), "no weather"),
        (saying({"error": True, "reason": "too many"}), "no weather"),
        (saying({"current": []}), "no weather"),
        (saying({"current": current(temperature_2m="warm")}), "no weather"),
        (saying({"current": current(temperature_2m=True)}), "no weather"),
        (saying(b'{"current": {"time": 1, "temperature_2m": NaN}}'), "no weather"),
        (saying({"current": current(temperature_2m=900)}), "nobody ever measured"),
        (saying({"current": current(time=NOW - 4 * 3600)}), "old weather"),
        (saying({"current": current(time=NOW + 4 * 3600)}), "old weather"),
        (saying(b" " * 70_000), "64 KiB"),
        (saying({}, 500), "500"),
        (saying({}, 302, Location="http://127.0.0.1/"), "redirects"),
    ],
    ids=[
        *("a page", "deep", "a list", "an error", "no fields", "words", "true", "no number"),
        *("hot", "old", "of tomorrow", "long", "a fault", "elsewhere"),
    ],
)
def test_what_makes_no_sense_is_no_weather(forecast: Forecast, answer: Answer, reason: str) -> None:
    forecast.answer = answer
    with pytest.raises(FetchError, match=reason):
        forecast.provider().now("Korvan")
    shown = WeatherDesk(forecast.provider(), start=lambda work: work())
    assert shown.shown("Korvan") is None
    assert shown.shown("Korvan") is None


def test_a_server_that_dawdles_is_left_after_five_seconds(forecast: Forecast) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        for _ in range(100):
            try:
                handler.wfile.write(b" ")
                handler.wfile.flush()
            except OSError:
                return
            time.sleep(0.1)

    forecast.answer = drip
    begun = time.monotonic()
    with pytest.raises(FetchError, match="longer than 5 seconds"):
        forecast.provider().now("Korvan")
    assert time.monotonic() - begun < 8


def test_no_page_waits_for_it(forecast: Forecast) -> None:
    def sleepy(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(1)
        saying({"current": current()})(handler)

    forecast.answer = sleepy
    desk = WeatherDesk(forecast.provider())
    begun = time.monotonic()
    assert desk.shown("Korvan") is None
    assert time.monotonic() - begun < 0.5
    while desk.shown("Korvan") is None:
        assert time.monotonic() - begun < 10
        time.sleep(0.05)
    assert len(forecast.asked) == 1


def test_its_host_is_fixed_and_encrypted() -> None:
    assert urlsplit(FORECAST)[:3] == ("https", "api.open-meteo.com", "/v1/forecast")


@pytest.mark.parametrize("text", ["0,0", "-33.9,18.4", " 28.61 , 77.21 ", "90,-180"])
def test_positions(text: str) -> None:
    latitude, _, longitude = text.partition(",")
    assert position(text) == Position(float(latitude), float(longitude))


@pytest.mark.parametrize("text", ["", "28.61", "91,0", "0,181", "nan,0", "a,b", "1,2,3", "inf,0"])
def test_what_is_no_position(text: str) -> None:
    with pytest.raises(UsageError, match="is no position"):
        position(text)
