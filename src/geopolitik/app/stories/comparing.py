"""Two texts of a story compared because somebody asks: an assumption of theirs, of which nothing is kept."""

from __future__ import annotations

from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as LateError
from threading import Lock

from geopolitik.app.access import need
from geopolitik.app.comparing import Comparison
from geopolitik.errors import ConflictError, NotFoundError, UsageError
from geopolitik.model.annotation import Annotation
from geopolitik.model.people import Role, Viewer
from geopolitik.model.story import Trace

_PATIENCE = 10.0
"""Seconds that a visit waits."""
_LONGEST = 600
"""Sentences of a text that is compared while somebody waits."""
_MOST_WORDS = 20_000
_LONGEST_SENTENCE = 1_000
"""Words of a sentence in it: words are compared with words."""
_MOST_WAITING = 4
_ROOM = 20
_Key = tuple[str, str]


class Comparisons:
    """Compares pairs of texts one after the other, and keeps the last results for who asks again."""

    def __init__(self, patience: float = _PATIENCE) -> None:
        self._patience = patience
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="compare")
        self._found: OrderedDict[_Key, Future[Comparison]] = OrderedDict()
        self._lock = Lock()

    def compare(self, viewer: Viewer, trace: Trace, *, original: str, copy: str) -> Comparison:
        """What a copy changed of an original, if it was made from that as whoever asks assumes.

        Args:
            viewer: who asks.
            trace: the story's trace.
            original: the capture that is assumed to have been there first.
            copy: the capture that is assumed to have been made from it.

        Raises:
            RefusedError: the viewer doesn't work here.
            NotFoundError: the story has no such capture.
            UsageError: both are the same, or one is too long; or it takes long, and goes on.
            ConflictError: too many pairs wait to be compared.
        """
        need(viewer, Role.ANALYST, "comparing texts")
        texts = _pair(trace, original, copy)
        waiting = self._begun((original, copy), texts)
        try:
            return waiting.result(timeout=self._patience)
        except LateError:
            advice = "It goes on: reload this page in a minute."
            raise UsageError("comparing these two", "takes longer than usual", advice) from None

    def close(self) -> None:
        """Begin no further comparison."""
        self._worker.shutdown(wait=False, cancel_futures=True)

    def _begun(self, key: _Key, texts: tuple[Annotation, Annotation]) -> Future[Comparison]:
        with self._lock:
            found = self._found.get(key)
            if found is None:
                if sum(not other.done() for other in self._found.values()) >= _MOST_WAITING:
                    raise ConflictError("comparing", "waits behind too many others", "Try again in a minute.")
                found = self._found[key] = self._worker.submit(_compared, *texts)
            self._found.move_to_end(key)
            while len(self._found) > _ROOM:
                self._found.popitem(last=False)
            return found


def _pair(trace: Trace, original: str, copy: str) -> tuple[Annotation, Annotation]:
    if original == copy:
        raise UsageError("a text", "can't be compared with itself", "Choose two different ones.")
    texts = {text.capture_id: text for text in trace.annotations}
    for capture_id in (original, copy):
        if capture_id not in texts:
            raise NotFoundError(capture_id, "there is no such capture in this story", "Look at the story.")
        if reason := _why_too_long(texts[capture_id]):
            raise UsageError("one of the texts", reason, "Compare the files with `geopolitik compare`.")
    return texts[original], texts[copy]


def _why_too_long(text: Annotation) -> str:
    """Why a text takes too long to compare; empty if it doesn't."""
    if len(text.sentences) > _LONGEST:
        return f"has more than {_LONGEST} sentences, too many to compare while you wait"
    if len(text.tokens) > _MOST_WORDS:
        return f"has more than {_MOST_WORDS:,} words, too many to compare while you wait"
    if any(one.last_token - one.first_token > _LONGEST_SENTENCE for one in text.sentences):
        return f"has a sentence of more than {_LONGEST_SENTENCE:,} words, too long to compare while you wait"
    return ""


def _compared(original: Annotation, copy: Annotation) -> Comparison:
    # Late: the steps load word lists, which most pages never need.
    from geopolitik.pipeline import compare_texts

    return Comparison(original, copy, compare_texts(original, copy))
