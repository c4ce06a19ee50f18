"""A worker that takes its time to load, and none to answer."""

from __future__ import annotations

import time

from geopolitik.text.apart import serve

LOADING = 1.0
"""Seconds."""

if __name__ == "__main__":
    serve(lambda request: {"again": request}, ready=lambda: time.sleep(LOADING))
