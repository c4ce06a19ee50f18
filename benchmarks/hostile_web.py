"""The suites of bad input that come from the web, each through the entrance that the collector uses.

Addresses and the misbehaving server go through `fetch` and `web_address`, robots.txt through `read_robots`,
feeds and lists of them through their reader's own process, files through theirs.
"""

from __future__ import annotations

import json
import resource
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from benchmarks import feeds
from benchmarks.common import Row
from geopolitik.errors import AddressError, FeedError, FetchError
from geopolitik.steps.collect.feeds import read_feed, read_opml
from geopolitik.steps.collect.feeds.reading import CHILD
from geopolitik.steps.collect.files import Unread, read_file
from geopolitik.steps.collect.web.address import web_address
from geopolitik.steps.collect.web.fetch import fetch
from geopolitik.steps.collect.web.network import Host, Ways
from geopolitik.steps.collect.web.reach import why_not
from geopolitik.steps.collect.web.robots import read_robots

SECONDS = 15.0
MEGABYTES = 512
NOT_THE_STANDARDS = frozenset({"robots-066", "robots-078", "robots-083"})
"""RFC 9309, 2.2.2, unescapes letters before comparing, Google's parser doesn't; only Google takes a folder's
index page for the folder; the long line that the third is about isn't in it."""
_BROKE = ("broke ", "cannot be parsed (")
"""How reasons begin where the reader's process died, or met what it didn't foresee."""
_SLOW = ("drip", "drip-headers", "silent")
_PUBLIC = "8.8.8.8"
"""Where names lead here: judged public, and never connected to."""


@dataclass(slots=True)
class Tally:
    """What became of one suite."""

    read: int = 0
    refused: int = 0
    crashed: list[str] = field(default_factory=list)
    slowest: float = 0.0

    def note(self, name: str, reason: str, seconds: float) -> None:
        """Count one input: its reason is empty if it was read."""
        self.slowest = max(self.slowest, seconds)
        if reason.startswith(_BROKE):
            self.crashed.append(f"{name}: {reason}")
        elif reason:
            self.refused += 1
        else:
            self.read += 1

    def row(self, suite: str) -> Row:
        """The suite's line of the table."""
        wrong = f"; WRONG: {', '.join(self.crashed[:5])}" if self.crashed else ""
        figure = f"{self.read} read, {self.refused} refused, {len(self.crashed)} crashed{wrong}"
        return Row(f"{suite} (slowest {self.slowest:.1f} s)", figure, f"0 crashed, < {SECONDS:.0f} s")


@dataclass(frozen=True, slots=True)
class End:
    """How a fetch ended."""

    outcome: str
    """`ok`, `partial` or `error`."""
    seconds: float
    taken: int = 0
    """Bytes, packed or unpacked, whichever are more."""


def reading(folder: Path, bombs: Path) -> list[Row]:
    """What is read: one row for each suite and entrance.

    Args:
        folder: with the suites.
        bombs: the folder with the bombs.
    """
    found = list(_read(folder, sorted(bombs.iterdir())))
    CHILD.close()
    return [*found, peak("of what reads feeds and files")]


def peak(what: str) -> Row:
    """The most memory that any process had which this one started and which has ended."""
    megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    return Row(f"peak memory {what}", f"{megabytes} MB", f"< {MEGABYTES} MB")


def _read(folder: Path, bombs: list[Path]) -> Iterator[Row]:
    suites = {
        "feeds": sorted((folder / "feedparser" / "tests").rglob("*.xml")),
        "JSON": sorted((folder / "json-test-suite").glob("*.json")),
        "XML": sorted((folder / "defusedxml").glob("*.x*")),
    }
    for suite, paths in suites.items():
        yield _through(paths, of_feed).row(f"{suite}: {len(paths)} as feeds")
        if suite != "feeds":
            yield _through(paths, of_file).row(f"{suite}: {len(paths)} as files")
    for entrance, read in {"feeds": of_feed, "lists of feeds": of_list, "files": of_file}.items():
        yield _through(bombs, read).row(f"bombs as {entrance}")
    yield from (row for row in feeds.rows(folder.parent) if row.measure == feeds.AS_EXPECTED)


def of_feed(path: Path) -> str:
    """Read a file's bytes as a feed; returns why it was refused, or nothing."""
    return _reason(lambda: read_feed(path.read_bytes(), "https://harbour.example/feed"))


def of_list(path: Path) -> str:
    """Read a file's bytes as a list of feeds; returns why it was refused, or nothing."""
    return _reason(lambda: read_opml(path.read_bytes(), path.name))


def of_file(path: Path) -> str:
    """Read a file as one that may hold many pages; returns why nothing came of it, or nothing."""
    held = list(read_file(path))
    unread = [one.reason for one in held if isinstance(one, Unread)]
    broke = [reason for reason in unread if reason.startswith(_BROKE)]
    return broke[0] if broke else unread[0] if unread and len(unread) == len(held) else ""


def _reason(read: Callable[[], object]) -> str:
    try:
        read()
    except FeedError as error:
        return error.reason
    return ""


