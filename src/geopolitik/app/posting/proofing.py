"""Our own redline of a post before it is published, within a time that nobody waits longer than."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as LateError
from threading import Lock

from geopolitik.app.drafting import PostCheck, check_post
from geopolitik.errors import UsageError
from geopolitik.model.keeping import StoryHead
from geopolitik.model.story import Trace

LONGEST = 60_000
"""Characters of a post that is checked."""
_PATIENCE = 15.0
_ROOM = 60
_Key = tuple[str, str, int]


class Proofs:
    """Checks posts one after the other, and remembers what it found.

    A check that takes too long goes on; who asks again for the same text gets its result.
    """

    def __init__(self, patience: float = _PATIENCE) -> None:
        self._patience = patience
        self._workers = ThreadPoolExecutor(max_workers=1, thread_name_prefix="proof")
        self._found: OrderedDict[_Key, Future[PostCheck]] = OrderedDict()
        self._lock = Lock()

    def check(self, body: str, head: StoryHead, trace: Trace) -> PostCheck:
        """What a text bends of the story it rests on.

        Raises:
            UsageError: the text is too long, or the check takes too long.
            CaptureError: the text is empty.
        """
        if len(body) > LONGEST:
            raise UsageError("text", f"is longer than the {LONGEST:,} characters that can be checked")
        key = (hashlib.sha256(body.encode("utf-8", "replace")).hexdigest(), head.id, head.revision)
        waiting = self._started(key, body, trace)
        try:
            return waiting.result(timeout=self._patience)
        except LateError:
            advice = "It goes on: ask again in a minute."
            raise UsageError("check", "takes longer than usual", advice) from None

    def _started(self, key: _Key, body: str, trace: Trace) -> Future[PostCheck]:
        with self._lock:
            found = self._found.get(key)
            if found is None:
                while len(self._found) >= _ROOM:
                    self._found.popitem(last=False)[1].cancel()
                found = self._found[key] = self._workers.submit(check_post, body, trace)
            self._found.move_to_end(key)
            return found
