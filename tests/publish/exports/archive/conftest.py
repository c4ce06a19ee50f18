"""The small archive, once for all tests of exports."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.runners.making import worked_on

from geopolitik.index.archive.layout import Corpus
from geopolitik.runners.local import LocalEngine


@pytest.fixture(scope="session")
def worked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Corpus, Path, Path]:
    """Its folder, its pairs, its stemma."""
    with LocalEngine(1) as engine:
        return worked_on(tmp_path_factory.mktemp("archive"), engine)
