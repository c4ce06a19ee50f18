"""Addresses are read as browsers read them, and refused where they lead inside."""

from __future__ import annotations

import json
import os
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path
from typing import Any

import pytest
from benchmarks.hostile_web import readings, wrong_verdicts
from hypothesis import given
from hypothesis import strategies as st

from geopolitik.errors import AddressError
from geopolitik.steps.collect.web.address import web_address
from geopolitik.steps.collect.web.reach import why_not

DATA = os.environ.get("GEOPOLITIK_DATA")
needs_data = pytest.mark.skipif(not DATA, reason="GEOPOLITIK_DATA is not set: no suites of addresses")
HOSTILE = Path(DATA or "") / "hostile"


@pytest.mark.parametrize(
    ("written", "url"),
    [
        pytest.param("HTTPS://Harbour.Example/a b#top", "https://harbour.example/a%20b", id="tidied"),
        pytest.param(" http://harbour.example:80/\t", "http://harbour.example/", id="usual port left out"),
        pytest.param("https://bücher.example/", "https://xn--bcher-kva.example/", id="name in ASCII"),
        pytest.param("http://134744072/", "http://8.8.8.8/", id="number for an address"),
    ],
)
def test_an_address_is_written_as_browsers_write_it(written: str, url: str) -> None:
    assert web_address(written).url == url


def test_a_relative_address_is_read_from_the_page_it_stands_in() -> None:
    assert web_address("../c?d", "https://harbour.example/a/b").url == "https://harbour.example/c?d"


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("file:///etc/passwd", id="file"),
        pytest.param("http://127.1/", id="this machine, short"),
        pytest.param("http://0x7f.1/", id="this machine, hexadecimal"),
        pytest.param("http://[::ffff:10.0.0.1]/", id="private, mapped"),
        pytest.param("http://[64:ff9b::7f00:1]/", id="this machine behind NAT64"),
        pytest.param("http://printer/", id="one label"),
        pytest.param("http://wiki.internal/", id="inner name"),
        pytest.param("http://me:secret@harbour.example/", id="name and password"),
        pytest.param("http://harbour.example\\@8.8.8.8/", id="backslash"),
        pytest.param("http://harbour.example:6667/", id="port of another service"),
        pytest.param("https://harbour.example:80/", id="https at the port of http"),
        pytest.param("https://xn--a/", id="broken punycode"),
        pytest.param("https://harbour.example/" + "a" * 10_000, id="over-long"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_must_not_be_fetched_is_refused(written: str) -> None:
    with pytest.raises(AddressError):
        web_address(written)


@needs_data
def test_every_address_of_the_suite_is_judged_right() -> None:
    cases = [json.loads(row) for row in (HOSTILE / "own/ssrf_urls.jsonl").read_text("utf-8").splitlines()]
    assert len(cases) > 300
    assert wrong_verdicts(cases) == []


def test_a_wrong_verdict_is_seen() -> None:
    cases = [
        {"id": "inner", "url": "http://127.1/", "expect": "allow"},
        {"id": "public", "url": "https://harbour.example/", "expect": "refuse"},
        {"id": "right", "url": "http://10.0.0.1/", "expect": "refuse"},
    ]
    assert wrong_verdicts(cases) == ["inner", "public"]


@needs_data
def test_every_address_of_the_web_platform_tests_is_refused_or_read_as_browsers_do() -> None:
    rows = json.loads((HOSTILE / "url-wpt/urltestdata.json").read_text("utf-8"))
    read, wrong = readings([row for row in rows if isinstance(row, dict)])
    assert read > 50
    assert wrong == []


def test_a_wrong_reading_is_seen() -> None:
    cases: list[dict[str, Any]] = [
        {"input": "https://harbour.example/#top", "href": "https://harbour.example/#top"},
        {"input": "https://quay.example/", "failure": True},
    ]
    assert readings(cases) == (2, ["'https://quay.example/'"])


@given(st.text())
def test_any_text_is_an_address_or_refused(text: str) -> None:
    try:
        found = web_address(text)
    except AddressError:
        return
    assert web_address(found.url) == found


@given(st.ip_addresses(v=4))
def test_an_address_is_judged_alike_however_it_is_mapped(host: IPv4Address) -> None:
    mapped = ip_address("::ffff:" + str(host))
    behind = IPv6Address(int(ip_address("64:ff9b::")) + int(host))
    assert why_not(mapped) == why_not(behind) == why_not(host)


@given(st.ip_addresses(v=4).filter(lambda host: not host.is_global))
def test_what_the_library_calls_inner_is_never_reached(host: IPv4Address) -> None:
    assert why_not(host)


@given(st.ip_addresses(v=6).filter(lambda host: not host.is_global))
def test_no_inner_address_of_the_sixth_version_is_reached(host: IPv6Address) -> None:
    assert why_not(host)
