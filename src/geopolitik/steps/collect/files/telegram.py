"""Channels as Telegram's own program exports them: `result.json` in a folder."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BufferedReader
from typing import Any

import msgspec

from geopolitik.steps.collect.files.held import BadFileError, Held, Holding, Page, Unread

_LARGEST = 128 * 1024 * 1024


class _Entity(msgspec.Struct):
    type: str = ""
    text: str = ""
    href: str = ""


class _Message(msgspec.Struct):
    id: int
    type: str = "message"
    date_unixtime: str = ""
    date: str = ""
    text: str | list[str | _Entity] = ""
    forwarded_from: str | None = None


class _Chat(msgspec.Struct):
    name: str | None = None
    id: int = 0
    messages: list[msgspec.Raw] = []


class _Chats(msgspec.Struct, rename={"chats": "list"}):
    chats: list[_Chat] = []


class _Export(_Chat):
    chats: _Chats | None = None


def export(stream: BufferedReader, name: str) -> Holding:
    """The messages of an export, each as a text of its channel.

    Raises:
        BadFileError: it is no export, or too large a one.
    """
    data = stream.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise BadFileError(f"is larger than {_LARGEST >> 20} MiB: export the channel in parts")
    try:
        found = msgspec.json.decode(data, type=_Export)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise BadFileError(f"is no Telegram export ({str(error)[:80]})") from error
    chats = found.chats.chats if found.chats else [found]
    if not any(chat.messages for chat in chats):
        raise BadFileError("is no Telegram export: it holds no messages")
    for chat in chats:
        yield from _messages(chat, name)


def _messages(chat: _Chat, name: str) -> Iterator[Held]:
    for number, raw in enumerate(chat.messages, start=1):
        where = f"{name}#{number}"
        try:
            message = msgspec.json.decode(raw, type=_Message)
        except (msgspec.MsgspecError, ValueError, RecursionError) as error:
            yield Unread(where, f"is no message ({str(error)[:80]})")
            continue
        yield _page(chat, message, f"{name}#{message.id}")


def _page(chat: _Chat, message: _Message, where: str) -> Held:
    text = _written(message.text)
    if message.type != "message" or not text.strip():
        return Unread(where, "is a message without words", is_bad=False)
    if message.forwarded_from:
        text = f"Forwarded from {' '.join(message.forwarded_from.split())}\n\n{text}"
    return Page(
        where,
        text.encode("utf-8", "replace"),
        # Leads those there who may see the channel: the export doesn't tell its public name.
        address=f"https://t.me/c/{chat.id}/{message.id}" if chat.id > 0 else "",
        outlet=" ".join((chat.name or "").split())[:120],
        published=_moment(message),
    )


def _moment(message: _Message) -> str:
    # The local time of whoever exported it says less.
    if message.date_unixtime.isascii() and message.date_unixtime.isdigit():
        seconds = int(message.date_unixtime[:11])
        return datetime.fromtimestamp(seconds, UTC).isoformat()
    return message.date


def _written(text: str | list[str | _Entity]) -> str:
    """A message's text as Markdown: its links are evidence of where it comes from."""
    parts: list[Any] = [text] if isinstance(text, str) else text
    return "".join(part if isinstance(part, str) else _entity(part) for part in parts)


def _entity(entity: _Entity) -> str:
    if entity.type == "text_link" and entity.href and entity.text.strip():
        address = entity.href.replace(" ", "%20").replace(")", "%29").replace("\n", "")
        words = entity.text.replace("[", "(").replace("]", ")")
        return f"[{words}]({address})"
    return entity.text
