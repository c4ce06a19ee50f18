"""The weather in the dateline: off by default, fresh or not shown, never waited for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from geopolitik.publish.site.weather import GOOD_FOR, RETRY, Weather, WeatherDesk


@dataclass
class Vane:
    """A provider that counts how often it is asked, and fails when told to."""

    fails: bool = False
    asked: list[str] = field(default_factory=list)

    def now(self, place: str) -> Weather:
        self.asked.append(place)
        if self.fails:
            raise OSError("no route to the hills")
        return Weather(-2.6, "light snow")


@dataclass
class Watch:
    """Seconds that only pass when told to."""

    seconds: float = 1000.0

    def __call__(self) -> float:
        return self.seconds


def at_once(work: Callable[[], None]) -> None:
    work()


def desk(vane: Vane, watch: Watch) -> WeatherDesk:
    return WeatherDesk(vane, clock=watch, start=at_once)


def test_it_reads_like_a_dateline() -> None:
    assert str(Weather(-2.6, "light snow")) == "−3 °C, light snow"
    assert str(Weather(-0.2, "")) == "0 °C"


def test_the_first_page_asks_and_the_next_shows() -> None:
    vane = Vane()
    found = desk(vane, Watch())
    assert found.shown("Korvan") is None
    assert found.shown("Korvan") == Weather(-2.6, "light snow")
    assert vane.asked == ["Korvan"]


def test_what_is_three_hours_old_is_not_shown_but_asked_for_anew() -> None:
    vane, watch = Vane(), Watch()
    found = desk(vane, watch)
    found.shown("Korvan")
    watch.seconds += GOOD_FOR
    assert found.shown("Korvan") is None
    assert found.shown("Korvan") is not None
    assert len(vane.asked) == 2


def test_a_provider_that_fails_is_left_alone_for_a_while() -> None:
    vane, watch = Vane(fails=True), Watch()
    found = desk(vane, watch)
    assert [found.shown("Korvan") for _ in range(5)] == [None] * 5
    assert len(vane.asked) == 1
    watch.seconds += RETRY
    vane.fails = False
    found.shown("Korvan")
    assert found.shown("Korvan") is not None


def test_another_place_has_other_weather() -> None:
    vane = Vane()
    found = desk(vane, Watch())
    found.shown("Korvan")
    assert found.shown("Ismere") is None
    assert vane.asked == ["Korvan", "Ismere"]


def test_without_a_place_nobody_is_asked() -> None:
    vane = Vane()
    assert desk(vane, Watch()).shown("") is None
    assert not vane.asked
