"""What the user says about single files: `--outlet FILE=NAME` and its sisters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePath

from geopolitik.app.sources import STANDARD_INPUT, Source
from geopolitik.errors import UsageError

_NUMBERED = re.compile(r"(\d{1,4})=(.*)", re.DOTALL)


def sources(
    files: Sequence[str], *, outlets: Sequence[str], urls: Sequence[str], published: Sequence[str]
) -> list[Source]:
    """The files with what was said of each.

    Raises:
        UsageError: standard input is named twice, a value can't be given to one file,
            or is no address or date.
    """
    if list(files).count(STANDARD_INPUT) > 1:
        raise UsageError(STANDARD_INPUT, "standard input can be read once only", "Save one text to a file.")
    said_outlets = per_file("--outlet", outlets, files)
    said_urls = per_file("--url", urls, files)
    said_published = per_file("--published", published, files)
    for url in said_urls:
        _check_url(url)
    for date in said_published:
        _check_date(date)
    return [
        Source(file, outlet=outlet, url=url, published=date)
        for file, outlet, url, date in zip(files, said_outlets, said_urls, said_published, strict=True)
    ]


def per_file(option: str, values: Sequence[str], files: Sequence[str]) -> list[str | None]:
    """One value, or None, for each file.

    A value is `FILE=VALUE` (FILE as named on the command line, its bare name, or its number from 1), or
    bare: then there is one file, or exactly one bare value for each file, in their order.

    Raises:
        UsageError: a file gets two values, a value is empty, or bare values don't match the files.
    """
    found: list[str | None] = [None] * len(files)
    bare: list[str] = []
    for value in values:
        index, rest = _addressee(value, files)
        if index is None:
            bare.append(value)
            continue
        if not 0 <= index < len(files):
            raise UsageError(
                f"{option} {value}", f"there is no file {index + 1}", f"Files: 1 to {len(files)}."
            )
        if found[index] is not None:
            raise UsageError(
                f"{option} {value}", f"{files[index]} has one already", "Say one value per file."
            )
        found[index] = rest
    if bare:
        _hand_out(option, bare, found, files)
    for given in found:
        if given is not None and not given.strip():
            raise UsageError(option, "the value is empty", f"Write {option} FILE=VALUE.")
    return found


def _addressee(value: str, files: Sequence[str]) -> tuple[int | None, str]:
    """The file's index and the value without its name; None for a bare value."""
    # Longest first: `a=b.txt` must win over `a`.
    for file in sorted(set(files), key=len, reverse=True):
        if value.startswith(f"{file}="):
            return list(files).index(file), value[len(file) + 1 :]
    names = [PurePath(file).name for file in files]
    for name in sorted(set(names), key=len, reverse=True):
        if name and names.count(name) == 1 and value.startswith(f"{name}="):
            return names.index(name), value[len(name) + 1 :]
    numbered = _NUMBERED.fullmatch(value)
    if numbered:
        return int(numbered[1]) - 1, numbered[2]
    return None, value


def _hand_out(option: str, bare: list[str], found: list[str | None], files: Sequence[str]) -> None:
    open_places = [index for index, value in enumerate(found) if value is None]
    if len(bare) != len(open_places):
        raise UsageError(
            f"{option} {bare[0]}",
            f"cannot tell which of {len(files)} files this is said of",
            f"Write {option} FILE=VALUE, or {option} 2=VALUE for the second.",
        )
    for index, value in zip(open_places, bare, strict=True):
        found[index] = value


def _check_url(url: str | None) -> None:
    if url is not None and not url.lower().startswith(("http://", "https://")):
        raise UsageError(f"--url {url}", "is no web address", "Write it with http:// or https://.")


def _check_date(text: str | None) -> None:
    if text is None:
        return
    advice = "Write 2026-02-04, or 2026-02-04T16:33+03:00 if the hour and zone are known."
    try:
        datetime.fromisoformat(text)
    except ValueError:
        from dateutil import parser

        try:
            parser.parse(text)
        except (ValueError, OverflowError) as error:
            raise UsageError(f"--published {text}", "cannot be read as a date", advice) from error
