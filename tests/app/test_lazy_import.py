import subprocess
import sys

import pytest

HEAVY = ("numpy", "lxml", "trafilatura", "nupunkt", "rapidfuzz", "jinja2", "rich", "onnxruntime", "dateutil")


@pytest.mark.parametrize("module", ["geopolitik", "geopolitik.cli.main", "geopolitik.app"])
def test_heavy_libraries_wait_until_they_are_used(module: str) -> None:
    code = f"import sys, {module}; print([m for m in {HEAVY} if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
