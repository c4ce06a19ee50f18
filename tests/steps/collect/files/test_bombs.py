"""Files made to break whoever reads them: each ends, in time and within its memory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from geopolitik.steps.collect.files import Page, is_page, read_file

FOLDER = os.environ.get("GEOPOLITIK_DATA")
SCRIPT = Path(FOLDER or "") / "hostile" / "own" / "make_bombs.py"
SECONDS = 15.0


@pytest.fixture(scope="module")
def bombs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    # It writes beside itself.
    script = folder / "make_bombs.py"
    script.write_bytes(SCRIPT.read_bytes())
    subprocess.run([sys.executable, str(script)], check=True, capture_output=True)
    return folder / "bombs"


@pytest.mark.skipif(not SCRIPT.is_file(), reason="GEOPOLITIK_DATA is not set: no bombs")
def test_bombs_are_put_out(bombs: Path) -> None:
    files = sorted(bombs.iterdir())
    assert len(files) == 89
    for file in files:
        begun = time.monotonic()
        held = list(read_file(file)) if not is_page(file) else []
        assert time.monotonic() - begun < SECONDS, file.name
        assert not any(isinstance(one, Page) for one in held), file.name
        assert is_page(file) or held, file.name
