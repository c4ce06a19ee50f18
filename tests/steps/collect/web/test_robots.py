"""What a robots.txt allows: as RFC 9309 says."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from benchmarks.hostile_web import NOT_THE_STANDARDS, wrong_permissions
from hypothesis import given
from hypothesis import strategies as st
from tests.steps.collect.web.serving import Answer, page, redirect, serving

from geopolitik.errors import AddressError, FetchError
from geopolitik.steps.collect.web.fetch import Fetched, fetch
from geopolitik.steps.collect.web.robots import (
    MOST,
    Standing,
    ask_robots,
    read_robots,
    robots_address,
    robots_of,
)

DATA = os.environ.get("GEOPOLITIK_DATA")
CASES = Path(DATA or "") / "hostile/robotstxt/cases.jsonl"


@pytest.mark.skipif(not DATA, reason="GEOPOLITIK_DATA is not set: no suite of robots.txt")
def test_every_case_of_the_suite_is_judged_as_the_standard_says() -> None:
    cases = [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]
    assert len(cases) == 86
    assert set(wrong_permissions(cases)) == NOT_THE_STANDARDS


@pytest.mark.parametrize(
    ("pattern", "path", "allowed"),
    [
        pytest.param("/", "/anything", False, id="all"),
        pytest.param("", "/anything", True, id="nothing"),
        pytest.param("/ports", "/ports/east", False, id="a beginning"),
        pytest.param("/ports$", "/ports/east", True, id="the whole path"),
        pytest.param("/*.pdf$", "/maps/strait.pdf", False, id="an ending"),
        pytest.param("/*.pdf$", "/maps/strait.pdf?page=2", True, id="an ending, with a query"),
        pytest.param("/*a*a$", "/a", True, id="a piece doesn't count twice"),
        pytest.param("/caf%c3%a9", "/caf%C3%A9/menu", False, id="escaped in small letters"),
        pytest.param("/café", "/caf%C3%A9/menu", False, id="unescaped"),
        pytest.param("/%70orts", "/ports", False, id="a letter escaped for no reason"),
        pytest.param("/a%2Fb", "/a/b", True, id="an escaped slash is no slash"),
        pytest.param("/", "/robots.txt", True, id="the file itself"),
    ],
)
def test_a_pattern_fits_or_not(pattern: str, path: str, allowed: bool) -> None:
    robots = read_robots(f"User-agent: *\nDisallow: {pattern}\n".encode())
    assert robots.allows("https://harbour.example" + path) is allowed


@pytest.mark.parametrize(
    ("text", "delay"),
    [
        pytest.param("User-agent: *\nCrawl-delay: 2.5\n", 2.5, id="for all"),
        pytest.param("User-agent: *\nCrawl-delay: 2\nUser-agent: GeoPolitik\nAllow: /", 0.0, id="not for us"),
        pytest.param("User-agent: *\nCrawl-delay: 86400\n", 60.0, id="a day"),
        pytest.param("User-agent: *\nCrawl-delay: -1\n", 0.0, id="negative"),
        pytest.param("User-agent: *\nCrawl-delay: nan\n", 0.0, id="no number"),
        pytest.param("Crawl-delay: 5\n", 0.0, id="for nobody"),
    ],
)
def test_the_delay_that_a_host_asks_for(text: str, delay: float) -> None:
    assert read_robots(text.encode()).delay == delay


def test_a_group_for_us_alone_counts_instead_of_the_one_for_all() -> None:
    robots = read_robots(b"User-agent: *\nDisallow: /\n\nUser-agent: GeoPolitik\nDisallow: /private\n")
    assert robots.allows("https://harbour.example/news")
    assert not robots.allows("https://harbour.example/private/news")


def test_only_the_beginning_of_an_endless_file_is_read() -> None:
    text = b"User-agent: *\nDisallow: /private\n" + b"# pad\n" * 200_000 + b"Disallow: /late\n"
    with serving() as origin:
        origin.pages["/robots.txt"] = Answer(text)
        told = ask_robots(origin.url("/news"), lambda url: fetch(url, permitted={origin.host}))
    assert (told.standing, len(told.text) <= MOST, told.text.endswith(b"\n")) == (Standing.READ, True, True)
    robots = robots_of(told)
    assert not robots.allows(origin.url("/private"))
    assert robots.allows(origin.url("/late"))


@pytest.mark.parametrize(
    ("answer", "standing"),
    [
        pytest.param(page("User-agent: *\nDisallow: /"), Standing.READ, id="read"),
        pytest.param(Answer(status=404), Standing.NONE, id="none"),
        pytest.param(Answer(status=403), Standing.NONE, id="refused"),
        pytest.param(Answer(status=500), Standing.UNREACHABLE, id="fault of the server"),
        pytest.param(redirect("/robots.txt"), Standing.NONE, id="redirect in a circle"),
        pytest.param(redirect("http://10.0.0.1/"), Standing.UNREACHABLE, id="redirect inside"),
    ],
)
def test_what_a_host_answers_for_its_robots(answer: Answer, standing: Standing) -> None:
    with serving() as origin:
        origin.pages["/robots.txt"] = answer
        told = ask_robots(origin.url("/news?x=1"), lambda url: fetch(url, permitted={origin.host}))
    assert told.standing is standing
    assert robots_of(told).allows(origin.url("/news")) is (standing is Standing.NONE)


@pytest.mark.parametrize("error", [FetchError("x", "doesn't answer in time"), AddressError("x", "inside")])
def test_a_host_that_does_not_answer_allows_nothing(error: Exception) -> None:
    def get(url: str) -> Fetched:
        raise error

    assert not robots_of(ask_robots("https://harbour.example/", get)).allows("https://harbour.example/")


def test_the_file_lies_at_the_root_of_the_host() -> None:
    assert robots_address("https://harbour.example:8443/a/b?c#d") == "https://harbour.example:8443/robots.txt"


def test_many_wildcards_cost_no_time() -> None:
    robots = read_robots(b"User-agent: *\nDisallow: /" + b"*a" * 5_000 + b"b$\n")
    assert robots.allows("https://harbour.example/" + "a" * 8_000)


@given(st.binary(max_size=400), st.text(max_size=40))
def test_any_bytes_are_a_robots_file(content: bytes, path: str) -> None:
    assert read_robots(content).allows("https://harbour.example/" + path) in (True, False)
