"""Parsing apart: hostile bytes are read by a child process, which is killed when it takes too long.

The child is started once and asked again and again. Each message is four bytes of length, most significant
first, and that many bytes of JSON; the worker's first says that it is up. A module that answers ends
with `serve(answer)` in its `main`.
"""

from __future__ import annotations

import atexit
import json
import os
import resource
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import IO, Any

from geopolitik.errors import GeopolitikError

SECONDS = 12.0
_UP = 120.0
"""Seconds in which a worker has loaded what it needs: nothing hostile is read yet, and that a busy machine
takes its time must not be laid to the first thing that is to be read."""
MEMORY = 900 * 1024 * 1024
"""Address space, not resident memory: libraries alone map some 300 MB of it."""
Message = dict[str, Any]


class Child:
    """A persistent worker; what kills it costs its successor a fresh start, nothing else."""

    def __init__(
        self, module: str, error: type[GeopolitikError], advice: str = "", seconds: float = SECONDS
    ) -> None:
        """Make ready; the process is started when first asked.

        Args:
            module: the worker's full name, to be run as a program.
            error: what is raised when something can't be read.
            advice: what a user can do about it.
            seconds: how long one answer may take.
        """
        self.seconds = seconds
        self._module, self._error, self._advice = module, error, advice
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = os.getpid()
        self._lock = threading.Lock()
        atexit.register(self.close)

    def ask(self, name: str, request: Message) -> Message:
        """The worker's answer.

        Args:
            name: what errors call the thing to be read.

        Raises:
            GeopolitikError: of the kind given: it took too long or too much memory, or broke the parser.
        """
        with self._lock:
            process = self._alive()
            seconds = self.seconds
            answer, is_late = _within(seconds, process, lambda: _exchange(process, request))
            if answer is None:
                self._discard()
                reason = f"took longer than {seconds:g} s to parse" if is_late else "broke the parser"
                raise self._error(name, reason, self._advice)
        if "error" in answer:
            raise self._error(name, str(answer["error"]), self._advice)
        return answer

    def _alive(self) -> subprocess.Popen[bytes]:
        # A forked copy of this process must not talk to its parent's worker.
        if self._owner != os.getpid():
            self._process, self._owner = None, os.getpid()
        if self._process is None or self._process.poll() is not None:
            self._discard()
            self._process = process = _start(self._module)
            _within(_UP, process, lambda: _read(process))
        return self._process

    def _discard(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                try:
                    pipe.close()
                except OSError:
                    continue
        process.wait()

    def close(self) -> None:
        """End the worker."""
        with self._lock:
            if self._owner == os.getpid():
                self._discard()


def _start(module: str) -> subprocess.Popen[bytes]:
    paths = os.pathsep.join(path for path in sys.path if path)
    return subprocess.Popen(  # noqa: S603 - our own module, under our own interpreter
        [sys.executable, "-P", "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": paths},
    )


def _within(
    seconds: float, process: subprocess.Popen[bytes], step: Callable[[], Message | None]
) -> tuple[Message | None, bool]:
    """What a step comes to, and whether the worker was killed because it took too long."""
    late = threading.Event()

    def stop() -> None:
        late.set()
        process.kill()

    timer = threading.Timer(seconds, stop)
    timer.start()
    try:
        return step(), late.is_set()
    finally:
        timer.cancel()
        timer.join()


def _exchange(process: subprocess.Popen[bytes], request: Message) -> Message | None:
    """Send and receive; None if the worker died over it."""
    if process.stdin is None:
        return None
    try:
        write_message(process.stdin, request)
    except (OSError, ValueError):
        return None
    return _read(process)


def _read(process: subprocess.Popen[bytes]) -> Message | None:
    """What the worker says next; None if it died before."""
    try:
        return read_message(process.stdout) if process.stdout else None
    except (OSError, ValueError):
        return None


def serve(
    answer: Callable[[Message], Message],
    *,
    ready: Callable[[], object] = lambda: None,
    memory: int = MEMORY,
) -> None:
    """Say that all is loaded, then answer requests from standard input until it ends: the child's side.

    Args:
        answer: reads one thing; whatever it raises becomes an answer with `error`.
        ready: done once, before the first request: libraries that take long to load.
        memory: the most address space that the process may take, in bytes.
    """
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    requests, answers = sys.stdin.buffer, _own_stdout()
    ready()
    write_message(answers, {})
    while (request := read_message(requests)) is not None:
        try:
            found = answer(request)
        except MemoryError:
            found = {"error": "needs more memory than a page may take"}
        except GeopolitikError as err:
            found = {"error": err.reason}
        except Exception as err:  # noqa: BLE001 - whatever this one did to the parser, the next has its turn
            found = {"error": f"cannot be parsed ({type(err).__name__})"}
        write_message(answers, found)


def _own_stdout() -> IO[bytes]:
    """Keep the answers' way to ourselves: what a library prints goes nowhere."""
    answers = os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - a device, not a path of ours
        os.dup2(nowhere.fileno(), 1)
    return answers


def read_message(stream: IO[bytes]) -> Message | None:
    """The next message, or None if the stream ended before it was whole."""
    head = stream.read(4)
    if len(head) < 4:
        return None
    size = int.from_bytes(head, "big")
    body = stream.read(size)
    return json.loads(body) if len(body) == size else None


def write_message(stream: IO[bytes], message: Message) -> None:
    """Send one message."""
    body = json.dumps(message).encode()
    stream.write(len(body).to_bytes(4, "big") + body)
    stream.flush()