def _through(paths: list[Path], read: Callable[[Path], str]) -> Tally:
    tally = Tally()
    for path in paths:
        begun = time.perf_counter()
        try:
            reason = read(path)
        except Exception as error:  # noqa: BLE001 - a crash is what is being counted
            reason = f"broke us ({type(error).__name__})"
        tally.note(path.name, reason, time.perf_counter() - begun)
    return tally


def asking(folder: Path) -> Iterator[Row]:
    """What is asked for: addresses judged, hosts' wishes, and a server that misbehaves."""
    cases = _lines(folder / "own" / "ssrf_urls.jsonl")
    yield _verdicts("ssrf_urls, by fetching", len(cases), wrong_verdicts(cases))
    cases = [
        case
        for case in json.loads((folder / "url-wpt" / "urltestdata.json").read_text("utf-8"))
        if isinstance(case, dict)
    ]
    read, wrong = readings(cases)
    yield _verdicts(f"URLs: {read} read as browsers do, the others refused", len(cases), wrong)
    cases = _lines(folder / "robotstxt" / "cases.jsonl")
    wrong = [name for name in wrong_permissions(cases) if name not in NOT_THE_STANDARDS]
    measure = f"robots, but {len(NOT_THE_STANDARDS)} that RFC 9309 doesn't say"
    yield _verdicts(measure, len(cases) - len(NOT_THE_STANDARDS), wrong)
    yield from _server(folder / "own" / "hostile_server.py")


def _verdicts(measure: str, all_: int, wrong: list[str]) -> Row:
    shown = f"; WRONG: {', '.join(wrong[:5])}" if wrong else ""
    return Row(measure, f"{len(wrong)} of {all_} wrong{shown}", "0 wrong")


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def wrong_verdicts(cases: list[dict[str, Any]]) -> list[str]:
    """The addresses that are fetched though they must not be, or the other way round.

    Nothing is asked: names are resolved to one public address, and what would be connected to is noted.
    """
    return [
        case["id"] for case in cases if ("allow" if _connects(case["url"]) else "refuse") != case["expect"]
    ]


def _connects(url: str) -> bool:
    reached = False

    def reach(host: Host) -> str:
        nonlocal reached
        reason = why_not(host)
        reached = not reason
        return reason or "is not asked here"

    try:
        fetch(url, ways=Ways(reach, _resolved))
    except (AddressError, FetchError):
        return reached
    raise AssertionError(url)


def _resolved(name: str) -> tuple[str, ...]:
    try:
        return (str(ip_address(name)),)
    except ValueError:
        return (_PUBLIC,)


def readings(cases: list[dict[str, Any]]) -> tuple[int, list[str]]:
    """How many addresses of the web platform tests are read, and which otherwise than browsers do."""
    read, wrong = 0, []
    for case in cases:
        base = case.get("base")
        try:
            found = web_address(case["input"], None if base in (None, "about:blank") else base)
        except AddressError:
            continue
        read += 1
        if found.url != case.get("href", "").partition("#")[0]:
            wrong.append(repr(case["input"]))
    return read, wrong


def wrong_permissions(cases: list[dict[str, Any]]) -> list[str]:
    """The cases of robots.txt that are judged otherwise than expected."""
    return [
        case["id"]
        for case in cases
        if read_robots(case["robots"].encode(), case["agent"]).allows(case["url"]) != case["allowed"]
    ]


def _server(script: Path) -> Iterator[Row]:
    cases, ends = served(script)
    wrong = sorted(name for name, end in ends.items() if not fits(end, cases[name]))
    yield _verdicts("server: ends as it should, in time and size", len(ends), wrong)
    yield Row("server: slowest", f"{max(end.seconds for end in ends.values()):.1f} s", "60 s")


def served(script: Path) -> tuple[dict[str, dict[str, Any]], dict[str, End]]:
    """Everything that the misbehaving server has, and how fetching it ended."""
    with _running(script) as host:
        cases = json.loads(fetch(f"http://{host}/", permitted={host}).body)
        # Those that wait for time to pass may do so beside each other; bombs keep the server busy.
        with ThreadPoolExecutor(len(_SLOW)) as beside:
            waited = {name: beside.submit(_ending, host, name) for name in cases if name in _SLOW}
            ends = {name: _ending(host, name) for name in cases if name not in _SLOW}
            ends |= {name: end.result() for name, end in waited.items()}
    return cases, ends


@contextmanager
def _running(script: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    command = [sys.executable, str(script), str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as server:
        assert server.stdout is not None
        server.stdout.readline()
        try:
            yield f"127.0.0.1:{port}"
        finally:
            server.terminate()


def _ending(host: str, name: str) -> End:
    begun = time.monotonic()
    try:
        fetched = fetch(f"http://{host}/{name}", permitted={host})
    except (FetchError, AddressError):
        return End("error", time.monotonic() - begun)
    taken = max(len(fetched.packed), len(fetched.body))
    return End("ok" if fetched.whole else "partial", time.monotonic() - begun, taken)


def fits(end: End, case: dict[str, Any]) -> bool:
    """Whether a fetch ended as the server's list says."""
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
