"""A server that misbehaves in sixty ways: each ends as it should, in time and within bounds."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from geopolitik.errors import AddressError, FetchError
from geopolitik.steps.collect.web.fetch import fetch

DATA = os.environ.get("GEOPOLITIK_DATA")
pytestmark = pytest.mark.skipif(not DATA, reason="GEOPOLITIK_DATA is not set: no hostile server")
SERVER = Path(DATA or "") / "hostile/own/hostile_server.py"


@dataclass(frozen=True)
class End:
    """How a fetch ended."""

    outcome: str
    seconds: float
    taken: int = 0
    """Bytes, packed or unpacked, whichever are more."""


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number: int = free.getsockname()[1]
    with subprocess.Popen([sys.executable, str(SERVER), str(number)], stdout=subprocess.PIPE) as server:
        assert server.stdout is not None
        server.stdout.readline()
        yield number
        server.terminate()


def ending(port: int, path: str) -> End:
    begun = time.monotonic()
    try:
        fetched = fetch(f"http://127.0.0.1:{port}/{path}", permitted={f"127.0.0.1:{port}"})
    except (FetchError, AddressError):
        return End("error", time.monotonic() - begun)
    taken = max(len(fetched.packed), len(fetched.body))
    return End("ok" if fetched.whole else "partial", time.monotonic() - begun, taken)


def fits(end: End, case: dict[str, Any]) -> bool:
    # `ok: why`, `error-or-partial` and the like: every outcome that is named will do.
    named = case["outcome"].partition(":")[0]
    # A body longer than its announced length is cut there by HTTP itself: what was announced came whole.
    outcomes = {"ok", "partial"} if named == "partial" else set(named.split("-"))
    # A second for the threads that run beside each other.
    return (
        end.outcome in outcomes
        and end.seconds <= case["max_seconds"] + 1
        and end.taken <= max(case["max_bytes"], 30 << 20)
    )


def test_every_case_ends_as_it_should_in_time_and_size(port: int) -> None:
    own = {f"127.0.0.1:{port}"}
    cases: dict[str, dict[str, Any]] = json.loads(fetch(f"http://127.0.0.1:{port}/", permitted=own).body)
    # The long ones wait for time to pass, and may do so beside each other; bombs keep the server busy.
    waiting = [name for name in cases if name in ("drip", "drip-headers", "silent")]
    with ThreadPoolExecutor(len(waiting)) as beside:
        waited = {name: beside.submit(ending, port, name) for name in waiting}
        ends = {name: ending(port, name) for name in cases if name not in waiting}
        ends |= {name: end.result() for name, end in waited.items()}
    assert len(ends) >= 58
    wrong = {name: (end, cases[name]) for name, end in ends.items() if not fits(end, cases[name])}
    assert wrong == {}
