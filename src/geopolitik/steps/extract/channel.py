"""The head of a channel's page: its name, description, counts, author, and who can see it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from geopolitik.model.article import Label, Outlet
from geopolitik.steps.extract import phrases, traits
from geopolitik.steps.extract.units import Unit

_MOST_LINES = 16
_PICTURE = re.compile(
    r"^(?:profile|channel|user|cover)?\s?(?:picture|photo|image|avatar|banner|profilbild"
    r"|аватар)\s(?:of|von|de)\s(.{1,80})$",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"^@[\w.]{2,40}$")
_BUTTONS = frozenset(
    {"follow", "join", "subscribe", "message", "mute", "following", "joined", "about", "info", "settings"}
)


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel's head: how many units it takes, what each is, and the outlet it describes."""

    labels: tuple[tuple[Label, str], ...]
    outlet: Outlet
    visibility: str | None


def find_channel(units: Sequence[Unit]) -> Channel | None:
    """The channel whose page this is, if its first lines count posts or followers or say who can see it."""
    roles = _roles(units)
    if not roles:
        return None
    last = max(i for i, role in enumerate(roles) if role not in {"", "name"})
    # Buttons and a repeated name alone make no channel: a count or the word on visibility must be there.
    if not {"posts", "audience", "visibility"} & set(roles[: last + 1]):
        return None
    name = next((unit.text for unit, role in zip(units, roles, strict=False) if role == "name"), None)
    if name is None or last > _MOST_LINES:
        return None
    labels = tuple(_label(role) for role in roles[: last + 1])
    lines = list(zip(units, roles[: last + 1], strict=False))
    return Channel(labels, _outlet(name, lines), _first(lines, "visibility"))


def _roles(units: Sequence[Unit]) -> list[str]:
    """What each short line at the top tells of a channel; ends at the first prose."""
    roles: list[str] = []
    head = units[:_MOST_LINES]
    i = 0
    while i < len(head) and len(head[i].text) <= 160 and not traits.is_prose(head[i].text):
        following = head[i + 1].text if i + 1 < len(head) else ""
        role, taken = _role(head[i].text, following, roles, head)
        roles += [role] * taken
        i += taken
    return roles if any(role not in {"", "name"} for role in roles) else []


def _role(line: str, following: str, roles: list[str], head: Sequence[Unit]) -> tuple[str, int]:
    """Role of a line, and how many lines it takes: a number and its noun may stand on two."""
    if phrases.is_visibility(line):
        return "visibility", 1
    if _PICTURE.match(line):
        return "picture", 1
    if _HANDLE.match(line):
        return "handle", 1
    count = phrases.count_of(line)
    if count:
        noun = count[1] or phrases.plain(following)
        kind = phrases.counted().get(noun)
        if kind in {"posts", "audience"}:
            return kind, 1 if count[1] else 2
    if phrases.plain(line) in _BUTTONS:
        return "button", 1
    if "name" not in roles:
        return ("name", 1) if any(map(str.isalnum, line)) and not phrases.odd_line(line) else ("", 1)
    name = head[roles.index("name")].text
    if line.startswith(name) and not any(map(str.isalpha, line[len(name) :].split("·")[-1])):
        return "again", 1
    return "", 1


def _label(role: str) -> tuple[Label, str]:
    if role == "visibility":
        return Label.VISIBILITY, "says who can see the post"
    reasons = {
        "name": "the channel's name",
        "posts": "the channel's count of posts",
        "audience": "the channel's count of followers",
        "picture": "the channel's picture",
        "handle": "the channel's handle",
        "again": "the channel's name again",
        "button": "a button of the channel's head",
    }
    return Label.CHANNEL, reasons.get(role, "stands in the channel's head")


def _first(lines: list[tuple[Unit, str]], role: str) -> str | None:
    return next((unit.text for unit, found in lines if found == role), None)


def _outlet(name: str, lines: list[tuple[Unit, str]]) -> Outlet:
    description = _first(lines, "")
    posts = _first(lines, "posts")
    picture = _first(lines, "picture")
    match = _PICTURE.match(picture) if picture else None
    return Outlet(
        name=name,
        kind="channel",
        description=description,
        post_count=_number(posts) if posts else None,
        author=match.group(1).strip() if match else None,
    )


def _number(line: str) -> int | None:
    """`15`, `1,204 posts`, `3.2K posts`."""
    count = phrases.count_of(line)
    if count is None:
        return None
    digits = count[0].replace("\u00a0", "").replace(" ", "")
    scale = {"k": 1_000, "m": 1_000_000}.get(digits[-1].lower(), 1)
    if scale > 1:
        return int(float(digits[:-1].replace(",", ".")) * scale)
    whole = re.sub(r"\D", "", digits)
    return int(whole) if whole and len(whole) <= 12 else None
