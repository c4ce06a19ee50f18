"""The parsing child process, as its parent sees it: started once, killed when it takes too long."""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
import threading
from typing import Any

from geopolitik.errors import ExtractionError
from geopolitik.steps.extract.html.worker import read_message, write_message

SECONDS = 12.0
_MODULE = "geopolitik.steps.extract.html.worker"
_SMALLER = "Save only the article's part of the page, or hand in its text"


class Child:
    """A persistent worker; a page that kills it costs its successor a fresh start, nothing else."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = os.getpid()
        self._lock = threading.Lock()

    def ask(self, name: str, request: dict[str, Any], seconds: float = SECONDS) -> dict[str, Any]:
        """The worker's answer.

        Raises:
            ExtractionError: the page took too long or too much memory, or broke the parser.
        """
        with self._lock:
            process = self._alive()
            late = threading.Event()

            def stop() -> None:
                late.set()
                process.kill()

            timer = threading.Timer(seconds, stop)
            timer.start()
            try:
                answer = _exchange(process, request)
            finally:
                timer.cancel()
                timer.join()
            if answer is None:
                self._discard()
                reason = f"took longer than {seconds:g} s to parse" if late.is_set() else "broke the parser"
                raise ExtractionError(name, reason, _SMALLER)
        if "error" in answer:
            raise ExtractionError(name, str(answer["error"]), _SMALLER)
        return answer

    def _alive(self) -> subprocess.Popen[bytes]:
        # A forked copy of this process must not talk to its parent's worker.
        if self._owner != os.getpid():
            self._process, self._owner = None, os.getpid()
        if self._process is None or self._process.poll() is not None:
            self._discard()
            self._process = _start()
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


def _start() -> subprocess.Popen[bytes]:
    paths = os.pathsep.join(path for path in sys.path if path)
    return subprocess.Popen(  # noqa: S603 - our own module, under our own interpreter
        [sys.executable, "-P", "-m", _MODULE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": paths},
    )


def _exchange(process: subprocess.Popen[bytes], request: dict[str, Any]) -> dict[str, Any] | None:
    """Send and receive; None if the worker died over it."""
    if process.stdin is None or process.stdout is None:
        return None
    try:
        write_message(process.stdin, request)
        return read_message(process.stdout)
    except (OSError, ValueError):
        return None


CHILD = Child()
atexit.register(CHILD.close)
