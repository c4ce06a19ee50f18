"""What the user says about single files: `--outlet FILE=NAME` and its sisters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path, PurePath

from geopolitik.app.sources import STANDARD_INPUT, Source
from geopolitik.errors import UsageError
from geopolitik.text.times import read_time

_NUMBERED = re.compile(r"(\d{1,4})=(.*)", re.DOTALL)
_WEB = ("http://", "https://")


def sources(
    files: Sequence[str], *, outlets: Sequence[str], urls: Sequence[str], published: Sequence[str]
) -> list[Source]:
    """The files with what was said of each.

    Raises:
        UsageError: standard input is named twice, a value can't be given to one file,
            or is no address or time.
    """
    if list(files).count(STANDARD_INPUT) > 1:
        raise UsageError(STANDARD_INPUT, "standard input can be read once only", "Save one text to a file.")
    said_outlets = per_file("--outlet", outlets, files)
    said_urls = per_file("--url", urls, files)
    said_published = per_file("--published", published, files)
    for url in said_urls:
        _check_url(url)
    for time in said_published:
        _check_time(time)
    return [
        Source(file, outlet=outlet, url=url, published=time)
        for file, outlet, url, time in zip(files, said_outlets, said_urls, said_published, strict=True)
    ]


def per_file(option: str, values: Sequence[str], files: Sequence[str]) -> list[str | None]:
    """One value, or None, for each file.

    A value is `FILE=VALUE` (FILE as named on the command line, another way to write its path, its bare name,
    or its number from 1), or bare: then there is one file, or exactly one bare value for each file, in their
    order. A bare value holds no equals sign, unless it is a web address.

    Raises:
        UsageError: a file gets two values, what stands before the = names no file, a value is empty, or
            bare values don't match the files.
    """
    found: list[str | None] = [None] * len(files)
    bare: list[str] = []
    for value in values:
        index, rest = _addressee(option, value, files)
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


def _addressee(option: str, value: str, files: Sequence[str]) -> tuple[int | None, str]:
    """The file's index and the value without its name; None for a bare value."""
    # Last first: `a=b.txt` must win over `a`.
    for at in reversed([at for at, char in enumerate(value) if char == "="]):
        index = _file(f"{option} {value}", value[:at], files)
        if index is not None:
            return index, value[at + 1 :]
    numbered = _NUMBERED.fullmatch(value)
    if numbered:
        return int(numbered[1]) - 1, numbered[2]
    # The query of an address has equals signs of its own.
    if "=" not in value or value.lower().startswith(_WEB):
        return None, value
    raise UsageError(
        f"{option} {value}",
        f"{value.partition('=')[0] or 'nothing'} before the = names none of the files",
        f"Files: {', '.join(f'{number} {file}' for number, file in enumerate(files, start=1))}",
    )


def _file(said: str, name: str, files: Sequence[str]) -> int | None:
    """The index of the file that `name` names: as typed, as the same path, or by its bare name.

    Raises:
        UsageError: several files in different folders have that bare name.
    """
    if name in files:
        return list(files).index(name)
    if name in ("", STANDARD_INPUT):
        return None
    paths = [Path(file).resolve() for file in files]
    if Path(name).resolve() in paths:
        return paths.index(Path(name).resolve())
    same = [index for index, file in enumerate(files) if PurePath(file).name == name]
    if len({paths[index] for index in same}) > 1:
        raise UsageError(said, f"several files are called {name}", "Write the path, or the file's number")
    return same[0] if same else None


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
    if url is not None and not url.lower().startswith(_WEB):
        raise UsageError(f"--url {url}", "is no web address", "Write it with http:// or https://")


def _check_time(text: str | None) -> None:
    if text is not None:
        read_time(text, f"--published {text}")
