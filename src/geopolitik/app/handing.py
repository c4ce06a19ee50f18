"""What is handed in by a form, a pasted text and some files, made into sources."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from geopolitik.app.sources import Source
from geopolitik.errors import UsageError
from geopolitik.model.capture import Capture
from geopolitik.text.clean import one_line, shorten

_PASTED = "pasted: "
_LONGEST_NAME = 160
_LONGEST_ADDRESS = 2_000
_A_HEADLINE = 4
"""A line of so many words is more than a date, a menu or the weather."""
_WORDS = re.compile(r"[^\W\d_]{2,}")
_LOOKED_AT = 4_000
"""Characters of a pasted text in which its name is looked for."""


def handed_in(
    text: str,
    files: Sequence[tuple[str, bytes]],
    *,
    outlet: str = "",
    url: str = "",
    published: str = "",
) -> list[Source]:
    """The sources of one form.

    Args:
        text: what was pasted; may be empty.
        files: names and bytes of the files.
        outlet: who published the pasted text, or the one file if nothing was pasted; so with the others.
        url: its address.
        published: its time, as people write it.

    Raises:
        UsageError: nothing was handed in, the time or the address can't be read, or it isn't clear of which
            text they are.
    """
    pasted = text.strip()
    outlet, url, published = outlet.strip(), url.strip(), published.strip()
    if not pasted and not files:
        raise UsageError("check", "holds no text", "Paste a text, or choose a file.")
    is_said = bool(outlet or url or published)
    if is_said and not pasted and len(files) > 1:
        raise UsageError(
            "outlet, address and time",
            f"can be said of one text only, and you chose {len(files)} files",
            "Leave them out, or hand in the files one by one.",
        )
    said = (outlet[:200] or None, _web_address(url), published or None)
    nothing = (None, None, None)
    found = [Source(pasted.encode("utf-8", "replace"), _pasted_name(pasted), *said)] if pasted else []
    declared = nothing if pasted else said
    return found + [Source(content, named(name), *declared) for name, content in files]


def _pasted_name(text: str) -> str:
    """The first line that is more than furniture: several pasted texts must be told apart."""
    lines = [one_line(line) for line in text[:_LOOKED_AT].splitlines() if line.strip()]
    telling = (line for line in lines if len(_WORDS.findall(line)) >= _A_HEADLINE)
    named = next(telling, lines[0] if lines else "")
    return f"{_PASTED}{shorten(named, 60) or 'text'}"


def is_pasted(capture: Capture) -> bool:
    """Whether a text was pasted into a form, and not handed in as a file or by a program."""
    return capture.name.startswith(_PASTED)


def named(name: str) -> str:
    """What a text is called that its sender named."""
    tidy = shorten(one_line(name), _LONGEST_NAME) or "file"
    # A file must not be taken for a pasted text.
    return f"file {tidy}" if tidy.startswith(_PASTED) else tidy


def _web_address(url: str) -> str | None:
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    is_web = parts.scheme.lower() in ("http", "https") and bool(parts.netloc)
    if not is_web or url != one_line(url) or " " in url or len(url) > _LONGEST_ADDRESS:
        raise UsageError(
            shorten(one_line(url), 80), "is no address of a page", "Write it as https://example.org/page."
        )
    return url
