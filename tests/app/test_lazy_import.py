"""What an import costs: heavy libraries wait until they are used."""

from __future__ import annotations

import subprocess
import sys

import pytest

STEPS = ("numpy", "lxml", "trafilatura", "nupunkt", "rapidfuzz", "jinja2", "rich", "onnxruntime", "dateutil")
SITE = (
    *("sqlalchemy", "alembic", "starlette", "fastapi", "pydantic", "uvicorn", "httpx2", "multipart"),
    *("argon2", "nh3", "msgspec", "markdown_it"),
)


@pytest.mark.parametrize(
    ("module", "heavy"),
    [
        ("geopolitik", STEPS + SITE),
        ("geopolitik.cli.main", STEPS + SITE),
        ("geopolitik.app", STEPS + SITE),
        ("geopolitik.pipeline", SITE),
        ("geopolitik.app.tracing", SITE),
    ],
)
def test_heavy_libraries_wait_until_they_are_used(module: str, heavy: tuple[str, ...]) -> None:
    code = f"import sys, {module}; print([m for m in {heavy} if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_a_trace_needs_neither_the_web_nor_a_database() -> None:
    code = (
        "import sys; from geopolitik import sample_story, trace; trace(*sample_story()[:2]); "
        f"print([m for m in {SITE} if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
