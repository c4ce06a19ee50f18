"""Texts that are out to break a page: XSS payloads and naughty strings."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path

import pytest

DATA = os.environ.get("GEOPOLITIK_DATA")
needs_data = pytest.mark.skipif(not DATA, reason="GEOPOLITIK_DATA is not set: no hostile texts")


@cache
def hostile_texts() -> tuple[str, ...]:
    folder = Path(DATA or "") / "hostile"
    lines = (folder / "payloads" / "xss.jsonl").read_text(encoding="utf-8").splitlines()
    naughty = json.loads((folder / "blns" / "blns.json").read_text(encoding="utf-8"))
    return (*(json.loads(line)["payload"] for line in lines), *naughty)
