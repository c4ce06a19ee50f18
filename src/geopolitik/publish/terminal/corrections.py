"""Corrections in a terminal report: each change between two versions, and what each copy has of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from geopolitik.app.naming import Naming, publisher
from geopolitik.model.correcting import Correction, Followed, Uptake
from geopolitik.publish.correcting import notice_text, notice_words, summary, untold, uptake_words
from geopolitik.publish.excerpt import excerpt
from geopolitik.publish.lines import heading, put

if TYPE_CHECKING:
    from rich.console import Console


def print_corrections(corrections: Sequence[Correction], naming: Naming, console: Console) -> None:
    """Print what outlets changed in their own texts, and which copies have it."""
    for correction in corrections:
        heading(console, "Changed later", correction.address)
        put(console, summary(correction))
        for number, followed in enumerate(correction.changes, start=1):
            console.print()
            put(console, f"{followed.change.severity.value} · {followed.change.kind.value}  #{number}")
            for sign, text, span in (
                ("− ", correction.before, followed.change.original_span),
                ("+ ", correction.after, followed.change.copy_span),
            ):
                if span is not None:
                    put(console, str(excerpt(text, span)), 3, sign)
            put(console, notice_words(followed), 3)
            if followed.notice is not None:
                put(console, f"“{notice_text(correction, followed)}”", 5)
            _uptakes(followed, naming, console)
        if untold(correction):
            put(console, untold(correction))


def _uptakes(followed: Followed, naming: Naming, console: Console) -> None:
    for uptake in followed.uptakes:
        number = naming.numbers.get(uptake.copy.capture_id, 0)
        put(console, f"{publisher(uptake.copy)} {uptake_words(uptake)}", 3, f"[{number}] ")
        if uptake.span is not None:
            put(console, _told(uptake), 7)


def _told(uptake: Uptake) -> str:
    assert uptake.span is not None
    return f"“{excerpt(uptake.copy, uptake.span, around=0, longest=160)}”"
